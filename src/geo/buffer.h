#pragma once

#include "geo/geometry.h"

namespace kreisblick::geo {

/// All that lies within the distance of the geometry, as polygon; circles become 4 · arc_steps corners. By GEOS (geos_geometry.cpp).
[[nodiscard]] Geometry buffered(const Geometry& geometry, double distance_m, int arc_steps = 32);

}  // namespace kreisblick::geo
