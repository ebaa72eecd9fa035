#pragma once

#include "core/result.h"
#include "geo/crs.h"
#include "geo/space_polygon.h"
#include "io/source_table.h"
#include "io/tally.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace kreisblick::io {

/// A building of a 3D model as the file has it, in the file's CRS.
struct Lod2Building {
    std::string id;
    std::string part_of;  ///< id of the building that this one is a part of; empty for most
    std::string name;
    std::string use;         ///< code of the survey
    std::string roof_shape;  ///< code of the survey
    double height_m = std::numeric_limits<double>::quiet_NaN();
    double eaves_m = std::numeric_limits<double>::quiet_NaN();  ///< above its ground
    double storeys = std::numeric_limits<double>::quiet_NaN();
    double year = std::numeric_limits<double>::quiet_NaN();
    std::vector<geo::SpacePolygon> roofs, grounds, others;
    std::size_t unreadable = 0;  ///< polygons whose coordinates could not be read
};

/// Makes records of 3D buildings: the footprint from the ground surfaces, or else from the outline of the others; the planes of the roof as
/// text (geo/roof_planes.h), their azimuths turned to the grid north of the district. What is broken is left out and counted.
class Lod2Table {
  public:
    /// An Error if PROJ does not know one of the reference systems, or if the source's counts in degrees.
    [[nodiscard]] static core::Result<Lod2Table> between(const std::string& source_crs, const std::string& district_crs);

    void add(const Lod2Building& building);
    [[nodiscard]] std::size_t size() const { return m_table.size(); }
    /// The table with its notes; described is how sentences name the source.
    [[nodiscard]] SourceTable finished(std::string described) &&;

  private:
    explicit Lod2Table(std::string crs);
    [[nodiscard]] std::string planes_of(const Lod2Building& building);
    [[nodiscard]] geo::Geometry footprint_of(const Lod2Building& building);
    [[nodiscard]] double turn_degrees(geo::Point place) const;

    SourceTable m_table;
    std::optional<geo::Transformer> m_to_district;  // none where both are the same
    Tally m_without_footprint, m_without_roof, m_outline_by_roof, m_degenerate, m_warped, m_upright, m_unreadable;
};

}  // namespace kreisblick::io
