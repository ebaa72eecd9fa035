#include "potentials/roofs.h"

#include "potentials/roof_horizons.h"
#include "potentials/roof_shapes.h"
#include "potentials/roof_sites.h"
#include "support/run_method.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;

namespace {

/// A rectangle with its south-west corner there.
geo::Geometry box(double x, double y, double width, double depth) { return geo::polygon_of({x, y, x + width, y + depth}); }

/// 10 × 8 m, ridge from west to east, 45°: two planes of 5.657 m by 10 m.
const std::vector<geo::RoofPlane> k_gable{{56.57, 45, 180}, {56.57, 45, 0}};

/// The default sky's sums of solar.md §6 for those two planes and for the level.
double by_hand(double tilt, double azimuth) { return tilt == 0 ? 1030 : azimuth == 180 ? 1192 : 594; }

BuildingFacts facts(std::string_view use, double year, double footprint_m2 = 100, std::string_view shape = {}) {
    return {use, shape, year, footprint_m2};
}

/// Buildings of 560000–561000 E, 5675000–5676000 N; the roof method with the district's defaults.
geo::FeatureTable run_roofs(Inputs inputs) {
    inputs.grid = {560000, 5676000, 10, 100, 100};
    inputs.crs = "EPSG:25832";
    const Parameters defaults{{"usable_pitched", "0.6"}, {"usable_flat", "0.5"}, {"least_area", "10"}, {"least_irradiation", "650"}};
    return tests::run_feature_method("roofs", inputs, defaults);
}

geo::FeatureTable one_house(const std::string& planes = {}) {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(box(560500, 5675500, 10, 8));
    table.column("id", geo::ColumnType::Text).texts[0] = "h1";
    table.column("use", geo::ColumnType::Text).texts[0] = "house";
    table.column("roof_planes", geo::ColumnType::Text).texts[0] = planes;
    table.column("year", geo::ColumnType::Whole).numbers[0] = 1930;
    return table;
}

}  // namespace

TEST_CASE("A gabled house gives what its southern plane gives, for the northern one is too steep", "[potentials][roofs]") {
    const RoofYield yield = roof_yield({k_gable, {}, false}, by_hand);
    CHECK(yield.usable_m2.mid == Approx(0.60 * 56.57));       // 33.94 m²
    CHECK(yield.sun_kwh.mid == Approx(0.60 * 56.57 * 1192));  // 40,459 kWh: 7,121 kWh/a of 0.22 kW/m² at PR 0.80
    CHECK(yield.sun_kwh.mid * 0.22 * 0.80 == Approx(7121).margin(1));
    CHECK(yield.heat_kwh.mid == Approx(0.60 * 56.57 * 1192 / 1198 * 350));
    CHECK(yield.mean_kwh_m2 == Approx(1192));
    CHECK(yield.best_tilt_deg == 45);
    CHECK(yield.best_azimuth_deg == 180);
}

TEST_CASE("The range of a known roof is that of its independent factors: 15, 4 and 5 percent", "[potentials][roofs]") {
    const RoofYield yield = roof_yield({k_gable, {}, false}, by_hand);
    CHECK(yield.usable_m2.low == Approx(yield.usable_m2.mid * 0.85));
    CHECK(yield.usable_m2.high == Approx(yield.usable_m2.mid * 1.15));
    const double relative = std::sqrt(0.15 * 0.15 + 0.04 * 0.04 + 0.05 * 0.05);  // 16.3 %
    CHECK(yield.sun_kwh.low == Approx(yield.sun_kwh.mid * (1 - relative)));
    CHECK(yield.sun_kwh.high == Approx(yield.sun_kwh.mid * (1 + relative)));
    CHECK(yield.heat_kwh.high > yield.heat_kwh.mid * 1.28);  // 350 + 100 kWh/m² are 29 % by themselves
}

TEST_CASE("Planes that are small, dull or face north too steeply are left out", "[potentials][roofs]") {
    const auto area_of = [](const std::vector<geo::RoofPlane>& planes, double kwh_m2) {
        return roof_yield({planes, {}, false}, [=](double, double) { return kwh_m2; }).usable_m2.mid;
    };
    CHECK(area_of({{9.9, 30, 180}}, 1000) == 0);
    CHECK(area_of({{10, 30, 180}}, 1000) == Approx(6));
    CHECK(area_of({{50, 30, 180}}, 649) == 0);
    CHECK(area_of({{50, 26, 40}}, 800) == 0);
    CHECK(area_of({{50, 24, 40}}, 800) == Approx(30));
    CHECK(area_of({{50, 26, 50}}, 800) == Approx(30));
    CHECK(area_of({{50, 0, 0}}, 1030) == Approx(25));  // flat: half of it
    const RoofYield nothing = roof_yield({std::vector<geo::RoofPlane>{{5, 30, 180}}, {}, false}, by_hand);
    CHECK(nothing.sun_kwh.high == 0);
    CHECK(std::isnan(nothing.best_tilt_deg));
}

