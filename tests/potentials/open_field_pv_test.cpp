#include "potentials/open_field_pv.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using potentials::PvFieldBand;
using potentials::PvFieldRuleId;

namespace {

constexpr float k_unknown = geo::NoData<float>::value;

/// A level field of poor soil far from everything.
potentials::PvFieldSite plain_field() { return {0, k_unknown, 30, potentials::Protection::None, 5000, 5000}; }

float factor(PvFieldRuleId rule, const potentials::PvFieldSite& site, const potentials::PvFieldOptions& options = {}) {
    return potentials::pv_field_factors(site, options)[static_cast<std::size_t>(rule)];
}

float eligibility(const potentials::PvFieldSite& site, const potentials::PvFieldOptions& options = {}) {
    return potentials::eligibility_of(potentials::pv_field_factors(site, options));
}

}  // namespace

TEST_CASE("Each rule for open-field photovoltaics says its numbers, source and status, and its defaults are the options'",
          "[potentials][pv_field]") {
    CHECK(potentials::pv_field_rules().size() == potentials::k_pv_field_rules);
    for (const auto& rule : potentials::pv_field_rules()) {
        INFO(rule.name);
        CHECK_FALSE(rule.source.empty());
        CHECK_FALSE(rule.explanation.empty());
        for (const auto& number : rule.numbers) {
            CHECK(number.usual >= number.least);
            CHECK(number.usual <= number.most);
        }
    }
    CHECK(potentials::check_pv_field({}));
    const auto& strip = potentials::pv_field_rules()[static_cast<std::size_t>(PvFieldRuleId::PrivilegedStrip)];
    CHECK(strip.effect == potentials::RuleEffect::Favours);
    CHECK(strip.numbers[0].usual == potentials::PvFieldOptions{}.privileged_m);
}

TEST_CASE("Slopes fade out at 15°, and at 5° where they fall to the north", "[potentials][pv_field]") {
    const auto slope = [](float degrees, float aspect) {
        auto site = plain_field();
        site.slope_deg = degrees;
        site.aspect_deg = aspect;
        return factor(PvFieldRuleId::Slope, site);
    };
    CHECK(slope(10, 180) == 1);
    CHECK_THAT(slope(12.5F, 180), WithinAbs(0.5, 1e-6));
    CHECK(slope(15, 180) == 0);
    CHECK(slope(5, 0) == 0);
    CHECK(slope(5, 350) == 0);
    CHECK(slope(3, 10) == 1);
    CHECK(slope(5, 90) == 1);
    CHECK(slope(5, 46) == 1);
    CHECK(slope(0, k_unknown) == 1);
    CHECK(slope(k_unknown, k_unknown) == 1);
}

TEST_CASE("Good soil is kept, poor soil is free, and what is no farmland has no soil value", "[potentials][pv_field]") {
    const auto soil = [](float value) {
        auto site = plain_field();
        site.soil_value = value;
        return factor(PvFieldRuleId::SoilValue, site);
    };
    CHECK(soil(40) == 1);
    CHECK_THAT(soil(55), WithinAbs(0.25, 1e-6));
    CHECK(soil(60) == 0);
    CHECK(soil(k_unknown) == 1);
}

TEST_CASE("Strips beside motorway and railway favour and exclude nothing; the stronger of the two counts", "[potentials][pv_field]") {
    auto site = plain_field();
    CHECK(eligibility(site) == 1);
    site.tender_distance_m = 500;
    CHECK_THAT(eligibility(site), WithinAbs(1.15, 1e-6));
    site.privileged_distance_m = 200;
    CHECK_THAT(eligibility(site), WithinAbs(1.25, 1e-6));
    site.privileged_distance_m = 201;
    CHECK_THAT(eligibility(site), WithinAbs(1.15, 1e-6));
    site.protection = potentials::Protection::Strict;
    CHECK(eligibility(site) == 0);
    site.protection = potentials::Protection::Landscape;
    CHECK_THAT(eligibility(site), WithinAbs(0.575, 1e-6));
    potentials::PvFieldOptions options;
    options.counts[static_cast<std::size_t>(PvFieldRuleId::ProtectedArea)] = false;
    CHECK_THAT(eligibility(site, options), WithinAbs(1.15, 1e-6));
    options.tender_m = 100;
    CHECK(eligibility(site, options) == 1);
}

