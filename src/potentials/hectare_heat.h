#pragma once

#include "potentials/building_heat.h"

#include <span>

namespace kreisblick::potentials {

/// Heat of the buildings of a hectare: a square of the district's grid, or a census cell where cells carry the model.
struct HectareHeat {
    geo::Geometry shape;
    HeatSum sum;
};

/// All hectares with a building, each building in the one that its middle lies in: their sums are those of the buildings.
[[nodiscard]] std::vector<HectareHeat> heat_of_hectares(const BuildingStock& stock, std::span<const BuildingHeat> heat);

}  // namespace kreisblick::potentials
