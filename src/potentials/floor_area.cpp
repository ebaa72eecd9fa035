#include "potentials/floor_area.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_plinth_m = 0.3;  // the ground floor lies so high above the ground
constexpr double k_reference_per_gross = 0.80;
constexpr double k_reference_per_living = 1.1;
constexpr double k_least_eaves_share = 0.4;

}  // namespace

int storeys_below_eaves(double eaves_m, double storey_m) {
    return std::max(1, static_cast<int>(std::lround((eaves_m - k_plinth_m) / storey_m)));
}

double eaves_below_ridge_m(double height_m, double width_m, double tilt_deg, Slopes slopes) {
    const double run_m = slopes == Slopes::One ? width_m : width_m / 2;
    return std::max(k_least_eaves_share * height_m, height_m - run_m * std::tan(tilt_deg * std::numbers::pi / 180));
}

double gross_floor_m2(double footprint_m2, double storeys, double attic_share) { return footprint_m2 * (storeys + attic_share); }
double reference_area_m2(double gross_m2) { return k_reference_per_gross * gross_m2; }
double living_area_m2(double reference_m2) { return reference_m2 / k_reference_per_living; }
double certificate_area_m2(double volume_m3) { return 0.32 * volume_m3; }
double reference_of_living_m2(double living_m2) { return living_m2 * k_reference_per_living; }

}  // namespace kreisblick::potentials
