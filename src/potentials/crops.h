#pragma once

#include "potentials/soil_value.h"

#include <span>
#include <string_view>

namespace kreisblick::potentials {

enum class Farming { Conventional, Organic };

/// A crop and what a field of soil value 50 gives of it: the order of magnitude of Hesse's ten-year means, to be replaced by the state's
/// statistics.
struct Crop {
    std::string_view name;
    double conventional_dt_ha = 0;  ///< fresh; grassland: dry hay
    double organic_dt_ha = 0;
    double energy_gj_t = 0;   ///< as food, per fresh tonne; 0 where it is not eaten
    double cover_factor = 0;  ///< C of the soil loss equation: its share of the loss from bare ground
};

/// The crops the program knows.
[[nodiscard]] std::span<const Crop> crops();
/// The crop of that name, or null.
[[nodiscard]] const Crop* find_crop(std::string_view name);

/// dt/(ha·a) of a crop on a field of that soil value.
[[nodiscard]] double crop_yield_dt_ha(const Crop& crop, double soil_value, Farming farming = Farming::Conventional,
                                      YieldRule rule = YieldRule::Usual);

}  // namespace kreisblick::potentials
