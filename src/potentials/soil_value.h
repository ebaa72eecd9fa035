#pragma once

#include <string_view>

namespace kreisblick::potentials {

/// \file
/// What the soil value (Acker- or Grünlandzahl of the Bodenschätzung) and the slope say about a field: how much it yields beside an
/// average one, how it is classed, how far it may be worked, and how much soil it can afford to lose. A soil value of 50 stands for an
/// average field. Indices, classes and limits are general knowledge and to be edited; T after Schwertmann, Vogl and Kainz 1987.

/// The soil value taken where none is known.
inline constexpr double k_usual_soil_value = 50;
/// Soil values beyond these are slips of the data.
inline constexpr double k_least_soil_value = 0;
inline constexpr double k_most_soil_value = 120;

/// How yield follows from the soil value.
enum class YieldRule {
    Usual,         ///< 0.40 + 0.012 · soil value: fertiliser makes up for part of a poor soil
    Proportional,  ///< soil value / 50: the pessimistic rule for organic farming
};
/// Yield as a share of that on a field with soil value 50.
[[nodiscard]] double yield_index(double soil_value, YieldRule rule = YieldRule::Usual);

/// From low (< 28) over limited (< 40), medium (< 60), good (≤ 75) to very good.
enum class SoilClass { Low, Limited, Medium, Good, VeryGood };
[[nodiscard]] SoilClass soil_class(double soil_value);
[[nodiscard]] std::string_view name_of(SoilClass soil_class);
/// Fields to be kept free of open-field photovoltaics: soil value of 60 and more.
[[nodiscard]] bool is_kept_for_farming(double soil_value);

/// How far a slope lets a field be worked.
enum class WorkLimit {
    None,           ///< ≤ 9 %
    ErosionCare,    ///< ≤ 18 %: arable with care against erosion
    LimitedArable,  ///< ≤ 25 %
    GrasslandOnly,  ///< steeper
};
[[nodiscard]] WorkLimit work_limit(double slope_percent);
[[nodiscard]] std::string_view name_of(WorkLimit limit);

/// Soil loss that a field can bear in the long run, t/(ha·a).
[[nodiscard]] double tolerable_soil_loss(double soil_value);

}  // namespace kreisblick::potentials
