#pragma once

/// \file How much room turbines take and how much room they are to get.

namespace kreisblick::potentials {

/// The elliptic room around a turbine, km², in rotor diameters along and across the main wind.
[[nodiscard]] double room_of_turbine_km2(double rotor_m, double along_diameters = 5, double across_diameters = 3);

/// Hesse's goal of 2011/2013 as a share of the land.
inline constexpr double k_state_goal = 0.02;
/// Hesse's duty by the federal law (WindBG, annex): share of 21,115.64 km² by the end of 2027 and of 2032.
inline constexpr double k_duty_2027 = 0.018, k_duty_2032 = 0.022;
inline constexpr double k_hesse_km2 = 21115.64;

}  // namespace kreisblick::potentials
