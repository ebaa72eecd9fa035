// The heat of the real district's houses against a sum by hand over its municipal table.
#include "engine/session.h"
#include "io/import.h"
#include "potentials/building_heat.h"
#include "support/places.h"
#include "support/real_data.h"
#include "support/temp_folder.h"
#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <map>
#include <numeric>
#include <set>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// Borders, municipal table and census cells of the real district, without its rasters.
const std::filesystem::path& counted_district() {
    static const tests::TempFolder folder;
    static const std::filesystem::path file = [] {
        const auto data = tests::require_real_data();
        const auto catalogue = model::DatasetCatalogue::read(tests::source_folder() / "layers" / "datasets.toml");
        REQUIRE(catalogue);
        auto recipe = model::Recipe::read(tests::source_folder() / "layers" / "recipes" / "werra-meissner.toml", *catalogue);
        REQUIRE(recipe);
        const std::set<std::string> wanted{"boundaries", "statistics", "census_100m"};
        std::erase_if(recipe->imports, [&](const model::ImportSpec& spec) { return !wanted.contains(spec.dataset); });
        const auto built = io::build_from_recipe(folder / "counted.gpkg", *recipe, *catalogue, data, {});
        INFO((built ? "" : built.error().sentence));
        REQUIRE(built);
        return folder / "counted.gpkg";
    }();
    return file;
}

geo::FeatureTable table_of(const io::DistrictFile& file, const std::string& dataset, const std::string& part) {
    for (const model::DatasetPart* found : file.district().parts_of(dataset))
        if (found->name == part) {
            auto table = file.read_features(*found);
            REQUIRE(table);
            return std::move(*table);
        }
    FAIL("there is no part " << part << " of " << dataset);
    return {};
}

/// The stock of the district, by the tables in its file.
const BuildingStock& counted_stock() {
    static const BuildingStock stock = [] {
        const auto file = io::DistrictFile::open(counted_district());
        REQUIRE(file);
        tests::Village village;
        village.tables.emplace("statistics", table_of(*file, "statistics", "municipalities"));
        village.tables.emplace("boundaries", table_of(*file, "boundaries", "municipalities"));
        village.tables.emplace("census_100m", table_of(*file, "census_100m", "main"));
        village.set_grid(file->district().grid.coarser(10));
        return village.stock();
    }();
    return stock;
}

/// Dwellings by the classes of the census, and the table's other figures, of one municipality.
struct Row {
    std::array<double, k_census_ages> dwellings{};
    double all = 0, of_one = 0, of_two = 0, living_m2 = 0;
};

std::map<std::string, Row> municipal_rows() {
    const auto file = io::DistrictFile::open(counted_district());
    REQUIRE(file);
    const geo::FeatureTable table = table_of(*file, "statistics", "municipalities");
    const char* ages[] = {"before_1919", "1919_1948", "1949_1978", "1979_1986", "1987_1990",
                          "1991_1995",   "1996_2000", "2001_2004", "2005_2008", "from_2009"};
    std::map<std::string, Row> rows;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::string ags = table.text(i, "ags");
        if (ags == "06636000" || std::isnan(table.number(i, "dwellings"))) continue;
        Row& row = rows[ags];
        for (std::size_t age = 0; age < k_census_ages; ++age) row.dwellings[age] = table.number(i, std::string("dwellings_") + ages[age]);
        row.all = table.number(i, "dwellings");
        row.of_one = table.number(i, "houses_of_one_dwelling");
        row.of_two = table.number(i, "houses_of_two_dwellings");
        row.living_m2 = 1000 * table.number(i, "living_area_1000m2");
    }
    return rows;
}

/// TABULA's room heat as built, kWh/m², by census class: the years of a census class that fall on each age class of the typology, SFH.01–12
/// and MFH.01–12, with two fifths of the houses before 1919 from before 1860.
constexpr std::array<double, k_census_ages> k_one_family{0.4 * 282.7 + 0.6 * 269.7,                   // before 1919: classes 1 and 2
                                                         218.5,                                       // 1919–1948: 3
                                                         (9 * 272.9 + 11 * 265.3 + 10 * 195.3) / 30,  // 1949–1978: 4, 5, 6
                                                         (5 * 130.6 + 3 * 151.7) / 8,                 // 1979–1986: 7, 8
                                                         151.7,                                       // 1987–1990: 8
                                                         (4 * 151.7 + 1 * 98.2) / 5,                  // 1991–1995: 8, 9
                                                         98.2,                                        // 1996–2000: 9
                                                         (1 * 98.2 + 3 * 70.1) / 4,                   // 2001–2004: 9, 10
                                                         70.1,                                        // 2005–2008: 10
                                                         (70.1 + 82.2) / 2};                          // from 2009: 10, 11
constexpr std::array<double, k_census_ages> k_several_families{0.4 * 284.9 + 0.6 * 172.5,
                                                               218.5,
                                                               (9 * 193.7 + 11 * 140.2 + 10 * 147.9) / 30,
                                                               (5 * 122.6 + 3 * 127.6) / 8,
                                                               127.6,
                                                               (4 * 127.6 + 1 * 80.6) / 5,
                                                               80.6,
                                                               (1 * 80.6 + 3 * 49.9) / 4,
                                                               49.9,
                                                               (49.9 + 72.7) / 2};

