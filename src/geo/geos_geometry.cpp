// The wall around GEOS: Geometry in, Geometry out. GEOS handles live only inside a call; contexts belong to a thread.
#include "geo/buffer.h"
#include "geo/geometry.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <cmath>
#include <memory>

namespace kreisblick::geo {
namespace {

/// The calling thread's GEOS context; its messages are asked for, never printed.
GEOSContextHandle_t context() {
    struct Owner {
        GEOSContextHandle_t handle = GEOS_init_r();
        ~Owner() { GEOS_finish_r(handle); }
    };
    thread_local Owner owner;
    return owner.handle;
}

struct GeometryDeleter {
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
};
using Handle = std::unique_ptr<GEOSGeometry, GeometryDeleter>;

struct TextDeleter {
    void operator()(char* text) const { GEOSFree_r(context(), text); }
};
using Text = std::unique_ptr<char, TextDeleter>;

GEOSCoordSequence* sequence_of(const std::vector<Point>& points) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context(), static_cast<unsigned>(points.size()), 2);
    for (std::size_t i = 0; i < points.size(); ++i)
        GEOSCoordSeq_setXY_r(context(), sequence, static_cast<unsigned>(i), points[i].x, points[i].y);
    return sequence;
}

std::vector<Point> points_of(const GEOSGeometry* geometry) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context(), geometry);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context(), sequence, &count);
    std::vector<Point> points(count);
    for (unsigned i = 0; i < count; ++i) GEOSCoordSeq_getXY_r(context(), sequence, i, &points[i].x, &points[i].y);
    return points;
}

GEOSGeometry* ring_of(const Part& part) { return GEOSGeom_createLinearRing_r(context(), sequence_of(part.points)); }

/// One polygon: the outer ring at `first` and the holes behind it. Empty handle if a ring is too short to be one.
Handle polygon_at(const std::vector<Part>& parts, std::size_t first, std::size_t end) {
    GEOSGeometry* shell = ring_of(parts[first]);
    if (!shell) return {};
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = first + 1; i < end; ++i)
        if (GEOSGeometry* hole = ring_of(parts[i])) holes.push_back(hole);
    return Handle(GEOSGeom_createPolygon_r(context(), shell, holes.data(), static_cast<unsigned>(holes.size())));
}

std::vector<GEOSGeometry*> polygons_of(const std::vector<Part>& parts) {
    std::vector<GEOSGeometry*> polygons;
    for (std::size_t first = 0; first < parts.size();) {
        std::size_t end = first + 1;
        while (end < parts.size() && parts[end].is_hole) ++end;
        if (Handle polygon = polygon_at(parts, first, end)) polygons.push_back(polygon.release());
        first = end;
    }
    return polygons;
}

Handle to_geos(const Geometry& geometry) {
    std::vector<GEOSGeometry*> members;
    int collection = GEOS_MULTIPOLYGON;
    if (geometry.kind == GeometryKind::Polygon) {
        members = polygons_of(geometry.parts);
    } else if (geometry.kind == GeometryKind::Line) {
        collection = GEOS_MULTILINESTRING;
        for (const Part& part : geometry.parts)
            if (GEOSGeometry* line = GEOSGeom_createLineString_r(context(), sequence_of(part.points))) members.push_back(line);
    } else {
        collection = GEOS_MULTIPOINT;
        for (const Part& part : geometry.parts)
            for (const Point point : part.points) members.push_back(GEOSGeom_createPointFromXY_r(context(), point.x, point.y));
    }
    return Handle(GEOSGeom_createCollection_r(context(), collection, members.data(), static_cast<unsigned>(members.size())));
}

void collect_polygon(const GEOSGeometry* polygon, Geometry& result) {
    result.parts.push_back({points_of(GEOSGetExteriorRing_r(context(), polygon)), false});
    for (int i = 0; i < GEOSGetNumInteriorRings_r(context(), polygon); ++i)
        result.parts.push_back({points_of(GEOSGetInteriorRingN_r(context(), polygon, i)), true});
}

/// Adds what is of the result's kind, walking into collections; other kinds (a sliver that became a line) are left out.
void collect(const GEOSGeometry* geometry, Geometry& result) {
    if (!geometry || GEOSisEmpty_r(context(), geometry) == 1) return;
    const int type = GEOSGeomTypeId_r(context(), geometry);
    if (type >= GEOS_MULTIPOINT) {
        for (int i = 0; i < GEOSGetNumGeometries_r(context(), geometry); ++i) collect(GEOSGetGeometryN_r(context(), geometry, i), result);
    } else if (type == GEOS_POLYGON) {
        if (result.kind == GeometryKind::Polygon) collect_polygon(geometry, result);
    } else if (type == GEOS_POINT) {
        if (result.kind == GeometryKind::Point) result.parts.push_back({points_of(geometry), false});
    } else if (result.kind == GeometryKind::Line) {
        result.parts.push_back({points_of(geometry), false});
    }
}

