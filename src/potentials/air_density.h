#pragma once

namespace kreisblick::potentials {

/// Of the air that power curves are stated for, kg/m³.
inline constexpr double k_standard_air_density = 1.225;

/// Density of the standard atmosphere (ISO 2533) at an altitude above the sea, kg/m³; −500 … 11,000 m.
[[nodiscard]] double standard_air_density(double altitude_m);
/// The same by an exponential law, within 0.6 % up to 1,500 m.
[[nodiscard]] double simple_air_density(double altitude_m);

/// Density at hub height from a station's pressure (Pa) and the temperature at the hub (K), pressure falling by 1/8 hPa per metre; by the
/// law of ideal gases, or by the barometric formula as windpowerlib has it.
[[nodiscard]] double air_density_of_ideal_gas(double pressure_pa, double station_m, double hub_m, double temperature_k);
[[nodiscard]] double air_density_barometric(double pressure_pa, double station_m, double hub_m, double temperature_k);

/// What the wind speed is multiplied by before a power curve is asked (IEC 61400-12-1, turbines that pitch): the same power at thinner air
/// needs more wind.
[[nodiscard]] double speed_factor_of_density(double air_density);

}  // namespace kreisblick::potentials
