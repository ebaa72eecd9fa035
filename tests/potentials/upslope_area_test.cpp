#include "potentials/upslope_area.h"

#include "core/parallel.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::FlowSpread;

namespace {

geo::Raster<float> heights_of(int width, int height, std::vector<float> values) {
    geo::Raster<float> raster(geo::GridSpec{0, 10.0 * height, 10, width, height});
    raster.values = std::move(values);
    return raster;
}

geo::Raster<float> upslope(const geo::Raster<float>& heights, FlowSpread spread, const std::vector<std::uint16_t>* zones = nullptr) {
    auto drainage = potentials::drainage_of(heights, spread, {});
    REQUIRE(drainage);
    const auto area = potentials::UpslopeArea::of(std::move(*drainage), zones, {});
    REQUIRE(area);
    return area->in_cells();
}

/// What leaves the grid: all that falls on it, if no water is lost or counted twice.
double leaving(const geo::Raster<float>& heights, FlowSpread spread) {
    const auto drainage = potentials::drainage_of(heights, spread, {});
    const auto area = upslope(heights, spread);
    double sum = 0;
    for (int row = 0; row < heights.grid.height; ++row)
        for (int column = 0; column < heights.grid.width; ++column)
            if (drainage->ways[static_cast<std::size_t>(drainage->index(column, row))] ==
                static_cast<std::uint8_t>(potentials::WaterWay::Leaves))
                sum += static_cast<double>(area.at(column, row));
    return sum;
}

/// Hills with hollows, flats and a lake, rounded so coarsely that many neighbours are level.
geo::Raster<float> rough_land(int width, int height, float step) {
    geo::Raster<float> raster(geo::GridSpec{0, 10.0 * height, 10, width, height});
    std::mt19937 random(5);
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const double hills = 30 * std::sin(column * 0.07) * std::cos(row * 0.05) + 0.3 * column;
            const double rough = 2.0 * static_cast<double>(random()) / 4294967296.0;
            raster.at(column, row) = std::max(std::round(static_cast<float>(hills + rough) / step) * step, -12.0F);
        }
    return raster;
}

}  // namespace

TEST_CASE("Water runs down a plane column by column", "[potentials][drainage]") {
    // Falls to the east; the northern and southern rows are edges, where water leaves the grid.
    const auto heights = heights_of(4, 3, {3, 2, 1, 0, 3, 2, 1, 0, 3, 2, 1, 0});
    const auto area = upslope(heights, FlowSpread::Steepest);
    CHECK(area.at(1, 1) == 1);  // the western edge lets its water go
    CHECK(area.at(2, 1) == 2);
    CHECK(area.at(3, 1) == 3);
    CHECK(area.at(3, 0) == 1);
}

TEST_CASE("Spreading water is shared out by slope and shared edge", "[potentials][drainage]") {
    // Only the middle cell is no edge. It falls by 2 to the east (weight 4), by 3 to the north-east (3) and by 1 to the south-east (1).
    const auto heights = heights_of(3, 3, {9, 9, 2, 9, 5, 3, 9, 9, 4});
    const auto area = upslope(heights, FlowSpread::Multiple);
    CHECK(area.at(1, 1) == 1);
    CHECK_THAT(area.at(2, 1), WithinAbs(1 + 4.0 / 8, 1e-4));
    CHECK_THAT(area.at(2, 0), WithinAbs(1 + 3.0 / 8, 1e-4));
    CHECK_THAT(area.at(2, 2), WithinAbs(1 + 1.0 / 8, 1e-4));
    CHECK_THAT(leaving(heights, FlowSpread::Multiple), WithinAbs(9, 1e-4));
    CHECK(upslope(heights, FlowSpread::Steepest).at(2, 0) == 2);  // 3 over the diagonal is steeper than 2
}

