#pragma once

#include "core/job.h"
#include "geo/raster.h"

#include <functional>

namespace kreisblick::potentials {

/// Rise of the ground per metre to the east and to the north.
struct Gradient {
    float east = 0;
    float north = 0;
};

/// Calls value(gradient) for every cell by Horn (1981) and stores what it returns; cells at the edge and cells next to one without
/// data have no value. Heights and cells in metres. Source: Horn, Proceedings of the IEEE 69(1), 1981.
[[nodiscard]] geo::Raster<float> map_gradient(const geo::Raster<float>& heights, const std::function<float(Gradient)>& value,
                                              const core::Job& job);

}  // namespace kreisblick::potentials
