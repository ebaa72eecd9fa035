#include "geo/oriented_rectangle.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace kreisblick::geo {
namespace {

double cross(Point o, Point a, Point b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

/// The corners of the convex hull, counter-clockwise (Andrew 1979).
std::vector<Point> convex_hull(std::span<const Point> points) {
    std::vector<Point> sorted(points.begin(), points.end());
    std::sort(sorted.begin(), sorted.end(), [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted.size() < 3) return {};
    std::vector<Point> hull;
    const auto add_chain = [&](auto begin, auto end) {
        const std::size_t base = hull.size();
        for (auto point = begin; point != end; ++point) {
            while (hull.size() >= base + 2 && cross(hull[hull.size() - 2], hull.back(), *point) <= 0) hull.pop_back();
            hull.push_back(*point);
        }
        hull.pop_back();  // begins the next chain
    };
    add_chain(sorted.begin(), sorted.end());
    add_chain(sorted.rbegin(), sorted.rend());
    return hull;
}

/// The rectangle around the hull with a side along a direction of length 1.
OrientedRectangle rectangle_along(const std::vector<Point>& hull, Point along) {
    double low_u = std::numeric_limits<double>::infinity(), high_u = -low_u, low_v = low_u, high_v = -low_u;
    const Point origin = hull[0];
    for (const Point p : hull) {
        const double dx = p.x - origin.x, dy = p.y - origin.y;
        const double u = dx * along.x + dy * along.y, v = dy * along.x - dx * along.y;
        low_u = std::min(low_u, u), high_u = std::max(high_u, u), low_v = std::min(low_v, v), high_v = std::max(high_v, v);
    }
    const double u = (low_u + high_u) / 2, v = (low_v + high_v) / 2;
    OrientedRectangle box{{origin.x + u * along.x - v * along.y, origin.y + u * along.y + v * along.x}, high_u - low_u, high_v - low_v, 0};
    double azimuth = std::atan2(along.x, along.y) * 180 / std::numbers::pi;
    if (box.width_m > box.length_m) {
        std::swap(box.length_m, box.width_m);
        azimuth += 90;
    }
    box.length_azimuth_deg = std::fmod(azimuth + 360, 180);
    return box;
}

}  // namespace

OrientedRectangle smallest_rectangle(std::span<const Point> points) {
    const std::vector<Point> hull = convex_hull(points);
    OrientedRectangle smallest;
    if (hull.size() < 3) {
        Extent extent;
        for (const Point p : points) extent.include(p);
        if (!extent.is_empty()) smallest.centre = extent.centre();
        return smallest;
    }
    double least_area = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Point a = hull[i], b = hull[(i + 1) % hull.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const OrientedRectangle box = rectangle_along(hull, {(b.x - a.x) / length, (b.y - a.y) / length});
        const double area = box.length_m * box.width_m;
        if (!(area < least_area * (1 - 1e-9))) continue;
        least_area = area;
        smallest = box;
    }
    return smallest;
}

}  // namespace kreisblick::geo
