#include "potentials/real_sky.h"

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

potentials::SkyConditions real_conditions() {
    potentials::SkyConditions conditions;
    conditions.sky = *potentials::real_sky(potentials::k_default_global_kwh_m2, k_site, conditions);
    return conditions;
}

double year_on(double tilt_deg, double azimuth_deg) {
    static const potentials::SkyConditions conditions = real_conditions();
    const potentials::Plane plane{tilt_deg * k_degree, azimuth_deg * k_degree};
    return potentials::year_of(potentials::month_irradiation(k_site, plane, conditions, 6)).global();
}

}  // namespace

TEST_CASE("Clear days and months agree with r.sun and the reference (solar.md §6)", "[potentials][solar]") {
    const double level_day[12]{1571.9, 2843.0, 4570.9, 6456.9, 7896.9, 8492.8, 8085.5, 6889.9, 5195.3, 3325.5, 1882.6, 1258.3};
    const double south_day[12]{4435.4, 5934.9, 7220.7, 8061.4, 8425.5, 8474.9, 8319.9, 8007.7, 7361.2, 6139.1, 4730.1, 3868.8};
    const double clear_sum[12]{48.7, 79.6, 141.7, 193.7, 244.8, 254.8, 250.6, 213.6, 155.9, 103.1, 56.5, 39.0};
    const double outside[12]{73.0, 111.8, 193.0, 261.4, 330.5, 346.0, 343.5, 293.3, 215.0, 146.9, 84.4, 60.9};
    potentials::SkyConditions conditions;
    conditions.declination = potentials::Declination::Rsun;
    conditions.ground_reflection = potentials::GroundReflection::Unshaded;
    const auto months = potentials::clear_months(k_site, conditions);
    double clear_year = 0, outside_year = 0;
    for (const auto& month : months) clear_year += month.beam + month.diffuse, outside_year += month.extraterrestrial;
    CHECK_THAT(clear_year, WithinRel(1781.9, 0.001));
    CHECK_THAT(outside_year, WithinRel(2459.7, 0.001));
    CHECK_THAT(1030 / clear_year, WithinAbs(0.578, 0.001));
    for (std::size_t month = 0; month < 12; ++month) {
        INFO("month " << month + 1);
        const int day = potentials::k_mean_days[month];
        CHECK_THAT(potentials::day_irradiation(k_site, {}, conditions, day, 3).global(), WithinRel(level_day[month], 0.002));
        const potentials::Plane south{35 * k_degree, 180 * k_degree};
        CHECK_THAT(potentials::day_irradiation(k_site, south, conditions, day, 3).global(), WithinRel(south_day[month], 0.002));
        CHECK_THAT(months[month].beam + months[month].diffuse, WithinAbs(clear_sum[month], 0.1));
        CHECK_THAT(months[month].extraterrestrial, WithinAbs(outside[month], 0.1));
    }
}

TEST_CASE("The default months split into beam and diffuse as in the reference (solar.md §6)", "[potentials][solar]") {
    const double index[12]{0.411, 0.477, 0.529, 0.604, 0.601, 0.612, 0.626, 0.632, 0.584, 0.514, 0.443, 0.410};
    const double share[12]{0.686, 0.581, 0.547, 0.482, 0.485, 0.478, 0.472, 0.469, 0.508, 0.551, 0.649, 0.706};
    const double beam[12]{0.158, 0.238, 0.284, 0.374, 0.373, 0.389, 0.407, 0.412, 0.349, 0.282, 0.193, 0.153};
    const double diffuse[12]{1.518, 1.755, 1.867, 1.790, 1.716, 1.647, 1.582, 1.607, 1.683, 1.547, 1.475, 1.353};
    potentials::SkyConditions conditions;
    conditions.declination = potentials::Declination::Rsun;
    const auto clear = potentials::clear_months(k_site, conditions);
    for (std::size_t month = 0; month < 12; ++month) {
        INFO("month " << month + 1);
        const auto real = potentials::real_month(potentials::k_default_global_kwh_m2[month], clear[month]);
        CHECK_THAT(real.clear_index, WithinAbs(index[month], 0.001));
        CHECK_THAT(real.diffuse_share, WithinAbs(share[month], 0.001));
        CHECK_THAT(real.sky.beam, WithinAbs(beam[month], 0.001));
        CHECK_THAT(real.sky.diffuse, WithinRel(diffuse[month], 0.004));
    }
}

