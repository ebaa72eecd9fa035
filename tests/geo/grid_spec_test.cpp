#include "geo/grid_spec.h"

#include <catch2/catch_test_macros.hpp>

using kreisblick::geo::Extent;
using kreisblick::geo::GridSpec;

TEST_CASE("A grid covers its extent and snaps its edges to whole multiples", "[geo][grid]") {
    const GridSpec grid = GridSpec::covering({103, 207, 298, 391}, 10, 100);
    CHECK(grid.extent() == Extent{100, 200, 300, 400});
    CHECK(grid.width == 20);
    CHECK(grid.height == 20);
}

TEST_CASE("The centre of the north-west cell lies half a cell inside", "[geo][grid]") {
    const GridSpec grid{100, 400, 10, 20, 20};
    CHECK(grid.centre(0, 0) == kreisblick::geo::Point{105, 395});
    CHECK(grid.column_at(109.9) == 0);
    CHECK(grid.row_at(389.9) == 1);
}

TEST_CASE("A window lies on the edges of its grid and never leaves it", "[geo][grid]") {
    const GridSpec grid{0, 100, 10, 10, 10};
    CHECK(grid.window({12, 55, 31, 78}) == GridSpec{10, 80, 10, 3, 3});
    CHECK(grid.window({-50, -50, 500, 500}) == grid);
    CHECK(grid.window({200, 200, 300, 300}).cells() == 0);
}

TEST_CASE("A coarser grid grows to whole cells", "[geo][grid]") {
    CHECK(GridSpec{0, 100, 10, 10, 9}.coarser(4) == GridSpec{0, 100, 40, 3, 3});
}
