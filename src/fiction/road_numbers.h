#pragma once

#include "fiction/road_net.h"

namespace kreisblick::fiction {

/// Gives every route of a federal, state or district road a number of its own, of those that no real road of Hesse bears.
void number_roads(std::vector<Road>& roads, std::uint64_t seed);

}  // namespace kreisblick::fiction
