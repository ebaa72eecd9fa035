#include "potentials/wind_area.h"

#include "geo/buffer.h"
#include "potentials/turbine_sites.h"
#include "potentials/wind_obstacles.h"
#include "support/run_method.h"
#include "support/turbines.h"

#include <catch2/catch_approx.hpp>

#include <cmath>
#include <list>
#include <numbers>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;

namespace {

/// All rules switched off.
Parameters no_rules() {
    Parameters parameters{{"rotor_m", "150"}, {"restricted", "0.5"}};
    for (const char* name :
         {"settlement_m", "dwelling_m", "min_speed", "reserve_m", "water_m", "forest_m", "slope_percent", "motorway_m",
          "motorway_restricted_m", "federal_road_m", "federal_road_restricted_m", "road_m", "road_restricted_m", "railway_m",
          "power_line_rotors", "power_line_restricted_rotors", "bird_nest_m", "bird_nest_restricted_m", "airfield_restricted_m"})
        parameters[name] = "0";
    for (const char* name : {"reserve", "natura", "landscape", "water_zone_2", "water_zone_3", "forest", "outside_priority"})
        parameters[name] = "1";
    return parameters;
}

/// Flat land of 6 × 6 km in cells of 20 m; the district is its middle 4 × 4 km.
struct Land {
    geo::GridSpec grid{0, 6000, 20, 300, 300};
    geo::Raster<float> heights{grid, 300.0F};
    geo::Geometry border = geo::polygon_of({1000, 1000, 5000, 5000});
    std::list<geo::FeatureTable> tables;
    std::list<geo::Geometry> coverage;
    std::list<model::DatasetPart> parts;
    Inputs inputs;

    Land() {
        inputs.grid = grid;
        inputs.rasters["elevation"] = &heights;
        inputs.boundary = &border;
        inputs.turbines = tests::turbines();
    }
    /// Features with one text column; known on the ground given.
    geo::FeatureTable& add(const std::string& dataset, geo::GeometryKind kind, const geo::Geometry& ground) {
        tables.emplace_back(kind);
        model::DatasetPart part;
        part.dataset = dataset;
        part.coverage = ground;
        parts.push_back(std::move(part));
        inputs.parts[dataset].push_back(&parts.back());
        inputs.features[dataset].push_back(&tables.back());
        inputs.coverage[dataset].push_back(&parts.back().coverage);
        return tables.back();
    }
    geo::FeatureTable& add(const std::string& dataset, geo::GeometryKind kind) {
        return add(dataset, kind, geo::polygon_of(grid.extent()));
    }
};

void put(geo::FeatureTable& table, const geo::Geometry& geometry, const std::string& column = {}, const std::string& text = {}) {
    const std::size_t row = table.add(geometry);
    if (!column.empty()) table.column(column, geo::ColumnType::Text).texts[row] = text;
}

geo::Geometry line(geo::Point from, geo::Point to) { return {geo::GeometryKind::Line, {{{from, to}, false}}}; }

double figure(const engine::ExportReport& told, const std::string& id) {
    for (const model::Figure& figure : told.figures)
        if (figure.id == id) return figure.value;
    FAIL("there is no figure " << id);
    return 0;
}

}  // namespace

TEST_CASE("A settlement 200 m beyond the border forbids up to its distance", "[potentials][wind]") {
    Land land;
    put(land.add("settlements", geo::GeometryKind::Polygon), geo::polygon_of({400, 2800, 800, 3200}));
    Parameters parameters = no_rules();
    parameters["settlement_m"] = "1000";
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters).at("allowed");
    const auto at = [&](double x, double y) { return allowed.at(land.grid.column_at(x), land.grid.row_at(y)); };
    CHECK(at(1010, 3000) == 0);
    CHECK(at(1790, 3000) == 0);
    CHECK(at(1810, 3000) == 1);
    CHECK(at(3000, 3000) == 1);
}

