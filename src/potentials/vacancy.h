#pragma once

#include <limits>
#include <span>

namespace kreisblick::potentials {

/// \file
/// How many of a number of houses are likely to stand empty, from a known rate and what the surroundings say. Weights on the logit scale
/// are general knowledge (buildings.md §7 of the project's reference). An expectation is never a statement that one house is empty: only
/// the register and the people who know the house say that.

/// What tells houses apart in which vacancy is more and less frequent; NaN = not known.
struct VacancySigns {
    double before_1919 = 0;                                                         ///< likelihood or share of houses of that age
    double people_percent_per_10_years = std::numeric_limits<double>::quiet_NaN();  ///< change of the population around
    double to_stop_m = std::numeric_limits<double>::quiet_NaN();                    ///< to the next stop of bus or train
};
inline constexpr double k_weight_before_1919 = 0.5;
inline constexpr double k_weight_shrinking = 0.4;      ///< below −10 % in ten years
inline constexpr double k_weight_far_from_stop = 0.2;  ///< more than 1 km
[[nodiscard]] double vacancy_shift(const VacancySigns& signs);

/// Vacant dwellings in the Werra-Meißner-Kreis by the census of 2011: the highest rate of a district in Hesse, and what is assumed where
/// neither statistics nor census know a rate.
inline constexpr double k_regional_vacancy = 0.066;

/// The logit that shifts are added to, so that the expectations of the houses (each as many as its weight) are `rate` of them.
/// 0 < rate < 1; without any weight the logit of the rate itself.
[[nodiscard]] double vacancy_base(std::span<const double> shifts, std::span<const double> weights, double rate);
[[nodiscard]] double vacancy_expectation(double base, double shift);

}  // namespace kreisblick::potentials
