#pragma once

#include "core/result.h"
#include "geo/crs.h"
#include "io/source_table.h"
#include "io/tally.h"
#include "model/district.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::io {

/// What becomes of features outside district and rim.
enum class Beyond { LeftOut, Kept };
/// What becomes of features that cross the edge of the rim.
enum class Edge { Clipped, KeptWhole };

/// What becomes of polygons that cross themselves or have no area: mended (or left out if nothing is left), or kept as they were drawn, for
/// sources whose counts and areas must not change. One that crosses the edge is mended in any case, else it could not be cut.
enum class Invalid { Mended, KeptAsDrawn };

struct IntakeRules {
    geo::GeometryKind wanted = geo::GeometryKind::Point;
    Beyond beyond = Beyond::LeftOut;
    Edge edge = Edge::Clipped;
    Invalid invalid = Invalid::Mended;
};

/// Brings the geometries of a source into a district, one by one: into its CRS, of the wanted kind, valid, inside district and rim. What
/// does not fit is counted by reason with the first ids; notes() tells it in sentences. One thread at a time.
class GeometryIntake {
  public:
    /// source_crs must be one that PROJ knows; the Error names it otherwise.
    [[nodiscard]] static core::Result<GeometryIntake> between(const std::string& source_crs, const model::District& district,
                                                              IntakeRules rules);
    /// Another intake between the same reference systems with rules and counts of its own.
    [[nodiscard]] GeometryIntake with(IntakeRules rules) const { return {m_to_district, m_source, m_target, m_extent, rules}; }

    struct Taken {
        geo::Geometry geometry;  ///< without parts: the feature is left out
        double area_m2 = 0;      ///< of the polygon that a wanted point was made from; else 0
    };
    [[nodiscard]] Taken take(geo::Geometry geometry, std::string_view id);

    /// Where the source's usable features lie, in the district's CRS, before anything was left out or clipped.
    [[nodiscard]] const geo::Extent& source_extent() const { return m_source_extent; }
    [[nodiscard]] std::size_t taken() const { return m_taken; }
    /// "3 features were left out because they have no geometry: 4, 7, 9."
    [[nodiscard]] std::vector<std::string> notes() const;
    /// Why nothing was taken, with the place where the features lie.
    [[nodiscard]] std::string why_nothing(const std::string& described) const;
    /// The rectangle of the source's CRS in the district's, as polygon with points along its edges.
    [[nodiscard]] geo::Geometry rectangle(const geo::Extent& in_source_crs) const;

  private:
    GeometryIntake(std::shared_ptr<const geo::Transformer> to_district, geo::Crs source, geo::Crs target, const geo::Extent& extent,
                   IntakeRules rules);
    [[nodiscard]] bool bring_over(geo::Geometry& geometry, std::string_view id);
    [[nodiscard]] bool make_sound(geo::Geometry& polygon, std::string_view id);
    [[nodiscard]] bool is_absurd(const geo::Geometry& geometry) const;
    [[nodiscard]] Taken leave_out(Tally& reason, std::string_view id);
    [[nodiscard]] std::string place_of(geo::Point in_source_crs) const;

    std::shared_ptr<const geo::Transformer> m_to_district;  // shared: making one costs more than a thousand points
    geo::Crs m_source;
    geo::Crs m_target;
    IntakeRules m_rules;
    geo::Extent m_extent;  // district and rim
    geo::Extent m_source_extent;
    geo::Extent m_strayed;  // in the source CRS: where those left out as outside lie
    geo::Point m_absurd_example;
    std::size_t m_taken = 0;
    Tally m_empty, m_other_kind, m_absurd, m_beyond_repair, m_outside, m_repaired, m_as_drawn;
};

}  // namespace kreisblick::io
