#include "potentials/food_demand.h"

#include <array>

namespace kreisblick::potentials {
namespace {

struct Demand {
    std::string_view name;
    double land_m2;
    /// One standard uncertainty as a share: a tenth for published figures, more where the diet's saving is general knowledge.
    double uncertainty;
};
constexpr std::array<Demand, 4> k_demands{{
    {"average", 2022, 0.10},
    {"flexitarian", 1660, 0.15},
    {"vegetarian", 1090, 0.15},
    {"vegan", 1030, 0.15},
}};

const Demand& demand_of(Diet diet) { return k_demands[static_cast<std::size_t>(diet)]; }

}  // namespace

std::string_view name_of(Diet diet) { return demand_of(diet).name; }

std::optional<Diet> find_diet(std::string_view name) {
    for (const Diet diet : {Diet::Average, Diet::Flexitarian, Diet::Vegetarian, Diet::Vegan})
        if (name_of(diet) == name) return diet;
    return std::nullopt;
}

Estimate land_per_person_m2(Diet diet, Farming farming) {
    const Demand& demand = demand_of(diet);
    const Estimate factor = farming == Farming::Organic ? k_organic_land_factor : Estimate{1, 1, 1};
    return {demand.land_m2 * (1 - demand.uncertainty) * factor.low, demand.land_m2 * factor.mid,
            demand.land_m2 * (1 + demand.uncertainty) * factor.high};
}

Estimate persons_fed(double area_m2, double yield_index, Diet diet, Farming farming) {
    const Estimate land = land_per_person_m2(diet, farming);
    const double worth = area_m2 * yield_index;
    return {worth / land.high, worth / land.mid, worth / land.low};
}

std::optional<double> self_sufficiency(double persons_fed, double population) {
    if (!(population > 0)) return std::nullopt;
    return persons_fed / population;
}

std::span<const LandUseOfFood> land_use_of_average_diet() {
    static constexpr std::array<LandUseOfFood, 3> k_shares{{{"meat", 0.545}, {"milk_and_eggs", 0.238}, {"plants", 0.217}}};
    return k_shares;
}

}  // namespace kreisblick::potentials