TEST_CASE("A monument keeps a little roof, from nothing to twice that", "[potentials][roofs]") {
    const RoofYield yield = roof_yield({k_gable, {}, true}, by_hand);
    CHECK(yield.usable_m2.mid == Approx(0.15 * 56.57));
    CHECK(yield.usable_m2.low == 0);
    CHECK(yield.usable_m2.high == Approx(0.30 * 56.57));
}

TEST_CASE("What the roof might be instead widens the range, and leaves the middle", "[potentials][roofs]") {
    // Ridge across: both planes face east and west and are usable.
    const std::vector<std::vector<geo::RoofPlane>> across{{{56.57, 45, 90}, {56.57, 45, 270}}};
    const auto irradiation = [](double, double azimuth) { return azimuth == 180 ? 1192.0 : azimuth == 0 ? 594.0 : 950.0; };
    const RoofYield yield = roof_yield({k_gable, across, false}, irradiation);
    const double more = 2 * 950.0 / 1192 - 1;  // 59 %
    CHECK(yield.sun_kwh.mid == Approx(0.60 * 56.57 * 1192));
    CHECK(yield.sun_kwh.high == Approx(yield.sun_kwh.mid * (1 + std::sqrt(0.15 * 0.15 + 0.04 * 0.04 + 0.05 * 0.05 + more * more))));
    CHECK(yield.sun_kwh.low == Approx(roof_yield({k_gable, {}, false}, irradiation).sun_kwh.low));
}

TEST_CASE("Planes over a footprint have its area divided by the cosine of their tilt", "[potentials][roofs]") {
    const auto gable = planes_over(RoofForm::Gable, 45, 80, 10, 8, 90);
    REQUIRE(gable.size() == 2);
    CHECK(gable[0].area_m2 == Approx(56.57).margin(0.01));
    CHECK(gable[0].azimuth_deg == Approx(180));
    CHECK(gable[1].azimuth_deg == Approx(0).margin(1e-9));
    const auto hip = planes_over(RoofForm::Hip, 45, 80, 10, 8, 90);  // ends 8 · 4 / 2 = 16 m² on the map
    REQUIRE(hip.size() == 4);
    CHECK(hip[0].area_m2 == Approx(24 * std::sqrt(2)));
    CHECK(hip[2].area_m2 == Approx(16 * std::sqrt(2)));
    CHECK(hip[2].azimuth_deg == Approx(90));
    CHECK(planes_over(RoofForm::Flat, 0, 80, 10, 8, 90) == std::vector<geo::RoofPlane>{{80, 0, 0}});
    CHECK(planes_over(RoofForm::MonoPitch, 60, 80, 10, 8, 90)[0].area_m2 == Approx(160));
}

TEST_CASE("Age, use and size choose the assumption, and a stated form overrides it", "[potentials][roofs]") {
    CHECK(roof_assumption(facts("house", 1780)).name == "dwelling before 1919");
    CHECK(roof_assumption(facts("residential", 1955)).name == "dwelling 1949–1968");
    CHECK(roof_assumption(facts("house", 1972)).may_be_flat);
    CHECK(roof_assumption(facts("house", std::nan(""))).name == "dwelling of unknown year");
    CHECK(roof_assumption(facts("barn", 1900)).name == "barn");
    CHECK(roof_assumption(facts("industrial", 1990)).name == "hall");
    CHECK(roof_assumption(facts("", std::nan(""), 20)).name == "shed");
    CHECK(roof_assumption(facts("", std::nan(""), 900)).name == "hall");
    CHECK(roof_assumption(facts("school", 1905)).name == "public building before 1960");
    const AssumedRoof flat = assumed_roof(facts("house", 1780, 80, "flat"), box(0, 0, 10, 8));
    CHECK(flat.name == "dwelling before 1919, flat");
    CHECK(flat.planes == std::vector<geo::RoofPlane>{{80, 0, 0}});
    const AssumedRoof hipped = assumed_roof(facts("garage", 1990, 80, "hipped"), box(0, 0, 10, 8));
    CHECK(hipped.planes.size() == 4);
}

