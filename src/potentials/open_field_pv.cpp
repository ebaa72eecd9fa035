#include "potentials/open_field_pv.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_north_half_width_deg = 45;

constexpr std::size_t index_of(PvFieldRuleId rule) { return static_cast<std::size_t>(rule); }

/// 1 up to a, 0 from b on, linear between; 1 for an unknown value.
double fading(double value, double a, double b) {
    if (!(value > a)) return 1;
    return value >= b ? 0 : (b - value) / (b - a);
}

/// Steeper is allowed where the ground does not fall to the north.
double slope_factor(const PvFieldSite& site, const PvFieldOptions& options) {
    const double from_north = std::abs(std::remainder(static_cast<double>(site.aspect_deg), 360.0));
    const double limit = from_north <= k_north_half_width_deg ? options.steepest_north_deg : options.steepest_deg;
    return fading(static_cast<double>(site.slope_deg), limit * options.gentle_share, limit);
}

double protection_factor(Protection protection, const PvFieldOptions& options) {
    if (protection == Protection::Strict) return 0;
    return protection == Protection::Landscape ? options.landscape_factor : 1;
}

/// Forest, water and what is built on are out of the question; ground of unknown use is not.
double land_use_factor(LandUse use) { return use == LandUse::Unknown || is_farmland(use) ? 1 : 0; }

double strip_factor(float distance_m, double width_m, double favour) { return static_cast<double>(distance_m) <= width_m ? favour : 1; }

/// One strip of everything the rules look at.
struct PvFieldStrip {
    geo::Raster<float> slope_deg, aspect_deg, soil_value, protection, privileged_distance_m, tender_distance_m, land_use;

    PvFieldStrip(const PvFieldInputs& inputs, int first_row, int rows) {
        const auto read = [&](const geo::RowReader& reader) { return reader ? reader(first_row, rows) : geo::Raster<float>(); };
        slope_deg = read(inputs.slope_deg);
        aspect_deg = read(inputs.aspect_deg);
        soil_value = read(inputs.soil_value);
        protection = read(inputs.protection);
        privileged_distance_m = read(inputs.privileged_distance_m);
        tender_distance_m = read(inputs.tender_distance_m);
        land_use = read(inputs.land_use);
    }
    [[nodiscard]] PvFieldSite site(std::size_t cell) const {
        // NaN where there is nothing to read.
        const auto at = [cell](const geo::Raster<float>& strip) {
            return strip.values.empty() ? geo::NoData<float>::value : strip.values[cell];
        };
        const float level = at(protection);
        return {at(slope_deg),
                at(aspect_deg),
                at(soil_value),
                level >= 2   ? Protection::Strict
                : level >= 1 ? Protection::Landscape
                             : Protection::None,
                at(privileged_distance_m),
                at(tender_distance_m),
                land_use.values.empty() ? LandUse::Unknown : static_cast<LandUse>(land_use.values[cell])};
    }
};

/// What a rule looks at.
const geo::RowReader& reader_of(PvFieldRuleId rule, const PvFieldInputs& inputs) {
    switch (rule) {
        case PvFieldRuleId::Slope: return inputs.slope_deg;
        case PvFieldRuleId::SoilValue: return inputs.soil_value;
        case PvFieldRuleId::ProtectedArea: return inputs.protection;
        case PvFieldRuleId::PrivilegedStrip: return inputs.privileged_distance_m;
        case PvFieldRuleId::TenderStrip: return inputs.tender_distance_m;
        case PvFieldRuleId::LandUse: break;
    }
    return inputs.land_use;
}

/// The options' numbers in the order of the rules' descriptions.
std::vector<std::vector<double>> numbers_of(const PvFieldOptions& options) {
    return {{options.steepest_deg, options.steepest_north_deg, options.gentle_share},
            {options.soil_value_free, options.soil_value_kept},
            {options.landscape_factor},
            {options.privileged_m, options.privileged_factor},
            {options.tender_m, options.tender_factor},
            {}};
}

}  // namespace

const std::vector<PvFieldRule>& pv_field_rules() {
    static const std::vector<PvFieldRule> rules{
        {PvFieldRuleId::Slope,
         "slope",
         "steep ground is hard to build on; steep ground that falls to the north is dark too",
         RuleEffect::Lessens,
         "planning practice",
         RuleStatus::GeneralKnowledge,
         {{"steepest", "°", 15, 1, 45}, {"steepest to the north", "°", 5, 1, 45}, {"gentle", "share", 2.0 / 3, 0, 0.99}}},
        {PvFieldRuleId::SoilValue,
         "soil_value",
         "good soil is kept for farming",
         RuleEffect::Lessens,
         "planning practice of German districts",
         RuleStatus::GeneralKnowledge,
         {{"free up to", "points", 40, 0, 100}, {"kept from", "points", 60, 0, 100}}},
        {PvFieldRuleId::ProtectedArea,
         "protected_area",
         "strictly protected areas (nature reserves, Natura 2000, drinking water zone I) are left out, landscape protection is decided "
         "case by case",
         RuleEffect::Lessens,
         "planning practice",
         RuleStatus::GeneralKnowledge,
         {{"landscape protection", "factor", 0.5, 0, 1}}},
        {PvFieldRuleId::PrivilegedStrip,
         "privileged_strip",
         "beside motorways and railways with two tracks such plants are privileged",
         RuleEffect::Favours,
         "§ 35 (1) no. 8 b BauGB",
         RuleStatus::GeneralKnowledge,
         {{"width", "m", 200, 0, 1000}, {"favour", "factor", 1.25, 1, 2}}},
        {PvFieldRuleId::TenderStrip,
         "tender_strip",
         "beside motorways and railways plants may take part in tenders",
         RuleEffect::Favours,
         "§ 37 (1) no. 2 c EEG 2023",
         RuleStatus::GeneralKnowledge,
         {{"width", "m", 500, 0, 1000}, {"favour", "factor", 1.15, 1, 2}}},
        {PvFieldRuleId::LandUse,
         "land_use",
         "modules stand on fields, meadows and orchards; forest, water and what is built on are left out (fallow industrial ground is for "
         "a plan to find)",
         RuleEffect::Lessens,
         "planning practice",
         RuleStatus::GeneralKnowledge,
         {}}};
    return rules;
}

