#include "potentials/borehole_heat.h"
#include "potentials/gpot.h"
#include "potentials/ground_collectors.h"
#include "potentials/ground_temperature.h"
#include "potentials/probe_field.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::GroundKind;

TEST_CASE("The ground is as warm as the reference says at 300 m above the sea (geothermal.md §1)", "[potentials][geothermal]") {
    CHECK_THAT(potentials::air_temperature_c(231), WithinAbs(9.35, 1e-12));
    CHECK_THAT(potentials::air_temperature_c(300), WithinAbs(8.936, 1e-9));
    const double surface = potentials::surface_temperature_c(300);
    CHECK_THAT(surface, WithinAbs(9.936, 1e-9));
    const double gradient = potentials::GroundClimate{}.gradient_k_per_m;
    CHECK_THAT(potentials::temperature_at_depth_c(surface, 100, gradient), WithinAbs(12.94, 0.005));
    CHECK_THAT(potentials::probe_temperature_c(surface, 100, gradient), WithinAbs(11.44, 0.005));
    CHECK_THAT(potentials::temperature_at_depth_c(surface, 1000, gradient), WithinAbs(39.9, 0.05));
    CHECK_THAT(potentials::temperature_at_depth_c(surface, 3000, gradient), WithinAbs(99.9, 0.05));
    CHECK_THAT(potentials::gradient_k_per_m(66, 2.2), WithinAbs(0.030, 1e-12));
}

TEST_CASE("The seasons come later and weaker the deeper one looks, and below 10 m they are gone", "[potentials][geothermal]") {
    // d = √(α a/π) with α = 2/2.4e6 m²/s and a year of 365 days.
    const double damping = potentials::damping_depth_m(2.0, 2.4);
    CHECK_THAT(damping, WithinAbs(std::sqrt(2.0 / 2.4e6 * 365 * 86400 / std::numbers::pi), 1e-9));
    CHECK_THAT(damping, WithinAbs(2.892, 0.001));
    const potentials::GroundSeason season;
    const auto temperature = [&](double depth, double day) { return potentials::seasonal_temperature_c(10, depth, day, damping); };
    CHECK_THAT(temperature(0, season.warmest_day), WithinAbs(10 + season.amplitude_k, 1e-9));
    CHECK_THAT(temperature(0, season.warmest_day - 182.5), WithinAbs(10 - season.amplitude_k, 1e-9));
    // At one damping depth the amplitude is 1/e and the warmest day 365/2π days later.
    CHECK_THAT(temperature(damping, season.warmest_day + 365 / (2 * std::numbers::pi)),
               WithinAbs(10 + season.amplitude_k / std::numbers::e, 1e-9));
    for (int day = 1; day <= 365; day += 13) CHECK_THAT(temperature(12, day), WithinAbs(10, 0.15));
}

TEST_CASE("Specific extraction follows the rows of VDI 4640-2 of 2001 and the continuous rule (geothermal.md §3)",
          "[potentials][geothermal]") {
    const auto check = [](GroundKind kind, double conductivity, potentials::Estimate fewer, potentials::Estimate more) {
        CHECK(potentials::specific_extraction_w_m(kind, conductivity, 1800) == fewer);
        CHECK(potentials::specific_extraction_w_m(kind, conductivity, 2400) == more);
    };
    check(GroundKind::ByConductivity, 1.4, {25, 25, 25}, {20, 20, 20});
    check(GroundKind::ByConductivity, 1.5, {60, 60, 60}, {50, 50, 50});
    check(GroundKind::ByConductivity, 3.0, {60, 60, 60}, {50, 50, 50});
    check(GroundKind::ByConductivity, 3.1, {84, 84, 84}, {70, 70, 70});
    check(GroundKind::DrySand, 0.4, {0, 12.5, 25}, {0, 10, 20});
    check(GroundKind::WetSand, 2.1, {65, 72.5, 80}, {55, 60, 65});
    check(GroundKind::MoistClay, 1.7, {35, 42.5, 50}, {30, 35, 40});
    check(GroundKind::Limestone, 2.8, {55, 62.5, 70}, {45, 52.5, 60});
    check(GroundKind::Sandstone, 2.3, {65, 72.5, 80}, {55, 60, 65});
    check(GroundKind::AcidMagmatite, 3, {65, 75, 85}, {55, 62.5, 70});
    check(GroundKind::BasicMagmatite, 1.7, {40, 52.5, 65}, {35, 45, 55});
    check(GroundKind::Gneiss, 2.9, {70, 77.5, 85}, {60, 65, 70});
    CHECK_THAT(potentials::specific_extraction_w_m(GroundKind::ByConductivity, 2, 2100).mid, WithinAbs(55, 1e-12));
    CHECK(potentials::specific_extraction_w_m(GroundKind::ByConductivity, 2, 1000).mid == 60);
    CHECK(potentials::specific_extraction_w_m(GroundKind::ByConductivity, 2, 4000).mid == 50);
    CHECK_THAT(potentials::continuous_extraction_w_m(2.3), WithinAbs(39.9, 1e-9));
    CHECK_THAT(potentials::continuous_extraction_w_m(2.8), WithinAbs(46.4, 1e-9));
    CHECK_THAT(potentials::continuous_extraction_w_m(1.7), WithinAbs(32.1, 1e-9));
}