TEST_CASE("A hectare yields its power's yield, and a cell without sun has no value", "[potentials][pv_field]") {
    geo::Raster<float> sun({0, 1000, 10, 3, 100}, 1198.0F);
    sun.at(1, 70) = k_unknown;
    geo::Raster<float> soil(sun.grid, 70.0F);
    potentials::PvFieldInputs inputs;
    inputs.grid = sun.grid;
    inputs.irradiation_kwh_m2 = geo::rows_of(sun);
    inputs.soil_value = geo::rows_of(soil);
    potentials::PvFieldOptions options;
    options.power_mwp_per_ha = 1.1;
    std::map<PvFieldBand, geo::Raster<float>> bands;
    for (const auto band : {PvFieldBand::YieldPerPower, PvFieldBand::YieldPerArea, PvFieldBand::Eligibility})
        bands[band] = geo::Raster<float>(sun.grid);
    const auto sink = [&](PvFieldBand band, int first_row, std::span<const float> values) {
        auto& raster = bands.at(band);
        std::copy(values.begin(), values.end(), raster.values.begin() + sun.grid.index(0, first_row));
    };
    REQUIRE(potentials::open_field_pv(inputs, options, sink, {}));
    CHECK_THAT(bands[PvFieldBand::YieldPerPower].at(0, 0), WithinAbs(958.4, 1e-3));
    CHECK_THAT(bands[PvFieldBand::YieldPerArea].at(2, 99), WithinAbs(1054.24, 1e-3));
    CHECK(bands[PvFieldBand::Eligibility].at(2, 99) == 0);
    for (const auto& [band, raster] : bands) CHECK_FALSE(raster.has(1, 70));
    const auto unchecked = potentials::unchecked_rules(inputs, options);
    CHECK(unchecked.size() == 5);
    CHECK(std::find(unchecked.begin(), unchecked.end(), PvFieldRuleId::SoilValue) == unchecked.end());
}

TEST_CASE("Numbers out of range are refused by name", "[potentials][pv_field]") {
    const auto refusal = [](const auto& change) {
        potentials::PvFieldOptions options;
        change(options);
        const auto checked = potentials::check_pv_field(options);
        return checked ? std::string() : checked.error().sentence;
    };
    using Options = potentials::PvFieldOptions;
    CHECK_THAT(refusal([](Options& o) { o.performance_ratio = 1.2; }), ContainsSubstring("1.2"));
    CHECK_THAT(refusal([](Options& o) { o.steepest_deg = 60; }), ContainsSubstring("slope"));
    CHECK_THAT(refusal([](Options& o) { o.tender_factor = 0.5; }), ContainsSubstring("tender_strip"));
    CHECK_THAT(refusal([](Options& o) { o.soil_value_free = 80; }), ContainsSubstring("kept"));
    CHECK_THAT(refusal([](Options& o) { o.power_mwp_per_ha = std::nan(""); }), ContainsSubstring("nan"));
    const geo::Raster<float> sun({0, 10, 10, 1, 1}, 1000.0F);
    potentials::PvFieldInputs inputs;
    inputs.grid = sun.grid;
    inputs.irradiation_kwh_m2 = geo::rows_of(sun);
    const auto sink = [](PvFieldBand, int, std::span<const float>) {};
    std::stop_source source;
    source.request_stop();
    CHECK_THAT(potentials::open_field_pv(inputs, {}, sink, core::Job{source.get_token(), {}}).error().sentence,
               ContainsSubstring("stopped"));
}
