#include "potentials/plane_irradiation.h"

#include "potentials/reindl_sky.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double k_degree = std::numbers::pi / 180;
const potentials::Site k_site{51.2 * k_degree, 200};

potentials::Plane plane(double tilt_deg, double azimuth_deg) { return {tilt_deg * k_degree, azimuth_deg * k_degree}; }

/// r.sun's conventions: Linke 3 all year, its declination, no ground reflection of beam light on a plane in its own shade.
potentials::SkyConditions rsun_conditions() {
    potentials::SkyConditions conditions;
    conditions.linke.fill(3);
    conditions.declination = potentials::Declination::Rsun;
    conditions.ground_reflection = potentials::GroundReflection::Unshaded;
    return conditions;
}

/// Inputs of pvlib's tests, with the plane 40° south.
const potentials::SunPosition k_sun_a{(90 - 10.56413562) * k_degree, 144.76567754 * k_degree};
const potentials::SunPosition k_sun_b{(90 - 72.41687122) * k_degree, 287.04104128 * k_degree};
const potentials::SkyLight k_light_a{118.45831879, 939.95469881, 1321.16558};
const potentials::SkyLight k_light_b{62.03376265, 646.22886049, 1321.16558};

}  // namespace

TEST_CASE("Instants on tilted planes agree with r.sun (solar.md §4)", "[potentials][solar]") {
    struct Row {
        int day;
        double hour, tilt_deg, azimuth_deg, beam, diffuse, ground, global, above_plane_deg;
    };
    const Row rows[]{
        {80, 9, 0, 180, 348.094, 84.975, 0, 433.069, 26.5112},           {80, 12, 0, 180, 557.335, 101.076, 0, 658.412, 39.0427},
        {172, 9, 0, 180, 634.192, 101.582, 0, 735.773, 45.7686},         {172, 12, 0, 180, 832.805, 105.494, 0, 938.299, 62.2405},
        {355, 9, 0, 180, 33.0189, 32.4832, 0, 65.5021, 5.5390},          {355, 12, 0, 180, 166.934, 62.5292, 0, 229.463, 15.3615},
        {80, 12, 35, 180, 850.707, 137.600, 11.9072, 1000.214, 74.0427}, {172, 12, 35, 180, 933.613, 117.300, 16.9690, 1067.882, 82.7595},
        {355, 12, 35, 180, 485.275, 115.935, 4.1498, 605.359, 50.3615},  {355, 9, 35, 180, 175.155, 57.9872, 1.1846, 234.327, 30.7991},
        {172, 9, 35, 90, 848.849, 127.096, 13.3063, 989.251, 73.5474},   {355, 12, 35, 90, 136.744, 57.6534, 4.1498, 198.548, 12.5329},
        {172, 12, 90, 180, 438.336, 69.5296, 93.8299, 601.695, 27.7595}, {355, 12, 90, 180, 607.644, 127.856, 22.9463, 758.446, 74.6385}};
    const auto conditions = rsun_conditions();
    for (const Row& row : rows) {
        INFO("day " << row.day << " hour " << row.hour << " tilt " << row.tilt_deg << " azimuth " << row.azimuth_deg);
        const auto facing = plane(row.tilt_deg, row.azimuth_deg);
        const auto sums = potentials::plane_irradiance(k_site, facing, conditions, row.day, row.hour);
        CHECK_THAT(sums.beam, WithinAbs(row.beam, 0.01));
        CHECK_THAT(sums.diffuse, WithinAbs(row.diffuse, 0.01));
        CHECK_THAT(sums.reflected, WithinAbs(row.ground, 0.01));
        CHECK_THAT(sums.global(), WithinAbs(row.global, 0.01));
        const double declination = potentials::declination_of_day(row.day, conditions.declination);
        const auto sun = potentials::sun_at_solar_time(declination, k_site.latitude_rad, row.hour);
        CHECK_THAT(std::asin(potentials::cos_incidence(facing, sun)) / k_degree, WithinAbs(row.above_plane_deg, 1e-3));
    }
}

TEST_CASE("Daily sums agree with r.sun (solar.md §4)", "[potentials][solar]") {
    struct Row {
        int day;
        double beam, diffuse, global, south, east, north, facade;
    };
    const Row rows[]{{17, 990.87, 422.12, 1412.99, 3678.8, 1491.9, 369.1, 4607.5},
                     {80, 3822.25, 904.64, 4726.88, 7086.2, 4603.0, 991.4, 6119.2},
                     {172, 7441.01, 1323.68, 8764.69, 8656.3, 8097.8, 6470.2, 4007.4},
                     {266, 3732.46, 887.43, 4619.90, 6958.4, 4502.7, 937.5, 6038.2},
                     {355, 725.49, 353.61, 1079.10, 3111.4, 1154.9, 309.2, 4059.6}};
    const auto day_sum = [](int day, const potentials::Plane& facing) {
        return potentials::day_irradiation(k_site, facing, rsun_conditions(), day, 3);
    };
    for (const Row& row : rows) {
        INFO("day " << row.day);
        const auto level = day_sum(row.day, {});
        CHECK_THAT(level.beam, WithinRel(row.beam, 0.002));
        CHECK_THAT(level.diffuse, WithinRel(row.diffuse, 0.002));
        CHECK_THAT(level.global(), WithinRel(row.global, 0.002));
        CHECK_THAT(day_sum(row.day, plane(35, 180)).global(), WithinRel(row.south, 0.002));
        CHECK_THAT(day_sum(row.day, plane(35, 90)).global(), WithinRel(row.east, 0.002));
        CHECK_THAT(day_sum(row.day, plane(35, 270)).global(), WithinRel(row.east, 0.002));
        CHECK_THAT(day_sum(row.day, plane(35, 0)).global(), WithinRel(row.north, 0.002));
        CHECK_THAT(day_sum(row.day, plane(90, 180)).global(), WithinRel(row.facade, 0.002));
    }
}

