#include "potentials/air_density.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_pressure_fall_pa_per_m = 12.5;  // 1/8 hPa

}  // namespace

double standard_air_density(double altitude_m) {
    const double temperature = 288.15 - 0.0065 * altitude_m;
    const double pressure = 101325 * std::pow(temperature / 288.15, 5.25588);
    return pressure / (287.05 * temperature);
}

double simple_air_density(double altitude_m) { return k_standard_air_density * std::exp(-altitude_m / 10400); }

double air_density_of_ideal_gas(double pressure_pa, double station_m, double hub_m, double temperature_k) {
    return (pressure_pa - (hub_m - station_m) * k_pressure_fall_pa_per_m) / (287.058 * temperature_k);
}

double air_density_barometric(double pressure_pa, double station_m, double hub_m, double temperature_k) {
    const double pressure = pressure_pa - (hub_m - station_m) * k_pressure_fall_pa_per_m;
    return pressure / 101330 * k_standard_air_density * 288.15 / temperature_k;
}

double speed_factor_of_density(double air_density) { return std::cbrt(air_density / k_standard_air_density); }

}  // namespace kreisblick::potentials
