#include "potentials/fields.h"

#include "potentials/field_crops.h"
#include "potentials/food_demand.h"
#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>
#include <numeric>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const potentials::Parameters k_food{{"diet", "average"}, {"organic", "0"}, {"yield_rule", "usual"}};
const potentials::Parameters k_farmland{{"diet", "average"}, {"organic", "0"},         {"yield_rule", "usual"}, {"crop", "winter_wheat"},
                                        {"people", "1000"},  {"least_ha", "0.5"},      {"most_ha", "5"},        {"least_soil_value", "40"},
                                        {"water_m", "500"},  {"steepest_percent", "8"}};
const potentials::Parameters k_agrivoltaics{{"diet", "average"},     {"organic", "0"},    {"modules", "overhead"},      {"share", "100"},
                                            {"yield_share", "0.80"}, {"plane", "35,180"}, {"performance_ratio", "0.80"}};

/// A square kilometre of level ground: a field of 200 m by 100 m in its north-west, beside it one of 100 m by 100 m.
struct Land {
    geo::GridSpec grid{500000, 5673000, 10, 100, 100};
    geo::Raster<float> heights{grid, 200.0F};
    geo::Raster<float> corine{grid, 311.0F};
    geo::FeatureTable parcels{geo::GeometryKind::Polygon};
    geo::Raster<float> soil{geo::GridSpec{500000, 5673000, 100, 10, 10}, 75.0F};
    potentials::Inputs inputs;

    Land() {
        parcels.add(geo::polygon_of({500000, 5672900, 500200, 5673000}));
        parcels.add(geo::polygon_of({500200, 5672900, 500300, 5673000}));
        parcels.column("id", geo::ColumnType::Text).texts = {"f1", "f2"};
        parcels.column("use", geo::ColumnType::Text).texts = {"arable", "meadow"};
        inputs.grid = grid;
        inputs.crs = "EPSG:25832";
        inputs.rasters = {{"elevation", &heights}, {"landcover", &corine}, {"soil", &soil}};
        inputs.features["parcels"] = {&parcels};
    }
    Land(const Land&) = delete;
    Land& operator=(const Land&) = delete;

    [[nodiscard]] potentials::Fields fields() const {
        engine::IntermediateStore store;
        const model::District district;
        potentials::Inputs with = inputs;
        const auto kept = store.of(district, grid);
        with.kept = kept.get();
        const auto found = potentials::kept_fields(with, {});
        REQUIRE(found);
        return **found;
    }
    [[nodiscard]] std::string notes() const {
        std::string all;
        for (const core::Words& words : fields().notes) all += words.english + "\n";
        return all;
    }
};

}  // namespace