TEST_CASE("Hectares by distances are those of GEOS's buffers", "[potentials][wind]") {
    Land land;
    geo::FeatureTable& settlements = land.add("settlements", geo::GeometryKind::Polygon, geo::polygon_of({-30000, -30000, 36000, 36000}));
    put(settlements, geo::polygon_of({2200, 2300, 2500, 2600}));
    put(settlements, geo::from_wkt("POLYGON ((3800 4200, 4300 4400, 4000 4700, 3800 4200))"));
    for (const double distance : {400.0, 1000.0, 1500.0}) {
        Parameters parameters = no_rules();
        parameters["settlement_m"] = fmt::format("{}", distance);
        engine::ExportReport told;
        static_cast<void>(tests::run_method("wind_area", land.inputs, parameters, &told));
        std::vector<geo::Geometry> near;
        for (std::size_t row = 0; row < settlements.size(); ++row) near.push_back(geo::buffered(settlements.geometry(row), distance));
        const double expected_ha = geo::area(geo::clipped(geo::united(near), land.border.extent())) / 1e4;
        CHECK(figure(told, "excluded_ha") == Approx(expected_ha).epsilon(0.01));
        CHECK(figure(told, "excluded_ha") + figure(told, "allowed_ha") + figure(told, "unchecked_ha") == Approx(1600));
    }
}

TEST_CASE("Where nobody looked beyond the border, ground within the distance is unknown and never free", "[potentials][wind]") {
    Land land;
    // Settlements are known inside the district only; one lies in its east.
    put(land.add("settlements", geo::GeometryKind::Polygon, land.border), geo::polygon_of({4400, 2800, 4800, 3200}));
    Parameters parameters = no_rules();
    parameters["settlement_m"] = "500";
    engine::ExportReport told;
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters, &told).at("allowed");
    const auto at = [&](double x, double y) { return allowed.at(land.grid.column_at(x), land.grid.row_at(y)); };
    CHECK(std::isnan(at(1400, 3000)));  // 400 m from the border
    CHECK(at(1600, 3000) == 1);
    CHECK(at(4600, 3000) == 0);
    CHECK(at(4950, 3000) == 0);  // near the border, but a known settlement forbids already
    CHECK(std::isnan(at(4950, 1200)));
    CHECK(figure(told, "unchecked_ha") > 0);
}

TEST_CASE("A rule without data is not checked: nothing is free, and it is named", "[potentials][wind]") {
    Land land;
    put(land.add("settlements", geo::GeometryKind::Polygon, geo::polygon_of({-9000, -9000, 15000, 15000})),
        geo::polygon_of({2800, 2800, 3200, 3200}));
    Parameters parameters = no_rules();
    parameters["settlement_m"] = "500";
    parameters["railway_m"] = "100";
    engine::ExportReport told;
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters, &told).at("allowed");
    CHECK(allowed.at(150, 150) == 0);
    CHECK(std::isnan(allowed.at(75, 75)));
    CHECK(figure(told, "allowed_ha") == 0);
    CHECK(std::any_of(told.notes.begin(), told.notes.end(),
                      [](const auto& note) { return note.german == "Nicht geprüft, weil Daten fehlen: Bahn"; }));
}

TEST_CASE("Rules that restrict count a share, and shares multiply", "[potentials][wind]") {
    Land land;
    geo::FeatureTable& areas = land.add("protected_areas", geo::GeometryKind::Polygon);
    put(areas, geo::polygon_of({2000, 2000, 3000, 4000}), "class", "FFH");
    put(areas, geo::polygon_of({2500, 2000, 3500, 4000}), "class", "LSG");
    put(areas, geo::polygon_of({4000, 2000, 4400, 4000}), "class", "NSG");
    Parameters parameters = no_rules();
    parameters["natura"] = "0.5";
    parameters["landscape"] = "0.8";
    parameters["reserve"] = "0";
    parameters["reserve_m"] = "100";
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters).at("allowed");
    const auto at = [&](double x) { return allowed.at(land.grid.column_at(x), land.grid.row_at(3000)); };
    CHECK(at(1800) == 1);
    CHECK(at(2200) == Approx(0.5));
    CHECK(at(2700) == Approx(0.4));
    CHECK(at(3200) == Approx(0.8));
    CHECK(at(4200) == 0);
    CHECK(at(4450) == 0);
    CHECK(at(4550) == 1);
}

