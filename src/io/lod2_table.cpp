#include "io/lod2_table.h"

#include "geo/prism.h"
#include "geo/roof_planes.h"
#include "io/survey_codes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace kreisblick::io {
namespace {

/// A "roof" steeper than this is a wall.
constexpr double k_upright_above_deg = 80;
/// A corner further off its roof's plane than this: the polygon is not flat.
constexpr double k_warped_above_m = 0.05;

enum Index : std::size_t { k_id, k_part_of, k_name, k_use, k_roof_shape, k_roof_planes, k_height, k_eaves, k_volume, k_storeys, k_year };

std::vector<geo::Column> empty_columns() {
    using geo::ColumnType;
    return {{"id", {}, ColumnType::Text, {}, {}},
            {"part_of", {}, ColumnType::Text, {}, {}},
            {"name", {}, ColumnType::Text, {}, {}},
            {"use", {}, ColumnType::Text, {}, {}},
            {"roof_shape", {}, ColumnType::Text, {}, {}},
            {"roof_planes", {}, ColumnType::Text, {}, {}},
            {"height_m", "m", ColumnType::Number, {}, {}},
            {"eaves_m", "m", ColumnType::Number, {}, {}},
            {"volume_m3", "m³", ColumnType::Number, {}, {}},
            {"storeys", {}, ColumnType::Whole, {}, {}},
            {"year", {}, ColumnType::Whole, {}, {}}};
}

/// The polygon seen from above, without parts if it is too thin to see.
geo::Geometry seen_from_above(const geo::SpacePolygon& polygon) {
    geo::Geometry flat{geo::GeometryKind::Polygon, {}};
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        std::vector<geo::Point> points;
        for (const geo::SpacePoint& corner : polygon.rings[i]) points.push_back({corner.x, corner.y});
        if (!points.empty() && !(points.front() == points.back())) points.push_back(points.front());
        if (points.size() >= 4) flat.parts.push_back({std::move(points), i > 0});
        if (flat.parts.empty()) return flat;
    }
    return geo::invalid_reason(flat).empty() ? flat : geo::repaired(flat);
}

geo::Geometry outline_of(const std::vector<geo::SpacePolygon>& polygons) {
    std::vector<geo::Geometry> pieces;
    for (const geo::SpacePolygon& polygon : polygons) {
        const auto facet = geo::facet_of(polygon);
        if (!facet || facet->tilt_deg > k_upright_above_deg) continue;
        geo::Geometry piece = seen_from_above(polygon);
        if (!piece.is_empty()) pieces.push_back(std::move(piece));
    }
    if (pieces.empty()) return {geo::GeometryKind::Polygon, {}};
    return pieces.size() == 1 ? pieces[0] : geo::united(pieces);
}

/// From the lowest to the highest corner; NaN without any.
double height_of(const Lod2Building& building) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto* surfaces : {&building.roofs, &building.grounds, &building.others})
        for (const geo::SpacePolygon& polygon : *surfaces)
            for (const auto& ring : polygon.rings)
                for (const geo::SpacePoint& corner : ring) low = std::min(low, corner.z), high = std::max(high, corner.z);
    return high > low ? high - low : std::numeric_limits<double>::quiet_NaN();
}

/// Height of the ground that the building stands on: of its lowest corner.
double ground_of(const Lod2Building& building) {
    double low = std::numeric_limits<double>::infinity();
    for (const auto* surfaces : {&building.grounds, &building.roofs, &building.others})
        for (const geo::SpacePolygon& polygon : *surfaces)
            for (const auto& ring : polygon.rings)
                for (const geo::SpacePoint& corner : ring) low = std::min(low, corner.z);
    return low;
}

/// What the roof says about the building below it: the height of its eaves (of the lower edge of most of its planes) and the volume up to
/// it. NaN without a roof.
struct BelowRoof {
    double eaves_m = std::numeric_limits<double>::quiet_NaN();
    double volume_m3 = std::numeric_limits<double>::quiet_NaN();
};

BelowRoof below_roof(const Lod2Building& building) {
    const double ground = ground_of(building);
    double area = 0, edges = 0, volume = 0;
    for (const geo::SpacePolygon& polygon : building.roofs) {
        const auto facet = geo::facet_of(polygon);
        if (!facet || facet->tilt_deg > k_upright_above_deg) continue;
        area += facet->area_m2;
        edges += facet->area_m2 * (facet->z_min - ground);
        volume += geo::prism_volume(polygon, ground);
    }
    return area > 0 ? BelowRoof{edges / area, volume} : BelowRoof{};
}

}  // namespace

core::Result<Lod2Table> Lod2Table::between(const std::string& source_crs, const std::string& district_crs) {
    KREISBLICK_TRY(const geo::Crs source, geo::Crs::from(source_crs));
    KREISBLICK_TRY(const geo::Crs target, geo::Crs::from(district_crs));
    if (source.is_geographic())
        return core::fail("its coordinates are degrees ({}), and roofs can be measured only where they are metres", source.name());
    Lod2Table table(source_crs);
    if (!source.same_as(target)) {
        KREISBLICK_TRY(geo::Transformer to_district, geo::Transformer::between(source, target));
        table.m_to_district.emplace(std::move(to_district));
    }
    return table;
}

