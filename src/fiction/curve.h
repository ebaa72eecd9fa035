#pragma once

#include "geo/extent.h"

#include <optional>
#include <span>
#include <vector>

namespace kreisblick::fiction {

using Curve = std::vector<geo::Point>;

[[nodiscard]] inline geo::Point operator+(geo::Point a, geo::Point b) { return {a.x + b.x, a.y + b.y}; }
[[nodiscard]] inline geo::Point operator-(geo::Point a, geo::Point b) { return {a.x - b.x, a.y - b.y}; }
[[nodiscard]] inline geo::Point operator*(geo::Point a, double factor) { return {a.x * factor, a.y * factor}; }
[[nodiscard]] inline double dot(geo::Point a, geo::Point b) { return a.x * b.x + a.y * b.y; }
[[nodiscard]] inline double cross(geo::Point a, geo::Point b) { return a.x * b.y - a.y * b.x; }
/// A quarter turn to the left.
[[nodiscard]] inline geo::Point left_of(geo::Point a) { return {-a.y, a.x}; }
[[nodiscard]] double distance(geo::Point a, geo::Point b);
/// The direction with length 1; east where there is none.
[[nodiscard]] geo::Point direction(geo::Point way);
/// A direction turned to the left by a small angle (in radians up to about 1), without a sine.
[[nodiscard]] geo::Point turned(geo::Point direction, double angle);
/// Distance of a point from a segment.
[[nodiscard]] double distance_to_segment(geo::Point point, geo::Point from, geo::Point to);
[[nodiscard]] double length(std::span<const geo::Point> curve);

/// A smooth curve through the knots (Catmull-Rom), with points about every step_m. It leaves its ends as if it came from `before` and went
/// on to `after`, where they are given.
[[nodiscard]] Curve spline(std::span<const geo::Point> knots, double step_m, std::optional<geo::Point> before = {},
                           std::optional<geo::Point> after = {});
/// The same course with points every step_m at most, corners kept.
[[nodiscard]] Curve densified(std::span<const geo::Point> curve, double step_m);
/// The points pulled towards the middle of their neighbours, `passes` times; both ends stay.
void smooth(std::span<geo::Point> curve, int passes);
/// The points that are needed to stay within tolerance_m of the curve (Douglas-Peucker); both ends stay.
[[nodiscard]] Curve simplified(std::span<const geo::Point> curve, double tolerance_m);
/// What of a course lies within an extent, cut exactly at its edges.
[[nodiscard]] std::vector<Curve> within(const Curve& course, const geo::Extent& extent);

}  // namespace kreisblick::fiction
