#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace kreisblick::geo {
namespace {

double signed_ring_area(const std::vector<Point>& ring) {
    // Relative to the first point: UTM northings have 7 digits, and products of them would lose the centimetres.
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return twice / 2;
}

double run_length(const std::vector<Point>& run) {
    double sum = 0;
    for (std::size_t i = 1; i < run.size(); ++i) sum += std::hypot(run[i].x - run[i - 1].x, run[i].y - run[i - 1].y);
    return sum;
}

/// The point half-way along a line.
Point middle_of(const std::vector<Point>& line) {
    double left = run_length(line) / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (step > 0 && left <= step) {
            const double t = left / step;
            return {line[i - 1].x + t * (line[i].x - line[i - 1].x), line[i - 1].y + t * (line[i].y - line[i - 1].y)};
        }
        left -= step;
    }
    return line.empty() ? Point{} : line.back();
}

/// Centre of gravity of a polygon, holes taken away; the mean of the extent where it has no area.
Point polygon_centroid(const Geometry& polygon) {
    double area_sum = 0, x_sum = 0, y_sum = 0;
    const Point origin = polygon.extent().centre();
    for (const Part& part : polygon.parts) {
        const double sign = (signed_ring_area(part.points) < 0) != part.is_hole ? -1 : 1;
        for (std::size_t i = 1; i < part.points.size(); ++i) {
            const double ax = part.points[i - 1].x - origin.x, ay = part.points[i - 1].y - origin.y;
            const double bx = part.points[i].x - origin.x, by = part.points[i].y - origin.y;
            const double cross = sign * (ax * by - bx * ay);
            area_sum += cross;
            x_sum += (ax + bx) * cross;
            y_sum += (ay + by) * cross;
        }
    }
    if (area_sum == 0) return origin;
    return {origin.x + x_sum / (3 * area_sum), origin.y + y_sum / (3 * area_sum)};
}

double segment_distance(Point a, Point b, Point p) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double squared = dx * dx + dy * dy;
    const double t = squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

}  // namespace

Extent Geometry::extent() const {
    Extent result;
    for (const Part& part : parts)
        for (const Point point : part.points) result.include(point);
    return result;
}

double area(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::Polygon) return 0;
    double sum = 0;
    for (const Part& part : geometry.parts) sum += (part.is_hole ? -1 : 1) * std::abs(signed_ring_area(part.points));
    return sum;
}

double length(const Geometry& geometry) {
    double sum = 0;
    for (const Part& part : geometry.parts) sum += run_length(part.points);
    return sum;
}

bool contains(const Geometry& polygon, Point point) {
    bool inside = false;
    for (const Part& part : polygon.parts)
        for (std::size_t i = 1; i < part.points.size(); ++i) {
            const Point a = part.points[i - 1], b = part.points[i];
            if ((a.y > point.y) != (b.y > point.y) && point.x < a.x + (point.y - a.y) * (b.x - a.x) / (b.y - a.y)) inside = !inside;
        }
    return inside;
}

Point centroid(const Geometry& geometry) {
    if (geometry.is_empty()) return {};
    if (geometry.kind == GeometryKind::Polygon) return polygon_centroid(geometry);
    if (geometry.kind == GeometryKind::Line) {
        const auto longest = std::max_element(geometry.parts.begin(), geometry.parts.end(),
                                              [](const Part& a, const Part& b) { return run_length(a.points) < run_length(b.points); });
        return middle_of(longest->points);
    }
    Point sum;
    double count = 0;
    for (const Part& part : geometry.parts)
        for (const Point point : part.points) sum = {sum.x + point.x, sum.y + point.y}, ++count;
    return {sum.x / count, sum.y / count};
}

double distance(const Geometry& geometry, Point point) {
    if (geometry.kind == GeometryKind::Polygon && contains(geometry, point)) return 0;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Part& part : geometry.parts) {
        if (part.points.size() == 1) nearest = std::min(nearest, segment_distance(part.points[0], part.points[0], point));
        for (std::size_t i = 1; i < part.points.size(); ++i)
            nearest = std::min(nearest, segment_distance(part.points[i - 1], part.points[i], point));
    }
    return nearest;
}

Geometry polygon_of(const Extent& e) {
    return {GeometryKind::Polygon,
            {{{{e.x_min, e.y_min}, {e.x_max, e.y_min}, {e.x_max, e.y_max}, {e.x_min, e.y_max}, {e.x_min, e.y_min}}, false}}};
}

}  // namespace kreisblick::geo
