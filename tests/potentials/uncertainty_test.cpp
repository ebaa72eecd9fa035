#include "potentials/uncertainty.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <array>
#include <cmath>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using potentials::ResultKind;

TEST_CASE("Uncertainties of sums and products agree with the reference (mcda.md §6)", "[potentials][uncertainty]") {
    CHECK_THAT(potentials::sum_uncertainty(std::array{0.5, 0.3, 0.2}, std::array{0.10, 0.20, 0.05}), WithinAbs(0.078740, 1e-6));
    CHECK_THAT(potentials::product_uncertainty(std::array{0.05, 0.08, 0.10}), WithinAbs(0.1375, 1e-4));
    CHECK(potentials::product_uncertainty({}) == 0);
}

TEST_CASE("A result is as uncertain as what it is made from", "[potentials][uncertainty]") {
    CHECK(potentials::relative_uncertainty(ResultKind::Irradiation) == 0.04);
    CHECK_THAT(potentials::relative_uncertainty(ResultKind::PvYield), WithinAbs(std::hypot(0.04, 0.05), 1e-12));
    CHECK_THAT(potentials::relative_uncertainty(ResultKind::RoofPvEnergy), WithinAbs(std::sqrt(0.0016 + 0.0025 + 0.0225), 1e-12));
    CHECK_THAT(potentials::relative_uncertainty(ResultKind::WindEnergy), WithinAbs(0.10, 1e-12));
    CHECK(potentials::relative_uncertainty(ResultKind::VillageHeat) < potentials::relative_uncertainty(ResultKind::HouseHeat));
    for (const ResultKind kind : {ResultKind::FieldPvEnergy, ResultKind::SolarHeat, ResultKind::GroundHeat, ResultKind::HeatNetworkCost}) {
        CHECK_FALSE(potentials::inputs_of(kind).empty());
        for (const auto input : potentials::inputs_of(kind)) CHECK_FALSE(potentials::name_of(input).empty());
    }
}

TEST_CASE("A range lies around its value and does not go below nothing", "[potentials][uncertainty]") {
    const auto range = potentials::with_range(1000, ResultKind::Irradiation);
    CHECK_THAT(range.low, WithinAbs(960, 1e-9));
    CHECK(range.mid == 1000);
    CHECK_THAT(range.high, WithinAbs(1040, 1e-9));
    CHECK(potentials::with_range(0, ResultKind::HouseHeat) == potentials::Estimate{0, 0, 0});
}

TEST_CASE("A value with a range is shown with two digits", "[potentials][uncertainty]") {
    CHECK(potentials::rounded_to_digits(958.4) == 960);
    CHECK(potentials::rounded_to_digits(0.01849) == 0.018);
    CHECK(potentials::rounded_to_digits(-12345) == -12000);
    CHECK(potentials::rounded_to_digits(99.6) == 100);
    CHECK(potentials::rounded_to_digits(958.4, 3) == 958);
    CHECK(potentials::rounded_to_digits(0) == 0);
}
