#pragma once

#include "fiction/people.h"
#include "fiction/road_ground.h"

#include <functional>

namespace kreisblick::fiction {

/// The course of the railway: along the main valley where it is flat, past the villages rather than through them, across roads but not
/// along them.
[[nodiscard]] Curve railway_along(const Land& land, const RoadGround& ground, const std::vector<Settlement>& places,
                                  const std::function<bool(std::uint32_t cell)>& is_road);

}  // namespace kreisblick::fiction
