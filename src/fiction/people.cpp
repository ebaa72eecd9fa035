#include "fiction/people.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::fiction {
namespace {

// Shares of the district's people in the largest places, as in a rural district with one town of 20,000 among 100,000.
constexpr std::array<double, 7> k_town_shares{0.195, 0.068, 0.061, 0.052, 0.043, 0.034, 0.028};

/// How large each place wants to be: towns by their share, villages by luck, a few large ones and many small.
std::vector<double> weights_of(const Plan& plan, const std::vector<Site>& sites) {
    Random random(key_of(plan.options.seed, "sizes"));
    const std::size_t towns = std::min<std::size_t>(k_town_shares.size(), std::max<std::size_t>(1, sites.size() / 8));
    double in_towns = 0;
    for (std::size_t index = 0; index < towns; ++index) in_towns += k_town_shares[index];
    std::vector<double> weights;
    double villages = 0;
    for (std::size_t index = towns; index < sites.size(); ++index) {
        const double luck = 1 + 0.45 * random.bell();
        weights.push_back(std::max(0.12, luck * luck * (sites[index].is_seat ? 2.4 : 1.0)));
        villages += weights.back();
    }
    for (double& weight : weights) weight *= (1 - in_towns) / villages;
    weights.insert(weights.begin(), k_town_shares.begin(), k_town_shares.begin() + static_cast<std::ptrdiff_t>(towns));
    return weights;
}

}  // namespace

std::vector<Settlement> settled(const Land& land, const Territory& territory) {
    const Plan& plan = land.plan;
    const std::vector<double> weights = weights_of(plan, territory.sites);
    std::vector<Settlement> result;
    for (std::size_t index = 0; index < territory.sites.size(); ++index) {
        const Site& site = territory.sites[index];
        Settlement place;
        place.centre = site.centre;
        place.municipality = site.municipality;
        place.is_seat = site.is_seat;
        place.people = static_cast<int>(std::lround(plan.people * weights[index]));
        place.dwelling_houses = static_cast<int>(std::lround(plan.dwelling_houses * weights[index]));
        place.buildings = static_cast<int>(std::lround(plan.buildings * weights[index]));
        place.kind = place.people > 2600 ? "town" : place.people > 100 ? "village" : "hamlet";
        place.core_m = 45 + 4.2 * std::sqrt(static_cast<double>(place.dwelling_houses));
        result.push_back(place);
    }
    return result;
}

}  // namespace kreisblick::fiction
