#pragma once

#include "fiction/areas.h"
#include "fiction/land.h"

namespace kreisblick::fiction {

/// Where people would settle within the district (cells ≥ 0), the best place first: on gentle ground beside water, but not in the flood.
/// At most `count`, farther apart where the land is poorer.
[[nodiscard]] std::vector<geo::Point> settling_places(const Land& land, const Field<std::int32_t>& district, int count);

}  // namespace kreisblick::fiction
