#include "fiction/people.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::fiction {
namespace {

// Shares of the district's people in the largest places, as in a rural district with one town of 20,000 among 100,000.
constexpr std::array<double, 7> k_town_shares{0.195, 0.068, 0.061, 0.052, 0.043, 0.034, 0.028};

/// The towns' shares; a district of several times the size has as many towns of each size, not larger ones.
std::vector<double> town_shares(const Plan& plan, std::size_t places) {
    const auto times = static_cast<std::size_t>(std::max(1L, std::lround(plan.options.scale)));
    std::vector<double> shares;
    for (const double share : k_town_shares) shares.insert(shares.end(), times, share / static_cast<double>(times));
    shares.resize(std::min(shares.size(), std::max<std::size_t>(1, places / 8)));
    return shares;
}

/// How large a village wants to be: a few are large, many small, a hamlet has a dozen houses.
double village_weight(Random& random, bool is_seat) {
    const double luck = 1 + 0.45 * random.bell();
    return (0.12 + 0.1 * random.unit() + luck * luck) * (is_seat ? 2.4 : 1.0);
}

/// How large each place of the district is, in shares that sum to 1.
std::vector<double> weights_of(const Plan& plan, const std::vector<Site>& sites, std::size_t places) {
    Random random(key_of(plan.options.seed, "sizes"));
    std::vector<double> weights = town_shares(plan, places);
    const std::size_t towns = weights.size();
    double in_towns = 0, villages = 0;
    for (const double share : weights) in_towns += share;
    for (std::size_t index = towns; index < places; ++index) villages += weights.emplace_back(village_weight(random, sites[index].is_seat));
    for (std::size_t index = towns; index < places; ++index) weights[index] *= (1 - in_towns) / villages;
    return weights;
}

Settlement settlement_at(const Plan& plan, const Site& site, double weight) {
    Settlement place;
    place.centre = site.centre;
    place.municipality = site.municipality;
    place.is_seat = site.is_seat;
    place.people = static_cast<int>(std::lround(plan.people * weight));
    place.dwelling_houses = static_cast<int>(std::lround(plan.dwelling_houses * weight));
    place.buildings = static_cast<int>(std::lround(plan.buildings * weight));
    place.kind = place.people > 2600 ? "town" : place.people > 100 ? "village" : "hamlet";
    place.core_m = 45 + 4.2 * std::sqrt(static_cast<double>(place.dwelling_houses));
    return place;
}

}  // namespace

std::vector<Settlement> settled(const Land& land, const Territory& territory) {
    const std::vector<Site>& sites = territory.sites;
    const auto first_of_rim = std::find_if(sites.begin(), sites.end(), [](const Site& site) { return site.municipality == k_no_area; });
    const auto places = static_cast<std::size_t>(first_of_rim - sites.begin());
    std::vector<double> weights = weights_of(land.plan, sites, places);
    Random random(key_of(land.plan.options.seed, "sizes in the rim"));
    // Half of the people live in towns, and the rim has none.
    const double mean_village = 0.5 / land.plan.places;
    while (weights.size() < sites.size()) weights.push_back(mean_village / 1.37 * village_weight(random, false));
    std::vector<Settlement> result;
    for (std::size_t index = 0; index < sites.size(); ++index) result.push_back(settlement_at(land.plan, sites[index], weights[index]));
    return result;
}

}  // namespace kreisblick::fiction
