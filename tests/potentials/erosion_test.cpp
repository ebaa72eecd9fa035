#include "potentials/erosion.h"

#include "potentials/land_use.h"
#include "potentials/topographic_factor.h"
#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::LandUse;

namespace {

const potentials::Parameters k_defaults{{"c_factor", "0.12"},      {"r_factor", "auto"},  {"k_factor", "auto"},
                                        {"method", "moore_burch"}, {"max_length", "200"}, {"borders", "stop"}};

/// Falls to the south by so many percent, as far as the float holds.
geo::Raster<float> hillside(int width, int height, double percent) {
    geo::Raster<float> heights(geo::GridSpec{500000, 5672100, 10, width, height});
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) heights.at(column, row) = static_cast<float>((height - row) * 10 * percent / 100);
    return heights;
}

potentials::Inputs inputs_of(const geo::Raster<float>& heights) {
    potentials::Inputs inputs;
    inputs.grid = heights.grid;
    inputs.crs = "EPSG:25832";
    inputs.rasters["elevation"] = &heights;
    return inputs;
}

}  // namespace

TEST_CASE("A hillside's LS follows Moore and Burch down to the longest slope", "[potentials][erosion]") {
    const auto heights = hillside(41, 60, 10);
    const auto inputs = inputs_of(heights);
    const auto bands = tests::run_method("erosion", inputs, k_defaults);
    const geo::Raster<float>& ls = bands.at("ls");
    // In the middle of a wide slope the water of each column stays as much as its neighbours': 10 m a row. The edge row sheds none.
    CHECK_THAT(ls.at(20, 5), WithinRel(static_cast<float>(potentials::topographic_factor(50, 10)), 0.002F));
    CHECK_THAT(ls.at(20, 10), WithinRel(static_cast<float>(potentials::topographic_factor(100, 10)), 0.002F));
    CHECK_THAT(ls.at(20, 40), WithinRel(static_cast<float>(potentials::topographic_factor(200, 10)), 0.002F));
    // Without land cover all is arable: R 52.1, K 0.40, C 0.12.
    CHECK_THAT(bands.at("natural").at(20, 10), WithinRel(ls.at(20, 10) * 52.1F * 0.40F, 0.001F));
    CHECK_THAT(bands.at("soil_loss").at(20, 10), WithinRel(ls.at(20, 10) * 52.1F * 0.40F * 0.12F, 0.001F));
}

TEST_CASE("Desmet and Govers with McCool's exponent and Nearing's steepness", "[potentials][erosion]") {
    const auto heights = hillside(41, 60, 9);
    potentials::Parameters parameters = k_defaults;
    parameters["method"] = "desmet_govers";
    const auto ls = tests::run_method("erosion", inputs_of(heights), parameters).at("ls");
    const double exponent = potentials::length_exponent_mccool(9);
    const double expected = potentials::length_factor_of_inflow(9 * 100, 10, 0, exponent) * potentials::slope_factor(9);
    CHECK_THAT(ls.at(20, 10), WithinRel(static_cast<float>(expected), 0.005F));
}

TEST_CASE("Fields stop the water, land use says what covers the ground, soils say how they wash off", "[potentials][erosion]") {
    const auto heights = hillside(41, 60, 10);
    auto inputs = inputs_of(heights);
    const geo::Extent ground = heights.grid.extent();
    geo::FeatureTable parcels(geo::GeometryKind::Polygon);
    parcels.add(geo::polygon_of({ground.x_min, ground.y_max - 200, ground.x_max, ground.y_max}));
    parcels.add(geo::polygon_of({ground.x_min, ground.y_max - 400, ground.x_max, ground.y_max - 200}));
    parcels.column("use", geo::ColumnType::Text).texts = {"arable", "meadow"};
    const geo::Raster<float> corine(heights.grid, 512.0F);  // a lake below the two fields
    geo::FeatureTable soil(geo::GeometryKind::Polygon);
    soil.add(geo::polygon_of(ground));
    soil.column("soil_type", geo::ColumnType::Text).texts = {"lS"};
    soil.column("soil_origin", geo::ColumnType::Text).texts = {"D"};
    inputs.rasters["landcover"] = &corine;
    inputs.features = {{"parcels", {&parcels}}, {"soil", {&soil}}};
    const auto bands = tests::run_method("erosion", inputs, k_defaults);
    CHECK_THAT(bands.at("ls").at(20, 20), WithinRel(static_cast<float>(potentials::topographic_factor(10, 10)), 0.002F));
    CHECK_THAT(bands.at("soil_loss").at(20, 10), WithinRel(bands.at("ls").at(20, 10) * 52.1F * 0.20F * 0.12F, 0.001F));
    CHECK_THAT(bands.at("soil_loss").at(20, 30), WithinRel(bands.at("ls").at(20, 30) * 52.1F * 0.20F * 0.004F, 0.001F));
    CHECK(std::isnan(bands.at("soil_loss").at(20, 50)));
    potentials::Parameters passing = k_defaults;
    passing["borders"] = "pass";
    CHECK_THAT(tests::run_method("erosion", inputs, passing).at("ls").at(20, 20),
               WithinRel(static_cast<float>(potentials::topographic_factor(200, 10)), 0.002F));
}

TEST_CASE("Rain comes from the district's precipitation where it has one; factors that were set go first", "[potentials][erosion]") {
    const auto heights = hillside(41, 60, 10);
    auto inputs = inputs_of(heights);
    const geo::Raster<float> rain(geo::GridSpec{499000, 5673000, 1000, 3, 3}, 700.0F);
    inputs.rasters["precipitation"] = &rain;
    const auto by_rain = tests::run_method("erosion", inputs, k_defaults);
    CHECK_THAT(by_rain.at("natural").at(20, 10),
               WithinRel(by_rain.at("ls").at(20, 10) * 0.40F * static_cast<float>(potentials::rain_factor_of_year(700)), 0.001F));
    potentials::Parameters set = k_defaults;
    set["r_factor"] = "100";
    set["k_factor"] = "0.5";
    const auto by_hand = tests::run_method("erosion", inputs, set);
    CHECK_THAT(by_hand.at("natural").at(20, 10), WithinRel(by_hand.at("ls").at(20, 10) * 50, 0.001F));
}

TEST_CASE("Land use is known by CORINE's classes and by words", "[potentials][farmland]") {
    CHECK(potentials::land_use_of_corine(211) == LandUse::Arable);
    CHECK(potentials::land_use_of_corine(231) == LandUse::Grassland);
    CHECK(potentials::land_use_of_corine(222) == LandUse::Orchard);
    CHECK(potentials::land_use_of_corine(312) == LandUse::Forest);
    CHECK(potentials::land_use_of_corine(112) == LandUse::Other);
    CHECK(potentials::land_use_of_corine(0) == LandUse::Unknown);
    CHECK(potentials::land_use_of_word("Acker") == LandUse::Arable);
    CHECK(potentials::land_use_of_word("meadow") == LandUse::Grassland);
    CHECK(potentials::land_use_of_word("?") == LandUse::Unknown);
}
