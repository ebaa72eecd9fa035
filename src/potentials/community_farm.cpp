#include "potentials/community_farm.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

RuleState at_least(double value, double limit) {
    if (std::isnan(value)) return RuleState::NotChecked;
    return value >= limit ? RuleState::Met : RuleState::Missed;
}

RuleState at_most(double value, double limit) { return at_least(-value, -limit); }

}  // namespace

double vegetable_ha_for(double people) { return people / k_people_per_vegetable_ha; }

double vegetable_m2_per_person() { return 10000 / k_people_per_vegetable_ha; }

double cost_per_person_eur() { return k_vegetable_cost_eur_ha / k_people_per_vegetable_ha; }

std::string_view name_of(CommunityFarmRule rule) {
    switch (rule) {
        case CommunityFarmRule::SoilValue: return "soil_value";
        case CommunityFarmRule::Slope: return "slope";
        case CommunityFarmRule::Size: return "size";
        case CommunityFarmRule::Water: return "water";
        case CommunityFarmRule::People: return "people";
        case CommunityFarmRule::Road: break;
    }
    return "road";
}

CommunityFarmChecks check_community_farm(const CommunityFarmSite& site, const CommunityFarmRules& rules) {
    const RuleState large = at_least(site.area_ha, rules.least_ha), small = at_most(site.area_ha, rules.most_ha);
    return {at_least(site.soil_value, rules.least_soil_value), at_most(site.slope_percent, rules.steepest_percent),
            large == RuleState::Met ? small : large,           at_most(site.water_distance_m, rules.water_m),
            at_least(site.people_near, rules.people),          at_most(site.road_distance_m, rules.road_m)};
}

CommunityFarmScore score_of(const CommunityFarmChecks& checks) {
    CommunityFarmScore score;
    for (const RuleState state : checks) {
        if (state == RuleState::Met) ++score.met;
        if (state != RuleState::NotChecked) ++score.checked;
    }
    return score;
}

}  // namespace kreisblick::potentials
