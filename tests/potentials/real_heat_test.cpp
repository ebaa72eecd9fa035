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

/// Gives the village the tables of the district's file.
void count_district(tests::Village& village) {
    const auto file = io::DistrictFile::open(counted_district());
    REQUIRE(file);
    village.tables.emplace("statistics", table_of(*file, "statistics", "municipalities"));
    village.tables.emplace("boundaries", table_of(*file, "boundaries", "municipalities"));
    village.tables.emplace("census_100m", table_of(*file, "census_100m", "main"));
    village.set_grid(file->district().grid.coarser(10));
}

/// The stock of the district, by the tables in its file.
const BuildingStock& counted_stock() {
    static const BuildingStock stock = [] {
        tests::Village village;
        count_district(village);
        return village.stock();
    }();
    return stock;
}

/// The cell of that id.
const Building& cell_of(const BuildingStock& stock, const std::string& id) {
    for (std::size_t row = 0; row < stock.size(); ++row)
        if (stock.shapes.text(row, "id") == id) return stock.buildings[row];
    FAIL("there is no cell " << id);
    return stock.buildings.front();
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

/// TABULA's room heat in kWh/m², example buildings 01–12.
using Typology = std::array<double, 12>;
constexpr Typology k_one_family{282.7, 269.7, 218.5, 272.9, 265.3, 195.3, 130.6, 151.7, 98.2, 70.1, 82.2, 69.5};
constexpr Typology k_one_family_usual{94.8, 98.5, 83.6, 119.2, 128.1, 91.5, 73.5, 96.5, 76.0, 61.3, 67.5, 61.0};
constexpr Typology k_several{284.9, 172.5, 218.5, 193.7, 140.2, 147.9, 122.6, 127.6, 80.6, 49.9, 72.7, 71.4};
constexpr Typology k_several_usual{101.1, 80.0, 81.8, 78.5, 64.7, 72.6, 66.5, 70.5, 53.0, 44.9, 44.7, 49.1};

/// By census class: the years of the class that fall on each example building, with two fifths of the houses before 1919 from before 1860.
std::array<double, k_census_ages> by_census_class(const Typology& q) {
    return {0.4 * q[0] + 0.6 * q[1],                  // before 1919: 01, 02
            q[2],                                     // 1919–1948: 03
            (9 * q[3] + 11 * q[4] + 10 * q[5]) / 30,  // 1949–1978: 04, 05, 06
            (5 * q[6] + 3 * q[7]) / 8,                // 1979–1986: 07, 08
            q[7],                                     // 1987–1990: 08
            (4 * q[7] + 1 * q[8]) / 5,                // 1991–1995: 08, 09
            q[8],                                     // 1996–2000: 09
            (1 * q[8] + 3 * q[9]) / 4,                // 2001–2004: 09, 10
            q[9],                                     // 2005–2008: 10
            (q[9] + q[10]) / 2};                      // from 2009: 10, 11
}

/// The share of the way from as built to usually refurbished: 0, or that at which a quarter of the demand is saved where "usual" saves 55
/// %.
constexpr double k_as_built = 0, k_partly = 0.25 / 0.55;

/// Dwellings by age times the mean floor area times the typology's values: room heat and 12.5 kWh/m² of hot water. A dwelling in a house of
/// three and more has 0.6 of the floor of one in a smaller house.
double demand_by_hand_kwh(const Row& row, double refurbished) {
    const double several = (row.all - row.of_one - 2 * row.of_two) / row.all;
    const double floor_of_several = several * 0.6 / (several * 0.6 + 1 - several);
    const double reference_m2_per_dwelling = 1.1 * row.living_m2 / row.all;
    const auto one = by_census_class(k_one_family), one_usual = by_census_class(k_one_family_usual);
    const auto many = by_census_class(k_several), many_usual = by_census_class(k_several_usual);
    double sum = 0;
    for (std::size_t age = 0; age < k_census_ages; ++age) {
        const double of_one = one[age] + refurbished * (one_usual[age] - one[age]);
        const double of_several = many[age] + refurbished * (many_usual[age] - many[age]);
        const double kwh_m2 = (1 - floor_of_several) * of_one + floor_of_several * of_several + 12.5;
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
        const double kwh = demand_by_hand_kwh(row, k_as_built);
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

TEST_CASE("The layer as it is shown sums up to the same sum by hand, and so does the density", "[engine][heat_demand][real]") {
    const auto declarations = engine::Declarations::read();
    REQUIRE(declarations);
    const auto session =
        engine::Session::open(counted_district(), std::make_shared<const engine::Declarations>(*declarations), model::Audience::internal());
    REQUIRE(session);
    const auto sum_of = [&](const char* layer, const char* column) {
        const auto table = (*session)->computed_table(layer, {});
        INFO((table ? "" : table.error().sentence));
        REQUIRE(table);
        double sum = 0;
        for (std::size_t row = 0; row < table->features.size(); ++row) sum += table->features.number(row, column);
        return sum;
    };
    double by_hand = 0;
    for (const auto& [ags, row] : municipal_rows()) by_hand += demand_by_hand_kwh(row, k_partly);
    const auto demand = (*session)->computed_table("heat_demand", {});
    REQUIRE(demand);
    const auto figure = std::find_if(demand->told.figures.begin(), demand->told.figures.end(),
                                     [](const model::Figure& one) { return one.id == "demand_gwh"; });
    REQUIRE(figure != demand->told.figures.end());
    CHECK_THAT(figure->value * 1e6, WithinRel(by_hand, 0.05));
    REQUIRE(figure->range);
    CHECK(figure->range->first < figure->value);
    // District and rim together.
    CHECK_THAT(sum_of("heat_density", "density") * 1000, WithinRel(sum_of("heat_demand", "demand_kwh_a"), 1e-9));
    // The rim belongs to no municipality of the district.
    CHECK(sum_of("heat_demand", "demand_kwh_a") > figure->value * 1e6);
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
    CHECK(census == 26'015);  // six of them in the Gutsbezirk, of which the table says nothing
    CHECK_THAT(scaled, WithinAbs(32'871, 1));
    CHECK_THAT(before_1919, WithinAbs(7'654, 1));
    CHECK_THAT(dwellings, WithinAbs(51'716, 60));  // classes of 2009 on end differ by a year in the two tables
    CHECK_THAT(reference_m2, WithinRel(1.1 * 5'159'400, 0.001));
    std::string notes;
    for (const core::Words& words : stock.notes) notes += words.english + "\n";
    CHECK_THAT(notes,
               ContainsSubstring("26,015") && ContainsSubstring("32,871: 6,862 are missing") && ContainsSubstring("but for 6 of which"));
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

TEST_CASE("The vacancies that the census counted and those that are expected add up to the district's known rate",
          "[engine][vacancy][real]") {
    const auto declarations = engine::Declarations::read();
    REQUIRE(declarations);
    const auto session =
        engine::Session::open(counted_district(), std::make_shared<const engine::Declarations>(*declarations), model::Audience::internal());
    REQUIRE(session);
    const auto vacancy = (*session)->computed_table("vacancy", {});
    REQUIRE(vacancy);
    const auto& figures = vacancy->told.figures;
    const auto figure = std::find_if(figures.begin(), figures.end(), [](const auto& one) { return one.id == "expected_percent"; });
    REQUIRE(figure != figures.end());
    CHECK_THAT(figure->value, WithinAbs(6.6, 0.3));
}

TEST_CASE("A cell of large houses has the dwellings that its houses hold, not the mean of the town", "[potentials][buildings][real]") {
    // In the old town of Eschwege: 8 houses of 3–6 dwellings, 4 of two, 10 others, and 55 dwellings whose floor area is told.
    const Building& cell = cell_of(counted_stock(), "100mN31195E43247");
    CHECK(cell.counted_houses == 22);
    CHECK_THAT(cell.houses, WithinAbs(22 * 5418.0 / 4546, 1.5));
    CHECK(cell.dwellings > 60.5F);
    CHECK(cell.dwellings < 82.5F);
    CHECK_THAT(cell.vacant_share, WithinRel(7 / static_cast<double>(cell.dwellings), 1e-5));
}

TEST_CASE("Outlines of one town leave the cells of the rest of the district as they were", "[potentials][buildings][real]") {
    tests::Village village;
    count_district(village);
    const std::string covered = "100mN31195E43247", beside = "100mN31165E43247";
    const geo::FeatureTable& cells = village.tables.at("census_100m");
    for (std::size_t row = 0; row < cells.size(); ++row)
        if (cells.text(row, "cell") == covered) {
            const geo::Point place = cells.extent(row).centre();
            village.add("known", {place.x - 5, place.y - 5}, 10, 10, "house", {{"year", 1900}, {"storeys", 2}});
            village.coverage.emplace("buildings", geo::polygon_of(geo::Extent{place.x, place.y, place.x, place.y}.grown(20)));
        }
    REQUIRE(village.buildings.size() == 1);
    const BuildingStock stock = village.stock();
    CHECK(stock.size() == counted_stock().size());  // a building more, a cell less
    for (const std::string& id : {beside, std::string("100mN31310E43103")}) {
        const Building &now = cell_of(stock, id), &before = cell_of(counted_stock(), id);
        CHECK(now.houses == before.houses);
        CHECK(now.reference_m2 == before.reference_m2);
    }
    for (std::size_t row = 0; row < stock.size(); ++row) CHECK_FALSE(stock.shapes.text(row, "id") == covered);
}