Lod2Table::Lod2Table(std::string crs) {
    m_table.crs = std::move(crs);
    m_table.has_geometry = true;
    m_table.is_lod2 = true;
    m_table.columns = empty_columns();
}

/// Where the source's grid north points in the district's grid, degrees clockwise from its north.
double Lod2Table::turn_degrees(geo::Point place) const {
    if (!m_to_district) return 0;
    const geo::Point here = (*m_to_district)(place), north = (*m_to_district)({place.x, place.y + 100});
    const double turn = std::atan2(north.x - here.x, north.y - here.y) * 180 / std::numbers::pi;
    return std::isfinite(turn) ? turn : 0;
}

std::string Lod2Table::planes_of(const Lod2Building& building) {
    std::vector<geo::Facet> facets;
    bool is_warped = false, has_walls = false, is_degenerate = false;
    for (const geo::SpacePolygon& polygon : building.roofs) {
        const auto facet = geo::facet_of(polygon);
        is_degenerate |= !facet;
        if (!facet) continue;
        is_warped |= facet->residual_m > k_warped_above_m;
        if (facet->tilt_deg > k_upright_above_deg)
            has_walls = true;
        else
            facets.push_back(*facet);
    }
    if (is_warped) m_warped.add(building.id);
    if (has_walls) m_upright.add(building.id);
    if (is_degenerate) m_degenerate.add(building.id);
    std::vector<geo::RoofPlane> planes = geo::roof_planes(facets);
    const double turn = facets.empty() ? 0 : turn_degrees(facets[0].extent.centre());
    for (geo::RoofPlane& plane : planes)
        if (plane.tilt_deg > 0) plane.azimuth_deg = std::fmod(plane.azimuth_deg + turn + 360, 360);
    return geo::to_text(planes);
}

geo::Geometry Lod2Table::footprint_of(const Lod2Building& building) {
    geo::Geometry footprint = outline_of(building.grounds);
    if (!footprint.is_empty()) return footprint;
    footprint = outline_of(building.roofs);
    if (footprint.is_empty()) footprint = outline_of(building.others);
    (footprint.is_empty() ? m_without_footprint : m_outline_by_roof).add(building.id);
    return footprint;
}

void Lod2Table::add(const Lod2Building& building) {
    if (building.unreadable > 0) m_unreadable.add(building.id);
    geo::Geometry footprint = footprint_of(building);
    if (footprint.is_empty()) return;
    const std::string planes = planes_of(building);
    if (planes.empty()) m_without_roof.add(building.id);
    std::vector<geo::Column>& columns = m_table.columns;
    columns[k_id].texts.push_back(building.id);
    columns[k_part_of].texts.push_back(building.part_of);
    columns[k_name].texts.push_back(building.name);
    columns[k_use].texts.push_back(building_use_word(building.use));
    columns[k_roof_shape].texts.push_back(roof_shape_word(building.roof_shape));
    columns[k_roof_planes].texts.push_back(planes);
    const double height_m = std::isfinite(building.height_m) ? building.height_m : height_of(building);
    columns[k_height].numbers.push_back(height_m);
    const BelowRoof below = below_roof(building);
    const bool states_eaves = building.eaves_m > 0 && building.eaves_m <= height_m;
    columns[k_eaves].numbers.push_back(states_eaves ? building.eaves_m : below.eaves_m);
    columns[k_volume].numbers.push_back(below.volume_m3);
    columns[k_storeys].numbers.push_back(building.storeys);
    columns[k_year].numbers.push_back(building.year);
    m_table.geometries.push_back(std::move(footprint));
    m_table.ids.push_back(building.id);
}

SourceTable Lod2Table::finished(std::string described) && {
    m_table.described = std::move(described);
    const auto tell = [&](const Tally& tally, std::string_view one, std::string_view many) {
        if (tally.count > 0) m_table.notes.push_back(fmt::format("{} {}: {}.", tally.count, tally.count == 1 ? one : many, tally.ids()));
    };
    tell(m_without_footprint, "building was left out because no surface shows its outline",
         "buildings were left out because no surface shows their outline");
    tell(m_outline_by_roof, "building has no ground surface, so the outline of its other surfaces stands for its footprint",
         "buildings have no ground surface, so the outline of their other surfaces stands for the footprint");
    tell(m_without_roof, "building has no roof planes, so its roof is assumed from the footprint",
         "buildings have no roof planes, so their roofs are assumed from the footprint");
    tell(m_unreadable, "building has surfaces without readable coordinates, which were left out",
         "buildings have surfaces without readable coordinates, which were left out");
    tell(m_degenerate, "building has roof surfaces without area, which were left out",
         "buildings have roof surfaces without area, which were left out");
    tell(m_upright, "building has roof surfaces that stand upright, which were left out as walls",
         "buildings have roof surfaces that stand upright, which were left out as walls");
    tell(m_warped, "building has roof surfaces that are not flat (a corner more than 5 cm off), which count as their mean plane",
         "buildings have roof surfaces that are not flat (a corner more than 5 cm off), which count as their mean plane");
    return std::move(m_table);
}

}  // namespace kreisblick::io