TEST_CASE("A pit runs out over its lowest saddle (by hand)", "[potentials][drainage]") {
    // The hollow of three cells (2 1 2) is closed by 6 to the east and higher ground elsewhere; beyond the saddle it falls to 0.
    const auto heights = heights_of(7, 5, {9, 9, 9, 9, 9, 9, 9,  //
                                           9, 8, 8, 8, 8, 8, 9,  //
                                           9, 2, 1, 2, 6, 0, 0,  //
                                           9, 8, 8, 8, 8, 8, 9,  //
                                           9, 9, 9, 9, 9, 9, 9});
    const auto area = upslope(heights, FlowSpread::Steepest);
    CHECK(area.at(2, 2) == 6);   // the pit: its own column and the one to the west
    CHECK(area.at(3, 2) == 9);   // the way out: its own column too
    CHECK(area.at(4, 2) == 10);  // the saddle; the cells beside it fall off to the east
    CHECK(area.at(5, 2) == 15);
    CHECK(area.at(6, 2) == 16);
    CHECK(leaving(heights, FlowSpread::Steepest) == 35);
}

TEST_CASE("The lowest saddle is taken, even if the way over it is longer", "[potentials][drainage]") {
    // To the west the hollow is one step from the edge, over 7; to the east two steps, over 4.
    const auto heights = heights_of(6, 3, {9, 9, 9, 9, 9, 9, 7, 1, 4, 4, 3, 0, 9, 9, 9, 9, 9, 9});
    CHECK(upslope(heights, FlowSpread::Steepest).at(5, 1) == 5);
}

TEST_CASE("Water crosses a flat to where it falls off", "[potentials][drainage]") {
    const auto heights = heights_of(6, 5, {9, 9, 9, 9, 9, 9,  //
                                           9, 5, 5, 5, 5, 9,  //
                                           9, 5, 5, 5, 5, 1,  //
                                           9, 5, 5, 5, 5, 9,  //
                                           9, 9, 9, 9, 9, 9});
    const auto area = upslope(heights, FlowSpread::Steepest);
    CHECK(area.at(5, 2) == 13);  // itself and all twelve of the flat
    CHECK(leaving(heights, FlowSpread::Steepest) == 30);
    CHECK(leaving(heights, FlowSpread::Multiple) == 30);
}

TEST_CASE("GRASS finds the same ways on a valley with a hollow (r.watershed -s)", "[potentials][drainage]") {
    // A valley that falls to the south, dammed half way. The accumulation below is what GRASS GIS 8.2 gives for these heights by
    // `r.watershed -s elevation=heights accumulation=cells` (without its sign for water that may come from outside).
    const auto heights =
        heights_of(12, 10, {37.44F, 34.73F, 31.45F, 27.86F, 24.69F, 22.03F, 22.96F, 25.79F, 28.43F, 31.56F, 35.13F, 38.45F,  //
                            35.40F, 32.40F, 28.88F, 25.44F, 22.59F, 19.96F, 20.58F, 23.21F, 26.06F, 29.49F, 33.02F, 36.02F,  //
                            33.23F, 29.91F, 26.34F, 23.21F, 20.56F, 17.74F, 18.05F, 20.71F, 23.88F, 27.46F, 30.75F, 33.46F,  //
                            30.89F, 27.34F, 23.94F, 21.13F, 18.48F, 15.33F, 15.48F, 18.37F, 21.83F, 25.34F, 28.29F, 30.90F,  //
                            28.37F, 24.81F, 21.73F, 19.10F, 16.24F, 12.79F, 12.99F, 16.21F, 19.80F, 23.03F, 25.72F, 28.47F,  //
                            25.80F, 22.44F, 19.67F, 17.05F, 13.98F, 10.54F, 10.98F, 14.32F, 17.68F, 20.56F, 23.18F, 26.21F,  //
                            23.29F, 20.27F, 17.76F, 15.54F, 14.13F, 13.01F, 13.46F, 14.49F, 15.90F, 18.06F, 20.77F, 24.12F,  //
                            20.95F, 18.21F, 15.55F, 12.52F, 9.56F,  7.05F,  7.99F,  10.67F, 12.99F, 15.47F, 18.54F, 22.10F,  //
                            18.79F, 16.17F, 13.22F, 9.71F,  6.25F,  3.37F,  4.46F,  7.60F,  10.25F, 13.06F, 16.46F, 20.01F,  //
                            16.75F, 14.03F, 10.74F, 7.16F,  3.99F,  1.33F,  2.26F,  5.08F,  7.73F,  10.86F, 14.43F, 17.75F});
    const std::vector<float> grass{1, 1, 1, 1, 1, 1,  1,  1, 1, 1, 1, 1,  //
                                   1, 1, 1, 1, 1, 1,  1,  1, 1, 1, 1, 1,  //
                                   1, 1, 2, 2, 2, 3,  3,  2, 2, 2, 1, 1,  //
                                   1, 1, 2, 3, 3, 6,  6,  3, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 4, 10, 10, 4, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 7, 22, 22, 7, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 1, 45, 1,  1, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 4, 47, 3,  4, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 4, 52, 8,  4, 3, 2, 1, 1,  //
                                   1, 1, 2, 3, 4, 65, 5,  4, 3, 2, 1, 1};
    const auto area = upslope(heights, FlowSpread::Steepest);
    for (int row = 0; row < 10; ++row)
        for (int column = 0; column < 12; ++column) {
            CAPTURE(column, row);
            // In the hollow GRASS leads both halves of the water to the dam side by side; here one joins the other a cell earlier.
            const float expected = column == 5 && row == 5 ? 44 : grass[static_cast<std::size_t>(row * 12 + column)];
            CHECK(area.at(column, row) == expected);
        }
}

