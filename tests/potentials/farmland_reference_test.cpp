// The check values of the reference on farmland (farmland.md), section by section.
#include "potentials/agrivoltaics.h"
#include "potentials/community_farm.h"
#include "potentials/crops.h"
#include "potentials/erosion.h"
#include "potentials/food_demand.h"
#include "potentials/soil_value.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <array>
#include <cmath>
#include <numbers>

using namespace kreisblick::potentials;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("Yield follows the soil value (farmland.md §1)", "[potentials][farmland]") {
    CHECK_THAT(yield_index(25), WithinAbs(0.70, 1e-12));
    CHECK_THAT(yield_index(50), WithinAbs(1.00, 1e-12));
    CHECK_THAT(yield_index(75), WithinAbs(1.30, 1e-12));
    CHECK_THAT(yield_index(25, YieldRule::Proportional), WithinAbs(0.5, 1e-12));
    CHECK_THAT(crop_yield_dt_ha(*find_crop("winter_wheat"), 60), WithinAbs(80.64, 1e-9));
    CHECK_THAT(crop_yield_dt_ha(*find_crop("winter_wheat"), 50, Farming::Organic), WithinAbs(38, 1e-9));
    CHECK_THAT(crop_yield_dt_ha(*find_crop("sugar_beet"), 100, Farming::Organic, YieldRule::Proportional), WithinAbs(1100, 1e-9));
    CHECK(crops().size() == 8);
    CHECK(find_crop("banana") == nullptr);
}

TEST_CASE("Soil values fall into five classes, slopes into four limits (farmland.md §1)", "[potentials][farmland]") {
    CHECK(soil_class(27.9) == SoilClass::Low);
    CHECK(soil_class(28) == SoilClass::Limited);
    CHECK(soil_class(39.9) == SoilClass::Limited);
    CHECK(soil_class(40) == SoilClass::Medium);
    CHECK(soil_class(60) == SoilClass::Good);
    CHECK(soil_class(75) == SoilClass::Good);
    CHECK(soil_class(75.1) == SoilClass::VeryGood);
    CHECK_FALSE(is_kept_for_farming(59.9));
    CHECK(is_kept_for_farming(60));
    CHECK(work_limit(9) == WorkLimit::None);
    CHECK(work_limit(9.1) == WorkLimit::ErosionCare);
    CHECK(work_limit(18) == WorkLimit::ErosionCare);
    CHECK(work_limit(25) == WorkLimit::LimitedArable);
    CHECK(work_limit(25.1) == WorkLimit::GrasslandOnly);
}

TEST_CASE("Rain is as erosive as Hesse's rule says (farmland.md §2)", "[potentials][erosion]") {
    CHECK_THAT(rain_factor_of_summer(380), WithinAbs(52.10, 0.005));
    CHECK_THAT(rain_factor_of_summer(400), WithinAbs(54.92, 0.005));
    CHECK_THAT(rain_factor_of_year(700), WithinAbs(0.1039 * 700 - 7.31, 1e-9));
    CHECK(rain_factor_of_summer(0) == 0);
    CHECK_THAT(rain_factor_growth(10), WithinAbs(1.1415, 1e-9));
}

TEST_CASE("Soils of the Bodenschätzung wash off as the brochure's table says (farmland.md §2)", "[potentials][erosion]") {
    CHECK(soil_factor("S", "D") == 0.10);
    CHECK(soil_factor("sL", "D") == 0.40);
    CHECK(soil_factor("L", "Al", 3) == 0.50);
    CHECK(soil_factor("L", "Al", 6) == 0.40);
    CHECK(soil_factor("SL", "Lö") == 0.35);
    CHECK(soil_factor("LT", "V", 4) == 0.30);
    CHECK(soil_factor("LT", "V", 5) == 0.25);
    CHECK(soil_factor("T", "V") == 0.25);
    CHECK(soil_factor("S", "Lö") == std::nullopt);
    CHECK(soil_factor("T", "Lö") == std::nullopt);
    CHECK(soil_factor("Mo", "D") == std::nullopt);
    CHECK(soil_factor("L", "") == std::nullopt);
}

