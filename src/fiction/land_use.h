#pragma once

#include "fiction/world.h"

namespace kreisblick::fiction {

/// Land of a municipality by use, as the statistical offices count it: roads, tracks and running water take their strips from what they
/// run through.
struct LandUse {
    double settlement_ha = 0, traffic_ha = 0, agriculture_ha = 0, forest_ha = 0, water_ha = 0;
};

/// The land use of every municipality.
[[nodiscard]] std::vector<LandUse> land_use_of(const World& world);

}  // namespace kreisblick::fiction
