#include "potentials/clear_sky.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

/// ESRA's diffuse irradiance on the level ground.
double esra_diffuse(double extraterrestrial, double sin_elevation, double linke) {
    const double transmission = -0.015843 + 0.030543 * linke + 0.0003797 * linke * linke;
    const double a1 = std::max(0.26463 - 0.061581 * linke + 0.0031408 * linke * linke, 0.0022 / transmission);
    const double a2 = 2.04020 + 0.018945 * linke - 0.011161 * linke * linke;
    const double a3 = -1.3025 + 0.039231 * linke + 0.0085079 * linke * linke;
    return extraterrestrial * transmission * (a1 + sin_elevation * (a2 + sin_elevation * a3));
}

}  // namespace

double extraterrestrial_w_m2(int day_of_year, double solar_constant_w_m2) {
    const double j = 2 * std::numbers::pi * day_of_year / 365.25;
    return solar_constant_w_m2 * (1 + 0.03344 * std::cos(j - 0.048869));
}

double optical_air_mass(double elevation_rad, double altitude_m) {
    const double h = elevation_rad;
    const double seen = h + 0.061359 * (0.1594 + 1.123 * h + 0.065656 * h * h) / (1 + 28.9344 * h + 277.3971 * h * h);
    return std::exp(-altitude_m / 8434.5) / (std::sin(seen) + 0.50572 * std::pow(seen * 180 / std::numbers::pi + 6.07995, -1.6364));
}

double rayleigh_thickness(double m) {
    if (m > 20) return 1 / (10.4 + 0.718 * m);
    return 1 / (6.6296 + m * (1.7513 + m * (-0.1202 + m * (0.0065 - m * 0.00013))));
}

ClearSky clear_sky(double extraterrestrial_w_m2, double elevation_rad, double altitude_m, double linke) {
    if (!(elevation_rad > 0)) return {};
    const double air_mass = optical_air_mass(elevation_rad, altitude_m), sin_elevation = std::sin(elevation_rad);
    ClearSky sky;
    sky.beam_normal_w_m2 = extraterrestrial_w_m2 * std::exp(-0.8662 * linke * air_mass * rayleigh_thickness(air_mass));
    sky.beam_horizontal_w_m2 = sky.beam_normal_w_m2 * sin_elevation;
    sky.diffuse_horizontal_w_m2 = esra_diffuse(extraterrestrial_w_m2, sin_elevation, linke);
    return sky;
}

const MonthlyLinke& linke_turbidity(LinkeClimate climate) {
    static constexpr MonthlyLinke mountains{1.5, 1.6, 1.8, 1.9, 2.0, 2.3, 2.3, 2.3, 2.1, 1.8, 1.6, 1.5};
    static constexpr MonthlyLinke rural{2.1, 2.2, 2.5, 2.9, 3.2, 3.4, 3.5, 3.3, 2.9, 2.6, 2.3, 2.2};
    static constexpr MonthlyLinke city{3.1, 3.2, 3.5, 4.0, 4.2, 4.3, 4.4, 4.3, 4.0, 3.6, 3.3, 3.1};
    return climate == LinkeClimate::Mountains ? mountains : climate == LinkeClimate::City ? city : rural;
}

}  // namespace kreisblick::potentials