TEST_CASE("Roads forbid to the tip of the blade and restrict beyond; a high voltage line keeps rotors away", "[potentials][wind]") {
    Land land;
    put(land.add("roads", geo::GeometryKind::Line), line({3000, 0}, {3000, 6000}), "class", "primary");
    geo::FeatureTable& lines = land.add("power_lines", geo::GeometryKind::Line);
    put(lines, line({4000, 0}, {4000, 6000}), "voltage", "20000;110000");
    put(lines, line({2000, 0}, {2000, 6000}), "voltage", "20000");
    Parameters parameters = no_rules();
    parameters["federal_road_m"] = "20";  // plus 75 m of blade
    parameters["federal_road_restricted_m"] = "300";
    parameters["power_line_rotors"] = "1";
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters).at("allowed");
    const auto at = [&](double x) { return allowed.at(land.grid.column_at(x), land.grid.row_at(3000)); };
    CHECK(at(3070) == 0);
    CHECK(at(3110) == Approx(0.5));
    CHECK(at(3290) == Approx(0.5));
    CHECK(at(3330) == 1);
    CHECK(at(4130) == 0);
    CHECK(at(4170) == 1);
    CHECK(at(2030) == 1);
}

TEST_CASE("Steep ground is no site, and where heights are missing nobody knows", "[potentials][wind]") {
    Land land;
    for (int row = 0; row < 300; ++row)
        for (int column = 200; column < 300; ++column) land.heights.at(column, row) = 300 + static_cast<float>(column - 200) * 6;  // 30 %
    land.heights.at(100, 100) = geo::NoData<float>::value;
    Parameters parameters = no_rules();
    parameters["slope_percent"] = "25";
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters).at("allowed");
    CHECK(allowed.at(220, 150) == 0);
    CHECK(allowed.at(150, 150) == 1);
    CHECK(std::isnan(allowed.at(100, 100)));
}

TEST_CASE("Houses count as settlement where they have neighbours, else as single dwellings", "[potentials][wind]") {
    Land land;
    geo::FeatureTable& houses = land.add("buildings", geo::GeometryKind::Polygon);
    for (int i = 0; i < 16; ++i)
        put(houses, geo::polygon_of({2000.0 + 20 * (i % 4), 2000.0 + 20 * (i / 4), 2010.0 + 20 * (i % 4), 2010.0 + 20 * (i / 4)}), "use",
            "house");
    put(houses, geo::polygon_of({4000, 4000, 4010, 4010}), "use", "farm");
    put(houses, geo::polygon_of({4000, 2000, 4010, 2010}), "use", "barn");
    Parameters parameters = no_rules();
    parameters["settlement_m"] = "1000";
    parameters["dwelling_m"] = "400";
    const auto allowed = tests::run_method("wind_area", land.inputs, parameters).at("allowed");
    const auto at = [&](double x, double y) { return allowed.at(land.grid.column_at(x), land.grid.row_at(y)); };
    CHECK(at(2900, 2000) == 0);
    CHECK(at(3300, 2000) == 1);
    CHECK(at(4370, 4000) == 0);
    CHECK(at(4450, 4000) == 1);
    CHECK(at(4050, 2000) == 1);  // nobody lives in a barn
}

TEST_CASE("What features are called decides which rule speaks of them", "[potentials][wind]") {
    CHECK(road_class("motorway_link") == RoadClass::Motorway);
    CHECK(road_class("trunk") == RoadClass::Federal);
    CHECK(road_class("tertiary") == RoadClass::Other);
    CHECK_FALSE(road_class("track"));
    CHECK(highest_voltage("380000;110000") == 380000);
    CHECK(highest_voltage("unbekannt") == 0);
    CHECK(is_high_voltage("line", ""));
    CHECK_FALSE(is_high_voltage("minor_line", ""));
    CHECK(protection_kind("FFH") == ProtectionKind::Natura);
    CHECK(protection_kind("Naturpark") == ProtectionKind::Landscape);
    CHECK(protection_kind("NSG") == ProtectionKind::Strict);
    CHECK(protection_kind("") == ProtectionKind::Strict);
    CHECK(water_zone("I") == 1);
    CHECK(water_zone("II") == 2);
    CHECK(water_zone("IIIA") == 3);
    CHECK(water_zone("") == 2);
    CHECK_FALSE(is_dwelling("garage"));
}

