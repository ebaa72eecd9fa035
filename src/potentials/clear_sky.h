#pragma once

#include <array>

namespace kreisblick::potentials {

/// \file
/// Irradiance under a clear sky by the model of the European Solar Radiation Atlas (Rigollier, Bauer & Wald, Solar Energy 68, 2000; as in
/// GRASS r.sun: Šúri & Hofierka, Transactions in GIS 8(2), 2004). Irradiance in W/m², angles in radians.

/// Solar constant of ESRA and r.sun; today's value is 1361.1 (Gueymard 2018).
inline constexpr double k_solar_constant_w_m2 = 1367;

/// Irradiance outside the atmosphere on a surface facing the sun, by the day of the year (1…366); ESRA.
[[nodiscard]] double extraterrestrial_w_m2(int day_of_year, double solar_constant_w_m2 = k_solar_constant_w_m2);
/// Relative optical air mass (Kasten & Young 1989) with ESRA's refraction; the sun must be up.
[[nodiscard]] double optical_air_mass(double elevation_rad, double altitude_m);
/// Rayleigh optical thickness at an air mass (Kasten 1996).
[[nodiscard]] double rayleigh_thickness(double air_mass);

/// Irradiance of a sky without clouds.
struct ClearSky {
    double beam_normal_w_m2 = 0;         ///< on a surface facing the sun
    double beam_horizontal_w_m2 = 0;     ///< on the level ground
    double diffuse_horizontal_w_m2 = 0;  ///< on the level ground
};
/// Below an extraterrestrial irradiance, with the Linke turbidity at air mass 2; all zero when the sun is not up.
[[nodiscard]] ClearSky clear_sky(double extraterrestrial_w_m2, double elevation_rad, double altitude_m, double linke);

/// Linke turbidity of the months January…December.
using MonthlyLinke = std::array<double, 12>;
enum class LinkeClimate { Mountains, Rural, City };
/// The tables of the r.sun manual for a mild climate of the northern hemisphere.
[[nodiscard]] const MonthlyLinke& linke_turbidity(LinkeClimate climate);

}  // namespace kreisblick::potentials
