#pragma once

#include "fiction/areas.h"
#include "fiction/land.h"

namespace kreisblick::fiction {

/// Where people would settle within an area (cells ≥ 0), the best place first: on gentle ground beside water, but not in the flood.
/// At most `count`, farther apart where the land is poorer, and apart from places that are taken already.
[[nodiscard]] std::vector<geo::Point> settling_places(const Land& land, const Field<std::int32_t>& area, int count,
                                                      const std::vector<geo::Point>& neighbours = {});

}  // namespace kreisblick::fiction
