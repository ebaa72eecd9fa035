#pragma once

#include "fiction/people.h"
#include "fiction/road_ground.h"

namespace kreisblick::fiction {

/// The course of the railway: along the main valley where it is flat, past the villages rather than through them.
[[nodiscard]] Curve railway_along(const Land& land, const RoadGround& ground, const std::vector<Settlement>& places);

}  // namespace kreisblick::fiction
