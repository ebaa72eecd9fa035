#include "geo/polygon_runs.h"

#include "geo/cell_mask.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

TEST_CASE("The runs of a polygon are the cells whose centres it holds, holes and parts beyond the grid included", "[geo]") {
    const geo::GridSpec grid{0, 100, 10, 10, 10};
    const geo::Geometry shape = geo::from_wkt(
        "MULTIPOLYGON (((-20 12, 73 -5, 88 67, 31 96, -20 12), (20 30, 50 30, 50 60, 20 30)), ((80 80, 130 80, 130 130, 80 80)))");
    REQUIRE_FALSE(shape.is_empty());
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(shape);
    geo::CellMask mask(100);
    geo::PolygonRuns runs(grid);
    for (const geo::CellRun& run : runs.of(table, 0))
        for (int column = run.first; column < run.end; ++column) mask[static_cast<std::size_t>(grid.index(column, run.row))] ^= 1;
    CHECK(mask == geo::cells_inside(shape, grid));
}