TEST_CASE("Steepness counts by three formulas as tabulated (farmland.md §2)", "[potentials][erosion]") {
    constexpr std::array slopes{1.0, 2.0, 3.0, 5.0, 9.0, 10.0, 12.0, 15.0, 20.0, 25.0, 30.0};
    constexpr std::array wischmeier_smith{0.117, 0.182, 0.261, 0.456, 0.999, 1.166, 1.537, 2.181, 3.475, 5.019, 6.776};
    constexpr std::array printed{0.2, 0.5, 1.0, 1.2, 1.5, 2.2, 3.5, 5.0, 6.8};  // from 3 % on
    constexpr std::array nearing{0.137, 0.230, 0.327, 0.535, 1.010, 1.141, 1.420, 1.876, 2.734, 3.696, 4.731};
    constexpr std::array mccool{0.138, 0.246, 0.354, 0.569, 1.006, 1.172, 1.502, 1.992, 2.795, 3.575, 4.327};
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        CAPTURE(slopes[i]);
        CHECK_THAT(slope_factor(slopes[i], SlopeFormula::WischmeierSmith), WithinAbs(wischmeier_smith[i], 0.0006));
        if (i >= 2) CHECK_THAT(slope_factor(slopes[i], SlopeFormula::WischmeierSmith), WithinAbs(printed[i - 2], 0.1));
        CHECK_THAT(slope_factor(slopes[i], SlopeFormula::Nearing), WithinAbs(nearing[i], 0.0006));
        CHECK_THAT(slope_factor(slopes[i], SlopeFormula::McCool), WithinAbs(mccool[i], 0.0006));
    }
}

TEST_CASE("Long slopes lose more (farmland.md §2)", "[potentials][erosion]") {
    constexpr std::array lengths{100.0, 200.0, 400.0};
    constexpr std::array at_04{1.828, 2.412, 3.183}, at_05{2.126, 3.006, 4.251};
    constexpr std::array printed_04{1.8, 2.4, 3.2}, printed_05{2.1, 3.0, 4.3};
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        CHECK_THAT(length_factor(lengths[i], 0.4), WithinAbs(at_04[i], 0.0006));
        CHECK_THAT(length_factor(lengths[i], 0.5), WithinAbs(at_05[i], 0.0006));
        CHECK_THAT(length_factor(lengths[i], 0.4), WithinAbs(printed_04[i], 0.06));
        CHECK_THAT(length_factor(lengths[i], 0.5), WithinAbs(printed_05[i], 0.06));
    }
    CHECK(length_exponent(0.5) == 0.2);
    CHECK(length_exponent(2) == 0.3);
    CHECK(length_exponent(4) == 0.4);
    CHECK(length_exponent(6) == 0.5);
    CHECK_THAT(length_exponent_mccool(5), WithinAbs(0.4009, 5e-5));
    CHECK_THAT(length_exponent_mccool(9), WithinAbs(0.5012, 5e-5));
    CHECK_THAT(length_exponent_mccool(15), WithinAbs(0.5774, 5e-5));
}

TEST_CASE("Length and steepness from the area above (farmland.md §2)", "[potentials][erosion]") {
    CHECK_THAT(topographic_factor(22.13, 9), WithinAbs(1.0005, 5e-5));
    CHECK_THAT(topographic_factor(50, 10), WithinAbs(1.5878, 5e-5));
    CHECK_THAT(topographic_factor(100, 10), WithinAbs(2.0951, 5e-5));
    CHECK_THAT(topographic_factor(100, 5), WithinAbs(0.8550, 5e-5));
    CHECK_THAT(topographic_factor(200, 15), WithinAbs(4.6458, 5e-5));
    constexpr double diagonal = std::numbers::pi / 4;
    CHECK_THAT(length_factor_of_inflow(0, 10, 0, 0.4), WithinAbs(0.7278, 5e-5));
    CHECK_THAT(length_factor_of_inflow(900, 10, 0, 0.4), WithinAbs(2.5071, 5e-5));
    CHECK_THAT(length_factor_of_inflow(900, 10, diagonal, 0.4), WithinAbs(2.1826, 5e-5));
    CHECK_THAT(length_factor_of_inflow(900, 10, 3 * diagonal, 0.4), WithinAbs(2.1826, 5e-5));
    CHECK_THAT(length_factor_of_inflow(10000, 20, 0, 0.5), WithinAbs(7.2008, 5e-5));
}

TEST_CASE("A slope loses soil and falls into a class of Hesse (farmland.md §2)", "[potentials][erosion]") {
    const double loss = soil_loss({52.1, 0.40, length_factor(100, length_exponent(10)), slope_factor(10), 0.12});
    CHECK_THAT(loss, WithinAbs(6.068, 0.0006));
    CHECK(erosion_class_name(erosion_class(loss)) == "E5");
    CHECK(erosion_class(0.019) == 0);
    CHECK(erosion_class(0.02) == 1);
    CHECK(erosion_class_name(erosion_class(17.9)) == "E6.1");
    CHECK(erosion_class_name(erosion_class(18)) == "E6.2");
    CHECK(erosion_class_name(erosion_class(200)) == "E6.3");
    CHECK(natural_erosion_class(0.49) == 0);
    CHECK(natural_erosion_class(15) == 5);
    CHECK(natural_erosion_class(67.5) == 8);
    CHECK(tolerable_soil_loss(60) == 7.5);
}

