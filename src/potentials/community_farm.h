#pragma once

#include <array>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// Community-supported agriculture (Solidarische Landwirtschaft): a farm that a group of people pays for and eats from. Sources: one
/// hectare of vegetables feeds 60 people and costs 60,000 € a year (K. Strüber, web seminar of the BZL, 2022); what makes a good site is
/// general knowledge and to be edited.

inline constexpr double k_people_per_vegetable_ha = 60;
inline constexpr double k_vegetable_cost_eur_ha = 60000;

/// Hectares of vegetables for so many people.
[[nodiscard]] double vegetable_ha_for(double people);
[[nodiscard]] double vegetable_m2_per_person();
/// € a year that each pays.
[[nodiscard]] double cost_per_person_eur();

/// What a site must have.
struct CommunityFarmRules {
    double least_soil_value = 40;
    double steepest_percent = 8;
    double least_ha = 0.5;
    double most_ha = 5;  ///< larger fields can be divided: they only count as less handy
    double water_m = 500;
    double people = 1000;  ///< within people_m
    double people_m = 5000;
    double road_m = 100;
};

/// A field; NaN = not known, so that the rule is not checked.
struct CommunityFarmSite {
    double soil_value = 0;
    double slope_percent = 0;
    double area_ha = 0;
    double water_distance_m = 0;
    double people_near = 0;  ///< living within the rules' distance
    double road_distance_m = 0;
};

enum class CommunityFarmRule { SoilValue, Slope, Size, Water, People, Road };
inline constexpr std::size_t k_community_farm_rules = 6;
[[nodiscard]] std::string_view name_of(CommunityFarmRule rule);

enum class RuleState { Met, Missed, NotChecked };
using CommunityFarmChecks = std::array<RuleState, k_community_farm_rules>;  ///< by CommunityFarmRule
[[nodiscard]] CommunityFarmChecks check_community_farm(const CommunityFarmSite& site, const CommunityFarmRules& rules = {});

struct CommunityFarmScore {
    int met = 0;
    int checked = 0;  ///< of the six rules
    /// Whether all rules are met; one that was not checked is not met.
    [[nodiscard]] bool is_suited() const { return met == static_cast<int>(k_community_farm_rules); }
};
[[nodiscard]] CommunityFarmScore score_of(const CommunityFarmChecks& checks);

}  // namespace kreisblick::potentials
