#pragma once

#include "geo/feature_table.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kreisblick::io {

/// The tags of one OpenStreetMap object; the texts are borrowed.
class OsmTags {
  public:
    void clear() { m_tags.clear(); }
    void set(std::string_view key, std::string_view value) { m_tags.emplace_back(key, value); }
    /// The value of a key; empty if the object has no such tag.
    [[nodiscard]] std::string_view operator[](std::string_view key) const;

  private:
    std::vector<std::pair<std::string_view, std::string_view>> m_tags;  // few: a search from the front is the fastest
};

/// What GDAL makes of an object: a node, an open way, a closed way or multipolygon.
enum class OsmShape { Point, Line, Area };

/// The parts an extract is sorted into; water has areas and lines.
enum class OsmTheme { Buildings, Roads, WaterAreas, WaterLines, Landcover, Places, Poi, Railway, PowerLines, Plants };

/// A column of a part besides the object's id.
struct OsmColumn {
    const char* name;
    const char* unit;
    geo::ColumnType type;
};

/// Which dataset a theme fills and with what.
struct OsmPart {
    OsmTheme theme;
    const char* dataset;
    bool is_second;  ///< the part with the lines of a dataset of areas
    geo::GeometryKind kind;
    std::span<const OsmColumn> columns;
};

/// All parts, in the order of OsmTheme.
[[nodiscard]] std::span<const OsmPart> osm_parts();

/// An object as a row of a part: one text per column of the part; numbers are written with a point.
struct OsmRow {
    OsmTheme theme;
    std::vector<std::string> values;
};

/// The rows an object gives, from its shape and tags: none, one, or several (a school building is a building and a facility).
[[nodiscard]] std::vector<OsmRow> rows_of(OsmShape shape, const OsmTags& tags);

/// The CORINE class (level 3) a tag of land use stands for; nothing where it stands for none.
[[nodiscard]] std::optional<int> corine_code(std::string_view key, std::string_view value);
/// "3.5 MW" → 3500; "yes" and numbers without a unit say nothing.
[[nodiscard]] std::optional<double> power_kw_in(std::string_view text);
/// The first year in a date: "1890-05", "~1890", "before 1890" → 1890.
[[nodiscard]] std::optional<int> year_in(std::string_view text);
/// Metres: "12", "12.5 m", "12,5m"; feet say nothing.
[[nodiscard]] std::optional<double> metres_in(std::string_view text);

}  // namespace kreisblick::io