TEST_CASE("A level plain and a grid of one cell have defined results", "[potentials][drainage]") {
    const auto plain = upslope(heights_of(5, 5, std::vector<float>(25, 7)), FlowSpread::Multiple);
    for (const float cells : plain.values) CHECK(cells >= 1);
    CHECK(leaving(heights_of(5, 5, std::vector<float>(25, 7)), FlowSpread::Multiple) == 25);
    CHECK(upslope(heights_of(1, 1, {3}), FlowSpread::Multiple).at(0, 0) == 1);
    const auto nothing = upslope(heights_of(2, 1, {NAN, NAN}), FlowSpread::Multiple);
    CHECK(std::isnan(nothing.at(0, 0)));
    CHECK(std::isnan(upslope(heights_of(2, 1, {INFINITY, 3}), FlowSpread::Multiple).at(0, 0)));
}

TEST_CASE("Beside cells without height water leaves, and none comes from them", "[potentials][drainage]") {
    auto heights = heights_of(6, 3, {9, 9, 9, 9, 9, 9, 5, 4, NAN, 2, 1, 0, 9, 9, 9, 9, 9, 9});
    const auto area = upslope(heights, FlowSpread::Steepest);
    CHECK(std::isnan(area.at(2, 1)));
    CHECK(area.at(3, 1) == 1);
    CHECK(leaving(heights, FlowSpread::Steepest) == 17);
}

TEST_CASE("No water is lost on rough land with flats, hollows and a lake", "[potentials][drainage]") {
    for (const float step : {0.001F, 0.1F, 1.0F, 5.0F}) {
        CAPTURE(step);
        const auto heights = rough_land(211, 173, step);
        const double cells = static_cast<double>(heights.grid.cells());
        CHECK_THAT(leaving(heights, FlowSpread::Steepest), WithinRel(cells, 1e-5));
        CHECK_THAT(leaving(heights, FlowSpread::Multiple), WithinRel(cells, 1e-5));
        for (const float value : upslope(heights, FlowSpread::Multiple).values) CHECK(value >= 1);
    }
}

TEST_CASE("The water's ways are the same on any number of threads", "[potentials][drainage]") {
    const auto heights = rough_land(400, 300, 0.5F);
    core::set_thread_count(1);
    const auto alone = upslope(heights, FlowSpread::Multiple);
    core::set_thread_count(0);
    const auto together = upslope(heights, FlowSpread::Multiple);
    CHECK(std::memcmp(alone.values.data(), together.values.data(), alone.values.size() * sizeof(float)) == 0);
}

TEST_CASE("Water is not followed across the border of a field", "[potentials][drainage]") {
    const auto heights = heights_of(6, 3, {9, 8, 7, 6, 5, 4, 5, 4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 4});
    const std::vector<std::uint16_t> zones{1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2};
    const auto area = upslope(heights, FlowSpread::Steepest, &zones);
    CHECK(area.at(2, 1) == 2);
    CHECK(area.at(3, 1) == 1);
    CHECK(area.at(4, 1) == 2);
}

TEST_CASE("Following the water can be stopped", "[potentials][drainage]") {
    std::stop_source source;
    source.request_stop();
    CHECK_FALSE(potentials::drainage_of(rough_land(50, 50, 0.5F), FlowSpread::Multiple, core::Job{source.get_token(), {}}));
}
