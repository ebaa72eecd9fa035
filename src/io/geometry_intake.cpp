#include "io/geometry_intake.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace kreisblick::io {
namespace {

/// No coordinate of anything on Earth is that large, in metres or degrees of any reference system.
constexpr double k_absurd = 1e8;
constexpr double k_earth_radius_km = 6371;
/// Edges of a rectangle are bent by a change of CRS; so many pieces follow the bend closer than a metre over a district.
constexpr int k_pieces_of_an_edge = 32;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// Great-circle distance on a sphere; good enough to say "340 km away".
double kilometres_between(geo::Point a, geo::Point b) {
    const double lat_sine = std::sin(radians(b.y - a.y) / 2), lon_sine = std::sin(radians(b.x - a.x) / 2);
    const double h = lat_sine * lat_sine + std::cos(radians(a.y)) * std::cos(radians(b.y)) * lon_sine * lon_sine;
    return 2 * k_earth_radius_km * std::asin(std::sqrt(std::min(1.0, h)));
}

/// Longitude and latitude of a place, not finite where there is none.
geo::Point in_degrees(const geo::Crs& crs, geo::Point place) {
    const geo::Point nowhere{std::nan(""), std::nan("")};
    const auto wgs84 = geo::Crs::from("EPSG:4326");
    if (!wgs84) return nowhere;
    const auto transformer = geo::Transformer::between(crs, *wgs84);
    return transformer ? (*transformer)(place) : nowhere;
}

std::string degrees_text(geo::Point p) {
    return fmt::format("{:.2f}° {} {:.2f}° {}", std::abs(p.y), p.y < 0 ? "S" : "N", std::abs(p.x), p.x < 0 ? "W" : "E");
}

std::string_view plural(std::size_t count, std::string_view one, std::string_view many) { return count == 1 ? one : many; }

std::string_view name_of(geo::GeometryKind kind) {
    switch (kind) {
        case geo::GeometryKind::Point: return "points";
        case geo::GeometryKind::Line: return "lines";
        case geo::GeometryKind::Polygon: return "polygons";
        case geo::GeometryKind::None: break;
    }
    return "geometries";
}

/// Whether a feature of one kind can stand for the wanted one: the same, or a polygon for a point.
bool fits(geo::GeometryKind kind, geo::GeometryKind wanted) {
    return kind == wanted || (wanted == geo::GeometryKind::Point && kind == geo::GeometryKind::Polygon);
}

}  // namespace

core::Result<GeometryIntake> GeometryIntake::between(const std::string& source_crs, const model::District& district, IntakeRules rules) {
    KREISBLICK_TRY(geo::Crs source, geo::Crs::from(source_crs));
    KREISBLICK_TRY(geo::Crs target, geo::Crs::from(district.crs));
    KREISBLICK_TRY(geo::Transformer to_district, geo::Transformer::between(source, target));
    return GeometryIntake(std::make_shared<const geo::Transformer>(std::move(to_district)), std::move(source), std::move(target),
                          district.grid.extent(), rules);
}

GeometryIntake::GeometryIntake(std::shared_ptr<const geo::Transformer> to_district, geo::Crs source, geo::Crs target,
                               const geo::Extent& extent, IntakeRules rules)
    : m_to_district(std::move(to_district)),
      m_source(std::move(source)),
      m_target(std::move(target)),
      m_rules(rules),
      m_extent(extent) {}

GeometryIntake::Taken GeometryIntake::leave_out(Tally& reason, std::string_view id) {
    reason.add(id);
    return {};
}

bool GeometryIntake::is_absurd(const geo::Geometry& geometry) const {
    const double x_limit = m_source.is_geographic() ? 540 : k_absurd, y_limit = m_source.is_geographic() ? 90.001 : k_absurd;
    for (const geo::Part& part : geometry.parts)
        for (const geo::Point p : part.points)
            if (!(std::abs(p.x) <= x_limit && std::abs(p.y) <= y_limit)) return true;
    return false;
}

/// Into the district's CRS; false (and counted) where that is impossible.
bool GeometryIntake::bring_over(geo::Geometry& geometry, std::string_view id) {
    const geo::Extent before = geometry.extent();
    std::size_t unanswered = 0;
    if (!m_source.same_as(m_target))
        for (geo::Part& part : geometry.parts) unanswered += m_to_district->transform(part.points);
    const geo::Extent after = geometry.extent();
    const bool is_inside = unanswered == 0 && m_extent.intersects(after);
    if (unanswered == 0) m_source_extent.include(after);
    if (is_inside || (m_rules.beyond == Beyond::Kept && unanswered == 0)) return true;
    m_outside.add(id);
    m_strayed.include(before);
    return false;
}

/// Mends a polygon that needs it; false (and counted) if nothing of it is left.
bool GeometryIntake::make_sound(geo::Geometry& polygon, std::string_view id) {
    if (geo::invalid_reason(polygon).empty()) return true;
    if (m_rules.invalid == Invalid::KeptAsDrawn && m_rules.wanted == geo::GeometryKind::Polygon && m_extent.contains(polygon.extent())) {
        m_as_drawn.add(id);
        return true;
    }
    polygon = geo::repaired(polygon);
    (polygon.is_empty() ? m_beyond_repair : m_repaired).add(id);
    return !polygon.is_empty();
}

