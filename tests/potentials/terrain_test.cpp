#include "support/rough_relief.h"
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

namespace {

/// Holds the inner 3 × 3 cells of a band on the reference grid against a table of terrain.md.
void check_inner(const geo::Raster<float>& band, const float (&expected)[3][3], double tolerance) {
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) {
            INFO("row " << row + 2 << ", col " << column + 2);
            CHECK_THAT(band.at(column + 1, row + 1), WithinAbs(expected[row][column], tolerance));
        }
    for (int i = 0; i < 5; ++i) CHECK_FALSE((band.has(i, 0) || band.has(i, 4) || band.has(0, i) || band.has(4, i)));
}

std::map<std::string, geo::Raster<float>> run_all(const char* method, const geo::Raster<float>& heights,
                                                  const potentials::Parameters& parameters = {}) {
    potentials::Inputs inputs;
    inputs.grid = heights.grid;
    inputs.rasters["elevation"] = &heights;
    return tests::run_method(method, inputs, parameters);
}

}  // namespace

TEST_CASE("Slope in percent and by Zevenbergen and Thorne agree with the check values of terrain.md", "[potentials][terrain]") {
    const auto bands = run_all("slope", reference_heights(), {{"formula", "horn"}});
    check_inner(bands.at("slope_percent"),
                {{42.79311F, 23.25134F, 34.73111F}, {54.91471F, 20.69118F, 34.32383F}, {61.97277F, 55.33986F, 55.36809F}}, 1e-4);
    check_inner(run("slope", reference_heights(), {{"formula", "zevenbergen_thorne"}}),
                {{21.95500F, 16.25392F, 19.82703F}, {33.33081F, 12.60438F, 21.95500F}, {31.05129F, 32.31153F, 29.20593F}}, 1e-4);
}

TEST_CASE("Aspect agrees with the check values of terrain.md, and level ground has none", "[potentials][terrain]") {
    check_inner(run("aspect", reference_heights()),
                {{276.70984F, 323.74615F, 59.74356F}, {258.17853F, 244.98311F, 100.49148F}, {228.27049F, 198.43495F, 151.69925F}}, 1e-3);
    const auto level = run("aspect", geo::Raster<float>({0, 30, 10, 3, 3}, 100.0F));
    CHECK_FALSE(level.has(1, 1));
}

TEST_CASE("A plane that rises to the north by 0.7 falls south at 34.99202° everywhere", "[potentials][terrain]") {
    geo::Raster<float> plane({0, 80, 10, 9, 8});
    for (int row = 0; row < 8; ++row)
        for (int column = 0; column < 9; ++column) plane.at(column, row) = static_cast<float>(0.7 * plane.grid.centre(column, row).y);
    const auto slope = run("slope", plane), aspect = run("aspect", plane);
    for (int row = 1; row < 7; ++row)
        for (int column = 1; column < 8; ++column) {
            CHECK_THAT(slope.at(column, row), WithinAbs(34.99202, 1e-3));
            CHECK_THAT(aspect.at(column, row), WithinAbs(180, 1e-3));
        }
}

TEST_CASE("TPI over the eight neighbours agrees with the check values of terrain.md", "[potentials][terrain]") {
    for (const char* shape : {"disc", "ring"})
        check_inner(run("tpi", reference_heights(), {{"radius", "10"}, {"shape", shape}}),
                    {{-1.625F, 1.625F, -0.250F}, {1.750F, 6.625F, 3.500F}, {-0.250F, 2.500F, 1.500F}}, 1e-4);
}

TEST_CASE("TPI at a large radius is the height above the mean of the surroundings, cell by cell", "[potentials][terrain]") {
    auto heights = tests::rough_relief({0, 900, 10, 90, 80});
    heights.at(70, 60) = NAN;
    for (const bool ring : {false, true}) {
        const auto index = run("tpi", heights, {{"radius", "120"}, {"shape", ring ? "ring" : "disc"}});
        const auto expected = [&](int column, int row) {
            double sum = 0, cells = 0;
            for (int down = -13; down <= 13; ++down)
                for (int right = -13; right <= 13; ++right) {
                    const double away = std::hypot(down, right);
                    if (away > 12.5 || (ring ? away < 11.5 : away == 0)) continue;
                    sum += static_cast<double>(heights.at(column + right, row + down));
                    ++cells;
                }
            return static_cast<double>(heights.at(column, row)) - sum / cells;
        };
        for (const auto& [column, row] : {std::pair{12, 12}, {40, 33}, {77, 40}, {50, 67}})
            CHECK_THAT(static_cast<double>(index.at(column, row)), WithinAbs(expected(column, row), 1e-3));
        CHECK_FALSE(index.has(11, 40));
        CHECK_FALSE(index.has(70, 48));  // the hole is just within reach
        CHECK(index.has(70, 47));
        CHECK(index.has(70, 60) == false);
    }
}

TEST_CASE("Roughness and Riley's ruggedness agree with the check values of terrain.md", "[potentials][terrain]") {
    const auto bands = run_all("roughness", reference_heights());
    check_inner(bands.at("roughness"), {{13, 9, 10}, {15, 11, 11}, {18, 15, 15}}, 1e-6);
    check_inner(bands.at("ruggedness"),
                {{12.36932F, 9.00000F, 8.94427F}, {14.28286F, 19.92486F, 13.49074F}, {15.74802F, 15.42725F, 14.42220F}}, 1e-4);
}

TEST_CASE("Beside a cell without height roughness, ruggedness and aspect have no value", "[potentials][terrain]") {
    auto heights = reference_heights();
    heights.at(0, 0) = NAN;
    for (const char* method : {"roughness", "aspect"}) {
        const auto band = run(method, heights);
        CHECK_FALSE(band.has(1, 1));
        CHECK(band.has(2, 2));
    }
}

TEST_CASE("The terrain methods know a district of one cell, and one without any height", "[potentials][terrain]") {
    for (const char* method : {"slope", "aspect", "tpi", "roughness", "horizon", "sky_view"})
        for (const bool has_height : {false, true}) {
            INFO(method);
            const auto band = run(method, geo::Raster<float>({0, 10, 10, 1, 1}, has_height ? 100.0F : NAN),
                                  {{"radius", "300"}, {"shape", "disc"}, {"direction", "180"}});
            const bool looks_far = method[0] == 'h' || method == std::string("sky_view");
            CHECK(band.has(0, 0) == (looks_far && has_height));
        }
}

TEST_CASE("The horizon layer looks where it is told, and the sky view takes what the horizon hides", "[potentials][terrain]") {
    geo::Raster<float> heights({0, 500, 10, 50, 50}, 100.0F);
    for (int column = 0; column < 50; ++column) heights.at(column, 40) = 150;
    CHECK_THAT(run("horizon", heights, {{"direction", "180"}}).at(25, 30), WithinAbs(26.565, 0.13));
    CHECK(run("horizon", heights, {{"direction", "0"}}).at(25, 30) == 0);
    const auto sky = run("sky_view", heights);
    CHECK(sky.at(25, 39) < 0.8F);
    CHECK(sky.at(25, 5) > 0.98F);
    CHECK(sky.at(25, 45) < sky.at(25, 49));
}
