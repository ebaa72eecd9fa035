#include "geo/cell_mask.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <numeric>

using namespace kreisblick::geo;

TEST_CASE("Cells count as inside by their centre, holes taken out", "[geo][mask]") {
    const Geometry polygon = from_wkt("POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))");
    const CellMask mask = cells_inside(polygon, {-1, 5, 1, 6, 6});
    CHECK(std::accumulate(mask.begin(), mask.end(), 0) == 15);
    CHECK(mask[0] == 0);
    CHECK(mask[7] == 1);
    CHECK(mask[3 * 6 + 2] == 0);
}

TEST_CASE("The outline of a full mask is its rectangle, that of an empty one nothing", "[geo][mask]") {
    const GridSpec grid{0, 3, 1, 4, 3};
    CHECK(outline_of(CellMask(12, 1), grid) == polygon_of(grid.extent()));
    CHECK(outline_of(CellMask(12, 0), grid).is_empty());
}

TEST_CASE("On a small grid the outline follows the cells", "[geo][mask]") {
    const GridSpec grid{0, 3, 1, 3, 3};
    CHECK(area(outline_of({1, 1, 0, 1, 0, 0, 0, 0, 1}, grid)) == 4);
}

TEST_CASE("On a large grid the outline promises no cell that is not there", "[geo][mask]") {
    const GridSpec grid{0, 1000, 1, 1000, 1000};
    CellMask mask(1000000, 0);
    for (int row = 100; row < 905; ++row)
        for (int column = 50; column < 903; ++column) mask[static_cast<std::size_t>(grid.index(column, row))] = 1;
    const Geometry outline = outline_of(mask, grid);
    CHECK(area(outline) > 0.95 * 805 * 853);
    const Extent extent = outline.extent();
    CHECK(extent.x_min >= 50);
    CHECK(extent.x_max <= 903);
    CHECK(extent.y_max <= 900);
    CHECK(extent.y_min >= 95);
}

TEST_CASE("Scattered cells on a large grid still have an outline", "[geo][mask]") {
    const GridSpec grid{0, 1000, 1, 1000, 1000};
    CellMask mask(1000000, 0);
    mask[500500] = 1;
    CHECK(area(outline_of(mask, grid)) == Catch::Approx(49));
}
