#include "model/declared_table.h"
#include "model/layer.h"
#include "potentials/area_classes.h"
#include "potentials/borehole_permission.h"
#include "potentials/gpot.h"
#include "potentials/ground_temperature.h"
#include "support/places.h"
#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::BoreholeFinding;
using potentials::BoreholeLight;

namespace {

/// 10 by 4 cells of 100 m.
const geo::GridSpec k_grid{500000, 5670400, 100, 10, 4};

/// Level ground with the program's table of rocks, and places to put more.
struct Ground {
    geo::Raster<float> heights{k_grid, 300.0F};
    geo::Geometry everywhere = geo::polygon_of(k_grid.extent());
    geo::FeatureTable rocks = std::move(*model::read_declared_table(tests::source_folder() / "layers" / "tables" / "rocks.toml"));
    potentials::Inputs inputs;
    Ground() {
        inputs.grid = k_grid;
        inputs.crs = "EPSG:25832";
        inputs.rasters["elevation"] = &heights;
        inputs.features["rocks"] = {&rocks};
    }
    /// The district has this dataset, and knows it everywhere.
    void add(const std::string& dataset, const geo::FeatureTable& table) {
        inputs.features[dataset] = {&table};
        inputs.coverage[dataset] = {&everywhere};
    }
};

/// The defaults of a layer's parameters, as its file declares them.
potentials::Parameters defaults_of(const std::string& layer) {
    const auto read = model::LayerDeclaration::read(tests::source_folder() / "layers" / (layer + ".toml"));
    REQUIRE(read);
    potentials::Parameters parameters;
    for (const auto& parameter : read->parameters) parameters[parameter.name] = parameter.default_value;
    return parameters;
}

struct Area {
    double west_m, east_m;  // of the whole height of the grid, from its western edge
    std::string name, text;
};
geo::FeatureTable areas(const std::vector<Area>& given, const std::string& column) {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    for (const Area& area : given) table.add(geo::polygon_of({k_grid.x_min + area.west_m, 5670000, k_grid.x_min + area.east_m, 5670400}));
    geo::Column& names = table.column("name", geo::ColumnType::Text);
    for (std::size_t i = 0; i < given.size(); ++i) names.texts[i] = given[i].name;
    geo::Column& texts = table.column(column, geo::ColumnType::Text);
    for (std::size_t i = 0; i < given.size(); ++i) texts.texts[i] = given[i].text;
    return table;
}

/// What a method says beside its values, in German.
std::string said_by(const std::string& method, potentials::Inputs inputs, const potentials::Parameters& parameters,
                    const std::vector<std::string>& bands) {
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, inputs.grid);
    inputs.kept = kept.get();
    inputs.wanted = inputs.grid;
    engine::CollectedResults results(inputs.grid, inputs.grid, bands);
    REQUIRE(potentials::find_method(method)->compute(inputs, parameters, results, {}));
    std::string text;
    for (const core::Words& note : results.notes()) text += note.german + "\n";
    return text;
}

BoreholeFinding finding_at(const std::map<std::string, geo::Raster<float>>& bands, int column) {
    return static_cast<BoreholeFinding>(static_cast<int>(bands.at("permission").at(column, 1)));
}

}  // namespace

TEST_CASE("A probe in shell limestone at 300 m gives what G.POT says of that ground", "[potentials][geothermal]") {
    Ground ground;
    const geo::Raster<float> codes(k_grid, 3.0F);
    ground.inputs.rasters["geology"] = &codes;
    const auto bands = tests::run_method("geothermal", ground.inputs, defaults_of("geothermal"));
    // Muschelkalk: 2.4 W/(m·K), 2.2 MJ/(m³·K); mean of 100 m at 300 m above the sea 11.44 °C (geothermal.md §1, §2).
    const double load = potentials::gpot_load_w({2.4, 2.2, 11.436}, {});
    CHECK_THAT(bands.at("conductivity").at(4, 2), WithinAbs(2.4, 1e-6));
    CHECK_THAT(bands.at("ground_temperature").at(4, 2), WithinAbs(11.436, 1e-4));
    CHECK_THAT(bands.at("power").at(4, 2), WithinRel(load, 1e-5));
    CHECK_THAT(bands.at("energy").at(4, 2), WithinRel(load * 8.76 / 1000, 1e-5));
    CHECK_THAT(bands.at("extraction").at(4, 2), WithinRel(load * 8760 / 1800 / 100, 1e-5));
    CHECK_THAT(bands.at("collector_per_ha").at(4, 2), WithinAbs(450, 1e-3));  // 25 W/m² of moist soil for 1,800 hours
    CHECK_THAT(bands.at("energy_per_ha").at(4, 2), WithinRel(load * 8.76 / 1000 * 256 * 0.75, 1e-5));
}

