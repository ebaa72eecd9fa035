#pragma once

#include "potentials/crops.h"
#include "potentials/estimate.h"

#include <optional>
#include <span>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// How much farmland of soil value 50 feeds a person, and how many persons a field feeds. All farmland counts, arable land and grassland:
/// so did those who reckoned the demand. Sources: WWF "So schmeckt Zukunft" 2021 for the German average (16.61 Mha); the other diets by
/// their saving as shares of it, which is general knowledge, as is what organic farming needs more.

enum class Diet { Average, Flexitarian, Vegetarian, Vegan };
/// "average", "flexitarian", "vegetarian", "vegan"
[[nodiscard]] std::string_view name_of(Diet diet);
[[nodiscard]] std::optional<Diet> find_diet(std::string_view name);

/// How much more land organic farming needs for the same food.
inline constexpr Estimate k_organic_land_factor{1.35, 1.425, 1.5};

/// m² of farmland of soil value 50 that feed a person.
[[nodiscard]] Estimate land_per_person_m2(Diet diet, Farming farming = Farming::Conventional);

/// Persons that farmland of a yield index feeds for a year.
[[nodiscard]] Estimate persons_fed(double area_m2, double yield_index, Diet diet, Farming farming = Farming::Conventional);

/// Persons that land feeds, as a share of those who live there; nothing without people.
[[nodiscard]] std::optional<double> self_sufficiency(double persons_fed, double population);

/// Where the average diet's land goes (older WWF study, as shares).
struct LandUseOfFood {
    std::string_view name;
    double share = 0;
};
[[nodiscard]] std::span<const LandUseOfFood> land_use_of_average_diet();

}  // namespace kreisblick::potentials