TEST_CASE("Turbines keep their elliptic room, stand on allowed ground, and the same every time", "[potentials][wind]") {
    const geo::GridSpec grid{0, 5000, 20, 250, 250};
    std::vector<std::uint8_t> allowed(static_cast<std::size_t>(grid.cells()), 0);
    for (int row = 20; row < 220; ++row)
        for (int column = 30; column < 210; ++column) allowed[static_cast<std::size_t>(grid.index(column, row))] = 1;
    TurbineSiteOptions options;
    options.rotor_m = 150;
    const auto sites = turbine_sites(grid, allowed, {}, options);
    const double angle = options.main_wind_deg * std::numbers::pi / 180;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        CHECK(allowed[static_cast<std::size_t>(grid.index(sites[i].column, sites[i].row))] == 1);
        for (std::size_t j = i + 1; j < sites.size(); ++j) {
            const geo::Point a = grid.centre(sites[i].column, sites[i].row), b = grid.centre(sites[j].column, sites[j].row);
            const double x = b.x - a.x, y = b.y - a.y;
            const double along = (x * std::sin(angle) + y * std::cos(angle)) / 750,
                         across = (x * std::cos(angle) - y * std::sin(angle)) / 450;
            CHECK(std::hypot(along, across) >= 1 - 1e-6);
        }
    }
    // 3.6 × 4 km hold 14.4 km² / 0.265 km² = 54 ellipses; no packing of ellipses fills more than 0.907 of a plane, edges add some.
    CHECK(sites.size() >= 36);
    CHECK(sites.size() <= 75);
    const auto again = turbine_sites(grid, allowed, {}, options);
    REQUIRE(again.size() == sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i) CHECK((again[i].column == sites[i].column && again[i].row == sites[i].row));
}

TEST_CASE("Areas with room for fewer than three turbines get none, unless some stand there already", "[potentials][wind]") {
    const geo::GridSpec grid{0, 3000, 20, 150, 150};
    std::vector<std::uint8_t> allowed(static_cast<std::size_t>(grid.cells()), 0);
    for (int row = 50; row < 60; ++row)
        for (int column = 20; column < 70; ++column) allowed[static_cast<std::size_t>(grid.index(column, row))] = 1;  // 1,000 × 200 m
    TurbineSiteOptions options;
    options.main_wind_deg = 90;  // along the strip: two turbines fit
    CHECK(turbine_sites(grid, allowed, {}, options).empty());
    options.least_per_area = 2;
    CHECK(turbine_sites(grid, allowed, {}, options).size() == 2);
    options.least_per_area = 3;
    const auto beside = turbine_sites(grid, allowed, {grid.centre(21, 55)}, options);
    CHECK(beside.empty());  // one stands there, and one more has room: two in all
    options.least_per_area = 2;
    CHECK(turbine_sites(grid, allowed, {grid.centre(21, 55)}, options).size() == 1);
    CHECK(turbine_sites(grid, std::vector<std::uint8_t>(allowed.size(), 0), {}, options).empty());
}

TEST_CASE("Turbines tell how many, how strong, and what they yield with its range", "[potentials][wind]") {
    Land land;
    model::DatasetPart wind;
    wind.dataset = "wind_speed";
    wind.name = "main";
    wind.kind = model::DatasetKind::Raster;
    wind.settings = {{"height", "150"}};
    wind.bands = {{"v", "m/s", "", false}};
    const geo::Raster<float> speed(geo::GridSpec{0, 6000, 200, 30, 30}, 6.5F);
    land.inputs.parts["wind_speed"] = {&wind};
    land.inputs.rasters[part_band("wind_speed", "main", "v")] = &speed;
    geo::FeatureTable& plants = land.add("plants", geo::GeometryKind::Point);
    put(plants, {geo::GeometryKind::Point, {{{{3000, 3000}}, false}}}, "technology", "wind");
    plants.column("power_kw", geo::ColumnType::Number).numbers[0] = 2000;
    Parameters parameters{{"wind_direction", "240"},  {"along", "5"},         {"across", "3"},
                          {"least_per_area", "3"},    {"least_share", "0.5"}, {"wind.turbine", "NREL-150/4000"},
                          {"wind.hub_height", "150"}, {"wind.k", "data"},     {"wind.shear", "0.2"},
                          {"wind.loss", "16.5"}};
    for (const auto& [name, value] : no_rules()) parameters["wind_area." + name] = value;
    engine::ExportReport told;
    const geo::FeatureTable table = tests::run_feature_method("turbines", land.inputs, parameters, &told);
    const double count = figure(told, "turbines");
    CHECK(count >= 40);
    CHECK(table.size() == static_cast<std::size_t>(count) + 1);
    CHECK(figure(told, "power_mw") == Approx(count * 4));
    CHECK(figure(told, "existing_turbines") == 1);
    CHECK(figure(told, "existing_mw") == 2);
    CHECK(figure(told, "goal_share") == Approx(5000));  // all of it, of a goal of 2 %
    const auto energy =
        std::find_if(told.figures.begin(), told.figures.end(), [](const auto& figure) { return figure.id == "energy_mwh"; });
    REQUIRE(energy->range);
    // 5 % of the speed are about 10 % of the energy.
    CHECK(energy->range->first / energy->value == Approx(0.91).margin(0.02));
    CHECK(energy->range->second / energy->value == Approx(1.09).margin(0.02));
    CHECK(energy->value / count == Approx(13314 * 0.835 * 0.985).epsilon(0.03));
}

