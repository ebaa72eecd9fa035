#include "geo/zonal_sums.h"

#include "core/parallel.h"
#include "geo/area_fractions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <cstring>
#include <random>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr geo::GridSpec k_grid{0, 40, 10, 4, 4};

geo::Raster<float> counted(const geo::GridSpec& grid) {
    geo::Raster<float> raster(grid);
    for (std::size_t cell = 0; cell < raster.values.size(); ++cell) raster.values[cell] = static_cast<float>(cell % 1009) + 1;
    return raster;
}

geo::FeatureTable table_of(const std::vector<geo::Geometry>& polygons) {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    for (const geo::Geometry& polygon : polygons) table.add(polygon);
    return table;
}

geo::FeatureTable table_of(const char* wkt) { return table_of(std::vector{geo::from_wkt(wkt)}); }

/// The extent cut into crooked quadrangles that share their corners: so many in a row.
geo::FeatureTable crooked_partition(const geo::Extent& extent, int count) {
    std::mt19937 random(7);
    const auto jitter = [&](int index) {
        const double step = index == 0 || index == count ? 0.0 : 0.6;
        return step * (static_cast<double>(random()) / 4294967296.0 - 0.5);
    };
    std::vector<geo::Point> corners;
    for (int row = 0; row <= count; ++row)
        for (int column = 0; column <= count; ++column)
            corners.push_back({extent.x_min + (column + jitter(column)) * extent.width() / count,
                               extent.y_min + (row + jitter(row)) * extent.height() / count});
    std::vector<geo::Geometry> polygons;
    const auto corner = [&](int column, int row) { return corners[static_cast<std::size_t>(row * (count + 1) + column)]; };
    for (int row = 0; row < count; ++row)
        for (int column = 0; column < count; ++column) {
            std::vector<geo::Point> ring{corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1),
                                         corner(column, row)};
            polygons.push_back({geo::GeometryKind::Polygon, {{ring, false}}});
        }
    return table_of(polygons);
}

}  // namespace

TEST_CASE("A polygon's cells count by the share it covers", "[geo][zonal]") {
    const auto raster = counted(k_grid);  // 1 2 3 4 / 5 6 7 8 / …
    // A quarter of each of four cells around the corner (10, 30).
    const geo::ZonalSum sum = geo::zonal_sums(raster, table_of("POLYGON ((5 25, 15 25, 15 35, 5 35, 5 25))")).front();
    CHECK_THAT(sum.cells, WithinAbs(1, 1e-12));
    CHECK_THAT(sum.sum, WithinAbs((1 + 2 + 5 + 6) / 4.0, 1e-12));
    CHECK_THAT(sum.mean(), WithinAbs(3.5, 1e-12));
    // A triangle: half of one cell.
    const geo::ZonalSum triangle = geo::zonal_sums(raster, table_of("POLYGON ((0 30, 10 30, 0 40, 0 30))")).front();
    CHECK_THAT(triangle.cells, WithinAbs(0.5, 1e-12));
    CHECK_THAT(triangle.sum, WithinAbs(0.5, 1e-12));
}

TEST_CASE("A house of six metres on cells of ten has a value", "[geo][zonal]") {
    const auto sums = geo::zonal_sums(counted(k_grid), table_of("POLYGON ((12 32, 18 32, 18 38, 12 38, 12 32))"));
    CHECK_THAT(sums.front().cells, WithinAbs(0.36, 1e-12));
    CHECK_THAT(sums.front().mean(), WithinAbs(2, 1e-12));
}

