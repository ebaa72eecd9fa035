// Check values: reference wind.md §4 and §5; tolerance of the energies 0.2 %.
#include "potentials/wind_energy.h"

#include "potentials/air_density.h"
#include "support/turbines.h"

#include <catch2/catch_approx.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <random>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;
using tests::turbine;

namespace {

constexpr std::array k_speeds{5.0, 5.5, 5.75, 6.0, 6.5, 7.0, 7.5};

void check_energies(const std::string& id, double shape, const std::array<double, 7>& expected_mwh) {
    for (std::size_t i = 0; i < k_speeds.size(); ++i) {
        INFO(id << " at " << k_speeds[i] << " m/s, k " << shape);
        CHECK(gross_energy_mwh(turbine(id), Weibull::of_mean(k_speeds[i], shape), k_standard_air_density) ==
              Approx(expected_mwh[i]).epsilon(0.002));
    }
}

}  // namespace

TEST_CASE("Power curves are those of the reference, straight between their points and 0 outside", "[potentials][wind]") {
    struct Row {
        double speed, e141, nrel_150, nrel_170, v126;
    };
    for (const Row& row : {Row{3, 104, 0, 0, 35},
                           {4, 260, 225, 377, 184},
                           {5, 523, 494, 822, 404},
                           {6, 920, 895, 1410, 725},
                           {7, 1471, 1455, 2262, 1172},
                           {8, 2151, 2200, 3356, 1760},
                           {9, 2867, 3156, 4650, 2482},
                           {10, 3481, 4000, 5429, 3187},
                           {11, 3903, 4000, 5886, 3433},
                           {12, 4119, 4000, 5970, 3450},
                           {13, 4196, 4000, 5999, 3450},
                           {14, 4200, 4000, 6000, 3450},
                           {22.5, 4200, 4000, 6000, 3450}}) {
        INFO(row.speed << " m/s");
        CHECK(turbine("E-141/4200").power_kw(row.speed) == Approx(row.e141));
        CHECK(turbine("NREL-150/4000").power_kw(row.speed) == Approx(row.nrel_150));
        CHECK(turbine("NREL-170/6000").power_kw(row.speed) == Approx(row.nrel_170));
        CHECK(turbine("V126/3450").power_kw(row.speed) == Approx(row.v126));
    }
    CHECK(turbine("E-141/4200").power_kw(2) == 22);
    CHECK(turbine("E-141/4200").power_kw(0.5) == 0);
    CHECK(turbine("E-141/4200").power_kw(25) == 4200);
    CHECK(turbine("E-141/4200").power_kw(25.01) == 0);
    CHECK(turbine("V126/3450").power_kw(22.6) == 0);
    CHECK(turbine("NREL-150/4000").power_kw(25) == 0);
    CHECK(turbine("NREL-150/4000").power_kw(3.125) == Approx(47));
}

TEST_CASE("No built-in curve takes more from the wind than the reference says", "[potentials][wind]") {
    CHECK(greatest_power_coefficient(turbine("E-141/4200")) == Approx(0.448).margin(0.001));
    CHECK(greatest_power_coefficient(turbine("NREL-150/4000")) == Approx(0.401).margin(0.001));
    CHECK(greatest_power_coefficient(turbine("NREL-170/6000")) == Approx(0.474).margin(0.001));
    CHECK(greatest_power_coefficient(turbine("V126/3450")) == Approx(0.450).margin(0.001));
    for (const model::Turbine& type : tests::turbines()) CHECK(checked(type).warnings.empty());
}

TEST_CASE("Yearly energies are those of the reference", "[potentials][wind]") {
    check_energies("E-141/4200", 2.0, {7703, 9513, 10424, 11330, 13103, 14797, 16390});
    check_energies("E-141/4200", 2.2, {7407, 9275, 10227, 11180, 13062, 14874, 16588});
    check_energies("NREL-150/4000", 2.0, {7684, 9599, 10552, 11493, 13314, 15025, 16609});
    check_energies("NREL-170/6000", 2.0, {11672, 14459, 15847, 17218, 19872, 22376, 24702});
    check_energies("V126/3450", 2.0, {6236, 7810, 8602, 9386, 10915, 12363, 13707});
    const double full_load_hours =
        1000 * gross_energy_mwh(turbine("E-141/4200"), Weibull::of_mean(5.75), k_standard_air_density) / turbine("E-141/4200").rated_kw;
    CHECK(full_load_hours == Approx(2482).epsilon(0.002));
    CHECK(gross_energy_mwh(turbine("E-141/4200"), Weibull::of_mean(6.5), 1.15) == Approx(12629).epsilon(0.002));
}

