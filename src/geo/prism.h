#pragma once

#include "geo/space_polygon.h"

namespace kreisblick::geo {

/// Volume between a polygon in space and the level below it, m³: its area seen from above times its mean height, exact for a flat one,
/// holes taken away. Negative where the polygon lies below the level; 0 for an upright one.
[[nodiscard]] double prism_volume(const SpacePolygon& polygon, double level_z);

}  // namespace kreisblick::geo
