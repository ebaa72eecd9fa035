#include "potentials/ruggedness.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;

namespace {

/// Land of 10 km in cells of 50 m that rises to the east by so many per cent west of x = 5 km, and by others east of it.
geo::Raster<float> land(double west_percent, double east_percent) {
    geo::Raster<float> heights(geo::GridSpec{0, 10000, 50, 200, 200});
    for (int row = 0; row < 200; ++row)
        for (int column = 0; column < 200; ++column) {
            const double x = (column + 0.5) * 50;
            heights.at(column, row) =
                static_cast<float>(x < 5000 ? x * west_percent / 100 : 5000 * west_percent / 100 + (x - 5000) * east_percent / 100);
        }
    return heights;
}

double index_at(const geo::Raster<float>& heights, geo::Point place) {
    const auto index = potentials::ruggedness(heights, {});
    REQUIRE(index);
    return static_cast<double>(index->at(index->grid.column_at(place.x), index->grid.row_at(place.y)));
}

}  // namespace

TEST_CASE("Ruggedness is the share of ground steeper than 30 % within 3.5 km", "[potentials][wind]") {
    CHECK_THAT(index_at(land(29, 29), {5050, 5050}), WithinAbs(0, 1e-6));
    CHECK_THAT(index_at(land(31, 31), {5050, 5050}), WithinAbs(1, 1e-6));
    CHECK_THAT(index_at(land(0, 40), {5050, 5050}), WithinAbs(0.5, 0.03));
    CHECK_THAT(index_at(land(0, 40), {3950, 5050}), WithinAbs(0.312, 0.03));  // the segment of a disc beyond 0.3 of its radius
    CHECK(std::isnan(index_at(land(40, 40), {1050, 5050})));                 // nobody knows the ground beyond the edge
}

TEST_CASE("Ground above 5 % of ruggedness is counted in the district", "[potentials][wind]") {
    const auto index = potentials::ruggedness(land(0, 40), {});
    REQUIRE(index);
    const geo::Geometry border = geo::polygon_of({5500, 4500, 6500, 5500}), calm = geo::polygon_of({3600, 4500, 3700, 4600});
    CHECK_THAT(potentials::rugged_ha(*index, &border), WithinAbs(100, 1e-9));
    CHECK_THAT(potentials::rugged_ha(*index, &calm), WithinAbs(1, 1e-9));
    const auto even = potentials::ruggedness(land(10, 10), {});
    REQUIRE(even);
    CHECK(potentials::rugged_ha(*even, nullptr) == 0);
}
