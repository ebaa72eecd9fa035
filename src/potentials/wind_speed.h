#pragma once

/// \file The distribution of wind speeds and how they grow with height.
/// Weibull (Justus et al. 1978); logarithmic and power law as in Hau, Windkraftanlagen, and Gasch & Twele, Windkraftanlagen.

namespace kreisblick::potentials {

/// The shape where nothing is known of it: Rayleigh's distribution.
inline constexpr double k_rayleigh_shape = 2.0;
/// Shapes below this are errors of the data: no wind on Earth blows so.
inline constexpr double k_least_shape = 0.5;
inline constexpr double k_greatest_shape = 10;

/// The distribution of wind speeds over a year. Scale ≥ 0 in m/s, shape k_least_shape … k_greatest_shape.
struct Weibull {
    double scale_m_s = 0;
    double shape = k_rayleigh_shape;

    [[nodiscard]] static Weibull of_mean(double mean_m_s, double shape = k_rayleigh_shape);

    /// Probability density at a speed, s/m.
    [[nodiscard]] double density(double speed_m_s) const;
    /// The share of time with less wind than this.
    [[nodiscard]] double share_below(double speed_m_s) const;
    [[nodiscard]] double mean_m_s() const;
    /// The mean of the cube of the speed, m³/s³.
    [[nodiscard]] double mean_cube() const;
    /// Power of the wind through a square metre, W/m², at an air density in kg/m³.
    [[nodiscard]] double power_density(double air_density) const { return 0.5 * air_density * mean_cube(); }
    /// How much more the mean of the cubes is than the cube of the mean.
    [[nodiscard]] double energy_pattern_factor() const;
};

/// The speed at another height by the logarithmic law; only for the lowest 100 m and neutral air. obstacle_m: of what stands around, whose
/// displaced ground lies at 0.7 of it. All heights above the displaced ground.
[[nodiscard]] double speed_by_log_law(double speed_m_s, double from_m, double to_m, double roughness_m, double obstacle_m = 0);
/// The speed at another height by the power law.
[[nodiscard]] double speed_by_power_law(double speed_m_s, double from_m, double to_m, double exponent);

/// The exponent over even ground where nothing is known.
inline constexpr double k_even_ground_exponent = 1.0 / 7;
/// The exponent over forest and hills between 50 and 150 m.
inline constexpr double k_hills_exponent = 0.2;
/// The exponent that goes with a roughness length at a height.
[[nodiscard]] double exponent_of_roughness(double height_m, double roughness_m);
/// The exponent between two heights with known speeds; NaN where one of them is not positive.
[[nodiscard]] double exponent_of_speeds(double speed_1, double height_1_m, double speed_2, double height_2_m);

/// Roughness length by CORINE class after the table of the WAsP course, m; 0.1 for classes that it does not have.
[[nodiscard]] double roughness_of_corine(int code);

}  // namespace kreisblick::potentials
