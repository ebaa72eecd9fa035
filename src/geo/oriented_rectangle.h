#pragma once

#include "geo/extent.h"

#include <span>

namespace kreisblick::geo {

/// A rectangle in any direction.
struct OrientedRectangle {
    Point centre;
    double length_m = 0;            ///< of the longer side
    double width_m = 0;             ///< of the shorter side
    double length_azimuth_deg = 0;  ///< where the longer side points, clockwise from north: 0 … < 180
};

/// The smallest rectangle around the points, one side along an edge of their convex hull (Freeman & Shapira 1975). All zero but for the
/// centre where the points span no area; between equally small ones the first in the order of the hull.
[[nodiscard]] OrientedRectangle smallest_rectangle(std::span<const Point> points);

}  // namespace kreisblick::geo