TEST_CASE("Months on 35° south under the default sky agree with the reference (solar.md §6)", "[potentials][solar]") {
    const double expected[12]{34.0, 59.1, 98.6, 134.6, 151.1, 153.2, 157.7, 148.2, 113.7, 77.9, 41.5, 28.3};
    const auto months = potentials::month_irradiation(k_site, {35 * k_degree, 180 * k_degree}, real_conditions(), 6);
    for (std::size_t month = 0; month < 12; ++month) {
        INFO("month " << month + 1);
        CHECK_THAT(months[month].global(), WithinRel(expected[month], 0.006));
    }
}

TEST_CASE("Yearly sums on tilted planes agree with the reference (solar.md §6)", "[potentials][solar]") {
    const double from_south_deg[9]{0, 30, 45, 60, 90, 120, 135, 150, 180};
    const double tilts[8]{10, 20, 30, 35, 38, 45, 60, 90};
    // South, ±30°, SE/SW, ±60°, E/W, ±120°, NE/NW, (none), north.
    const double expected[8][9]{{1104, 1094, 1082, 1065, 1024, 981, 963, 0, 937}, {1159, 1141, 1119, 1089, 1012, 928, 890, 0, 837},
                                {1191, 1167, 1138, 1098, 995, 874, 817, 0, 737},  {1198, 1172, 1140, 1097, 982, 847, 782, 0, 687},
                                {1199, 1172, 1139, 1094, 974, 832, 761, 0, 660},  {1192, 1164, 1128, 1080, 950, 794, 716, 0, 594},
                                {1134, 1106, 1070, 1019, 880, 710, 625, 0, 470},  {860, 848, 824, 786, 672, 526, 455, 0, 331}};
    CHECK_THAT(year_on(0, 180), WithinRel(1030.0, 0.005));
    for (int tilt = 0; tilt < 8; ++tilt)
        for (int direction = 0; direction < 9; ++direction) {
            if (expected[tilt][direction] == 0) continue;
            INFO("tilt " << tilts[tilt] << " " << from_south_deg[direction] << " from south");
            CHECK_THAT(year_on(tilts[tilt], 180 + from_south_deg[direction]), WithinRel(expected[tilt][direction], 0.005));
            CHECK_THAT(year_on(tilts[tilt], 180 - from_south_deg[direction]), WithinRel(expected[tilt][direction], 0.005));
        }
}

TEST_CASE("The best tilt towards the south lies between 35° and 40° (solar.md §7)", "[potentials][solar]") {
    double best = 0, best_tilt = 0;
    for (double tilt = 25; tilt <= 50; tilt += 0.5)
        if (const double year = year_on(tilt, 180); year > best) best = year, best_tilt = tilt;
    CHECK(best_tilt >= 35);
    CHECK(best_tilt <= 40);
}

TEST_CASE("One index for the whole sky would give far too much on a tilted plane (solar.md §6)", "[potentials][solar]") {
    const potentials::SkyConditions clear;
    const auto level = potentials::clear_months(k_site, clear);
    const auto south = potentials::month_irradiation(k_site, {35 * k_degree, 180 * k_degree}, clear, 6);
    double by_index = 0;
    for (std::size_t month = 0; month < 12; ++month)
        by_index += south[month].global() * potentials::k_default_global_kwh_m2[month] / (level[month].beam + level[month].diffuse);
    CHECK_THAT(by_index, WithinRel(1370.0, 0.005));
}

TEST_CASE("A month without sun has no real sky, and a sum that is no number is named", "[potentials][solar]") {
    const auto polar_night = potentials::real_month(3, {});
    CHECK(polar_night.sky.beam == 0);
    CHECK(polar_night.sky.diffuse == 0);
    auto global = potentials::k_default_global_kwh_m2;
    global[4] = std::nan("");
    const auto broken = potentials::real_sky(global, k_site, {});
    REQUIRE_FALSE(broken);
    CHECK(broken.error().sentence.find("month 5") != std::string::npos);
    CHECK(potentials::erbs_diffuse_share(0.05, 1) == 1);
    CHECK(potentials::erbs_diffuse_share(0.9, 1.5) == potentials::erbs_diffuse_share(0.8, 1.5));
}