/// Dwellings by age times the mean floor area times the typology's values: room heat and 12.5 kWh/m² of hot water. A dwelling in a house of
/// three and more has 0.6 of the floor of one in a smaller house.
double demand_by_hand_kwh(const Row& row) {
    const double several = (row.all - row.of_one - 2 * row.of_two) / row.all;
    const double floor_of_several = several * 0.6 / (several * 0.6 + 1 - several);
    const double reference_m2_per_dwelling = 1.1 * row.living_m2 / row.all;
    double sum = 0;
    for (std::size_t age = 0; age < k_census_ages; ++age) {
        const double kwh_m2 = (1 - floor_of_several) * k_one_family[age] + floor_of_several * k_several_families[age] + 12.5;
        sum += row.dwellings[age] * reference_m2_per_dwelling * kwh_m2;
    }
    return sum;
}

HeatAssumptions plain_assumptions() {
    const tests::Village village;
    const auto assumptions = HeatAssumptions::of(tests::plain_heat(), "", village.declared(1), village.declared(2));
    REQUIRE(assumptions);
    return *assumptions;
}

}  // namespace

TEST_CASE("The heat of the real district is its dwellings times floor area times the typology's values",
          "[potentials][heat_demand][real]") {
    const BuildingStock& stock = counted_stock();
    const std::vector<BuildingHeat> heat = heat_of_buildings(stock, plain_assumptions());
    const std::vector<HeatSum> sums = heat_of_municipalities(stock, heat);
    const auto rows = municipal_rows();
    REQUIRE(rows.size() == 16);
    double by_hand = 0, dwellings = 0;
    for (const auto& [ags, row] : rows) {
        const auto municipality = std::find_if(stock.municipalities.begin(), stock.municipalities.end(),
                                               [&, key = ags](const Municipality& one) { return one.ags == key; });
        REQUIRE(municipality != stock.municipalities.end());
        const double kwh = demand_by_hand_kwh(row);
        INFO(municipality->name << ": by hand " << kwh / 1e6 << " GWh");
        CHECK_THAT(sums[static_cast<std::size_t>(municipality - stock.municipalities.begin())].demand_kwh(), WithinRel(kwh, 0.05));
        by_hand += kwh;
        dwellings += row.all;
    }
    CHECK(dwellings == 51'716);
    CHECK(by_hand > 1'100e6);  // 51,716 · 99.8 m² · 1.1 · some 220 kWh/m²
    CHECK(by_hand < 1'400e6);
    CHECK_THAT(heat_of_district(stock, heat).demand_kwh(), WithinRel(by_hand, 0.05));
}

TEST_CASE("The cells of the real district are scaled to its municipal table, and the difference is told", "[potentials][buildings][real]") {
    const BuildingStock& stock = counted_stock();
    double census = 0, scaled = 0, dwellings = 0, reference_m2 = 0, before_1919 = 0;
    for (const Municipality& one : stock.municipalities) census += one.census_houses;
    for (std::size_t row = 0; row < stock.size(); ++row) {
        const Building& cell = stock.buildings[row];
        if (!stock.is_inside(row) || !std::isfinite(stock.municipalities[static_cast<std::size_t>(cell.municipality)].houses)) continue;
        scaled += static_cast<double>(cell.houses);
        dwellings += static_cast<double>(cell.dwellings);
        reference_m2 += static_cast<double>(cell.reference_m2);
        before_1919 += share_before(cell.ages, 1919) * static_cast<double>(cell.houses);
    }
    CHECK_THAT(census, WithinAbs(26'012, 30));
    CHECK_THAT(scaled, WithinAbs(32'871, 1));
    CHECK_THAT(before_1919, WithinAbs(7'654, 1));
    CHECK_THAT(dwellings, WithinAbs(51'716, 60));  // classes of 2009 on end differ by a year in the two tables
    CHECK_THAT(reference_m2, WithinRel(1.1 * 5'159'400, 0.001));
    std::string notes;
    for (const core::Words& words : stock.notes) notes += words.english + "\n";
    CHECK_THAT(notes, ContainsSubstring("26,0") && ContainsSubstring("32,871") && ContainsSubstring("6,8"));
    CHECK(std::any_of(stock.figures.begin(), stock.figures.end(), [](const auto& figure) { return figure.id == "census_houses"; }));
    CHECK(std::any_of(stock.figures.begin(), stock.figures.end(), [](const auto& figure) { return figure.value == 32'871; }));
}

TEST_CASE("The vacancy rates of the real municipalities come from the census and lie about the known rate of the district",
          "[potentials][vacancy][real]") {
    const BuildingStock& stock = counted_stock();
    double vacant = 0, houses = 0;
    for (const Municipality& one : stock.municipalities) {
        if (!std::isfinite(one.houses)) continue;
        INFO(one.name << ": " << one.vacancy_rate);
        CHECK(one.vacancy_rate > 0.03);
        CHECK(one.vacancy_rate < 0.12);
        vacant += one.vacancy_rate * one.houses;
        houses += one.houses;
    }
    CHECK_THAT(vacant / houses, WithinAbs(0.066, 0.012));  // 6.6 % by the census of 2011
}
