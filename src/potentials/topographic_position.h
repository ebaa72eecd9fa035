#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"

namespace kreisblick::potentials {

/// The cells that a cell is compared with: all within a distance, or those at about that distance.
enum class Surroundings { Disc, Ring };

/// The topographic position index: the height of a cell above the mean of its surroundings, metres; positive on ridges, negative in
/// valleys. Cells belong to the surroundings by their centres, half a cell on both sides of the radius included, never the cell itself;
/// with the radius of one cell both shapes are the eight neighbours. Cells whose surroundings are not all known have no value. Source:
/// Weiss, Topographic Position and Landforms Analysis, ESRI user conference 2001. An Error only where the job was stopped.
[[nodiscard]] core::Result<geo::Raster<float>> topographic_position(const geo::Raster<float>& heights, double radius_m, Surroundings shape,
                                                                    const core::Job& job);

}  // namespace kreisblick::potentials