TEST_CASE("Losses leave 0.835 of the energy", "[potentials][wind]") {
    CHECK(WindLosses{}.factor() == Approx(0.835).margin(5e-4));
    CHECK(farm_speed_factor(5) == 0.943);
    CHECK(farm_speed_factor(6.5) == Approx(0.942));
    CHECK(farm_speed_factor(8) == Approx(0.949));
    CHECK(farm_speed_factor(2) == 0.995);
}

TEST_CASE("The table of energies agrees with the integral within 0.05 %", "[potentials][wind]") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> speeds(3, 15), shapes(1.4, 3.2), altitudes(0, 1000);
    for (const model::Turbine& type : tests::turbines()) {
        const EnergyTable rayleigh(type, 2, 2), any(type, 1.4, 3.2);
        for (int i = 0; i < 200; ++i) {
            const double speed = speeds(random), shape = shapes(random), density = standard_air_density(altitudes(random));
            const auto equivalent = static_cast<float>(speed * speed_factor_of_density(density));
            INFO(type.id << ", " << speed << " m/s, k " << shape << ", " << density << " kg/m³");
            CHECK(rayleigh.at(equivalent) == Approx(gross_energy_mwh(type, Weibull::of_mean(speed), density)).epsilon(0.0005));
            CHECK(any.at(equivalent, static_cast<float>(shape)) ==
                  Approx(gross_energy_mwh(type, Weibull::of_mean(speed, shape), density)).epsilon(0.0005));
        }
        CHECK(rayleigh.at(0) == 0);
        CHECK(std::isnan(rayleigh.at(-1)));
        CHECK(std::isnan(rayleigh.at(std::numeric_limits<float>::quiet_NaN())));
        CHECK(rayleigh.at(1e6F) > 0);
    }
}

TEST_CASE("A broken power curve is counted, named and still defined", "[potentials][wind]") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    model::Turbine own;
    own.id = "eigene";
    own.rotor_m = 150;
    own.rated_kw = 4000;
    SECTION("a curve as it should be") {
        own.curve = {{3, 0}, {5, 500}, {7, 1400}, {9, 3000}, {11, 4000}, {25, 4000}};
        CHECK(checked(own).warnings.empty());
    }
    SECTION("negative powers count as 0") {
        own.curve = {{2, -5}, {3, -1}, {5, 500}};
        const CheckedTurbine result = checked(own);
        REQUIRE(result.warnings.size() == 1);
        CHECK(result.warnings[0].english.find("2 negative powers") != std::string::npos);
        CHECK(result.warnings[0].german.find("eigene") != std::string::npos);
        CHECK(result.turbine.power_kw(2.5) == 0);
    }
    SECTION("speeds that do not rise are sorted, doubled and missing ones left out") {
        own.curve = {{5, 500}, {3, 0}, {5, 600}, {nan, 7}, {4, nan}};
        const CheckedTurbine result = checked(own);
        CHECK(result.warnings.size() == 3);
        REQUIRE(result.turbine.curve.size() == 2);
        CHECK(result.turbine.power_kw(4) == Approx(250));
    }
    SECTION("a drop on the way up and a wide gap stay, and are said") {
        own.curve = {{3, 0}, {5, 500}, {6, 400}, {7, 1400}, {12, 4000}, {25, 4000}};
        const CheckedTurbine result = checked(own);
        REQUIRE(result.warnings.size() == 2);
        CHECK(result.turbine.power_kw(6) == 400);
        CHECK(result.turbine.power_kw(9.5) == Approx(2700));
    }
    SECTION("more than a rotor can take is said") {
        own.curve = {{3, 0}, {5, 1200}};
        CHECK(checked(own).warnings.size() == 1);
    }
    SECTION("nothing at all gives nothing") {
        const CheckedTurbine result = checked(own);
        CHECK(result.turbine.power_kw(8) == 0);
        CHECK(gross_energy_mwh(result.turbine, Weibull::of_mean(6), 1.2) == 0);
    }
}

TEST_CASE("A generic curve needs no more than power and rotor", "[potentials][wind]") {
    const model::Turbine generic = generic_turbine(4200, 141);
    CHECK(generic.power_kw(8) == Approx(0.5 * 1.225 * generic.rotor_area_m2() * 0.44 * 512 / 1000).epsilon(1e-3));
    CHECK(generic.power_kw(2.9) == 0);
    CHECK(generic.power_kw(20) == 4200);
    CHECK(generic.power_kw(25.1) == 0);
    // Within a tenth of the maker's own curve over a year.
    CHECK(gross_energy_mwh(generic, Weibull::of_mean(6.5), 1.225) ==
          Approx(gross_energy_mwh(turbine("E-141/4200"), Weibull::of_mean(6.5), 1.225)).epsilon(0.1));
}