TEST_CASE("A field feeds as many as its area, soil and diet allow", "[potentials][food]") {
    const Land land;
    auto table = tests::run_feature_method("food", land.inputs, k_food);
    REQUIRE(table.size() == 2);
    CHECK_THAT(table.number(0, "persons_per_ha"), WithinRel(10'000 * 1.3 / 2022, 1e-6));
    CHECK_THAT(table.number(0, "persons_fed"), WithinRel(20'000 * 1.3 / 2022, 1e-6));
    CHECK(table.number(0, "persons_fed_low") < table.number(0, "persons_fed"));
    CHECK(table.text(0, "soil_source") == "known");
    potentials::Parameters vegan = k_food;
    vegan["diet"] = "vegan";
    vegan["organic"] = "1";
    table = tests::run_feature_method("food", land.inputs, vegan);
    CHECK_THAT(table.number(1, "persons_fed"), WithinRel(10'000 * 1.3 / (1030 * 1.425), 1e-6));
}

TEST_CASE("Yields follow crop and soil; meadows give hay", "[potentials][farmland]") {
    const Land land;
    const auto table = tests::run_feature_method("farmland", land.inputs, k_farmland);
    CHECK_THAT(table.number(0, "yield_dt_ha"), WithinAbs(72 * 1.3, 1e-6));
    CHECK(table.text(0, "crop") == "winter_wheat");
    CHECK_THAT(table.number(1, "yield_dt_ha"), WithinAbs(70 * 1.3, 1e-6));
    CHECK(table.text(1, "crop") == "grassland");
    CHECK(table.text(0, "soil_class") == "good");
    CHECK(table.text(0, "work_limit") == "none");
}

TEST_CASE("Without data a rule of the community farm is not checked, and never met", "[potentials][farmland]") {
    Land land;
    auto table = tests::run_feature_method("farmland", land.inputs, k_farmland);
    CHECK(table.number(0, "community_farm") == 3);  // soil, slope, size
    CHECK(table.text(0, "community_farm_state") == "not_checked");
    CHECK(table.text(0, "community_farm_not_checked") == "water people road");
    geo::FeatureTable brook(geo::GeometryKind::Line), road(geo::GeometryKind::Line), places(geo::GeometryKind::Point);
    brook.add(geo::from_wkt("LINESTRING (500000 5672600, 501000 5672600)"));
    road.add(geo::from_wkt("LINESTRING (500000 5673000, 501000 5673000)"));
    places.add(geo::from_wkt("POINT (504000 5673000)"));
    places.column("population", geo::ColumnType::Number).numbers = {1200};
    land.inputs.features["water"] = {&brook};
    land.inputs.features["roads"] = {&road};
    land.inputs.features["places"] = {&places};
    table = tests::run_feature_method("farmland", land.inputs, k_farmland);
    CHECK(table.number(0, "community_farm") == 6);
    CHECK(table.text(0, "community_farm_state") == "suited");
    CHECK(table.number(0, "community_farm_members") == 120);
    potentials::Parameters stricter = k_farmland;
    stricter["water_m"] = "300";
    table = tests::run_feature_method("farmland", land.inputs, stricter);
    CHECK(table.text(0, "community_farm_state") == "missed");
    CHECK(table.text(0, "community_farm_missed") == "water");
}

TEST_CASE("One control moves the electricity and the food of a field", "[potentials][food]") {
    const Land land;
    const auto run = [&](const char* share) {
        potentials::Parameters parameters = k_agrivoltaics;
        parameters["share"] = share;
        return tests::run_feature_method("agrivoltaics", land.inputs, parameters);
    };
    const auto none = run("0"), half = run("50"), all = run("100");
    CHECK(none.number(0, "energy_mwh_ha") == 0);
    CHECK_THAT(none.number(0, "persons_per_ha"), WithinRel(10'000 * 1.3 / 2022, 1e-6));
    // 0.6 MWp/ha at 958 kWh/kWp (solar.md §7, south 35° in level ground); the crop keeps 80 %.
    CHECK_THAT(all.number(0, "energy_mwh_ha"), WithinRel(0.6 * 958, 0.01));
    CHECK_THAT(all.number(0, "persons_per_ha"), WithinRel(0.8 * 10'000 * 1.3 / 2022, 1e-6));
    CHECK_THAT(half.number(0, "energy_mwh_ha"), WithinRel(all.number(0, "energy_mwh_ha") / 2, 1e-9));
    CHECK_THAT(half.number(0, "persons_per_ha"), WithinRel(0.9 * 10'000 * 1.3 / 2022, 1e-6));
    CHECK_THAT(all.number(0, "land_equivalent_ratio"), WithinAbs(1.4, 1e-9));
    CHECK_THAT(all.number(0, "energy_mwh_a"), WithinRel(2 * all.number(0, "energy_mwh_ha"), 1e-9));
}

TEST_CASE("Soil values out of range count as unknown, and it is said how many and which", "[potentials][farmland]") {
    Land land;
    land.soil.at(0, 0) = 150;
    land.soil.at(1, 0) = -3;
    const auto fields = land.fields();
    CHECK(std::isnan(fields.soil_value[0]));
    CHECK(fields.soil_value_or_usual(0) == 50);
    CHECK(fields.soil_value[1] == 75);
    CHECK_THAT(land.notes(), ContainsSubstring("2 soil values outside 0–120") && ContainsSubstring("150"));
    CHECK_THAT(land.notes(), ContainsSubstring("The soil value of 1 of 2 fields is not known"));
    const auto table = tests::run_feature_method("food", land.inputs, k_food);
    CHECK(table.text(0, "soil_source") == "assumed");
}

TEST_CASE("Soil polygons go before the raster; overlaps are counted, the later one holds", "[potentials][farmland]") {
    Land land;
    geo::FeatureTable soils(geo::GeometryKind::Polygon);
    soils.add(geo::polygon_of({500000, 5672900, 500200, 5673000}));
    soils.add(geo::polygon_of({500100, 5672900, 500200, 5673000}));
    soils.add(geo::polygon_of({500800, 5672900, 500900, 5673000}));
    soils.column("soil_value", geo::ColumnType::Number).numbers = {40, 60, 999};
    land.inputs.features["soil"] = {&soils};
    const auto fields = land.fields();
    CHECK_THAT(fields.soil_value[0], WithinAbs(50, 1e-9));  // half of it 40, half 60
    CHECK_THAT(fields.soil_value[1], WithinAbs(75, 1e-9));
    CHECK_THAT(land.notes(), ContainsSubstring("1 soil areas overlap others"));
    CHECK_THAT(land.notes(), ContainsSubstring("1 soil areas with values outside 0–120"));
}

TEST_CASE("Ground that two fields claim counts once, and the field is named", "[potentials][farmland]") {
    Land land;
    land.parcels = geo::FeatureTable(geo::GeometryKind::Polygon);
    land.parcels.add(geo::polygon_of({500000, 5672900, 500200, 5673000}));
    land.parcels.add(geo::polygon_of({500100, 5672900, 500300, 5673000}));
    land.parcels.column("id", geo::ColumnType::Text).texts = {"west", "east"};
    land.parcels.column("use", geo::ColumnType::Text).texts = {"arable", "arable"};
    const auto fields = land.fields();
    CHECK_THAT(fields.area_ha[0], WithinAbs(2, 1e-9));
    CHECK_THAT(fields.area_ha[1], WithinAbs(1, 1e-9));
    CHECK_THAT(land.notes(), ContainsSubstring("1 fields overlap others (east)"));
}

TEST_CASE("Fields are parcels, else land-cover polygons, else blocks of cells; forest is none", "[potentials][farmland]") {
    Land land;
    land.parcels.find("use")->texts = {"arable", "wood"};
    CHECK(land.fields().size() == 1);
    land.parcels.find("use")->texts = {"", ""};  // the forest of the raster
    geo::FeatureTable cover(geo::GeometryKind::Polygon);
    cover.add(geo::polygon_of({500000, 5672000, 500500, 5672500}));
    cover.column("code", geo::ColumnType::Number).numbers = {231};
    land.inputs.features["landcover"] = {&cover};
    CHECK(land.fields().size() == 1);
    CHECK(land.fields().uses[0] == potentials::LandUse::Grassland);
    CHECK_THAT(land.notes(), ContainsSubstring("parcels are missing"));
    land.inputs.features.clear();
    for (int row = 0; row < 60; ++row)
        for (int column = 20; column < 80; ++column) land.corine.at(column, row) = 211;
    const auto blocks = land.fields();
    CHECK(blocks.size() == 4);  // cut at 500 m
    CHECK_THAT(blocks.area_ha[0] + blocks.area_ha[1] + blocks.area_ha[2] + blocks.area_ha[3], WithinAbs(36, 1e-9));
    CHECK_THAT(land.notes(), ContainsSubstring("blocks of 500 m"));
}

TEST_CASE("A district without farmland says so", "[potentials][farmland]") {
    Land land;
    land.inputs.features.clear();
    potentials::Inputs inputs = land.inputs;
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, land.grid);
    inputs.kept = kept.get();
    const auto found = potentials::kept_fields(inputs, {});
    REQUIRE_FALSE(found);
    CHECK_THAT(found.error().sentence, ContainsSubstring("farmland"));
}

TEST_CASE("Only fields whose middle lies in the district count for it", "[potentials][farmland]") {
    Land land;
    geo::FeatureTable border(geo::GeometryKind::Polygon);
    border.add(geo::polygon_of({500000, 5672000, 500210, 5673000}));
    land.inputs.features["boundaries"] = {&border};
    const auto fields = land.fields();
    CHECK(fields.in_district[0] == 1);
    CHECK(fields.in_district[1] == 0);
}

TEST_CASE("Crop maps say what grows on a field, and that a coarse land cover's meadow is a field", "[potentials][farmland]") {
    Land land;
    land.corine = geo::Raster<float>(land.grid, 231.0F);
    land.inputs.features.clear();
    geo::Raster<float> maize(geo::GridSpec{500000, 5673000, 250, 4, 4}, 0.0F), rye = maize, wheat = maize;
    for (int row = 0; row < 4; ++row) maize.at(0, row) = maize.at(1, row) = 1, rye.at(2, row) = 1;
    for (int row = 0; row < 4; ++row) wheat.at(1, row) = 0.4F;  // less than half: the map's edge carried over
    for (auto& [band, map] :
         {std::pair("crops/silage_maize", &maize), std::pair("crops/winter_rye", &rye), std::pair("crops/winter_wheat", &wheat)})
        land.inputs.rasters[band] = map;
    potentials::Parameters as_grown = k_farmland;
    as_grown["crop"] = "as_grown";
    engine::ExportReport told;
    const geo::FeatureTable fields = tests::run_feature_method("farmland", land.inputs, as_grown, &told);
    REQUIRE(fields.size() == 4);  // blocks of 500 m, west and east
    for (std::size_t field = 0; field < fields.size(); ++field) {
        const bool is_west = fields.extent(field).x_min < 500400;
        CAPTURE(field, is_west);
        CHECK(fields.text(field, "grown") == (is_west ? "silage_maize" : ""));
        CHECK(fields.text(field, "use") == (is_west ? "arable" : "grassland"));
        CHECK(fields.text(field, "crop") == (is_west ? "silage_maize" : "grassland"));
    }
    const std::string said = told.notes.empty()
                                 ? ""
                                 : std::accumulate(told.notes.begin(), told.notes.end(), std::string{},
                                                   [](std::string all, const core::Words& one) { return all + one.english + "|"; });
    CHECK_THAT(said, ContainsSubstring("2 fields are grassland by CORINE and arable land by the crop maps"));
    CHECK_THAT(said, ContainsSubstring("What grows on 2 fields is known from crop maps"));
    potentials::Parameters wheat_chosen = k_farmland;
    const geo::FeatureTable by_choice = tests::run_feature_method("farmland", land.inputs, wheat_chosen);
    CHECK(by_choice.text(fields.extent(0).x_min < 500400 ? 0 : 1, "crop") == "winter_wheat");
}

TEST_CASE("A crop whose yields nobody knows gives way to the next one that grows there", "[potentials][farmland]") {
    CHECK(potentials::first_known_crop("winter_rye spring_barley potato") == "potato");
    CHECK(potentials::first_known_crop("winter_rye").empty());
    CHECK(potentials::first_known_crop("").empty());
}