TEST_CASE("The ground goes on shining on a plane in its own shade, as solar.md §4 says of r.sun's difference", "[potentials][solar]") {
    const auto gain = [](int day, const potentials::Plane& facing) {
        auto conditions = rsun_conditions();
        const double without = potentials::day_irradiation(k_site, facing, conditions, day, 3).global();
        conditions.ground_reflection = potentials::GroundReflection::Full;
        return potentials::day_irradiation(k_site, facing, conditions, day, 3).global() / without - 1;
    };
    CHECK_THAT(gain(172, plane(90, 180)), WithinAbs(0.028, 0.001));
    CHECK_THAT(gain(80, plane(35, 90)), WithinAbs(0.003, 0.002));
    CHECK_THAT(gain(17, plane(35, 0)), WithinAbs(0.045, 0.005));
    CHECK(gain(80, {}) == 0);
}

TEST_CASE("Models of the diffuse sky agree with pvlib's test values (solar.md §4)", "[potentials][solar]") {
    const auto facing = plane(40, 180);
    CHECK_THAT(potentials::diffuse_isotropic(k_light_a, facing), WithinAbs(104.601328, 1e-5));
    CHECK_THAT(potentials::diffuse_hay_davies(k_light_a, facing, k_sun_a), WithinAbs(102.9949, 1e-3));
    CHECK_THAT(potentials::diffuse_reindl(k_light_a, facing, k_sun_a), WithinAbs(104.1317, 1e-3));
    CHECK(potentials::diffuse_reindl({0, 0, 1400}, facing, k_sun_a) == 0);
    CHECK_THAT(potentials::diffuse_perez(k_light_a, facing, k_sun_a, 1.01688136), WithinAbs(109.084332, 1e-5));
    CHECK_THAT(potentials::diffuse_muneer(k_light_a, facing, k_sun_a, potentials::Sunlight::Reaches), WithinAbs(110.5550, 1e-3));
    CHECK_THAT(potentials::diffuse_isotropic(k_light_b, facing), WithinAbs(54.777191, 1e-5));
    CHECK_THAT(potentials::diffuse_hay_davies(k_light_b, facing, k_sun_b), WithinAbs(33.1909, 1e-3));
    CHECK_THAT(potentials::diffuse_perez(k_light_b, facing, k_sun_b, 3.27930443), WithinAbs(45.455, 0.01));
}

TEST_CASE("Hay and Davies part the light of the sky as pvlib does (solar.md §4)", "[potentials][solar]") {
    const potentials::SkyLight only_isotropic{k_light_a.diffuse_horizontal_w_m2 * (1 - 939.95469881 / 1321.16558), 0, 1321.16558};
    const double isotropic = potentials::diffuse_isotropic(only_isotropic, plane(40, 180));
    CHECK_THAT(isotropic, WithinAbs(30.1818, 1e-3));
    CHECK_THAT(potentials::diffuse_hay_davies(k_light_a, plane(40, 180), k_sun_a) - isotropic, WithinAbs(72.8130, 1e-3));
}

TEST_CASE("A plane that the sun does not reach sees the overcast part of the sky alone", "[potentials][solar]") {
    const double unlit = potentials::diffuse_muneer(k_light_a, plane(40, 180), k_sun_a, potentials::Sunlight::Blocked);
    CHECK_THAT(unlit, WithinRel(k_light_a.diffuse_horizontal_w_m2 * potentials::muneer_sky_share(40 * k_degree, 0.25227), 1e-12));
    CHECK(potentials::diffuse_muneer(k_light_a, {}, k_sun_a, potentials::Sunlight::Blocked) == k_light_a.diffuse_horizontal_w_m2);
    const auto behind = plane(90, 324.8);
    CHECK(potentials::diffuse_muneer(k_light_a, behind, k_sun_a, potentials::Sunlight::Reaches) ==
          potentials::diffuse_muneer(k_light_a, behind, k_sun_a, potentials::Sunlight::Blocked));
}

TEST_CASE("A wall in the south takes the winter sun and leaves the summer's (solar.md §5)", "[potentials][solar]") {
    const auto wall = [](double azimuth_rad) {
        const double from_south = std::abs(azimuth_rad - std::numbers::pi);
        return from_south < 76 * k_degree ? std::atan(0.5 * std::cos(from_south)) : 0.0;
    };
    const potentials::Site site{k_site.latitude_rad, 100};
    const auto winter = potentials::day_irradiation(site, {}, rsun_conditions(), 355, 3, wall);
    CHECK(winter.beam == 0);
    CHECK(winter.sunlit_hours == 0);
    CHECK_THAT(winter.global(), WithinRel(353.61, 0.002));
    const auto free_winter = potentials::day_irradiation(site, {}, rsun_conditions(), 355, 3);
    CHECK_THAT(free_winter.global(), WithinRel(1074.05, 0.002));
    CHECK_THAT(free_winter.sunlit_hours, WithinAbs(7.6, 0.1));
    for (const auto& [day, global] : {std::pair{80, 4709.3}, std::pair{172, 8736.0}}) {
        CHECK_THAT(potentials::day_irradiation(site, {}, rsun_conditions(), day, 3).global(), WithinRel(global, 0.002));
        CHECK_THAT(potentials::day_irradiation(site, {}, rsun_conditions(), day, 3, wall).global(), WithinRel(global, 0.003));
    }
}
