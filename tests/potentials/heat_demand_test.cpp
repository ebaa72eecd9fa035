#include "potentials/heat_demand.h"

#include "model/declared_table.h"
#include "potentials/age_classes.h"
#include "potentials/building_uses.h"
#include "potentials/envelope_heat.h"
#include "potentials/floor_area.h"
#include "potentials/load_profile.h"
#include "support/places.h"
#include "support/real_data.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <fstream>
#include <numeric>
#include <string>
#include <vector>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

geo::FeatureTable declared(const std::string& name) {
    auto table = model::read_declared_table(tests::source_folder() / "layers" / "tables" / (name + ".toml"));
    INFO((table ? "" : table.error().sentence));
    REQUIRE(table);
    return std::move(*table);
}

HeatValues values(HeatSource source, Refurbishment level) {
    const auto found = heat_values(source, level, declared(k_dwelling_heat_table), declared(k_dwelling_envelopes_table));
    INFO((found ? "" : found.error().sentence));
    REQUIRE(found);
    return *found;
}

double at(const HeatValues& all, HouseType type, int age) { return all[static_cast<std::size_t>(type)][static_cast<std::size_t>(age - 1)]; }

}  // namespace

TEST_CASE("A house of 100 m² with eaves at 5.6 m has two storeys and 200 m² of reference area", "[potentials][buildings]") {
    CHECK(storeys_below_eaves(5.6, k_storey_residential_m) == 2);
    const double gross = gross_floor_m2(100, 2, k_attic_share);
    CHECK_THAT(gross, WithinAbs(250, 1e-9));
    CHECK_THAT(reference_area_m2(gross), WithinAbs(200, 1e-9));
    CHECK_THAT(living_area_m2(reference_area_m2(gross)), WithinAbs(182, 0.5));
    CHECK_THAT(reference_of_living_m2(100), WithinAbs(110, 1e-9));
    CHECK_THAT(certificate_area_m2(500), WithinAbs(160, 1e-9));
    CHECK(storeys_below_eaves(1.0, k_storey_residential_m) == 1);
    CHECK(storeys_below_eaves(5.1, k_storey_timber_frame_m) == 2);
}

TEST_CASE("The eaves lie below the ridge by half the width times the pitch, and never under 40 % of the height",
          "[potentials][buildings]") {
    CHECK_THAT(eaves_below_ridge_m(10, 8, 45), WithinAbs(6, 1e-9));
    CHECK_THAT(eaves_below_ridge_m(10, 5, 45, Slopes::One), WithinAbs(5, 1e-9));
    CHECK_THAT(eaves_below_ridge_m(10, 40, 45), WithinAbs(4, 1e-9));
    CHECK_THAT(eaves_below_ridge_m(7, 8, 0), WithinAbs(7, 1e-9));
}

