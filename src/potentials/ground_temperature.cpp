#include "potentials/ground_temperature.h"

#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_days_per_year = 365;
constexpr double k_seconds_per_year = k_days_per_year * 86'400;

}  // namespace

double air_temperature_c(double height_m, const GroundClimate& climate) {
    return climate.air_c - climate.lapse_k_per_m * (height_m - climate.air_height_m);
}

double surface_temperature_c(double height_m, const GroundClimate& climate) {
    return air_temperature_c(height_m, climate) + climate.ground_above_air_k;
}

double temperature_at_depth_c(double surface_c, double depth_m, double gradient_k_per_m) { return surface_c + gradient_k_per_m * depth_m; }

double probe_temperature_c(double surface_c, double length_m, double gradient_k_per_m) {
    return temperature_at_depth_c(surface_c, length_m / 2, gradient_k_per_m);
}

double gradient_k_per_m(double heat_flow_mw_m2, double conductivity_w_m_k) { return heat_flow_mw_m2 / 1000 / conductivity_w_m_k; }

double damping_depth_m(double conductivity_w_m_k, double heat_capacity_mj_m3_k) {
    const double diffusivity_m2_s = conductivity_w_m_k / (heat_capacity_mj_m3_k * 1e6);
    return std::sqrt(diffusivity_m2_s * k_seconds_per_year / std::numbers::pi);
}

double seasonal_temperature_c(double surface_c, double depth_m, double day, double damping_depth_m, const GroundSeason& season) {
    const double faded = depth_m / damping_depth_m;
    const double phase = 2 * std::numbers::pi * (day - season.warmest_day) / k_days_per_year - faded;
    return surface_c + season.amplitude_k * std::exp(-faded) * std::cos(phase);
}

}  // namespace kreisblick::potentials