TEST_CASE("By the table of 2001 a rock alone has its row, and a probe through several goes by their mean", "[potentials][geothermal]") {
    Ground ground;
    auto parameters = defaults_of("geothermal");
    parameters["method"] = "vdi";
    geo::Raster<float> codes(k_grid, 2.0F);
    codes.at(0, 0) = 1;  // 15 m of valley gravel on Buntsandstein
    ground.inputs.rasters["geology"] = &codes;
    auto bands = tests::run_method("geothermal", ground.inputs, parameters);
    CHECK_THAT(bands.at("power").at(5, 2), WithinAbs(7250, 0.01));    // sandstone, 72.5 W/m
    CHECK_THAT(bands.at("energy").at(5, 2), WithinAbs(13.05, 1e-4));  // × 1800 h
    CHECK_THAT(bands.at("extraction").at(5, 2), WithinAbs(72.5, 1e-4));
    CHECK_THAT(bands.at("energy").at(0, 0), WithinAbs(10.8, 1e-4));           // λ 2.51: 60 W/m (geothermal.md §3)
    CHECK_THAT(bands.at("collector_per_ha").at(0, 0), WithinAbs(720, 1e-3));  // saturated gravel, 40 W/m²
    CHECK(said_by("geothermal", ground.inputs, parameters, {"energy"}).empty());
    parameters["hours"] = "3000";
    CHECK_THAT(said_by("geothermal", ground.inputs, parameters, {"energy"}), ContainsSubstring("40 bis 100\u202fm"));
    parameters["hours"] = "2400";
    bands = tests::run_method("geothermal", ground.inputs, parameters);
    CHECK_THAT(bands.at("energy").at(5, 2), WithinAbs(14.4, 1e-4));  // 60 W/m
}

TEST_CASE("Higher ground is colder and gives less heat; cells without height have no value", "[potentials][geothermal]") {
    Ground ground;
    ground.heights.at(1, 1) = 700;
    ground.heights.at(2, 1) = geo::NoData<float>::value;
    ground.heights.at(3, 1) = -9999;
    const auto bands = tests::run_method("geothermal", ground.inputs, defaults_of("geothermal"));
    CHECK_THAT(bands.at("ground_temperature").at(1, 1), WithinAbs(11.436 - 0.006 * 400, 1e-4));
    CHECK(bands.at("energy").at(1, 1) < bands.at("energy").at(0, 1));
    CHECK(std::isnan(bands.at("energy").at(2, 1)));
    CHECK(std::isnan(bands.at("energy").at(3, 1)));
    CHECK_THAT(said_by("geothermal", ground.inputs, defaults_of("geothermal"), {"energy"}),
               ContainsSubstring("1 Zellen mit unmöglicher Höhe haben keinen Wert"));
}

TEST_CASE("Missing geology, unknown rocks and overlapping areas are counted and named", "[potentials][geothermal]") {
    Ground ground;
    const auto parameters = defaults_of("geothermal");
    CHECK_THAT(said_by("geothermal", ground.inputs, parameters, {"energy"}),
               ContainsSubstring("Ohne Geologie gerechnet: überall 2,2\u202fW/(m·K)"));
    // Two columns without any area, three of an unknown rock, an overlap of one column: 4 ha each.
    const auto table = areas({{0, 400, "Muschelkalk", ""}, {300, 500, "Basalt", ""}, {500, 800, "Kreide", ""}}, "code");
    ground.inputs.features["geology"] = {&table};
    const std::string said = said_by("geothermal", ground.inputs, parameters, {"energy"});
    CHECK_THAT(said, ContainsSubstring("Ohne Geologie: 20\u202fha; dort 2,2\u202fW/(m·K) angenommen"));
    CHECK_THAT(said, ContainsSubstring("Gesteine, die die Tabelle nicht kennt: Kreide"));
    CHECK_THAT(said, ContainsSubstring("überlappen auf 4,0\u202fha (Muschelkalk / Basalt); die spätere gilt"));
    const auto conductivity = tests::run_method("geothermal", ground.inputs, parameters).at("conductivity");
    CHECK_THAT(conductivity.at(2, 0), WithinAbs(2.4, 1e-6));
    CHECK_THAT(conductivity.at(3, 0), WithinAbs(0.8 * 1.7 + 0.2 * 2.6, 1e-6));  // 80 m of basalt on 20 m of Buntsandstein
    CHECK_THAT(conductivity.at(6, 0), WithinAbs(2.2, 1e-6));
    CHECK_THAT(conductivity.at(9, 0), WithinAbs(2.2, 1e-6));
}

