#include "fiction/curve.h"

#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kreisblick::fiction {
namespace {

/// The point at share t between b and c of the curve through a, b, c, d.
geo::Point between_knots(geo::Point a, geo::Point b, geo::Point c, geo::Point d, double t) {
    const auto mix = [t](double p, double q, double r, double s) {
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
    };
    return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
}

}  // namespace

double distance(geo::Point a, geo::Point b) { return std::sqrt(dot(a - b, a - b)); }

geo::Point direction(geo::Point way) {
    const double size = std::sqrt(dot(way, way));
    return size > 0 ? way * (1 / size) : geo::Point{1, 0};
}

geo::Point turned(geo::Point way, double angle) {
    // The rotation whose half angle has the tangent angle/2: exact in length, close to the angle.
    const double tangent = angle / 2, scale = 1 / (1 + tangent * tangent);
    const double cosine = (1 - tangent * tangent) * scale, sine = 2 * tangent * scale;
    return {way.x * cosine - way.y * sine, way.x * sine + way.y * cosine};
}

double distance_to_segment(geo::Point point, geo::Point from, geo::Point to) {
    const geo::Point way = to - from;
    const double size = dot(way, way);
    const double share = size > 0 ? std::clamp(dot(point - from, way) / size, 0.0, 1.0) : 0.0;
    return distance(point, from + way * share);
}

double length(std::span<const geo::Point> curve) {
    double sum = 0;
    for (std::size_t index = 1; index < curve.size(); ++index) sum += distance(curve[index - 1], curve[index]);
    return sum;
}

Curve spline(std::span<const geo::Point> knots, double step_m, std::optional<geo::Point> before, std::optional<geo::Point> after) {
    Curve result;
    for (std::size_t index = 0; index + 1 < knots.size(); ++index) {
        const geo::Point b = knots[index], c = knots[index + 1];
        const geo::Point a = index > 0 ? knots[index - 1] : before.value_or(b + (b - c));
        const geo::Point d = index + 2 < knots.size() ? knots[index + 2] : after.value_or(c + (c - b));
        const int steps = std::max(1, static_cast<int>(distance(b, c) / step_m));
        for (int step = 0; step < steps; ++step) result.push_back(between_knots(a, b, c, d, static_cast<double>(step) / steps));
    }
    if (!knots.empty()) result.push_back(knots.back());
    return result;
}

Curve densified(std::span<const geo::Point> curve, double step_m) {
    Curve result;
    for (std::size_t index = 0; index + 1 < curve.size(); ++index) {
        const int steps = std::max(1, static_cast<int>(std::ceil(distance(curve[index], curve[index + 1]) / step_m)));
        for (int step = 0; step < steps; ++step)
            result.push_back(curve[index] + (curve[index + 1] - curve[index]) * (static_cast<double>(step) / steps));
    }
    if (!curve.empty()) result.push_back(curve.back());
    return result;
}

void smooth(std::span<geo::Point> curve, int passes) {
    for (int pass = 0; pass < passes; ++pass) {
        geo::Point before = curve.empty() ? geo::Point{} : curve[0];
        for (std::size_t index = 1; index + 1 < curve.size(); ++index) {
            const geo::Point here = curve[index];
            curve[index] = (before + here * 2 + curve[index + 1]) * 0.25;
            before = here;
        }
    }
}

Curve simplified(std::span<const geo::Point> curve, double tolerance_m) {
    if (curve.size() < 3) return {curve.begin(), curve.end()};
    std::vector<char> kept(curve.size(), 0);
    kept.front() = kept.back() = 1;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, curve.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        std::size_t farthest = first;
        double far = tolerance_m;
        for (std::size_t index = first + 1; index < last; ++index) {
            const double away = distance_to_segment(curve[index], curve[first], curve[last]);
            if (away > far) far = away, farthest = index;
        }
        if (farthest == first) continue;
        kept[farthest] = 1;
        open.emplace_back(first, farthest);
        open.emplace_back(farthest, last);
    }
    Curve result;
    for (std::size_t index = 0; index < curve.size(); ++index)
        if (kept[index]) result.push_back(curve[index]);
    return result;
}

std::vector<Curve> within(const Curve& course, const geo::Extent& extent) {
    const auto is_inside = [&](geo::Point point) { return extent.contains(point); };
    if (course.size() < 2 || std::all_of(course.begin(), course.end(), is_inside)) return {course};
    std::vector<Curve> pieces;
    for (geo::Part& part : geo::clipped({geo::GeometryKind::Line, {{course, false}}}, extent).parts)
        if (part.points.size() > 1) pieces.push_back(std::move(part.points));
    return pieces;
}

}  // namespace kreisblick::fiction
