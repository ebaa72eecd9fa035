#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// Level ground at the place of the tables in solar.md, 700 m by 200 m.
const geo::Raster<float> k_level({500000, 5672100, 10, 70, 20}, 200.0F);

const potentials::Parameters k_defaults{{"plane", "35,180"}, {"steepest", "15"},   {"steepest_north", "5"}, {"soil_free", "40"},
                                        {"soil_kept", "60"}, {"landscape", "0.5"}, {"privileged_m", "200"}, {"tender_m", "500"}};

potentials::Inputs level_inputs() {
    potentials::Inputs inputs;
    inputs.grid = k_level.grid;
    inputs.crs = "EPSG:25832";
    inputs.rasters["elevation"] = &k_level;
    return inputs;
}

geo::FeatureTable table_of(geo::GeometryKind kind, std::vector<geo::Point> points, const std::string& name) {
    geo::FeatureTable table(kind);
    table.add({kind, {{std::move(points), false}}});
    table.column("class", geo::ColumnType::Text).texts = {name};
    return table;
}

}  // namespace

TEST_CASE("A field yields what its plane gets, and soil of 50 halves its eligibility", "[potentials][solar]") {
    potentials::Inputs inputs = level_inputs();
    const geo::Raster<float> soil(k_level.grid, 50.0F);
    inputs.rasters["soil"] = &soil;
    const auto bands = tests::run_method("pv_field", inputs, k_defaults);
    CHECK_THAT(bands.at("specific_yield").at(35, 10), WithinRel(1198.0F, 0.005F));  // solar.md §6, before the performance ratio
    CHECK_THAT(bands.at("area_yield").at(35, 10), WithinRel(1198.0F, 0.005F));      // MWh/ha with 1 MWp/ha
    CHECK_THAT(bands.at("eligibility").at(35, 10), WithinAbs(0.5, 1e-6));
}

TEST_CASE("Forest and what is built on bear no modules; fields and ground of unknown use may", "[potentials][solar]") {
    potentials::Inputs inputs = level_inputs();
    geo::Raster<float> corine(k_level.grid);  // unknown
    for (int row = 0; row < 20; ++row) {
        corine.at(0, row) = 211;  // arable
        corine.at(1, row) = 231;  // pastures
        corine.at(2, row) = 311;  // forest
        corine.at(3, row) = 112;  // a village
        corine.at(4, row) = 512;  // water
    }
    inputs.rasters["landcover"] = &corine;
    const auto eligibility = tests::run_method("pv_field", inputs, k_defaults).at("eligibility");
    const std::vector<float> expected{1, 1, 0, 0, 0, 1};
    for (int column = 0; column < 6; ++column) CHECK(eligibility.at(column, 10) == expected[static_cast<std::size_t>(column)]);
}

TEST_CASE("Strips along a motorway favour, a nature reserve forbids, landscape protection weighs", "[potentials][solar]") {
    potentials::Inputs inputs = level_inputs();
    const auto road = table_of(geo::GeometryKind::Line, {{500000, 5671800}, {500000, 5672200}}, "motorway");
    auto areas = table_of(geo::GeometryKind::Polygon,
                          {{500600, 5671900}, {500650, 5671900}, {500650, 5672100}, {500600, 5672100}, {500600, 5671900}}, "NSG");
    areas.append(table_of(geo::GeometryKind::Polygon,
                          {{500650, 5671900}, {500700, 5671900}, {500700, 5672100}, {500650, 5672100}, {500650, 5671900}}, "LSG"));
    inputs.features = {{"roads", {&road}}, {"protected_areas", {&areas}}};
    const auto eligibility = tests::run_method("pv_field", inputs, k_defaults).at("eligibility");
    CHECK_THAT(eligibility.at(10, 10), WithinAbs(1.25, 1e-6));  // 105 m from the motorway
    CHECK_THAT(eligibility.at(30, 10), WithinAbs(1.15, 1e-6));  // 305 m
    CHECK_THAT(eligibility.at(55, 10), WithinAbs(1, 1e-6));     // 555 m
    CHECK(eligibility.at(62, 10) == 0);
    CHECK_THAT(eligibility.at(67, 10), WithinAbs(0.5, 1e-6));
}

TEST_CASE("Rules without data are named as not checked", "[potentials][solar]") {
    potentials::Inputs inputs = level_inputs();
    inputs.wanted = {500350, 5672000, 10, 1, 1};
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, inputs.grid);
    inputs.kept = kept.get();
    engine::CollectedResults results(inputs.grid, inputs.wanted, {"eligibility"});
    REQUIRE(potentials::find_method("pv_field")->compute(inputs, k_defaults, results, {}));
    std::string said;
    for (const core::Words& note : results.notes()) said += note.german + "\n";
    CHECK_THAT(said, ContainsSubstring("Nicht geprüft, weil Daten fehlen: Bodenwert, Schutzgebiete, 200-m-Streifen, 500-m-Streifen"));
    CHECK_THAT(said, ContainsSubstring("Ohne Strahlungsdaten"));
}