TEST_CASE("A dense field of probes is told to cool its ground", "[potentials][geothermal]") {
    Ground ground;
    CHECK_THAT(said_by("geothermal", ground.inputs, defaults_of("geothermal"), {"energy_per_ha"}), ContainsSubstring("K im Jahr ab"));
}

TEST_CASE("Zones of protection areas are read as they are written", "[potentials][borehole_permission]") {
    using potentials::read_spa_zone;
    using potentials::read_water_zone;
    for (const char* inner : {"I", "II", "III", "IIIA", "III A", "Zone II", "Schutzzone 3", "III/1", "3a", "WSG III"}) {
        INFO(inner);
        CHECK(read_water_zone(inner).is_known);
        CHECK_FALSE(read_water_zone(inner).is_outer);
    }
    for (const char* outer : {"IIIB", "III B", "Zone III/2", "3b", "IV"}) {
        INFO(outer);
        CHECK(read_water_zone(outer).is_known);
        CHECK(read_water_zone(outer).is_outer);
    }
    for (const char* unknown : {"", "?", "Trinkwasser", "VII"}) CHECK_FALSE(read_water_zone(unknown).is_known);
    CHECK(read_spa_zone("A").is_outer);
    CHECK(read_spa_zone("Zone B").is_outer);
    CHECK(read_spa_zone("quantitativ").is_outer);
    CHECK(read_spa_zone("IV").is_outer);
    CHECK_FALSE(read_spa_zone("II").is_outer);
}

TEST_CASE("Without water protection data no place is green", "[potentials][borehole_permission]") {
    Ground ground;
    const geo::Raster<float> sandstone(k_grid, 2.0F);
    ground.inputs.rasters["geology"] = &sandstone;
    const auto parameters = defaults_of("borehole_permission");
    auto bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    for (const float code : bands.at("permission").values) CHECK(code == static_cast<float>(BoreholeFinding::WaterUnchecked));
    CHECK_THAT(said_by("borehole_permission", ground.inputs, parameters, {"permission"}),
               ContainsSubstring("Nicht geprüft, weil Daten fehlen: Wasserschutz, Heilquellenschutz"));
    const auto water = areas({}, "zone");
    ground.add("water_protection", water);
    bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 3) == BoreholeFinding::SpaUnchecked);
    ground.add("spa_protection", water);
    bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 3) == BoreholeFinding::Favourable);
    ground.inputs.rasters.erase("geology");
    bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 3) == BoreholeFinding::GeologyUnchecked);
}

