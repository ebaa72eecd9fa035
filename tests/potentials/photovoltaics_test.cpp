#include "potentials/photovoltaics.h"

#include "potentials/module_glass.h"
#include "potentials/real_sky.h"
#include "potentials/solar_thermal.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <numbers>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("Modules warm and yield as pvlib's tests say (solar.md §7)", "[potentials][solar]") {
    CHECK_THAT(potentials::module_temperature_faiman(900, 20, 5), WithinAbs(35.203, 1e-3));
    CHECK_THAT(potentials::module_temperature_faiman(900, 20, 5, 22, 6), WithinAbs(37.308, 1e-3));
    CHECK_THAT(potentials::dc_power_pvwatts(900, 30, 100, -0.003), WithinAbs(88.65, 1e-9));
    CHECK_THAT(potentials::pvwatts_default_loss(), WithinAbs(0.140757, 1e-6));
    CHECK_THAT(potentials::dc_power_huld(800, 35, 100, potentials::k_huld_silicon_pvgis5), WithinAbs(76.405089, 1e-6));
    CHECK_THAT(potentials::dc_power_huld(800, 35, 100, potentials::k_huld_silicon_pvgis6), WithinAbs(77.649421, 1e-6));
    CHECK(potentials::dc_power_huld(0, 35, 100, potentials::k_huld_silicon_pvgis5) == 0);
}

TEST_CASE("Glass lets through what pvlib's tests say by Martin and Ruiz", "[potentials][solar]") {
    constexpr double degree = std::numbers::pi / 180;
    CHECK_THAT(potentials::glass_share_of_beam(std::cos(45 * degree)), WithinAbs(0.98986965, 1e-7));
    CHECK(potentials::glass_share_of_beam(1) == 1);
    CHECK(potentials::glass_share_of_beam(-0.1) == 0);
    CHECK_THAT(potentials::glass_share_of_sky(30 * degree), WithinAbs(0.9549735, 1e-6));
    CHECK_THAT(potentials::glass_share_of_ground(30 * degree), WithinAbs(0.7944426, 1e-6));
    CHECK(potentials::glass_share_of_ground(0) == 0);
}

TEST_CASE("A kilowatt peak yields what the reference says by default (solar.md §7)", "[potentials][solar]") {
    const auto yield = [](double tilt_deg, double azimuth_deg) {
        constexpr double degree = std::numbers::pi / 180;
        const potentials::Site site{51.2 * degree, 200};
        potentials::SkyConditions conditions;
        conditions.sky = *potentials::real_sky(potentials::k_default_global_kwh_m2, site, conditions);
        const auto months = potentials::month_irradiation(site, {tilt_deg * degree, azimuth_deg * degree}, conditions, 6);
        return potentials::pv_yield_kwh(1, potentials::year_of(months).global(), potentials::k_performance_ratio.mid);
    };
    CHECK_THAT(yield(35, 180), WithinRel(958.0, 0.005));
    CHECK_THAT(yield(0, 180), WithinRel(824.0, 0.005));
    CHECK_THAT(yield(35, 90), WithinRel(786.0, 0.005));
    CHECK_THAT(yield(35, 0), WithinRel(550.0, 0.005));
    CHECK(yield(35, 180) >= 900);
    CHECK(yield(35, 180) <= 1050);
}

TEST_CASE("A roof's usable part carries modules, small, dark and steep northern parts do not (solar.md §7)", "[potentials][solar]") {
    CHECK(potentials::usable_roof_share(potentials::RoofKind::Pitched).mid == 0.60);
    CHECK(potentials::usable_roof_share(potentials::RoofKind::FlatLaid).mid == 0.50);
    CHECK(potentials::usable_roof_share(potentials::RoofKind::FlatRows).mid == 0.40);
    CHECK(potentials::usable_roof_share(potentials::RoofKind::ListedTimberFrame).low == 0);
    CHECK(potentials::usable_roof_share(potentials::RoofKind::ListedTimberFrame).high == 0.3);
    CHECK(potentials::is_worth_modules(10, 650, 45, 180));
    CHECK_FALSE(potentials::is_worth_modules(9.9, 1000, 45, 180));
    CHECK_FALSE(potentials::is_worth_modules(50, 649, 20, 0));
    CHECK_FALSE(potentials::is_worth_modules(50, 700, 26, 0));
    CHECK_FALSE(potentials::is_worth_modules(50, 700, 26, 315));
    CHECK(potentials::is_worth_modules(50, 700, 25, 0));
    CHECK(potentials::is_worth_modules(50, 700, 26, 314));
    CHECK_THAT(potentials::pv_power_kwp(1.8, 0.222), WithinAbs(0.4, 1e-3));
}

TEST_CASE("Collectors make heat by ISO 9806 and by the published yields (solar.md §8)", "[potentials][solar]") {
    CHECK_THAT(potentials::collector_efficiency(potentials::k_flat_plate, 800, 40),
               WithinAbs(0.78 - (3.5 * 40 + 0.015 * 1600) / 800, 1e-12));
    CHECK(potentials::collector_efficiency(potentials::k_flat_plate, 100, 60) == 0);
    CHECK(potentials::collector_efficiency(potentials::k_flat_plate, 0, 10) == 0);
    CHECK(potentials::collector_efficiency(potentials::k_evacuated_tube, 400, 60) >
          potentials::collector_efficiency(potentials::k_flat_plate, 400, 60));
    const auto hot_water = potentials::collector_yield_kwh_m2(potentials::HeatUse::HotWater);
    CHECK(potentials::solar_heat_kwh(4 * potentials::k_hot_water_collector_m2_per_person, hot_water.mid) == 2100);
}
