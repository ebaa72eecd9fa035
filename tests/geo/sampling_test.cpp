#include "geo/sampling.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace kreisblick::geo;
using Catch::Matchers::WithinAbs;

namespace {

/// 2 × 2 cells of 10 m: 1 2 / 3 4.
Raster<float> four_cells() {
    Raster<float> raster({0, 20, 10, 2, 2});
    raster.values = {1, 2, 3, 4};
    return raster;
}

}  // namespace

TEST_CASE("Between four cell centres the value is bilinear", "[geo][sampling]") {
    CHECK_THAT(bilinear_at(four_cells(), {10, 10}), WithinAbs(2.5, 1e-6));
    CHECK_THAT(bilinear_at(four_cells(), {5, 15}), WithinAbs(1, 1e-6));
    CHECK_THAT(bilinear_at(four_cells(), {10, 15}), WithinAbs(1.5, 1e-6));
    CHECK(std::isnan(bilinear_at(four_cells(), {21, 10})));
}

TEST_CASE("A neighbour without data lends no weight", "[geo][sampling]") {
    auto raster = four_cells();
    raster.at(1, 0) = NAN;
    CHECK_THAT(bilinear_at(raster, {9, 15}), WithinAbs(1, 1e-6));
    CHECK(std::isnan(bilinear_at(raster, {15, 15})));
}

TEST_CASE("Half the resolution is the mean of the cells with data", "[geo][sampling]") {
    auto raster = four_cells();
    CHECK(halved(raster).values == std::vector<float>{2.5F});
    raster.at(0, 0) = NAN;
    CHECK(halved(raster).values == std::vector<float>{3});
}

TEST_CASE("A grown grid is cut back to what it was", "[geo][sampling]") {
    const auto raster = four_cells();
    CHECK(grown(raster.grid, 1).extent() == Extent{-10, -10, 30, 30});
    const auto larger = sampled(raster, grown(raster.grid, 1));
    CHECK(cut_out(larger, raster.grid).values == raster.values);
}

TEST_CASE("Smoothing leaves a plane as it is and keeps gaps as gaps", "[geo][sampling]") {
    Raster<float> plane({0, 90, 10, 9, 9});
    for (int row = 0; row < 9; ++row)
        for (int column = 0; column < 9; ++column) plane.at(column, row) = static_cast<float>(2 * column + row);
    CHECK_THAT(smoothed(plane, 1).at(4, 4), WithinAbs(12, 1e-5));
    plane.at(4, 4) = NAN;
    CHECK(std::isnan(smoothed(plane, 1).at(4, 4)));
}

TEST_CASE("Codes of classes are never mixed: the nearest cell, the most frequent one of four", "[geo][sampling]") {
    const auto raster = four_cells();
    CHECK(picked(raster, {0, 20, 2, 10, 10}).at(4, 4) == 1);
    CHECK(picked(raster, {0, 20, 2, 10, 10}).at(5, 5) == 4);
    Raster<float> codes({0, 20, 10, 4, 2});
    codes.values = {7, 2, 5, NoData<float>::value, 2, 9, 3, NoData<float>::value};
    const auto half = halved_by_class(codes);
    CHECK(half.at(0, 0) == 2);
    CHECK(half.at(1, 0) == 5);  // of equally frequent ones the largest
    codes.values.assign(8, NoData<float>::value);
    CHECK_FALSE(halved_by_class(codes).has(0, 0));
}