Geometry from_geos(const GEOSGeometry* geometry, GeometryKind kind) {
    Geometry result{kind, {}};
    collect(geometry, result);
    return result;
}

GeometryKind kind_of(const GEOSGeometry* geometry) {
    switch (GEOSGeomTypeId_r(context(), geometry)) {
        case GEOS_POINT:
        case GEOS_MULTIPOINT: return GeometryKind::Point;
        case GEOS_POLYGON:
        case GEOS_MULTIPOLYGON: return GeometryKind::Polygon;
        case GEOS_LINESTRING:
        case GEOS_LINEARRING:
        case GEOS_MULTILINESTRING: return GeometryKind::Line;
        default: return GeometryKind::None;
    }
}

}  // namespace

std::string invalid_reason(const Geometry& geometry) {
    const Handle handle = to_geos(geometry);
    if (!handle) return "the geometry cannot be built";
    if (GEOSisValid_r(context(), handle.get()) == 1) return {};
    const Text reason(GEOSisValidReason_r(context(), handle.get()));
    return reason ? reason.get() : "unknown";
}

Geometry repaired(const Geometry& geometry) {
    const Handle handle = to_geos(geometry);
    if (!handle) return {geometry.kind, {}};
    const Handle valid(GEOSMakeValid_r(context(), handle.get()));
    return from_geos(valid.get(), geometry.kind);
}

Geometry clipped(const Geometry& geometry, const Extent& rectangle) {
    if (rectangle.contains(geometry.extent())) return geometry;
    const Handle handle = to_geos(geometry);
    if (!handle) return {geometry.kind, {}};
    const Handle frame = to_geos(polygon_of(rectangle));
    const Handle inside(GEOSIntersection_r(context(), handle.get(), frame.get()));
    return from_geos(inside.get(), geometry.kind);
}

Geometry united(std::span<const Geometry> polygons) {
    std::vector<GEOSGeometry*> members;
    for (const Geometry& polygon : polygons)
        if (Handle handle = to_geos(polygon)) members.push_back(handle.release());
    const Handle all(
        GEOSGeom_createCollection_r(context(), GEOS_GEOMETRYCOLLECTION, members.data(), static_cast<unsigned>(members.size())));
    const Handle melted(all ? GEOSUnaryUnion_r(context(), all.get()) : nullptr);
    return from_geos(melted.get(), GeometryKind::Polygon);
}

Geometry difference(const Geometry& polygon, const Geometry& taken_away) {
    const Handle a = to_geos(polygon), b = to_geos(taken_away);
    const Handle rest(a && b ? GEOSDifference_r(context(), a.get(), b.get()) : nullptr);
    return from_geos(rest.get(), GeometryKind::Polygon);
}

Geometry buffered(const Geometry& geometry, double distance_m, int arc_steps) {
    const Handle handle = to_geos(geometry);
    const Handle wide(handle ? GEOSBuffer_r(context(), handle.get(), distance_m, arc_steps) : nullptr);
    return from_geos(wide.get(), GeometryKind::Polygon);
}

Point point_inside(const Geometry& polygon) {
    const Handle handle = to_geos(polygon);
    const Handle point(handle ? GEOSPointOnSurface_r(context(), handle.get()) : nullptr);
    Point result = centroid(polygon);
    if (point && GEOSisEmpty_r(context(), point.get()) == 0) {
        GEOSGeomGetX_r(context(), point.get(), &result.x);
        GEOSGeomGetY_r(context(), point.get(), &result.y);
    }
    return result;
}

std::string to_wkt(const Geometry& geometry) {
    const Handle handle = to_geos(geometry);
    GEOSWKTWriter* writer = GEOSWKTWriter_create_r(context());
    GEOSWKTWriter_setTrim_r(context(), writer, 1);
    GEOSWKTWriter_setRoundingPrecision_r(context(), writer, 3);
    const Text text(handle ? GEOSWKTWriter_write_r(context(), writer, handle.get()) : nullptr);
    GEOSWKTWriter_destroy_r(context(), writer);
    return text ? text.get() : std::string{};
}

Geometry from_wkt(const std::string& text) {
    GEOSWKTReader* reader = GEOSWKTReader_create_r(context());
    const Handle handle(GEOSWKTReader_read_r(context(), reader, text.c_str()));
    GEOSWKTReader_destroy_r(context(), reader);
    return handle ? from_geos(handle.get(), kind_of(handle.get())) : Geometry{};
}

}  // namespace kreisblick::geo