TEST_CASE("A year falls into its age class, and one that can be none into no class", "[potentials][buildings]") {
    CHECK(age_class_of(1859) == AgeClass{0});
    CHECK(age_class_of(1860) == AgeClass{1});
    CHECK(age_class_of(1918) == AgeClass{1});
    CHECK(age_class_of(1919) == AgeClass{2});
    CHECK(age_class_of(1978) == AgeClass{5});
    CHECK(age_class_of(1994) == AgeClass{7});
    CHECK(age_class_of(2024) == AgeClass{11});
    CHECK_FALSE(age_class_of(3019));
    CHECK_FALSE(age_class_of(0));
    CHECK_FALSE(age_class_of(-1850));
    CHECK_FALSE(age_class_of(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("Census classes fall on age classes by the years they share", "[potentials][buildings]") {
    // 10 houses before 1919, 30 of 1949–1978, 8 of 1979–1986: 9/30, 11/30 and 10/30 of the second, 5/8 and 3/8 of the third.
    const AgeShares shares = shares_of_census(std::array<double, 10>{10, 0, 30, 8, 0, 0, 0, 0, 0, 0});
    CHECK_THAT(shares[0] * 48, WithinAbs(4, 1e-4));
    CHECK_THAT(shares[1] * 48, WithinAbs(6, 1e-4));
    CHECK_THAT(shares[3] * 48, WithinAbs(9, 1e-4));
    CHECK_THAT(shares[4] * 48, WithinAbs(11, 1e-4));
    CHECK_THAT(shares[5] * 48, WithinAbs(10, 1e-4));
    CHECK_THAT(shares[6] * 48, WithinAbs(5, 1e-4));
    CHECK_THAT(shares[7] * 48, WithinAbs(3, 1e-4));
    CHECK_THAT(share_before(shares, 1919) * 48, WithinAbs(10, 1e-4));
    CHECK(likeliest(shares) == 4);  // 30 of 48 houses are of 1949–1978, most of them of 1958–1968
    CHECK_FALSE(is_known(shares_of_census(std::array<double, 10>{})));
    const AgeShares& region = regional_age_shares();
    CHECK_THAT(std::accumulate(region.begin(), region.end(), 0.0), WithinAbs(1, 1e-5));
    CHECK_THAT(share_before(region, 1919), WithinAbs(7654.0 / 32871, 1e-5));
}

TEST_CASE("The typology's room heat by type and age stands as IWU publishes it", "[potentials][heat_demand]") {
    const HeatValues as_built = values(HeatSource::Tabula, Refurbishment::AsBuilt);
    CHECK(at(as_built, HouseType::OneFamily, 1) == 282.7);
    CHECK(at(as_built, HouseType::OneFamily, 3) == 218.5);
    CHECK(at(as_built, HouseType::OneFamily, 12) == 69.5);
    CHECK(at(as_built, HouseType::SeveralFamilies, 1) == 284.9);
    CHECK(at(as_built, HouseType::Terraced, 1) == 282.7);  // the typology has none: SFH stands in
    CHECK(at(as_built, HouseType::Block, 7) == 122.6);     // MFH
    CHECK(at(values(HeatSource::Tabula, Refurbishment::Usual), HouseType::OneFamily, 1) == 94.8);
    CHECK(at(values(HeatSource::Tabula, Refurbishment::Advanced), HouseType::OneFamily, 1) == 49.0);
    // 282.7 + (1 − 0.75)/(1 − 0.45) · (94.8 − 282.7)
    CHECK_THAT(at(values(HeatSource::Tabula, Refurbishment::Partly), HouseType::OneFamily, 1), WithinAbs(197.3, 0.05));
}

TEST_CASE("F-Heat's values by age class are scaled by the level of refurbishment", "[potentials][heat_demand]") {
    const HeatValues as_built = values(HeatSource::Iwu, Refurbishment::AsBuilt);
    CHECK(at(as_built, HouseType::OneFamily, 2) == 188.2);
    CHECK(at(as_built, HouseType::OneFamily, 4) == 202.0);
    CHECK(at(as_built, HouseType::SeveralFamilies, 8) == 122.5);
    CHECK(at(as_built, HouseType::OneFamily, 12) == 70.1);
    CHECK_THAT(at(values(HeatSource::Iwu, Refurbishment::Usual), HouseType::OneFamily, 2), WithinAbs(188.2 * 0.45, 1e-9));
    CHECK(refurbishment_factor(Refurbishment::AsBuilt) == 1.0);
    CHECK(refurbishment_factor(Refurbishment::Partly) == 0.75);
    CHECK(refurbishment_factor(Refurbishment::Advanced) == 0.28);
}

TEST_CASE("The seasonal method gives SFH.03 as built 227 kWh/m² with Germany's season", "[potentials][heat_demand]") {
    CHECK_THAT(room_heat_kwh_m2({973, 154, 302.5, 9.1, 22.0, 9.1, 12.2, 0.75}), WithinAbs(227, 1));
    CHECK(room_heat_kwh_m2({0, 0, 100, 0, 0, 0, 0, 0.75}) == 0);
}

TEST_CASE("The seasonal method over the typology's envelopes comes near its published values", "[potentials][heat_demand]") {
    const HeatValues own = values(HeatSource::Envelope, Refurbishment::AsBuilt);
    const HeatValues published = values(HeatSource::Tabula, Refurbishment::AsBuilt);
    CHECK_THAT(at(own, HouseType::OneFamily, 3), WithinAbs(227, 2));
    CHECK_THAT(at(own, HouseType::OneFamily, 4), WithinAbs(284, 4));
    CHECK_THAT(at(own, HouseType::OneFamily, 6), WithinAbs(203, 3));
    for (std::size_t type = 0; type < k_house_types; ++type)
        for (std::size_t age = 0; age < 7; ++age) CHECK_THAT(own[type][age], WithinRel(published[type][age], 0.15));
}

TEST_CASE("Badly insulated houses use less than they need", "[potentials][heat_demand]") {
    CHECK_THAT(expected_consumption(250), WithinAbs(175, 1e-9));
    CHECK_THAT(expected_consumption(200), WithinAbs(170, 1e-9));
    CHECK_THAT(expected_consumption(150), WithinAbs(127.5, 1e-9));
    CHECK_THAT(expected_consumption(100), WithinAbs(100, 1e-9));
}

TEST_CASE("A demand of 30,000 kWh is a load of 16.67 kW by hours, 20,000 kWh one of 7.142 kW by degree days", "[potentials][heat_demand]") {
    CHECK_THAT(peak_kw(30'000, 1800), WithinAbs(16.67, 0.005));
    CHECK(peak_kw(30'000, 0) == 0);
    CHECK_THAT(peak_by_degree_days_kw(20'000, -12), WithinAbs(7.142, 0.001));
    CHECK_THAT(24 * 3734.0 / 32, WithinAbs(2800, 1));  // the hours that this stands for
    CHECK(design_temperature_c(150) == -12);
    CHECK(design_temperature_c(700) == -14);
}

TEST_CASE("Demand grows by 6 % for every 100 m up from Kassel", "[potentials][heat_demand]") {
    CHECK_THAT(climate_factor(231), WithinRel(3388.0 / 3326, 1e-9));
    CHECK_THAT(climate_factor(331) / climate_factor(231), WithinAbs(1.06, 1e-9));
}

TEST_CASE("The standard load profiles of houses give the published daily loads", "[potentials][heat_demand]") {
    struct Row {
        double temperature, one_family, several;
    };
    const Row row = GENERATE(Row{-15, 2.86498, 2.37999}, Row{-10, 2.68465, 2.27821}, Row{-5, 2.39223, 2.10119}, Row{0, 1.95090, 1.80537},
                             Row{5, 1.38085, 1.36772}, Row{8, 1.02764, 1.06179}, Row{10, 0.81205, 0.86101}, Row{15, 0.40632, 0.45391},
                             Row{20, 0.20409, 0.23885}, Row{25, 0.13389, 0.16407});
    INFO(row.temperature << " °C");
    CHECK_THAT(load_at(k_one_family_profile, row.temperature), WithinAbs(row.one_family, 2e-5));
    CHECK_THAT(load_at(k_several_families_profile, row.temperature), WithinAbs(row.several, 2e-5));
}

TEST_CASE("The sums of both profiles over the year of Kassel belong to the same coldest day", "[potentials][heat_demand]") {
    // The reference year's peak days, 6.749 and 5.932 kWh of a MWh, are loads of one temperature.
    double low = -15, high = 0;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (1000 * load_at(k_one_family_profile, middle) / k_one_family_profile.year_sum > 6.749 ? low : high) = middle;
    }
    CHECK_THAT(1000 * load_at(k_several_families_profile, low) / k_several_families_profile.year_sum, WithinAbs(5.932, 0.005));
    CHECK_THAT(1000 * 24 * peak_by_profile_kw(k_several_families_profile, 1, low), WithinAbs(5.932, 0.005));
}

TEST_CASE("The real test reference year of Kassel has the profiles' sums, less by as much as it is warmer",
          "[potentials][heat_demand][real]") {
    std::vector<double> days;
    std::ifstream file(tests::require_real_data() / "raster/climate/TRY2015_513334094725_Jahr.dat");
    std::string line;
    while (std::getline(file, line) && !line.starts_with("***")) {
    }
    for (int hour = 0; std::getline(file, line) && !line.empty(); ++hour) {
        if (hour % 24 == 0) days.push_back(0);
        days.back() += std::stod(line.substr(25, 6)) / 24;
    }
    REQUIRE(days.size() == 365);
    double degree_days = 0, one = 0, several = 0;
    for (std::size_t day = 0; day < days.size(); ++day) {
        const auto back = [&](std::size_t by) { return days[(day + days.size() - by) % days.size()]; };
        const double heating = (days[day] + 0.5 * back(1) + 0.25 * back(2) + 0.125 * back(3)) / 1.875;
        one += load_at(k_one_family_profile, heating);
        several += load_at(k_several_families_profile, heating);
        if (days[day] < 15) degree_days += 20 - days[day];
    }
    // 3,542 Kd against 3,734 Kd of the test reference year 2010, whose sums are 362.1 and 359.7.
    CHECK_THAT(degree_days, WithinAbs(3'542, 1));
    CHECK_THAT(one, WithinAbs(347.9, 0.1));
    CHECK_THAT(several, WithinAbs(346.6, 0.1));
    CHECK_THAT(one / k_one_family_profile.year_sum, WithinAbs(degree_days / 3'734, 0.015));
    CHECK_THAT(several / k_several_families_profile.year_sum, WithinAbs(degree_days / 3'734, 0.02));
}

TEST_CASE("Every use of the declared table is found by its words and codes", "[potentials][buildings]") {
    const auto uses = BuildingUses::from(declared(k_building_uses_table));
    INFO((uses ? "" : uses.error().sentence));
    REQUIRE(uses);
    const auto id = [&](const char* word) { return uses->at(uses->use_of(word)).id; };
    CHECK(id("house") == "dwelling");
    CHECK(id("31001_1010") == "dwelling");
    CHECK(id("1221") == "farmhouse");
    CHECK(id("31001_2721") == "barn");
    CHECK(id("Barn") == "barn");
    CHECK(id("yes") == "unknown");
    CHECK(id("") == "unknown");
    CHECK(id("no such use") == "unknown");
    CHECK(uses->at(uses->use_of("2071")).heat_kwh_m2 == 160);
    CHECK(uses->at(uses->use_of("2081")).heat_kwh_m2 == 222);
    CHECK(uses->at(uses->use_of("2143")).heat_kwh_m2 == 30);
    CHECK(uses->at(uses->use_of("2700")).heat_kwh_m2 == 110);
    CHECK(uses->at(uses->use_of("3012")).full_load_hours == 1700);
    CHECK(uses->at(uses->use_of("3021")).full_load_hours == 1400);
    CHECK(uses->at(uses->use_of("1010")).is_dwelling);
    CHECK_FALSE(uses->at(uses->use_of("2723")).is_heated);
}

TEST_CASE("A table of uses that claims a word twice or lacks a use is refused by name", "[potentials][buildings]") {
    geo::FeatureTable table = declared(k_building_uses_table);
    table.find("words")->texts[1] += ", barn";
    const auto twice = BuildingUses::from(table);
    REQUIRE_FALSE(twice);
    CHECK_THAT(twice.error().sentence, ContainsSubstring("\"barn\"") && ContainsSubstring("twice"));
    std::vector<std::size_t> few{0, 1};
    const auto lacking = BuildingUses::from(declared(k_building_uses_table).rows(few));
    REQUIRE_FALSE(lacking);
    CHECK_THAT(lacking.error().sentence, ContainsSubstring("apartments"));
}