core::Result<void> check_pv_field(const PvFieldOptions& options) {
    if (!(options.performance_ratio > 0 && options.performance_ratio <= 1))
        return core::fail("a performance ratio of {} is not between 0 and 1", options.performance_ratio);
    if (!(options.power_mwp_per_ha > 0 && options.power_mwp_per_ha <= 2))
        return core::fail("{} MWp on a hectare are not between 0 and 2", options.power_mwp_per_ha);
    const auto numbers = numbers_of(options);
    for (const PvFieldRule& rule : pv_field_rules())
        for (std::size_t i = 0; i < rule.numbers.size(); ++i)
            if (const double value = numbers[index_of(rule.id)][i]; !(value >= rule.numbers[i].least && value <= rule.numbers[i].most))
                return core::fail("rule {}: {} = {} is not between {} and {}", rule.name, rule.numbers[i].name, value,
                                  rule.numbers[i].least, rule.numbers[i].most);
    if (options.soil_value_free > options.soil_value_kept)
        return core::fail("rule soil_value: soils are kept from {} on, but free up to {}", options.soil_value_kept,
                          options.soil_value_free);
    return {};
}

PvFieldFactors pv_field_factors(const PvFieldSite& site, const PvFieldOptions& options) {
    const std::array<double, k_pv_field_rules> factors{
        slope_factor(site, options),
        fading(static_cast<double>(site.soil_value), options.soil_value_free, options.soil_value_kept),
        protection_factor(site.protection, options),
        strip_factor(site.privileged_distance_m, options.privileged_m, options.privileged_factor),
        strip_factor(site.tender_distance_m, options.tender_m, options.tender_factor),
        land_use_factor(site.land_use)};
    PvFieldFactors result{};
    for (std::size_t rule = 0; rule < factors.size(); ++rule) result[rule] = options.counts[rule] ? static_cast<float>(factors[rule]) : 1;
    return result;
}

float eligibility_of(const PvFieldFactors& factors) {
    const float favour = std::max(factors[index_of(PvFieldRuleId::PrivilegedStrip)], factors[index_of(PvFieldRuleId::TenderStrip)]);
    return factors[index_of(PvFieldRuleId::Slope)] * factors[index_of(PvFieldRuleId::SoilValue)] *
           factors[index_of(PvFieldRuleId::ProtectedArea)] * factors[index_of(PvFieldRuleId::LandUse)] * favour;
}

std::vector<PvFieldRuleId> unchecked_rules(const PvFieldInputs& inputs, const PvFieldOptions& options) {
    std::vector<PvFieldRuleId> unchecked;
    for (const PvFieldRule& rule : pv_field_rules())
        if (options.counts[index_of(rule.id)] && !reader_of(rule.id, inputs)) unchecked.push_back(rule.id);
    return unchecked;
}

core::Result<void> open_field_pv(const PvFieldInputs& inputs, const PvFieldOptions& options, const PvFieldSink& sink,
                                 const core::Job& job) {
    KREISBLICK_CHECK(check_pv_field(options));
    constexpr int rows_per_block = 64;
    core::parallel_blocks(inputs.grid.height, rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const int first_row = static_cast<int>(begin), rows = static_cast<int>(end - begin);
        const geo::Raster<float> sun = inputs.irradiation_kwh_m2(first_row, rows);
        const PvFieldStrip strip(inputs, first_row, rows);
        std::vector<float> per_power(sun.values.size()), per_area(per_power.size()),
            eligibility(per_power.size(), geo::NoData<float>::value);
        for (std::size_t cell = 0; cell < per_power.size(); ++cell) {
            per_power[cell] = sun.values[cell] * static_cast<float>(options.performance_ratio);
            per_area[cell] = per_power[cell] * static_cast<float>(options.power_mwp_per_ha);  // kWh/kWp · MWp/ha = MWh/ha
            if (geo::Raster<float>::is_data(sun.values[cell]))
                eligibility[cell] = eligibility_of(pv_field_factors(strip.site(cell), options));
        }
        sink(PvFieldBand::YieldPerPower, first_row, per_power);
        sink(PvFieldBand::YieldPerArea, first_row, per_area);
        sink(PvFieldBand::Eligibility, first_row, eligibility);
    });
    if (job.stopped()) return core::fail("open-field photovoltaics was stopped before it was complete");
    return {};
}

}  // namespace kreisblick::potentials
