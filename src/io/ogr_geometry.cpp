#include "io/ogr_geometry.h"

#include "io/gdal_handles.h"

#include <utility>

namespace kreisblick::io {
namespace {

/// The fewest a closed ring can have.
constexpr std::size_t k_points_of_a_ring = 4;

/// x and y of a point run, in one call.
std::vector<geo::Point> points_of(const OGRSimpleCurve& curve) {
    std::vector<geo::Point> points(static_cast<std::size_t>(curve.getNumPoints()));
    if (!points.empty()) curve.getPoints(&points[0].x, sizeof(geo::Point), &points[0].y, sizeof(geo::Point));
    return points;
}

void add_ring(const OGRLinearRing* ring, bool is_hole, geo::Geometry& result) {
    if (!ring) return;
    std::vector<geo::Point> points = points_of(*ring);
    if (points.empty()) return;
    if (!(points.front() == points.back())) points.push_back(points.front());
    while (points.size() < k_points_of_a_ring) points.push_back(points.front());
    result.parts.push_back({std::move(points), is_hole});
}

void add_polygon(const OGRPolygon& polygon, geo::Geometry& result) {
    const std::size_t before = result.parts.size();
    add_ring(polygon.getExteriorRing(), false, result);
    if (result.parts.size() == before) return;  // holes of nothing
    for (int i = 0; i < polygon.getNumInteriorRings(); ++i) add_ring(polygon.getInteriorRing(i), true, result);
}

/// Adds the members of the result's kind, walking into collections.
void collect(const OGRGeometry& geometry, geo::Geometry& result) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const OGRGeometry* member : *geometry.toGeometryCollection()) collect(*member, result);
    } else if (type == wkbPolygon || type == wkbTriangle) {
        if (result.kind == geo::GeometryKind::Polygon) add_polygon(*geometry.toPolygon(), result);
    } else if (type == wkbPolyhedralSurface || type == wkbTIN) {
        for (const OGRPolygon* face : *geometry.toPolyhedralSurface()) collect(*face, result);
    } else if (type == wkbLineString) {
        const OGRLineString* line = geometry.toLineString();
        if (result.kind == geo::GeometryKind::Line && line->getNumPoints() >= 2) result.parts.push_back({points_of(*line), false});
    } else if (type == wkbPoint && !geometry.IsEmpty()) {
        const OGRPoint* point = geometry.toPoint();
        if (result.kind == geo::GeometryKind::Point) result.parts.push_back({{{point->getX(), point->getY()}}, false});
    }
}

/// The kind of the first member that is no collection.
geo::GeometryKind first_kind(const OGRGeometry& geometry) {
    switch (OGR_GT_GetLinear(wkbFlatten(geometry.getGeometryType()))) {
        case wkbPoint:
        case wkbMultiPoint: return geo::GeometryKind::Point;
        case wkbLineString:
        case wkbMultiLineString: return geo::GeometryKind::Line;
        case wkbGeometryCollection:
            for (const OGRGeometry* member : *geometry.toGeometryCollection())
                if (!member->IsEmpty()) return first_kind(*member);
            return geo::GeometryKind::None;
        default: return geo::GeometryKind::Polygon;
    }
}

geo::Geometry members_of(const OGRGeometry& geometry, geo::GeometryKind kind) {
    geo::Geometry result{kind, {}};
    collect(geometry, result);
    return result;
}

}  // namespace

geo::Geometry geometry_from(const OGRGeometry* geometry, geo::GeometryKind wanted) {
    if (!geometry || geometry->IsEmpty()) return {};
    if (geometry->hasCurveGeometry()) {
        const OgrGeometry straight(geometry->getLinearGeometry());
        return geometry_from(straight.get(), wanted);
    }
    geo::Geometry result = wanted == geo::GeometryKind::None ? geo::Geometry{} : members_of(*geometry, wanted);
    return result.is_empty() ? members_of(*geometry, first_kind(*geometry)) : result;
}

}  // namespace kreisblick::io