TEST_CASE("The strictest finding at a place is the one that is shown, with its reason", "[potentials][borehole_permission]") {
    Ground ground;
    const auto geology =
        areas({{0, 500, "Mittlerer Buntsandstein", ""}, {500, 600, "Muschelkalk", ""}, {600, 1000, "Zechstein", ""}}, "code");
    const auto water = areas(
        {{0, 200, "Brunnen A", "III"}, {0, 100, "Brunnen A", "II"}, {200, 300, "Brunnen B", "III B"}, {700, 800, "Brunnen C", "weiter"}},
        "zone");
    const auto spa = areas({{250, 350, "Sole", "A"}, {800, 900, "Sole", "III"}}, "zone");
    ground.inputs.features["geology"] = {&geology};
    ground.add("water_protection", water);
    ground.add("spa_protection", spa);
    auto parameters = defaults_of("borehole_permission");
    const auto bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 0) == BoreholeFinding::InnerWater);
    CHECK(finding_at(bands, 1) == BoreholeFinding::InnerWater);
    CHECK(finding_at(bands, 2) == BoreholeFinding::OuterWater);
    CHECK(finding_at(bands, 3) == BoreholeFinding::Favourable);  // the spa's edge at 350 m is the cell's centre, which counts to the east
    CHECK(finding_at(bands, 4) == BoreholeFinding::Favourable);
    CHECK(finding_at(bands, 5) == BoreholeFinding::Karst);
    CHECK(finding_at(bands, 6) == BoreholeFinding::Evaporite);
    CHECK(finding_at(bands, 7) == BoreholeFinding::InnerWater);
    CHECK(finding_at(bands, 8) == BoreholeFinding::InnerSpa);
    const std::string said = said_by("borehole_permission", ground.inputs, parameters, {"permission"});
    CHECK_THAT(said, ContainsSubstring("keine Genehmigung"));
    CHECK_THAT(said, ContainsSubstring("1 Gebiete ohne lesbare Zone gelten als innere Zone: Brunnen C (weiter)"));
    CHECK_THAT(said, !ContainsSubstring("BBergG"));
    // Deeper, the probe leaves the limestone and meets the gypsum below.
    parameters["length"] = "150";
    CHECK(finding_at(tests::run_method("borehole_permission", ground.inputs, parameters), 5) == BoreholeFinding::Evaporite);
    CHECK_THAT(said_by("borehole_permission", ground.inputs, parameters, {"permission"}), ContainsSubstring("§ 127 BBergG"));
}

TEST_CASE("Ground that nobody looked at is no better than the worst it could hide", "[potentials][borehole_permission]") {
    Ground ground;
    const auto geology = areas({{0, 500, "Muschelkalk", ""}}, "code");
    const auto water = areas({{0, 100, "Brunnen", "II"}, {200, 300, "Brunnen", "IIIB"}, {600, 700, "Brunnen", "IIIB"}}, "zone");
    ground.inputs.features["geology"] = {&geology};
    const auto parameters = defaults_of("borehole_permission");
    CHECK(finding_at(tests::run_method("borehole_permission", ground.inputs, parameters), 1) == BoreholeFinding::WaterUnchecked);
    ground.add("water_protection", water);
    auto bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 0) == BoreholeFinding::InnerWater);
    CHECK(finding_at(bands, 1) == BoreholeFinding::SpaUnchecked);
    CHECK(finding_at(bands, 2) == BoreholeFinding::SpaUnchecked);
    const auto nothing = areas({}, "zone");
    ground.add("spa_protection", nothing);
    bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 1) == BoreholeFinding::Karst);
    CHECK(finding_at(bands, 2) == BoreholeFinding::OuterWater);
    CHECK(finding_at(bands, 6) == BoreholeFinding::OuterWater);
    CHECK(finding_at(bands, 8) == BoreholeFinding::GeologyUnchecked);
}

TEST_CASE("Beyond what a dataset covers nothing is green, and the ground is counted", "[potentials][borehole_permission]") {
    Ground ground;
    const geo::Raster<float> sandstone(k_grid, 2.0F);
    ground.inputs.rasters["geology"] = &sandstone;
    const auto nothing = areas({}, "zone");
    ground.add("water_protection", nothing);
    ground.add("spa_protection", nothing);
    const geo::Geometry west = geo::polygon_of({k_grid.x_min, 5670000, k_grid.x_min + 600, 5670400});
    ground.inputs.coverage["water_protection"] = {&west};
    const auto parameters = defaults_of("borehole_permission");
    const auto bands = tests::run_method("borehole_permission", ground.inputs, parameters);
    CHECK(finding_at(bands, 5) == BoreholeFinding::Favourable);
    CHECK(finding_at(bands, 6) == BoreholeFinding::WaterUnchecked);
    CHECK_THAT(said_by("borehole_permission", ground.inputs, parameters, {"permission"}),
               ContainsSubstring("Wasserschutz: auf 16\u202fha nicht geprüft"));
}

TEST_CASE("Areas of different wells that overlap are counted and named, nested zones of one well are not",
          "[potentials][borehole_permission]") {
    Ground ground;
    const auto water = areas({{0, 500, "Brunnen A", "IIIB"}, {0, 300, "Brunnen A", "II"}, {400, 700, "Brunnen B", "III"}}, "zone");
    ground.add("water_protection", water);
    const std::string said = said_by("borehole_permission", ground.inputs, defaults_of("borehole_permission"), {"permission"});
    CHECK_THAT(said,
               ContainsSubstring("Wasserschutz: Gebiete überlappen auf 4,0\u202fha (Brunnen A / Brunnen B); die strengere Zone gilt"));
}

