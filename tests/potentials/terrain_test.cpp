#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;

namespace {

/// The 5×5 grid of terrain.md, cells of 10 m.
geo::Raster<float> reference_heights() {
    geo::Raster<float> heights({0, 50, 10, 5, 5});
    heights.values = {100, 102, 105, 103, 101, 98, 101, 106, 104, 100, 97, 103, 110, 107, 102, 95, 99, 104, 103, 99, 92, 95, 98, 97, 95};
    return heights;
}

geo::Raster<float> run(const char* method, const geo::Raster<float>& heights, const potentials::Parameters& parameters = {}) {
    potentials::Inputs inputs;
    inputs.grid = heights.grid;
    inputs.rasters["elevation"] = &heights;
    auto bands = tests::run_method(method, inputs, parameters);
    return std::move(bands.begin()->second);
}

}  // namespace

TEST_CASE("Slope by Horn agrees with the check values of terrain.md", "[potentials][terrain]") {
    const auto slope = run("slope", reference_heights());
    const float expected[3][3] = {{23.16759F, 13.08946F, 19.15268F}, {28.77326F, 11.69021F, 18.94418F}, {31.78765F, 28.96008F, 28.97246F}};
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) CHECK_THAT(slope.at(column + 1, row + 1), WithinAbs(expected[row][column], 1e-4));
    CHECK_FALSE(slope.has(0, 2));
}

TEST_CASE("Hillshade agrees with the check values of terrain.md", "[potentials][terrain]") {
    const auto shade = run("hillshade", reference_heights(), {{"azimuth", "315"}, {"altitude", "45"}, {"exaggeration", "1"}});
    const float expected[3][3] = {{221.58F, 216.14F, 155.67F}, {205.74F, 189.32F, 122.83F}, {159.06F, 119.25F, 74.80F}};
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) CHECK_THAT(shade.at(column + 1, row + 1), WithinAbs(expected[row][column], 0.01));
}

TEST_CASE("A cell without height and its neighbours have no slope", "[potentials][terrain]") {
    auto heights = reference_heights();
    heights.at(2, 2) = NAN;
    const auto slope = run("slope", heights);
    for (int row = 1; row < 4; ++row)
        for (int column = 1; column < 4; ++column) CHECK_FALSE(slope.has(column, row));
}

TEST_CASE("Beside a cell without height there is no shade, neither light nor dark", "[potentials][terrain]") {
    auto heights = reference_heights();
    heights.at(0, 0) = NAN;
    const auto shade = run("hillshade", heights, {{"azimuth", "315"}, {"altitude", "45"}, {"exaggeration", "1"}});
    CHECK_FALSE(shade.has(1, 1));
    CHECK(shade.has(2, 2));
}

TEST_CASE("A year is the sum of its twelve months, and needs all of them", "[potentials][radiation]") {
    geo::Raster<float> month({0, 10, 10, 1, 1}, 50.0F);
    potentials::Inputs inputs;
    inputs.grid = month.grid;
    engine::CollectedResults none(month.grid, month.grid, {});
    CHECK_FALSE(potentials::find_method("yearly_sum")->compute(inputs, {}, none, {}));
    for (int i = 1; i <= 12; ++i) inputs.rasters["radiation_monthly/" + std::to_string(i)] = &month;
    CHECK(tests::run_method("yearly_sum", inputs).at("radiation").at(0, 0) == 600);
}
