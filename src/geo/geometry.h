#pragma once

#include "geo/extent.h"

#include <span>
#include <string>
#include <vector>

namespace kreisblick::geo {

enum class GeometryKind { None, Point, Line, Polygon };

/// One run of points: a single point, a line, or a closed ring (first point = last point).
struct Part {
    std::vector<Point> points;
    bool is_hole = false;  ///< only for rings: a hole of the nearest outer ring before it
    friend bool operator==(const Part&, const Part&) = default;
};

/// The geometry of one feature, always "multi": any number of parts of one kind, plane coordinates, no curves, no heights.
struct Geometry {
    GeometryKind kind = GeometryKind::None;
    std::vector<Part> parts;

    [[nodiscard]] bool is_empty() const { return parts.empty(); }
    [[nodiscard]] Extent extent() const;
    friend bool operator==(const Geometry&, const Geometry&) = default;
};

/// Area in square units of the coordinates, holes taken away; 0 for points and lines.
[[nodiscard]] double area(const Geometry& geometry);
/// Length of all lines, or of all rings of a polygon.
[[nodiscard]] double length(const Geometry& geometry);
/// Whether the polygon holds the point (even-odd rule over all rings; a point on an edge may count either way).
[[nodiscard]] bool contains(const Geometry& polygon, Point point);
/// The centre of gravity (polygon), the middle along the longest line, or the mean of the points.
[[nodiscard]] Point centroid(const Geometry& geometry);
/// Shortest distance from a point to the geometry; 0 inside a polygon.
[[nodiscard]] double distance(const Geometry& geometry, Point point);

// --- by GEOS (geos_geometry.cpp) ---

/// A text that says what is wrong with the geometry, or an empty text if it is valid.
[[nodiscard]] std::string invalid_reason(const Geometry& geometry);
/// The geometry repaired where GEOS can (self-crossings, bad rings), of the same kind; empty if nothing of that kind is left.
[[nodiscard]] Geometry repaired(const Geometry& geometry);
/// The part of the geometry inside the rectangle, of the same kind; empty if there is none.
[[nodiscard]] Geometry clipped(const Geometry& geometry, const Extent& rectangle);
/// All polygons melted into one.
[[nodiscard]] Geometry united(std::span<const Geometry> polygons);
/// What of the first polygon the second does not cover.
[[nodiscard]] Geometry difference(const Geometry& polygon, const Geometry& taken_away);
/// A point that surely lies inside the polygon.
[[nodiscard]] Point point_inside(const Geometry& polygon);
[[nodiscard]] std::string to_wkt(const Geometry& geometry);
/// From WKT; an empty geometry if the text is not WKT of points, lines or polygons.
[[nodiscard]] Geometry from_wkt(const std::string& text);

/// A rectangle as polygon.
[[nodiscard]] Geometry polygon_of(const Extent& extent);

}  // namespace kreisblick::geo