GeometryIntake::Taken GeometryIntake::take(geo::Geometry geometry, std::string_view id) {
    if (geometry.is_empty()) return leave_out(m_empty, id);
    if (!fits(geometry.kind, m_rules.wanted)) return leave_out(m_other_kind, id);
    if (is_absurd(geometry)) {
        m_absurd_example = geometry.parts[0].points[0];
        return leave_out(m_absurd, id);
    }
    if (!bring_over(geometry, id)) return {};

    const bool is_polygon = geometry.kind == geo::GeometryKind::Polygon;
    if (is_polygon && !make_sound(geometry, id)) return {};
    Taken taken{std::move(geometry), 0};
    if (is_polygon && m_rules.wanted == geo::GeometryKind::Point) {
        taken.area_m2 = geo::area(taken.geometry);
        taken.geometry = {geo::GeometryKind::Point, {{{geo::point_inside(taken.geometry)}, false}}};
    }
    if (m_rules.beyond == Beyond::LeftOut && (m_rules.edge == Edge::Clipped || m_rules.wanted == geo::GeometryKind::Point))
        taken.geometry = geo::clipped(taken.geometry, m_extent);
    if (taken.geometry.is_empty()) return leave_out(m_outside, id);
    ++m_taken;
    return taken;
}

std::vector<std::string> GeometryIntake::notes() const {
    std::vector<std::string> sentences;
    const auto tell = [&](const Tally& tally, const std::string& because) {
        if (tally.count == 0) return;
        sentences.push_back(fmt::format("{} {} left out because {}: {}.", tally.count, plural(tally.count, "feature was", "features were"),
                                        because, tally.ids()));
    };
    tell(m_empty, fmt::format("{} no geometry", plural(m_empty.count, "it has", "they have")));
    tell(m_other_kind, fmt::format("{} {} needed here", name_of(m_rules.wanted), "are"));
    tell(m_absurd, fmt::format("{} coordinates are nowhere on Earth", plural(m_absurd.count, "its", "their")));
    tell(m_beyond_repair, fmt::format("{} geometry is broken beyond repair", plural(m_beyond_repair.count, "its", "their")));
    tell(m_outside, fmt::format("{} outside the district and its rim", plural(m_outside.count, "it lies", "they lie")));
    if (m_repaired.count > 0)
        sentences.push_back(fmt::format("{} self-crossing or otherwise invalid {} mended: {}.", m_repaired.count,
                                        plural(m_repaired.count, "polygon was", "polygons were"), m_repaired.ids()));
    if (m_as_drawn.count > 0)
        sentences.push_back(fmt::format("{} {} or {} no area and {} kept as drawn: {}.", m_as_drawn.count,
                                        plural(m_as_drawn.count, "polygon crosses itself", "polygons cross themselves"),
                                        plural(m_as_drawn.count, "has", "have"), plural(m_as_drawn.count, "was", "were"),
                                        m_as_drawn.ids()));
    return sentences;
}

/// "near 0.00° N 0.00° E in the Gulf of Guinea, 5683 km from the district"
std::string GeometryIntake::place_of(geo::Point in_source_crs) const {
    const geo::Point degrees = in_degrees(m_source, in_source_crs);
    if (!std::isfinite(degrees.x) || !std::isfinite(degrees.y))
        return fmt::format("near {} {}, which is no place on Earth in {}", in_source_crs.x, in_source_crs.y, m_source.name());
    const bool is_null_island = std::abs(degrees.x) < 3 && std::abs(degrees.y) < 3;
    return fmt::format("near {}{}, {:.0f} km from the middle of the district", degrees_text(degrees),
                       is_null_island ? " in the Gulf of Guinea" : "",
                       kilometres_between(degrees, in_degrees(m_target, m_extent.centre())));
}

std::string GeometryIntake::why_nothing(const std::string& described) const {
    const std::string hint = "is the coordinate system right? It can be named with --source-crs";
    const std::size_t placed = std::max({m_outside.count, m_absurd.count, m_empty.count, m_other_kind.count, m_beyond_repair.count});
    if (placed > 0 && placed == m_outside.count && !m_strayed.is_empty())
        return fmt::format("nothing of {} lies in the district or its rim: {} {} lie {}; {}", described, m_outside.count,
                           plural(m_outside.count, "feature", "features"), place_of(m_strayed.centre()), hint);
    if (placed > 0 && placed == m_absurd.count)
        return fmt::format("nothing of {} can be used: coordinates such as {} {} are nowhere on Earth in {}; {}", described,
                           m_absurd_example.x, m_absurd_example.y, m_source.name(), hint);
    std::string reasons;
    for (const std::string& note : notes()) reasons += (reasons.empty() ? "" : " ") + note;
    if (!reasons.empty()) reasons.pop_back();
    return fmt::format("nothing of {} can be used: {}", described, reasons.empty() ? "no feature is left" : reasons);
}

geo::Geometry GeometryIntake::rectangle(const geo::Extent& in_source_crs) const {
    const geo::Extent& e = in_source_crs;
    std::vector<geo::Point> ring;
    const std::vector<geo::Point> corners{{e.x_min, e.y_min}, {e.x_max, e.y_min}, {e.x_max, e.y_max}, {e.x_min, e.y_max}};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const geo::Point a = corners[i], b = corners[(i + 1) % corners.size()];
        for (int k = 0; k < k_pieces_of_an_edge; ++k) {
            const double t = static_cast<double>(k) / k_pieces_of_an_edge;
            ring.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        }
    }
    ring.push_back(ring.front());
    if (!m_source.same_as(m_target) && m_to_district->transform(ring) > 0) return {geo::GeometryKind::Polygon, {}};
    return {geo::GeometryKind::Polygon, {{std::move(ring), false}}};
}

}  // namespace kreisblick::io
