#pragma once

#include "geo/raster.h"

#include <cstdint>
#include <vector>

namespace kreisblick::potentials {

/// The altitude of the ground in a byte a cell, which is plenty for the density of the air: at most two metres off in a district of a
/// thousand metres, or 0.02 % of the density.
struct AltitudeCodes {
    static constexpr std::uint8_t k_none = 255;
    double least_m = 0;
    double step_m = 0;
    std::vector<std::uint8_t> codes;  ///< of all cells of the grid
    [[nodiscard]] double altitude_m(std::uint8_t code) const { return least_m + code * step_m; }
};

[[nodiscard]] AltitudeCodes altitude_codes(const geo::Raster<float>& heights);

}  // namespace kreisblick::potentials