TEST_CASE("Nests of birds forbid near and restrict farther off, airfields restrict; without data they are not checked",
          "[potentials][wind]") {
    Parameters rules = no_rules();
    rules["bird_nest_m"] = "500";
    rules["bird_nest_restricted_m"] = "1000";
    rules["airfield_restricted_m"] = "1200";
    const geo::Geometry nest{geo::GeometryKind::Point, {{{{3010, 3010}}, false}}};
    const auto at = [](const geo::Raster<float>& area, double x) { return area.at(area.grid.column_at(x), area.grid.row_at(3010)); };
    {
        Land land;
        engine::ExportReport told;
        const auto area = tests::run_method("wind_area", land.inputs, rules, &told).at("allowed");
        CHECK(std::isnan(at(area, 3010)));
        CHECK(std::any_of(told.notes.begin(), told.notes.end(), [](const core::Words& note) {
            return note.english.find("nests of birds") != std::string::npos &&
                   note.english.find("airfields and radar") != std::string::npos;
        }));
    }
    Land land;
    put(land.add("bird_nests", geo::GeometryKind::Point), nest);
    geo::FeatureTable& airfields = land.add("airfields", geo::GeometryKind::Polygon);
    auto area = tests::run_method("wind_area", land.inputs, rules).at("allowed");
    CHECK(at(area, 3010 + 480) == 0);
    CHECK(at(area, 3010 + 520) == 0.5F);
    CHECK(at(area, 3010 + 1020) == 1);
    put(airfields, geo::polygon_of({3000, 3000, 3020, 3020}));
    area = tests::run_method("wind_area", land.inputs, rules).at("allowed");
    CHECK(at(area, 3010 + 1020) == 0.5F);
    CHECK(at(area, 3010 + 1240) == 1);
}

TEST_CASE("Protected areas that overlap are counted and named, and the rules of both count", "[potentials][wind]") {
    Land land;
    geo::FeatureTable& areas = land.add("protected_areas", geo::GeometryKind::Polygon);
    put(areas, geo::polygon_of({2000, 2000, 3000, 3000}), "class", "FFH");
    put(areas, geo::polygon_of({2800, 2000, 4000, 3000}), "class", "LSG");
    areas.column("name", geo::ColumnType::Text).texts = {"Auwald", "Talhang"};
    Parameters rules = no_rules();
    rules["natura"] = "0.5";
    rules["landscape"] = "0.5";
    engine::ExportReport told;
    const auto area = tests::run_method("wind_area", land.inputs, rules, &told).at("allowed");
    CHECK(area.at(area.grid.column_at(2500), area.grid.row_at(2500)) == 0.5F);
    CHECK(area.at(area.grid.column_at(2900), area.grid.row_at(2500)) == 0.25F);
    const auto overlap = std::find_if(told.notes.begin(), told.notes.end(),
                                      [](const core::Words& note) { return note.english.find("overlap") != std::string::npos; });
    REQUIRE(overlap != told.notes.end());
    CHECK(overlap->english.find("20\u202fha") != std::string::npos);
    CHECK(overlap->english.find("Talhang") != std::string::npos);
}