TEST_CASE("A person's food takes land by diet (farmland.md §3)", "[potentials][food]") {
    CHECK(land_per_person_m2(Diet::Average).mid == 2022);
    CHECK(land_per_person_m2(Diet::Flexitarian).mid == 1660);
    CHECK(land_per_person_m2(Diet::Vegetarian).mid == 1090);
    CHECK(land_per_person_m2(Diet::Vegan).mid == 1030);
    CHECK_THAT(100'000 * land_per_person_m2(Diet::Average).mid / 1e4, WithinAbs(20'220, 1e-6));
    CHECK_THAT(100'000 * land_per_person_m2(Diet::Vegetarian).mid / 1e4, WithinAbs(10'900, 1e-6));
    CHECK_THAT(land_per_person_m2(Diet::Vegan, Farming::Organic).mid, WithinAbs(1030 * 1.425, 1e-9));
    for (const Diet diet : {Diet::Average, Diet::Flexitarian, Diet::Vegetarian, Diet::Vegan}) CHECK(find_diet(name_of(diet)) == diet);
    CHECK(find_diet("keto") == std::nullopt);
}

TEST_CASE("Farmland feeds as many as its area and soil allow (farmland.md §3)", "[potentials][food]") {
    const Estimate fed = persons_fed(20'220 * 1e4, yield_index(50), Diet::Average);
    CHECK_THAT(fed.mid, WithinRel(100'000.0, 1e-9));
    CHECK(fed.low < fed.mid);
    CHECK(fed.mid < fed.high);
    CHECK_THAT(persons_fed(1e4, yield_index(75), Diet::Average).mid, WithinRel(10'000 * 1.3 / 2022, 1e-9));
    CHECK_THAT(*self_sufficiency(50'000, 100'000), WithinAbs(0.5, 1e-12));
    CHECK(self_sufficiency(1, 0) == std::nullopt);
    double sum = 0;
    for (const LandUseOfFood& use : land_use_of_average_diet()) sum += use.share;
    CHECK_THAT(sum, WithinAbs(1, 1e-12));
}

TEST_CASE("A community farm needs land and money for each member (farmland.md §4)", "[potentials][food]") {
    CHECK_THAT(vegetable_ha_for(300), WithinAbs(5.0, 1e-12));
    CHECK_THAT(vegetable_m2_per_person(), WithinAbs(167, 0.5));
    CHECK_THAT(cost_per_person_eur(), WithinAbs(1000, 1e-9));
    CHECK_THAT(cost_per_person_eur() / 12, WithinAbs(83, 0.5));
}

TEST_CASE("A site for a community farm meets six rules; what is unknown is not checked, never met", "[potentials][food]") {
    const CommunityFarmSite good{45, 5, 3, 200, 4000, 50};
    CHECK(score_of(check_community_farm(good)).is_suited());
    CommunityFarmSite site = good;
    site.area_ha = 5.1;
    CHECK(check_community_farm(site)[static_cast<std::size_t>(CommunityFarmRule::Size)] == RuleState::Missed);
    site.area_ha = 0.4;
    CHECK(check_community_farm(site)[static_cast<std::size_t>(CommunityFarmRule::Size)] == RuleState::Missed);
    site = good;
    site.water_distance_m = std::nan("");
    const CommunityFarmScore score = score_of(check_community_farm(site));
    CHECK(score.met == 5);
    CHECK(score.checked == 5);
    CHECK_FALSE(score.is_suited());
}

TEST_CASE("Food and electricity from one hectare exceed either alone (farmland.md §5)", "[potentials][food]") {
    CHECK_THAT(land_equivalent_ratio(0.80, 0.6 / 1.0), WithinAbs(1.40, 1e-12));
    const FieldBalance full = balance_of({FieldModules::Overhead, 1, 0.80});
    CHECK_THAT(full.land_equivalent, WithinAbs(1.40, 1e-12));
    CHECK(full.counts_as_farming);
    CHECK_FALSE(balance_of({FieldModules::Overhead, 1, 0.65}).counts_as_farming);
    CHECK_FALSE(balance_of({FieldModules::GroundMounted, 1, 0.80}).counts_as_farming);
    CHECK(most_area_loss(FieldModules::Overhead) == 0.10);
    CHECK(most_area_loss(FieldModules::BetweenRows) == 0.15);
}

TEST_CASE("One control moves food and electricity against each other", "[potentials][food]") {
    const FieldBalance none = balance_of({FieldModules::Overhead, 0, 0.80});
    CHECK(none.food_share == 1);
    CHECK(none.power_mwp == 0);
    const FieldBalance half = balance_of({FieldModules::Overhead, 0.5, 0.80});
    CHECK_THAT(half.food_share, WithinAbs(0.9, 1e-12));
    CHECK_THAT(half.power_mwp, WithinAbs(0.3, 1e-12));
    const FieldBalance covered = balance_of({FieldModules::GroundMounted, 1, 0.80});
    CHECK(covered.food_share == 0);
    CHECK_THAT(covered.power_mwp, WithinAbs(1.0, 1e-12));
}