TEST_CASE("Holes, either way of running and crossed rings are areas like others", "[geo][zonal]") {
    const auto raster = counted(k_grid);
    const char* with_hole = "POLYGON ((0 0, 40 0, 40 40, 0 40, 0 0), (10 10, 10 30, 30 30, 30 10, 10 10))";
    CHECK_THAT(geo::zonal_sums(raster, table_of(with_hole)).front().cells, WithinAbs(12, 1e-12));
    const char* backwards = "POLYGON ((0 0, 0 40, 40 40, 40 0, 0 0), (10 10, 30 10, 30 30, 10 30, 10 10))";
    CHECK_THAT(geo::zonal_sums(raster, table_of(backwards)).front().cells, WithinAbs(12, 1e-12));
    geo::FeatureTable bow(geo::GeometryKind::Polygon);
    bow.add({geo::GeometryKind::Polygon, {{{{0, 0}, {40, 40}, {40, 0}, {0, 40}, {0, 0}}, false}}});
    CHECK_THAT(geo::zonal_sums(raster, bow).front().cells, WithinAbs(8, 1e-12));
}

TEST_CASE("What lies outside the grid, has no value or is no area counts nothing", "[geo][zonal]") {
    auto raster = counted(k_grid);
    raster.at(1, 0) = geo::NoData<float>::value;
    const auto sums = geo::zonal_sums(raster, table_of({geo::from_wkt("POLYGON ((-15 25, 15 25, 15 55, -15 55, -15 25))"),
                                                        geo::from_wkt("POLYGON ((100 100, 110 100, 110 110, 100 100))"),
                                                        geo::from_wkt("POLYGON ((12 32, 18 32, 18 38, 12 38, 12 32))")}));
    CHECK_THAT(sums[0].covered_cells, WithinAbs(2.25, 1e-12));
    CHECK_THAT(sums[0].cells, WithinAbs(1.75, 1e-12));
    CHECK_THAT(sums[0].sum, WithinAbs(1 + 5 * 0.5 + 6 * 0.25, 1e-12));
    CHECK(sums[1].covered_cells == 0);
    CHECK(std::isnan(sums[1].mean()));
    CHECK(sums[2].cells == 0);
    CHECK_THAT(sums[2].covered_cells, WithinAbs(0.36, 1e-12));
    geo::FeatureTable lines(geo::GeometryKind::Line);
    lines.add(geo::from_wkt("LINESTRING (0 0, 40 40)"));
    CHECK(geo::zonal_sums(raster, lines).front().covered_cells == 0);
    CHECK(geo::zonal_sums(raster, geo::FeatureTable(geo::GeometryKind::Polygon)).empty());
}

TEST_CASE("Sums over a partition add up to the whole", "[geo][zonal]") {
    const geo::GridSpec grid{563'000, 5'680'000, 10, 300, 260};
    const auto raster = counted(grid);
    double expected = 0;
    for (const float value : raster.values) expected += static_cast<double>(value);
    for (const int count : {1, 3, 17, 120}) {  // the last: three cells wide
        CAPTURE(count);
        double sum = 0, cells = 0;
        for (const geo::ZonalSum& one : geo::zonal_sums(raster, crooked_partition(grid.extent(), count))) {
            sum += one.sum;
            cells += one.cells;
        }
        CHECK_THAT(sum, WithinRel(expected, 1e-9));
        CHECK_THAT(cells, WithinRel(static_cast<double>(grid.cells()), 1e-9));
    }
}

TEST_CASE("Several rasters at once and any number of threads give the same sums", "[geo][zonal]") {
    const geo::GridSpec grid{563'000, 5'680'000, 10, 200, 200};
    const auto raster = counted(grid);
    geo::Raster<float> twice = raster;
    for (float& value : twice.values) value *= 2;
    const geo::FeatureTable polygons = crooked_partition(grid.extent(), 40);
    const std::array rasters{&raster, static_cast<const geo::Raster<float>*>(&twice)};
    core::set_thread_count(1);
    const auto alone = geo::zonal_sums(rasters, polygons);
    core::set_thread_count(0);
    const auto together = geo::zonal_sums(rasters, polygons);
    REQUIRE(alone.size() == 2);
    for (std::size_t index = 0; index < 2; ++index)
        CHECK(std::memcmp(alone[index].data(), together[index].data(), polygons.size() * sizeof(geo::ZonalSum)) == 0);
    CHECK(alone[1][5].sum == 2 * alone[0][5].sum);
}
