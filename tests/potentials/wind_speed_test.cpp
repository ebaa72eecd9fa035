// Check values: reference wind.md §1 and §2 (windpowerlib's tests where it says so).
#include "potentials/wind_speed.h"

#include "potentials/air_density.h"
#include "potentials/wind_targets.h"
#include "potentials/wind_terrain.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>

using namespace kreisblick::potentials;
using Catch::Approx;

TEST_CASE("Weibull's distribution follows from the mean and the shape", "[potentials][wind]") {
    const Weibull rayleigh = Weibull::of_mean(6);
    CHECK(rayleigh.scale_m_s == Approx(6.770275).epsilon(1e-6));
    CHECK(rayleigh.density(6) == Approx(0.119364).margin(1e-6));
    CHECK(rayleigh.share_below(3) == Approx(0.178275).margin(1e-6));
    CHECK(rayleigh.power_density(k_standard_air_density) == Approx(252.674).margin(1e-3));
    CHECK(rayleigh.energy_pattern_factor() == Approx(1.909859).margin(1e-6));
    CHECK(rayleigh.energy_pattern_factor() == Approx(6 / std::numbers::pi));
    CHECK(rayleigh.mean_m_s() == Approx(6));
    const Weibull steep = Weibull::of_mean(6.5, 2.2);
    CHECK(steep.scale_m_s == Approx(7.339452).epsilon(1e-6));
    CHECK(steep.density(6) == Approx(0.123870).margin(1e-6));
    CHECK(steep.share_below(3) == Approx(0.130384).margin(1e-6));
    CHECK(steep.power_density(k_standard_air_density) == Approx(293.843).margin(1e-3));
    CHECK(steep.energy_pattern_factor() == Approx(1.746906).margin(1e-6));
    const Weibull least = Weibull::of_mean(5.75);
    CHECK(least.scale_m_s == Approx(6.488180).epsilon(1e-6));
    CHECK(least.power_density(k_standard_air_density) == Approx(222.388).margin(1e-3));
}

TEST_CASE("No wind is a distribution too", "[potentials][wind]") {
    const Weibull calm = Weibull::of_mean(0);
    CHECK(calm.density(3) == 0);
    CHECK(calm.share_below(3) == 1);
    CHECK(calm.share_below(0) == 0);
    CHECK(calm.power_density(1.2) == 0);
    CHECK(Weibull::of_mean(6).density(-1) == 0);
}

TEST_CASE("Wind grows with height by the logarithmic and by the power law", "[potentials][wind]") {
    CHECK(speed_by_log_law(5, 10, 100, 0.15) == Approx(7.74136523).epsilon(1e-8));
    CHECK(speed_by_log_law(5, 10, 100, 0.15, 12) == Approx(13.54925281).epsilon(1e-8));
    CHECK(speed_by_power_law(5, 10, 100, exponent_of_roughness(100, 0.15)) == Approx(7.12462437).epsilon(1e-8));
    CHECK(speed_by_power_law(5, 10, 100, k_even_ground_exponent) == Approx(6.9474774).epsilon(1e-7));
    CHECK(speed_by_power_law(5, 10, 100, 0.2) == Approx(7.92446596).epsilon(1e-8));
    CHECK(speed_by_log_law(5.5, 50, 140, 0.1) == Approx(6.411225).epsilon(1e-6));
    CHECK(speed_by_power_law(5.5, 50, 140, k_hills_exponent) == Approx(6.757628).epsilon(1e-6));
    CHECK(exponent_of_speeds(5, 10, 5 * std::pow(10, 0.2), 100) == Approx(0.2));
    CHECK(std::isnan(exponent_of_speeds(0, 10, 5, 100)));
}

TEST_CASE("Roughness lengths are those of the WAsP course", "[potentials][wind]") {
    CHECK(roughness_of_corine(512) == 0.0002);
    CHECK(roughness_of_corine(211) == 0.05);
    CHECK(roughness_of_corine(231) == 0.03);
    CHECK(roughness_of_corine(112) == 0.5);
    CHECK(roughness_of_corine(111) == 1.0);
    CHECK(roughness_of_corine(312) == 0.8);
    CHECK(roughness_of_corine(324) == 1.5);
}

// §3
TEST_CASE("Air gets thinner with altitude as in the standard atmosphere", "[potentials][wind]") {
    CHECK(standard_air_density(0) == Approx(1.2250).margin(5e-5));
    CHECK(standard_air_density(300) == Approx(1.1901).margin(5e-5));
    CHECK(standard_air_density(440) == Approx(1.1741).margin(5e-5));
    CHECK(standard_air_density(600) == Approx(1.1560).margin(5e-5));
    CHECK(standard_air_density(750) == Approx(1.1392).margin(5e-5));
    CHECK(simple_air_density(600) == Approx(1.1560).epsilon(0.006));
    CHECK(air_density_of_ideal_gas(101125, 0, 100, 267) == Approx(1.30309439).epsilon(1e-8));
    CHECK(air_density_barometric(101125, 0, 100, 267) == Approx(1.30305336).epsilon(1e-8));
    CHECK(speed_factor_of_density(1.225) == 1);
    CHECK(speed_factor_of_density(1.225 * 0.729) == Approx(0.9));
}

// §6
TEST_CASE("Hills speed the wind up, most of all ridges", "[potentials][wind]") {
    CHECK(1 + speed_up(HillShape::Hill, 150, 1000, 140) == Approx(1.137090).margin(1e-6));
    CHECK(1 + speed_up(HillShape::Ridge, 150, 1000, 140) == Approx(1.197114).margin(1e-6));
    CHECK(speed_up(HillShape::Ridge, 900, 1000, 0) == Approx(1.0));  // steeper than ½ counts as ½
    CHECK(speed_up(HillShape::Hill, -50, 1000, 140) == 0);
}

TEST_CASE("The terrain index favours summits and holds valleys down, within bounds", "[potentials][wind]") {
    CHECK(terrain_factor(0) == 1);
    CHECK(terrain_factor(100, 0.05) == Approx(1.05));
    CHECK(terrain_factor(900) == Approx(1.20));
    CHECK(terrain_factor(-40, 0.05) == Approx(0.98));
    CHECK(terrain_factor(-60, 0.05) == Approx(0.85));
    CHECK(terrain_factor(-900) == Approx(0.80));
}

// §7, §8
TEST_CASE("A turbine's room is an ellipse of five by three diameters", "[potentials][wind]") {
    CHECK(room_of_turbine_km2(162) == Approx(0.30918).margin(5e-6));
    CHECK(6.2 / room_of_turbine_km2(162) == Approx(20.05).margin(5e-3));
    CHECK(1025 * k_state_goal == Approx(20.5));
}