TEST_CASE("Each class of the permission layer has the words of its finding and is in the light's order",
          "[potentials][borehole_permission]") {
    const auto layer = model::LayerDeclaration::read(tests::source_folder() / "layers" / "borehole_permission.toml");
    REQUIRE(layer);
    REQUIRE(layer->style.classes.size() == 10);
    for (const model::ClassStyle& entry : layer->style.classes) {
        REQUIRE(entry.codes.size() == 1);
        CHECK(entry.title == potentials::words_of(static_cast<BoreholeFinding>(static_cast<int>(entry.codes[0]))));
    }
    CHECK(potentials::light_of(BoreholeFinding::Favourable) == BoreholeLight::Favourable);
    CHECK(potentials::light_of(BoreholeFinding::WaterUnchecked) == BoreholeLight::Unchecked);
    CHECK(potentials::light_of(BoreholeFinding::Karst) == BoreholeLight::Unfavourable);
    CHECK(potentials::light_of(BoreholeFinding::GeologyUnchecked) == BoreholeLight::Unchecked);
    CHECK(potentials::light_of(BoreholeFinding::OuterWater) == BoreholeLight::Unfavourable);
    CHECK(potentials::light_of(BoreholeFinding::InnerSpa) == BoreholeLight::Inadmissible);
}

TEST_CASE("Without records of heat flow the usual gradient gives the reference's 39.9 °C at 1,000 m", "[potentials][geothermal]") {
    Ground ground;
    const auto bands = tests::run_method("temperature_at_depth", ground.inputs, defaults_of("temperature_at_depth"));
    CHECK_THAT(bands.at("temperature").at(5, 2), WithinAbs(39.936, 1e-3));
    CHECK_THAT(bands.at("gradient").at(5, 2), WithinAbs(30, 1e-4));
    CHECK_THAT(bands.at("temperature_high").at(5, 2) - bands.at("temperature").at(5, 2),
               WithinAbs(std::hypot(30 * std::hypot(0.125, 0.15), 0.5), 1e-3));
    CHECK_THAT(said_by("temperature_at_depth", ground.inputs, defaults_of("temperature_at_depth"), {"temperature"}),
               ContainsSubstring("üblicher Gradient"));
}

TEST_CASE("Heat flow is taken from the records around, doubtful ones left out and said", "[potentials][geothermal]") {
    Ground ground;
    geo::FeatureTable records(geo::GeometryKind::Point);
    for (int i = 0; i < 24; ++i)
        records.add({geo::GeometryKind::Point, {{{{480000.0 + 4000 * (i % 6), 5650000.0 + 9000 * (i / 6)}}, false}}});
    auto& flows = records.column("heat_flow", geo::ColumnType::Number);
    for (int i = 0; i < 24; ++i) flows.numbers[static_cast<std::size_t>(i)] = i == 5 ? 117 : 60 + (i % 6);
    ground.inputs.features["heat_flow"] = {&records};
    const auto parameters = defaults_of("temperature_at_depth");
    const auto bands = tests::run_method("temperature_at_depth", ground.inputs, parameters);
    const float flow = bands.at("heat_flow").at(5, 2);
    CHECK(flow > 60);
    CHECK(flow < 66);
    CHECK_THAT(bands.at("temperature").at(5, 2), WithinAbs(9.936F + flow / 2.4F, 0.01));
    CHECK(bands.at("temperature_low").at(5, 2) < bands.at("temperature").at(5, 2) - 3.9F);  // 15 % of 26 K and more
    CHECK_THAT(said_by("temperature_at_depth", ground.inputs, parameters, {"temperature"}),
               ContainsSubstring("Aus 23 Wärmestromwerten; 1 zählen nicht (1 außerhalb 20–100"));
    // A window has the values of the whole.
    potentials::Inputs window = ground.inputs;
    window.grid = {500500, 5670200, 100, 1, 1};
    const geo::Raster<float> height(window.grid, 300.0F);
    window.rasters["elevation"] = &height;
    CHECK_THAT(tests::run_method("temperature_at_depth", window, parameters).at("temperature").at(0, 0),
               WithinAbs(bands.at("temperature").at(5, 2), 1e-4));
}
