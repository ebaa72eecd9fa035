#pragma once

#include <algorithm>
#include <limits>

namespace kreisblick::geo {

/// A place in a plane: x to the east (or longitude), y to the north (or latitude), in the units of its CRS.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// An axis-parallel rectangle; empty while nothing has been put in.
struct Extent {
    double x_min = std::numeric_limits<double>::infinity();
    double y_min = std::numeric_limits<double>::infinity();
    double x_max = -std::numeric_limits<double>::infinity();
    double y_max = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool is_empty() const { return !(x_min <= x_max && y_min <= y_max); }
    [[nodiscard]] double width() const { return is_empty() ? 0 : x_max - x_min; }
    [[nodiscard]] double height() const { return is_empty() ? 0 : y_max - y_min; }
    [[nodiscard]] Point centre() const { return {(x_min + x_max) / 2, (y_min + y_max) / 2}; }
    [[nodiscard]] bool contains(Point p) const { return p.x >= x_min && p.x <= x_max && p.y >= y_min && p.y <= y_max; }
    [[nodiscard]] bool contains(const Extent& other) const {
        return other.x_min >= x_min && other.x_max <= x_max && other.y_min >= y_min && other.y_max <= y_max;
    }
    [[nodiscard]] bool intersects(const Extent& other) const {
        return other.x_min <= x_max && other.x_max >= x_min && other.y_min <= y_max && other.y_max >= y_min;
    }
    [[nodiscard]] Extent grown(double margin) const { return {x_min - margin, y_min - margin, x_max + margin, y_max + margin}; }
    [[nodiscard]] Extent intersection(const Extent& other) const {
        return {std::max(x_min, other.x_min), std::max(y_min, other.y_min), std::min(x_max, other.x_max), std::min(y_max, other.y_max)};
    }
    void include(Point p) {
        x_min = std::min(x_min, p.x);
        y_min = std::min(y_min, p.y);
        x_max = std::max(x_max, p.x);
        y_max = std::max(y_max, p.y);
    }
    void include(const Extent& other) {
        if (other.is_empty()) return;
        include(Point{other.x_min, other.y_min});
        include(Point{other.x_max, other.y_max});
    }
    friend bool operator==(const Extent&, const Extent&) = default;
};

}  // namespace kreisblick::geo