TEST_CASE("A probe of 100 m heats with 14.4 MWh a year, and its length follows from that heat (geothermal.md §3)",
          "[potentials][geothermal]") {
    const double heat = potentials::probe_heat_mwh(60, 100, 1800);
    CHECK_THAT(heat, WithinAbs(10.8, 1e-9));
    const double pumped = potentials::heat_pump_heat_mwh(heat, potentials::k_performance_factor_35);
    CHECK_THAT(pumped, WithinAbs(14.4, 1e-9));
    CHECK_THAT(potentials::probe_length_m(pumped, potentials::k_performance_factor_35, 60, 1800), WithinAbs(100, 1e-9));
}

TEST_CASE("G.POT gives the values of the test suite of r.green.gshp (geothermal.md §4)", "[potentials][geothermal]") {
    struct Check {
        double conductivity, lifetime, season, resistance, load_w, energy_mwh;
    };
    const auto expected = GENERATE(Check{2.00, 1.1147974e-6, 1.1302807e-4, 8.699045, 844.4723, 7.3976},
                                   Check{2.17, 1.0274630e-6, 1.0417333e-4, 8.781025, 892.7164, 7.8202},
                                   Check{2.48, 8.9903014e-7, 9.1151667e-5, 8.915211, 975.8355, 8.5483},
                                   Check{2.66, 8.3819351e-7, 8.4983509e-5, 8.985622, 1021.4807, 8.9482},
                                   Check{3.39, 6.5769757e-7, 6.6683225e-5, 9.229315, 1189.7636, 10.4223},
                                   Check{4.13, 5.3985345e-7, 5.4735141e-5, 9.427731, 1337.5918, 11.7173});
    const potentials::ProbeGround ground{expected.conductivity, 2.5, 10};
    const potentials::GpotNumbers numbers = potentials::gpot_numbers(ground, {});
    CHECK_THAT(numbers.lifetime, WithinRel(expected.lifetime, 1e-7));
    CHECK_THAT(numbers.season, WithinRel(expected.season, 1e-7));
    CHECK_THAT(numbers.resistance, WithinAbs(expected.resistance, 1e-6));
    CHECK_THAT(potentials::gpot_load_w(ground, {}), WithinAbs(expected.load_w, 1e-4));
    CHECK_THAT(potentials::yearly_energy_mwh(potentials::gpot_load_w(ground, {})), WithinAbs(expected.energy_mwh, 1e-4));
}

TEST_CASE("G.POT gives 8.1 MWh where the table gives 10.8, and nothing from ground as cold as the fluid (geothermal.md §4)",
          "[potentials][geothermal]") {
    CHECK_THAT(potentials::yearly_energy_mwh(potentials::gpot_load_w({2.3, 2.5, 10}, {})), WithinAbs(8.13, 0.05));
    CHECK(potentials::gpot_load_w({2.3, 2.5, -2}, {}) == 0);
    CHECK(potentials::gpot_load_w({2.3, 2.5, -9}, {}) == 0);
    CHECK_THAT(potentials::borehole_resistance_m_k_w(0.075, 0.016, 4, 2.0), WithinAbs(0.0677802873, 1e-10));
    CHECK(potentials::check_gpot({}));
    CHECK_THAT(potentials::check_gpot({100, 0.075, 0.1, 0}).error().sentence, ContainsSubstring("heating season of 0 days"));
}

TEST_CASE("Ten kilowatts of heat want 300 m² of collector in normal soil (geothermal.md §5)", "[potentials][geothermal]") {
    using potentials::CollectorSoil;
    CHECK_THAT(potentials::collector_area_m2(10, 4, 25), WithinAbs(300, 1e-9));
    CHECK(potentials::collector_extraction_w_m2(CollectorSoil::DryLoose, 1800).mid == 10);
    CHECK(potentials::collector_extraction_w_m2(CollectorSoil::DryLoose, 2400).mid == 8);
    CHECK(potentials::collector_extraction_w_m2(CollectorSoil::MoistCohesive, 1800) == potentials::Estimate{20, 25, 30});
    CHECK(potentials::collector_extraction_w_m2(CollectorSoil::MoistCohesive, 2400) == potentials::Estimate{16, 20, 24});
    CHECK(potentials::collector_extraction_w_m2(CollectorSoil::Saturated, 2100).mid == 36);
}

TEST_CASE("Probes beside each other give less, and a dense field cools its ground by kelvins a year", "[potentials][geothermal]") {
    CHECK_THAT(potentials::field_factor(4, 6), WithinAbs(0.75, 1e-12));
    CHECK_THAT(potentials::field_factor(100, 10), WithinAbs(0.9, 1e-12));
    CHECK_THAT(potentials::field_factor(4, 8), WithinAbs(0.825, 1e-12));
    CHECK(potentials::field_factor(4, 20) == 1);
    CHECK(potentials::field_factor(4, 40) == 1);
    CHECK(potentials::field_factor(3, 6) == 1);
    CHECK(potentials::probes_per_hectare(6) == 256);   // 90 m / 6 m + 1 = 16 in each direction
    CHECK(potentials::probes_per_hectare(10) == 100);  // 10 × 10
    CHECK(potentials::probes_per_hectare(10, 60) == 0);
    CHECK_THAT(potentials::hectare_yield(8, 10), WithinAbs(720, 1e-9));  // 100 probes at 0.9
    // 1,000 MWh from a hectare of 100 m depth: 3.6e6 MJ from 1e6 m³ of 2 MJ/(m³·K).
    CHECK_THAT(potentials::yearly_cooling_k(1000, 1e4, 100, 2), WithinAbs(1.8, 1e-12));
}