TEST_CASE("An assumed ridge runs along the house, and across in the range", "[potentials][roofs]") {
    const AssumedRoof roof = assumed_roof(facts("house", 1930, 80), box(0, 0, 10, 8));
    CHECK(roof.name == "dwelling 1919–1948, gable 45°");
    REQUIRE(roof.planes.size() == 2);
    CHECK(roof.planes[0].area_m2 == Approx(56.57).margin(0.01));
    CHECK(std::fmod(roof.planes[0].azimuth_deg, 180) == Approx(0).margin(1e-9));  // south and north
    REQUIRE(roof.variants.size() == 3);
    CHECK(roof.variants[0][0].tilt_deg == 38);
    CHECK(roof.variants[1][0].tilt_deg == 52);
    CHECK(std::fmod(roof.variants[2][0].azimuth_deg, 180) == Approx(90));
}

TEST_CASE("A house counts once, in the part of higher priority; a monument's point lists it", "[potentials][roofs]") {
    geo::FeatureTable low(geo::GeometryKind::Polygon), high(geo::GeometryKind::Polygon), monuments(geo::GeometryKind::Point);
    low.add(box(0, 0, 10, 8));
    low.add(box(50, 0, 10, 8));
    low.add(box(250, 0, 10, 8));
    high.add(box(1, 1, 10, 8));
    low.column("heritage", geo::ColumnType::Text).texts[2] = "yes";
    monuments.add({geo::GeometryKind::Point, {{{{63, 4}}, false}}});   // 3 m east of the second
    monuments.add({geo::GeometryKind::Point, {{{{-20, 4}}, false}}});  // too far from any
    const std::vector<const geo::FeatureTable*> tables{&low, &high}, points{&monuments};
    const std::vector<RoofSite> sites = roof_sites(tables, points);
    REQUIRE(sites.size() == 3);
    CHECK(sites[0].table == &high);
    CHECK_FALSE(sites[0].is_listed);
    CHECK(sites[1].row == 1);
    CHECK(sites[1].is_listed);
    CHECK(sites[2].row == 2);
    CHECK(sites[2].is_listed);
}

TEST_CASE("A wall of trees in the surface model stands before the roof, seen from the roof's height", "[potentials][roofs]") {
    // Ground at 200 m, a house of 6 m, and 40 m south of its middle a row of trees of 26 m: 20 m above the eye.
    geo::Raster<float> surface({560000, 5676000, 2, 500, 500}, 200.0F);
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(box(560496, 5675496, 8, 8));
    for (int row = 248; row < 252; ++row)
        for (int column = 248; column < 252; ++column) surface.at(column, row) = 206;
    for (int column = 200; column < 300; ++column) surface.at(column, 270) = 226;  // centres at 41 m
    const std::vector<const geo::FeatureTable*> tables{&table};
    const auto sites = roof_sites(tables, {});
    std::vector<RoofHorizon> horizons(1);
    horizons[0].codes[0] = 17;
    raise_by_surface(surface, nullptr, sites, horizons, {});
    const double south = horizons[0].codes[32] * RoofHorizon::k_code_degrees;
    CHECK(south == Approx(std::atan2(20, 41) * 180 / 3.14159265).margin(1));
    CHECK(horizons[0].codes[0] == 17);  // the relief stays where it is higher
    CHECK(horizons[0].codes[16] == 0);  // its own roof hides nothing
}

TEST_CASE("The method gives every building its numbers, ranges, source and permission", "[potentials][roofs][method]") {
    geo::FeatureTable houses = one_house("56.57 45.0 180.0; 56.57 45.0 0.0");
    Inputs inputs;
    inputs.features["buildings"] = {&houses};
    const geo::FeatureTable result = run_roofs(inputs);
    REQUIRE(result.size() == 1);
    CHECK(result.text(0, "id") == "h1");
    CHECK(result.text(0, "roof_source") == "planes");
    CHECK(result.text(0, "permission").empty());
    CHECK(geo::area(result.geometry(0)) == Approx(80));
    CHECK(result.number(0, "usable_m2") == Approx(33.94).margin(0.01));
    CHECK(result.number(0, "kwp") == Approx(result.number(0, "usable_m2")));  // at 1 kW/m²
    // The default radiation on 45° south is 1,192 kWh/m² (solar.md §6).
    CHECK(result.number(0, "specific_kwh_kwp") == Approx(1192).epsilon(0.01));
    CHECK(result.number(0, "kwh_a") == Approx(33.94 * 1192).epsilon(0.01));
    CHECK(result.number(0, "kwh_a_low") == Approx(0.837 * result.number(0, "kwh_a")).epsilon(0.001));
    CHECK(result.number(0, "solar_heat_kwh_a") == Approx(33.94 * 350).epsilon(0.01));
    CHECK(result.number(0, "tilt_deg") == 45);
    CHECK(result.number(0, "azimuth_deg") == 180);
}

