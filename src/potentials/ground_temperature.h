#pragma once

namespace kreisblick::potentials {

/// \file
/// How warm the ground is. Air temperature after the test reference year of the DWD for Kassel (1988–2007); lapse rate, the warmth of the
/// ground above the air, and the usual gradient are general knowledge, to be edited. Heights in m above sea level, depths in m below
/// ground.

/// What the temperature near the surface follows from.
struct GroundClimate {
    double air_c = 9.35;              ///< yearly mean of the air …
    double air_height_m = 231;        ///< … at this height
    double lapse_k_per_m = 0.0060;    ///< the air cools upwards; 0.0055–0.0065
    double ground_above_air_k = 1.0;  ///< yearly mean of the ground over that of the air; 0.5–1.5
    double gradient_k_per_m = 0.030;  ///< the ground warms downwards
};

/// Standard uncertainty of the ground's temperature near the surface, K: it is 0.5–1.5 K warmer than the air.
inline constexpr double k_surface_uncertainty_k = 0.5;
/// Whether ground can lie so high: outside −500…5000 m a height is a fault of the data; NaN is none.
[[nodiscard]] inline bool is_height(double height_m) { return height_m > -500 && height_m < 5000; }
/// Yearly mean of the air.
[[nodiscard]] double air_temperature_c(double height_m, const GroundClimate& climate = {});
/// Yearly mean of the ground just below the surface.
[[nodiscard]] double surface_temperature_c(double height_m, const GroundClimate& climate = {});
/// Undisturbed temperature at a depth below the reach of the seasons (10–15 m).
[[nodiscard]] double temperature_at_depth_c(double surface_c, double depth_m, double gradient_k_per_m);
/// Mean of the ground along a probe.
[[nodiscard]] double probe_temperature_c(double surface_c, double length_m, double gradient_k_per_m);
/// Gradient from heat flow, mW/m², and conductivity, W/(m·K): K/m.
[[nodiscard]] double gradient_k_per_m(double heat_flow_mw_m2, double conductivity_w_m_k);

/// The course of a year near the surface.
struct GroundSeason {
    double amplitude_k = 9;    ///< half the difference between the warmest and the coldest day at the surface
    double warmest_day = 205;  ///< day of the year when the surface is warmest
};
/// Depth at which the seasons have faded to 1/e; conductivity in W/(m·K), heat capacity in MJ/(m³·K).
[[nodiscard]] double damping_depth_m(double conductivity_w_m_k, double heat_capacity_mj_m3_k);
/// Temperature on a day of the year at a depth where the gradient does not matter yet.
[[nodiscard]] double seasonal_temperature_c(double surface_c, double depth_m, double day, double damping_depth_m,
                                            const GroundSeason& season = {});

}  // namespace kreisblick::potentials
