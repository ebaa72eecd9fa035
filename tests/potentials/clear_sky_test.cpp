#include "potentials/clear_sky.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("The irradiance outside the atmosphere follows the day of the year (solar.md §2)", "[potentials][solar]") {
    const std::pair<int, double> expected[]{{17, 1411.363}, {80, 1378.020}, {172, 1322.508}, {266, 1358.573}, {355, 1411.558}};
    for (const auto& [day, irradiance] : expected) CHECK_THAT(potentials::extraterrestrial_w_m2(day), WithinAbs(irradiance, 1e-3));
    CHECK_THAT(potentials::extraterrestrial_w_m2(80, 1361.1), WithinRel(1378.020 * 1361.1 / 1367, 1e-6));
}

TEST_CASE("The air is once the atmosphere overhead, forty times at the horizon, and thinner on a mountain", "[potentials][solar]") {
    CHECK_THAT(potentials::optical_air_mass(1.5707963, 0), WithinAbs(1.0, 1e-3));
    CHECK(potentials::optical_air_mass(0.001, 0) > 28);
    CHECK(potentials::optical_air_mass(0.001, 0) < 40);
    CHECK_THAT(potentials::optical_air_mass(0.5, 8434.5), WithinRel(potentials::optical_air_mass(0.5, 0) / 2.718281828, 1e-8));
    CHECK_THAT(potentials::rayleigh_thickness(20), WithinRel(potentials::rayleigh_thickness(20.0001), 0.01));
}

TEST_CASE("Without the sun there is no light, and the diffuse light never turns negative", "[potentials][solar]") {
    const auto night = potentials::clear_sky(1367, -0.01, 200, 3);
    CHECK(night.beam_normal_w_m2 == 0);
    CHECK(night.diffuse_horizontal_w_m2 == 0);
    for (double linke = 1; linke <= 8; linke += 0.5) CHECK(potentials::clear_sky(1367, 0.001, 0, linke).diffuse_horizontal_w_m2 > 0);
}

TEST_CASE("The tables of Linke turbidity are those of the r.sun manual (solar.md §3)", "[potentials][solar]") {
    using potentials::LinkeClimate;
    CHECK(potentials::linke_turbidity(LinkeClimate::Mountains)[5] == 2.3);
    CHECK(potentials::linke_turbidity(LinkeClimate::Rural)[6] == 3.5);
    CHECK(potentials::linke_turbidity(LinkeClimate::City)[11] == 3.1);
}
