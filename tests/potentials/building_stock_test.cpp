#include "potentials/building_stock.h"

#include "potentials/building_heat.h"
#include "potentials/hectare_heat.h"
#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

std::string notes_of(const BuildingStock& stock) {
    std::string all;
    for (const core::Words& words : stock.notes) all += words.english + "\n";
    return all;
}

std::string use_of(const BuildingStock& stock, std::size_t row) { return stock.uses.at(stock.buildings[row].use).id; }

geo::Geometry square(double x, double y, double edge) { return geo::polygon_of({x, y, x + edge, y + edge}); }

}  // namespace

TEST_CASE("A house's storeys, area and heat follow from its eaves, footprint and year", "[potentials][buildings]") {
    tests::Village village;
    village.add("h1", {500500, 5679000}, 10, 10, "house", {{"year", 1950}, {"eaves_m", 5.6}});
    const BuildingStock stock = village.stock();
    const Building& house = stock.buildings[0];
    CHECK(house.storeys == 2.0F);
    CHECK(house.storeys_origin == Origin::Derived);
    CHECK(house.age_origin == Origin::Given);
    CHECK_THAT(house.reference_m2, WithinAbs(200, 1e-4));
    CHECK(house.types[0] == 1.0F);
    const auto table = tests::run_feature_method("heat_demand", village.inputs(), tests::plain_heat());
    // SFH.04: 272.9 · 200 + 12.5 · 200; used 0.70 · 272.9 · 200 + 2,500.
    CHECK_THAT(table.number(0, "demand_kwh_a"), WithinAbs(57'080, 0.5));
    CHECK_THAT(table.number(0, "hot_water_kwh_a"), WithinAbs(2'500, 1e-6));
    CHECK_THAT(table.number(0, "consumption_kwh_a"), WithinAbs(0.70 * 272.9 * 200 + 2'500, 0.5));
    CHECK_THAT(table.number(0, "peak_kw"), WithinAbs(57'080.0 / 1600, 0.01));
    CHECK_THAT(table.number(0, "demand_kwh_a_low"), WithinAbs(57'080 * 0.7, 1));
    CHECK_THAT(table.number(0, "demand_kwh_a_high"), WithinAbs(57'080 * 1.3, 1));
}

TEST_CASE("The eaves of a house of known height lie below its ridge", "[potentials][buildings]") {
    tests::Village village;
    // A gable of 48° over 8 m: 4.44 m of roof on 5.56 m of eaves, two storeys; a flat roof's eaves are its top.
    village.add("h1", {500500, 5679000}, 12, 8, "house", {{"year", 1900}, {"height_m", 10}});
    village.add("h2", {500600, 5679000}, 12, 8, "house", {{"year", 1970}, {"height_m", 9}}, {{"roof_shape", "flat"}});
    const BuildingStock stock = village.stock();
    CHECK_THAT(stock.buildings[0].eaves_m, WithinAbs(10 - 4 * std::tan(48 * 3.14159265 / 180), 0.01));
    CHECK(stock.buildings[1].eaves_m == 9.0F);
    CHECK(stock.buildings[1].storeys == 3.0F);
    CHECK_THAT(stock.buildings[1].reference_m2, WithinAbs(0.8 * 96 * 3, 1e-3));  // no rooms below a flat roof
}

TEST_CASE("Barns, sheds, garages and large farm buildings need no heat", "[potentials][heat_demand]") {
    tests::Village village;
    village.add("barn", {500500, 5679000}, 20, 10, "barn");
    village.add("garage", {500600, 5679000}, 6, 3, "garage");
    village.add("shed", {500700, 5679000}, 5, 4, "yes");
    village.add("stable", {500800, 5679000}, 40, 20, "2700");
    village.add("farmhouse", {500900, 5679000}, 15, 10, "farm");
    village.add("school", {501000, 5679000}, 30, 20, "school", {{"storeys", 2}});
    village.add("warm barn", {501200, 5679000}, 20, 10, "barn", {{"heated", 1}});
    engine::ExportReport told;
    const auto table = tests::run_feature_method("heat_demand", village.inputs(), tests::plain_heat(), &told);
    for (const std::size_t row : {0U, 1U, 2U, 3U}) CHECK(table.number(row, "demand_kwh_a") == 0);
    CHECK(table.text(0, "heating") == "unheated");
    CHECK(table.text(2, "use") == "shed");
    CHECK(table.text(2, "use_source") == "derived");
    CHECK(table.text(3, "heating") == "large_farm");
    CHECK(table.number(4, "demand_kwh_a") > 10'000);
    CHECK_THAT(table.number(5, "demand_kwh_a"), WithinAbs(0.8 * 600 * 2 * 100, 0.5));
    CHECK_THAT(table.number(5, "peak_kw"), WithinAbs(96'000.0 / 1400, 0.01));
    const auto figure = [&](const char* id) {
        const auto found = std::find_if(told.figures.begin(), told.figures.end(), [&](const auto& one) { return one.id == id; });
        return found == told.figures.end() ? 0 : found->value;
    };
    CHECK(figure("unheated_buildings") == 3);
    CHECK(figure("large_farm_buildings") == 1);
    CHECK(figure("heated_houses") == 3);
    CHECK(table.text(6, "heating") == "heated");  // as somebody says: like a storage hall
    CHECK_THAT(table.number(6, "demand_kwh_a"), WithinAbs(0.8 * 200 * 30, 0.5));
}

TEST_CASE("Where house numbers are common a building without one is no dwelling", "[potentials][buildings]") {
    tests::Village village;
    for (int i = 0; i < 4; ++i)
        village.add("n" + std::to_string(i), {500500.0 + 20 * i, 5679000}, 10, 10, "yes", {}, {{"house_number", "7"}});
    const std::size_t yard = village.add("yard", {500500, 5679030}, 12, 10, "yes");
    const std::size_t lonely = village.add("lonely", {501500, 5678500}, 12, 10, "yes");
    const std::size_t hall = village.add("hall", {501500, 5678600}, 40, 20, "yes");
    const BuildingStock stock = village.stock();
    CHECK(use_of(stock, 0) == "dwelling");
    CHECK(use_of(stock, yard) == "shed");
    CHECK(use_of(stock, lonely) == "dwelling");
    CHECK(use_of(stock, hall) == "storage");
}

TEST_CASE("A house of unknown year takes the ages of its census cell, not one guess", "[potentials][buildings]") {
    tests::Village village;
    village.add("in", {500530, 5679030}, 10, 10, "house", {{"storeys", 2}});
    village.add("out", {501500, 5678500}, 10, 10, "house", {{"storeys", 2}});
    geo::FeatureTable& cells = village.tables.emplace("census_100m", geo::GeometryKind::Polygon).first->second;
    cells.add(square(500500, 5679000, 100));
    cells.column("geb_baujahr_1919_1948", geo::ColumnType::Number).numbers = {3};
    cells.column("geb_baujahr_1996_2000", geo::ColumnType::Number).numbers = {1};
    const BuildingStock stock = village.stock();
    CHECK(stock.buildings[0].age_origin == Origin::Drawn);
    CHECK_THAT(stock.buildings[0].ages[2], WithinAbs(0.75, 1e-6));
    CHECK_THAT(stock.buildings[0].ages[8], WithinAbs(0.25, 1e-6));
    CHECK(stock.buildings[1].age_origin == Origin::Assumed);
    CHECK(stock.buildings[1].ages == regional_age_shares());
    const auto ages = tests::run_feature_method("building_age", village.inputs());
    CHECK(ages.number(0, "age") == 22);  // as the census counts: 1919–1948
    CHECK_THAT(ages.number(0, "likelihood"), WithinAbs(75, 1e-4));
    CHECK(std::isnan(ages.number(1, "age")));
    const auto table = tests::run_feature_method("heat_demand", village.inputs(), tests::plain_heat());
    // 200 m²: three quarters SFH.03 and a quarter SFH.09, and the hot water.
    CHECK_THAT(table.number(0, "demand_kwh_a"), WithinAbs(200 * (0.75 * 218.5 + 0.25 * 98.2 + 12.5), 0.5));
    // Which of both it is adds to the range.
    CHECK(table.number(0, "demand_kwh_a_high") > 1.35 * table.number(0, "demand_kwh_a"));
}

TEST_CASE("Buildings that cannot be are named and counted, and nothing of the rest is lost", "[potentials][buildings]") {
    tests::Village village;
    village.add("good", {500500, 5679000}, 10, 10, "house", {{"year", 1950}});
    village.add("future", {500600, 5679000}, 10, 10, "house", {{"year", 3019}, {"storeys", -4}});
    village.add("odd", {500700, 5679000}, 10, 10, "pagoda");
    const std::size_t bare = village.buildings.add({});
    village.buildings.column("id", geo::ColumnType::Text).texts[bare] = "bare";
    const BuildingStock stock = village.stock();
    CHECK(stock.size() == 3);
    CHECK(stock.buildings[1].age_origin == Origin::Assumed);
    CHECK(stock.buildings[1].storeys_origin == Origin::Assumed);
    CHECK(use_of(stock, 2) == "dwelling");
    CHECK_THAT(notes_of(stock), ContainsSubstring("Without a footprint, not computed: 1 building (bare)"));
    CHECK_THAT(notes_of(stock), ContainsSubstring("Impossible year of building, which does not count: 1 building (future)"));
    CHECK_THAT(notes_of(stock), ContainsSubstring("Impossible storeys"));
    CHECK_THAT(notes_of(stock), ContainsSubstring("odd: pagoda"));
}

TEST_CASE("Without buildings and cells the method says what it lacks", "[potentials][heat_demand]") {
    const tests::Village village;
    Inputs inputs = village.inputs();
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, inputs.grid);
    inputs.kept = kept.get();
    engine::CollectedResults results(inputs.grid, inputs.grid, {});
    const auto done = find_method("heat_demand")->compute(inputs, tests::plain_heat(), results, {});
    REQUIRE_FALSE(done);
    CHECK_THAT(done.error().sentence, ContainsSubstring("neither buildings with a footprint nor census cells"));
}

TEST_CASE("Houses that the register knows as empty need no heat where they are not to count", "[potentials][heat_demand]") {
    tests::Village village;
    for (const char* id : {"a", "b", "c"})
        village.add(id, {500500.0 + 30 * (id[0] - 'a'), 5679000}, 10, 10, "house", {{"year", 1950}, {"storeys", 2}});
    geo::FeatureTable& cases = village.tables.emplace("register", geo::GeometryKind::None).first->second;
    cases.add_row();
    cases.add_row();
    cases.column("building", geo::ColumnType::Text).texts = {"a", "b"};
    cases.column("state", geo::ColumnType::Text).texts = {"vacant", "partly vacant"};
    Parameters parameters = tests::plain_heat();
    auto table = tests::run_feature_method("heat_demand", village.inputs(), parameters);
    CHECK_THAT(table.number(0, "demand_kwh_a"), WithinAbs(57'080, 0.5));
    parameters["empty_houses"] = "unheated";
    table = tests::run_feature_method("heat_demand", village.inputs(), parameters);
    CHECK(table.number(0, "demand_kwh_a") == 0);
    CHECK(table.text(0, "heating") == "vacant");
    CHECK_THAT(table.number(1, "demand_kwh_a"), WithinAbs(57'080.0 / 2, 0.5));
    CHECK_THAT(table.number(2, "demand_kwh_a"), WithinAbs(57'080, 0.5));
}

TEST_CASE("The assumptions move the demand as they say", "[potentials][heat_demand]") {
    tests::Village village;
    village.add("a", {500500, 5679000}, 10, 10, "house", {{"year", 1950}, {"storeys", 2}});
    village.add("listed", {500600, 5679000}, 10, 10, "house", {{"year", 1850}, {"storeys", 2}}, {{"heritage", "yes"}});
    const auto demand = [&](std::size_t row, std::initializer_list<std::pair<const char*, const char*>> changes) {
        Parameters parameters = tests::plain_heat();
        for (const auto& [name, value] : changes) parameters[name] = value;
        return tests::run_feature_method("heat_demand", village.inputs(), parameters).number(row, "demand_kwh_a");
    };
    CHECK_THAT(demand(0, {{"refurbishment", "usual"}}), WithinAbs(200 * (119.2 + 12.5), 0.5));
    CHECK_THAT(demand(0, {{"heated_share", "50"}}), WithinAbs(200 * (272.9 / 2 + 12.5), 0.5));
    CHECK_THAT(demand(0, {{"hot_water", "0"}}), WithinAbs(200 * 272.9, 0.5));
    CHECK_THAT(demand(0, {{"values", "iwu"}}), WithinAbs(200 * 202.0, 0.5));  // hot water included
    CHECK_THAT(demand(0, {{"climate", "local"}}), WithinAbs(200 * (272.9 * 3388 / 3326 + 12.5), 0.5));
    // A monument gets no better than 60 % of what it was.
    CHECK_THAT(demand(1, {{"refurbishment", "advanced"}}), WithinAbs(200 * (0.6 * 282.7 + 12.5), 0.5));
    const auto peak = [&](const char* by) {
        Parameters parameters = tests::plain_heat();
        parameters["peak"] = by;
        return tests::run_feature_method("heat_demand", village.inputs(), parameters).number(0, "peak_kw");
    };
    CHECK_THAT(peak("degree_days"), WithinAbs(peak_by_degree_days_kw(57'080, design_temperature_c(231)), 0.01));
    // At −12.155 °C the profile of one family has 2.77351 of 362.1 on a day.
    CHECK_THAT(peak("profile"), WithinAbs(57'080 * 2.77351 / 362.1 / 24, 0.001));
}

TEST_CASE("Sums of heat are the same by building, by hectare and by municipality", "[potentials][heat_demand]") {
    tests::Village village;
    for (int i = 0; i < 60; ++i)
        village.add("h" + std::to_string(i), {500400.0 + 17 * i, 5678500.0 + 41 * (i % 7)}, 8.0 + i % 5, 9, i % 9 == 0 ? "barn" : "house",
                    {{"year", 1850 + 3 * i}, {"storeys", 1 + i % 3}});
    village.divide({500000, 5678000, 502000, 5680000}, 501000);
    const BuildingStock stock = village.stock();
    const auto assumptions = HeatAssumptions::of(tests::plain_heat(), "", village.declared(1), village.declared(2));
    REQUIRE(assumptions);
    const std::vector<BuildingHeat> heat = heat_of_buildings(stock, *assumptions);
    double buildings = 0, hectares = 0, municipalities = 0, squares = 0;
    for (const BuildingHeat& one : heat) buildings += one.demand_kwh();
    for (const HectareHeat& one : heat_of_hectares(stock, heat)) {
        hectares += one.sum.demand_kwh();
        squares += geo::area(one.shape);
        CHECK_THAT(geo::area(one.shape), WithinAbs(10'000, 1e-6));
    }
    const auto sums = heat_of_municipalities(stock, heat);
    REQUIRE(sums.size() == 2);
    for (const HeatSum& sum : sums) {
        CHECK(sum.demand_kwh() > 0);
        municipalities += sum.demand_kwh();
    }
    CHECK(squares > 10 * 10'000);
    CHECK_THAT(hectares, WithinRel(buildings, 1e-12));
    CHECK_THAT(municipalities, WithinRel(buildings, 1e-12));
    CHECK_THAT(heat_of_district(stock, heat).demand_kwh(), WithinRel(buildings, 1e-12));
    const auto table = tests::run_feature_method("heat_demand", village.inputs(), tests::plain_heat());
    double shown = 0;
    for (std::size_t row = 0; row < table.size(); ++row) shown += table.number(row, "demand_kwh_a");
    CHECK_THAT(shown, WithinRel(buildings, 1e-12));
    Parameters density = tests::plain_heat("heat_demand.");
    density["amount"] = "demand";
    const auto cells = tests::run_feature_method("heat_density", village.inputs(), density);
    double dense = 0;
    for (std::size_t row = 0; row < cells.size(); ++row) dense += cells.number(row, "density");
    CHECK_THAT(dense * 1000, WithinRel(buildings, 1e-12));
}

TEST_CASE("The range of a sum narrows with the number of houses down to what all share", "[potentials][heat_demand]") {
    BuildingHeat house;
    house.room_kwh = 20'000;
    house.uncertainty = 0.30;
    HeatSum one, many;
    one.add(house, 1);
    for (int i = 0; i < 100; ++i) many.add(house, 1);
    CHECK_THAT(one.uncertainty(), WithinAbs(0.30, 1e-9));
    CHECK_THAT(many.uncertainty(), WithinAbs(std::hypot(0.10, std::sqrt(0.09 - 0.01) / 10), 1e-9));
    CHECK_THAT(many.range(100).low, WithinAbs(100 * (1 - many.uncertainty()), 1e-9));
    CHECK(HeatSum{}.uncertainty() == 0);
}

TEST_CASE("What somebody corrected counts, is marked, and a stray correction is named", "[potentials][buildings]") {
    tests::Village village;
    village.add("a", {500500, 5679000}, 10, 10, "house", {{"year", 1950}, {"storeys", 2}});
    village.add("b", {500600, 5679000}, 20, 10, "barn");
    village.add("school", {500700, 5679000}, 30, 20, "school", {{"storeys", 2}});
    village.add("c", {500900, 5679000}, 10, 10, "house", {{"year", 1950}, {"storeys", 2}});
    geo::FeatureTable& corrections = village.tables.emplace("overrides", geo::GeometryKind::None).first->second;
    const auto correct = [&](const char* building, const char* field, const char* value) {
        const std::size_t row = corrections.add_row();
        corrections.column("building", geo::ColumnType::Text).texts[row] = building;
        corrections.column("field", geo::ColumnType::Text).texts[row] = field;
        corrections.column("value", geo::ColumnType::Text).texts[row] = value;
    };
    correct("a", "year", "2005");
    correct("b", "use", "house");
    correct("b", "storeys", "1");
    correct("school", "demand_kwh_a", "70000");
    correct("c", "heated", "no");
    correct("gone", "year", "1900");
    const BuildingStock stock = village.stock();
    CHECK(stock.buildings[0].age_origin == Origin::Corrected);
    CHECK(stock.buildings[1].use_origin == Origin::Corrected);
    const auto table = tests::run_feature_method("heat_demand", village.inputs(), tests::plain_heat());
    CHECK_THAT(table.number(0, "demand_kwh_a"), WithinAbs(200 * (70.1 + 12.5), 0.5));
    CHECK(table.number(1, "demand_kwh_a") > 10'000);
    CHECK(table.number(2, "demand_kwh_a") == 70'000);
    CHECK(table.text(2, "heating") == "metered");
    CHECK(table.number(3, "demand_kwh_a") == 0);
    for (std::size_t row = 0; row < 4; ++row) CHECK(table.text(row, "corrected") == "yes");
    CHECK(stock.figures.size() == 1);
    CHECK(stock.figures[0].value == 4);
    CHECK_THAT(notes_of(stock), ContainsSubstring("not in the district: 1 building (gone)"));
}
