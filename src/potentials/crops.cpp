#include "potentials/crops.h"

#include <algorithm>
#include <array>

namespace kreisblick::potentials {
namespace {

// Yields, energy and cover factors: general knowledge; winter wheat's factor of 0.12 is the reference of Hesse's erosion atlas (HLNUG).
constexpr std::array<Crop, 8> k_crops{{
    {"winter_wheat", 72, 38, 13.9, 0.12},
    {"winter_barley", 65, 35, 13.5, 0.10},
    {"winter_rape", 34, 18, 22, 0.10},
    {"silage_maize", 430, 330, 0, 0.35},
    {"potato", 380, 200, 3.1, 0.30},
    {"sugar_beet", 700, 550, 0, 0.25},
    {"vegetables", 300, 200, 1.0, 0.45},
    {"grassland", 70, 50, 0, 0.004},
}};

}  // namespace

std::span<const Crop> crops() { return k_crops; }

const Crop* find_crop(std::string_view name) {
    const auto found = std::find_if(k_crops.begin(), k_crops.end(), [&](const Crop& crop) { return crop.name == name; });
    return found == k_crops.end() ? nullptr : &*found;
}

double crop_yield_dt_ha(const Crop& crop, double soil_value, Farming farming, YieldRule rule) {
    const double average = farming == Farming::Organic ? crop.organic_dt_ha : crop.conventional_dt_ha;
    return average * yield_index(soil_value, rule);
}

}  // namespace kreisblick::potentials
