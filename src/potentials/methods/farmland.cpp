// Farmland: soil, yield by crop, limits of work, and which fields suit a community farm.
#include "potentials/crops.h"
#include "potentials/field_crops.h"
#include "potentials/field_sites.h"
#include "potentials/fields.h"
#include "potentials/food_demand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {}; }

Farming farming_of(const Parameters& parameters) { return parameters.at("organic") == "1" ? Farming::Organic : Farming::Conventional; }

YieldRule rule_of(const Parameters& parameters) {
    const auto found = parameters.find("yield_rule");
    return found != parameters.end() && found->second == "proportional" ? YieldRule::Proportional : YieldRule::Usual;
}

/// What grows on arable land: the chosen crop, or what the maps know, or winter wheat.
const Crop& crop_of(const Fields& fields, std::size_t field, const Crop* chosen) {
    if (chosen) return *chosen;
    const std::string known = fields.grown.empty() ? std::string{} : first_known_crop(fields.grown[field]);
    return *find_crop(known.empty() ? "winter_wheat" : known);
}

void add_yields(geo::FeatureTable& table, const Fields& fields, const Crop* chosen, const Parameters& parameters) {
    const Crop& grass = *find_crop("grassland");
    std::vector<double> index(fields.size()), yields(fields.size());
    std::vector<std::string> crops(fields.size()), limits(fields.size()), classes(fields.size());
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const double soil = fields.soil_value_or_usual(field), slope = fields.slope_percent[field];
        const bool is_grass =
            fields.uses[field] != LandUse::Arable || (!std::isnan(slope) && work_limit(slope) == WorkLimit::GrasslandOnly);
        const Crop& crop = is_grass ? grass : crop_of(fields, field, chosen);
        index[field] = yield_index(soil, rule_of(parameters));
        yields[field] = crop_yield_dt_ha(crop, soil, farming_of(parameters), rule_of(parameters));
        crops[field] = crop.name;
        classes[field] = name_of(soil_class(soil));
        limits[field] = std::isnan(slope) ? "not_checked" : std::string(name_of(work_limit(slope)));
    }
    table.column("soil_class", geo::ColumnType::Text).texts = std::move(classes);
    table.column("work_limit", geo::ColumnType::Text).texts = std::move(limits);
    numbers_of(table, "yield_index", "") = std::move(index);
    table.column("crop", geo::ColumnType::Text).texts = std::move(crops);
    numbers_of(table, "yield_dt_ha", "dt/(ha·a)") = std::move(yields);
}

void add_persons(geo::FeatureTable& table, const Fields& fields, Diet diet, const Parameters& parameters) {
    std::vector<double> persons(fields.size());
    for (std::size_t field = 0; field < fields.size(); ++field)
        persons[field] = persons_fed(fields.area_ha[field] * 1e4, yield_index(fields.soil_value_or_usual(field), rule_of(parameters)), diet,
                                     farming_of(parameters))
                             .mid;
    numbers_of(table, "persons_fed", "persons") = std::move(persons);
}

/// The names of the rules in that state, "slope water".
std::string rules_in(const CommunityFarmChecks& checks, RuleState state) {
    std::string names;
    for (std::size_t rule = 0; rule < checks.size(); ++rule)
        if (checks[rule] == state) names += (names.empty() ? "" : " ") + std::string(name_of(static_cast<CommunityFarmRule>(rule)));
    return names;
}

CommunityFarmRules rules_of(const Parameters& parameters) {
    CommunityFarmRules rules;
    rules.least_soil_value = number_of(parameters, "least_soil_value");
    rules.steepest_percent = number_of(parameters, "steepest_percent");
    rules.least_ha = number_of(parameters, "least_ha");
    rules.most_ha = number_of(parameters, "most_ha");
    rules.water_m = number_of(parameters, "water_m");
    rules.people = number_of(parameters, "people");
    return rules;
}

core::Words title_of(CommunityFarmRule rule) {
    switch (rule) {
        case CommunityFarmRule::SoilValue: return {"Bodenwert", "soil value"};
        case CommunityFarmRule::Slope: return {"Hangneigung", "slope"};
        case CommunityFarmRule::Size: return {"Größe", "size"};
        case CommunityFarmRule::Water: return {"Wasser", "water"};
        case CommunityFarmRule::People: return {"Menschen im Umkreis", "people around"};
        case CommunityFarmRule::Road: break;
    }
    return {"Weg", "road"};
}

/// Rules that no field could be checked by.
std::vector<core::Words> unchecked_rules(const std::vector<CommunityFarmChecks>& checks) {
    std::vector<core::Words> rules;
    for (std::size_t rule = 0; rule < k_community_farm_rules && !checks.empty(); ++rule)
        if (std::all_of(checks.begin(), checks.end(), [&](const auto& one) { return one[rule] == RuleState::NotChecked; }))
            rules.push_back(title_of(static_cast<CommunityFarmRule>(rule)));
    return rules;
}

core::Result<void> add_community_farm(geo::FeatureTable& table, const Fields& fields, const Inputs& inputs, const Parameters& parameters,
                                      Results& results, const core::Job& job) {
    const CommunityFarmRules rules = rules_of(parameters);
    KREISBLICK_TRY(const std::vector<CommunityFarmSite> sites, field_sites(fields, inputs, rules, job));
    std::vector<CommunityFarmChecks> checks;
    std::vector<double> met, members;
    std::vector<std::string> state, missed, unchecked;
    for (const CommunityFarmSite& site : sites) {
        checks.push_back(check_community_farm(site, rules));
        const CommunityFarmScore score = score_of(checks.back());
        met.push_back(score.met);
        members.push_back(std::floor(std::fmin(site.area_ha, rules.most_ha) * k_people_per_vegetable_ha));
        missed.push_back(rules_in(checks.back(), RuleState::Missed));
        unchecked.push_back(rules_in(checks.back(), RuleState::NotChecked));
        state.emplace_back(score.is_suited() ? "suited" : !missed.back().empty() ? "missed" : "not_checked");
    }
    numbers_of(table, "community_farm", "") = std::move(met);
    numbers_of(table, "community_farm_members", "persons") = std::move(members);
    table.column("community_farm_state", geo::ColumnType::Text).texts = std::move(state);
    table.column("community_farm_missed", geo::ColumnType::Text).texts = std::move(missed);
    table.column("community_farm_not_checked", geo::ColumnType::Text).texts = std::move(unchecked);
    note_unchecked(results, unchecked_rules(checks),
                   {"Für die Solidarische Landwirtschaft nicht geprüft", "For community farms not checked"});
    return {};
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const Crop* crop = find_crop(parameters.at("crop"));
    if (!crop && parameters.at("crop") != "as_grown") return core::fail("there is no crop \"{}\"", parameters.at("crop"));
    const auto diet = find_diet(parameters.at("diet"));
    if (!diet) return core::fail("there is no diet \"{}\"", parameters.at("diet"));
    KREISBLICK_TRY(const auto fields, kept_fields(inputs, job));
    note_fields(*fields, results);
    geo::FeatureTable table = table_of(*fields);
    add_yields(table, *fields, crop, parameters);
    add_persons(table, *fields, *diet, parameters);
    job.progress(0.6, "looking around fields");
    KREISBLICK_CHECK(add_community_farm(table, *fields, inputs, parameters, results, job));
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method farmland_method() {
    return {"farmland",
            {"landcover"},
            {"parcels", "elevation", "boundaries", "water", "roads", "places", "census_1km"},
            k_whole_district,
            false,
            bands,
            compute,
            {"soil", "crops"}};
}

}  // namespace kreisblick::potentials