TEST_CASE("Without planes the roof is assumed by name, and a broken text counts as none", "[potentials][roofs][method]") {
    for (const char* text : {"", "a roof"}) {
        geo::FeatureTable houses = one_house(text);
        Inputs inputs;
        inputs.features["buildings"] = {&houses};
        const geo::FeatureTable result = run_roofs(inputs);
        CHECK(result.text(0, "roof_source") == "assumption: dwelling 1919–1948, gable 45°");
        CHECK(result.number(0, "usable_m2") == Approx(33.94).margin(0.01));
        CHECK(result.number(0, "kwh_a_high") > 1.5 * result.number(0, "kwh_a"));  // the ridge might run north
    }
}

TEST_CASE("A monument's roof is possible with permission", "[potentials][roofs][method]") {
    geo::FeatureTable houses = one_house();
    houses.column("heritage", geo::ColumnType::Text).texts[0] = "yes";
    Inputs inputs;
    inputs.features["buildings"] = {&houses};
    const geo::FeatureTable result = run_roofs(inputs);
    CHECK(result.text(0, "permission") == "possible with permission");
    CHECK(result.number(0, "kwh_a") > 0);
}

TEST_CASE("A mountain south of the house takes the winter sun, and the district's own radiation counts", "[potentials][roofs][method]") {
    geo::FeatureTable houses = one_house("56.57 45.0 180.0");
    Inputs flat, mountain;
    flat.features["buildings"] = mountain.features["buildings"] = {&houses};
    const geo::GridSpec grid{560000, 5676000, 10, 100, 100};
    geo::Raster<float> plain(grid, 200.0F), ridge(grid, 200.0F);
    for (int column = 0; column < 100; ++column)
        for (int row = 80; row < 90; ++row) ridge.at(column, row) = 350;  // 300 m south, 150 m above: 26.6°
    flat.rasters["elevation"] = &plain;
    mountain.rasters["elevation"] = &ridge;
    const double free = run_roofs(flat).number(0, "kwh_a");
    CHECK(run_roofs(mountain).number(0, "kwh_a") < 0.92 * free);

    geo::Raster<float> month(grid, 0.0F);
    std::vector<geo::Raster<float>> months(12, month);
    const double default_months[12] = {20, 38, 75, 117, 147, 156, 157, 135, 91, 53, 25, 16};
    for (std::size_t i = 0; i < 12; ++i) {
        std::fill(months[i].values.begin(), months[i].values.end(), static_cast<float>(default_months[i] * 1.05));
        flat.rasters["radiation_monthly/" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1)] = &months[i];
    }
    CHECK(run_roofs(flat).number(0, "kwh_a") == Approx(1.06 * free).epsilon(0.015));
}

TEST_CASE("A stopped job ends the roofs with an error", "[potentials][roofs][method]") {
    const geo::FeatureTable houses = one_house();
    Inputs inputs;
    inputs.features["buildings"] = {&houses};
    inputs.grid = inputs.wanted = {560000, 5676000, 10, 100, 100};
    inputs.crs = "EPSG:25832";
    const Parameters defaults{{"usable_pitched", "0.6"}, {"usable_flat", "0.5"}, {"least_area", "10"}, {"least_irradiation", "650"}};
    engine::CollectedResults results(inputs.grid, inputs.wanted, {});
    std::stop_source stop;
    stop.request_stop();
    const auto done = find_method("roofs")->compute(inputs, defaults, results, {stop.get_token(), {}});
    REQUIRE_FALSE(done);
    CHECK(done.error().sentence.find("stopped") != std::string::npos);
}

TEST_CASE("A district without a single footprint says so", "[potentials][roofs][method]") {
    const Method* method = find_method("roofs");
    REQUIRE(method);
    const geo::FeatureTable none(geo::GeometryKind::Polygon);
    Inputs inputs;
    inputs.features["buildings"] = {&none};
    inputs.grid = inputs.wanted = {560000, 5676000, 10, 100, 100};
    engine::CollectedResults results(inputs.grid, inputs.wanted, {});
    const auto done = method->compute(inputs, {}, results, {});
    REQUIRE_FALSE(done);
    CHECK(done.error().sentence == "there is no building with a footprint");
}
