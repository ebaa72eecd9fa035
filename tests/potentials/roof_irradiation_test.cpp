#include "potentials/roof_irradiation.h"

#include "potentials/real_sky.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;

namespace {

constexpr double k_degree = std::numbers::pi / 180;
const Site k_place{51.2 * k_degree, 200};

SkyConditions default_sky() {
    SkyConditions conditions;
    const auto sky = real_sky(k_default_global_kwh_m2, k_place, conditions);
    REQUIRE(sky);
    conditions.sky = *sky;
    return conditions;
}

const RoofIrradiation& default_table() {
    static const RoofIrradiation table(k_place, default_sky(), 0);
    return table;
}

double free_kwh_m2(const RoofIrradiation& table, double tilt, double azimuth) { return table.kwh_m2(tilt, azimuth, {}); }

}  // namespace

TEST_CASE("The table gives the annual sums of the reference on tilted planes within half a percent", "[potentials][roofs]") {
    struct Row {
        double tilt, south, south_30, south_east, east, north_east, north;
    };
    // solar.md §6: 51.2° N, 200 m, rural turbidity, albedo 0.2, default radiation.
    for (const Row& row :
         {Row{10, 1104, 1094, 1082, 1024, 963, 937}, Row{30, 1191, 1167, 1138, 995, 817, 737}, Row{35, 1198, 1172, 1140, 982, 782, 687},
          Row{45, 1192, 1164, 1128, 950, 716, 594}, Row{60, 1134, 1106, 1070, 880, 625, 470}, Row{90, 860, 848, 824, 672, 455, 331}}) {
        INFO("tilt " << row.tilt);
        CHECK(free_kwh_m2(default_table(), row.tilt, 180) == Approx(row.south).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), row.tilt, 150) == Approx(row.south_30).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), row.tilt, 135) == Approx(row.south_east).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), row.tilt, 270) == Approx(row.east).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), row.tilt, 315) == Approx(row.north_east).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), row.tilt, 0) == Approx(row.north).epsilon(0.005));
    }
    CHECK(free_kwh_m2(default_table(), 0, 77) == Approx(1030).epsilon(0.005));
}

TEST_CASE("Between its entries, and all around, the table follows the sums of single planes", "[potentials][roofs]") {
    const SkyConditions sky = default_sky();
    for (const auto& [tilt, azimuth] : {std::pair{2.5, 185.0}, {37.5, 95.0}, {42.5, 225.0}, {52.5, 5.0}, {12.5, 355.0}, {87.5, 165.0}}) {
        INFO(tilt << " " << azimuth);
        const double exact = year_of(month_irradiation(k_place, {tilt * k_degree, azimuth * k_degree}, sky, 6)).global();
        CHECK(free_kwh_m2(default_table(), tilt, azimuth) == Approx(exact).epsilon(0.005));
        CHECK(free_kwh_m2(default_table(), tilt, azimuth - 360) == Approx(free_kwh_m2(default_table(), tilt, azimuth)));
    }
}

TEST_CASE("A horizon takes away what the sums of single planes lose behind it", "[potentials][roofs]") {
    // A ridge of 20° from east through south-east, free elsewhere.
    RoofHorizon horizon;
    for (std::size_t direction = 13; direction <= 27; ++direction) horizon.codes[direction] = 80;
    const auto ridge = [](double azimuth) {
        const auto direction = std::lround(azimuth / (2 * std::numbers::pi) * 64) % 64;
        return direction >= 13 && direction <= 27 ? 20 * k_degree : 0.0;
    };
    const SkyConditions sky = default_sky();
    const auto shade = default_table().shade_of(horizon);
    for (const auto& [tilt, azimuth] : {std::pair{0.0, 0.0}, {35.0, 180.0}, {35.0, 90.0}}) {
        INFO(tilt << " " << azimuth);
        const double exact = year_of(month_irradiation(k_place, {tilt * k_degree, azimuth * k_degree}, sky, 10, ridge)).global();
        CHECK(default_table().kwh_m2(tilt, azimuth, shade) == Approx(exact).epsilon(0.002));
        CHECK(exact < 0.99 * free_kwh_m2(default_table(), tilt, azimuth));
    }
}

TEST_CASE("Under a horizon of 63 degrees all around only diffuse light is left", "[potentials][roofs]") {
    RoofHorizon wall;
    wall.codes.fill(255);
    const SkyConditions sky = default_sky();
    const auto high = [](double) { return 63.75 * k_degree; };
    const double exact = year_of(month_irradiation(k_place, {35 * k_degree, 180 * k_degree}, sky, 10, high)).global();
    CHECK(default_table().kwh_m2(35, 180, default_table().shade_of(wall)) == Approx(exact).epsilon(0.001));
}

TEST_CASE("Grid north may be turned against true north", "[potentials][roofs]") {
    // Grid north points 5° east of true north: a plane facing 175° on the grid faces 180°.
    const RoofIrradiation turned(k_place, default_sky(), 5 * k_degree);
    CHECK(free_kwh_m2(turned, 60, 175) == Approx(free_kwh_m2(default_table(), 60, 180)).epsilon(0.002));
    CHECK(free_kwh_m2(turned, 60, 265) == Approx(free_kwh_m2(default_table(), 60, 270)).epsilon(0.002));
}

TEST_CASE("Between a dull and a bright sky each place gets its own sum", "[potentials][roofs]") {
    const auto sky_of = [](double factor) {
        MonthlyGlobal months = k_default_global_kwh_m2;
        for (double& month : months) month *= factor;
        SkyConditions conditions;
        conditions.sky = real_sky(months, k_place, conditions).value();
        return RoofSun::Sky{conditions, 1030 * factor};
    };
    const RoofSun sun(k_place, sky_of(0.95), sky_of(1.05), 0);
    for (const double factor : {0.95, 0.98, 1.0, 1.03, 1.05}) {
        INFO(factor);
        const double exact = year_of(month_irradiation(k_place, {45 * k_degree, 180 * k_degree}, sky_of(factor).conditions, 6)).global();
        CHECK(sun.kwh_m2(45, 180, {}, 1030 * factor) == Approx(exact).epsilon(0.003));
    }
    const RoofSun same(k_place, sky_of(1), sky_of(1), 0);
    CHECK(same.kwh_m2(0, 0, {}, 1030) == Approx(1030).epsilon(0.005));
}
