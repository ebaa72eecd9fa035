// Sums over polygons by area fractions: houses smaller than a cell, and fields that fill the whole grid.
#include "cli/bench/bench.h"
#include "cli/bench/memory_speed.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "geo/zonal_sums.h"

#include <cmath>

namespace kreisblick::cli {
namespace {

constexpr int k_polygons = 60'000;
constexpr geo::GridSpec k_grid{555'000, 5'692'000, 10, 3200, 3125};  // 10 million cells

/// Leaning quadrangles that share their borders and fill the extent.
geo::FeatureTable fields_filling(const geo::Extent& extent, int columns, int rows) {
    geo::FeatureTable fields(geo::GeometryKind::Polygon);
    const auto corner = [&](int column, int row) {
        const bool is_edge = column == 0 || row == 0 || column == columns || row == rows;
        const double lean = is_edge ? 0 : 0.3 * std::sin(1.7 * column + 2.3 * row);
        return geo::Point{extent.x_min + (column + lean) * extent.width() / columns, extent.y_min + (row - lean) * extent.height() / rows};
    };
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            std::vector<geo::Point> ring{corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1),
                                         corner(column, row)};
            fields.add({geo::GeometryKind::Polygon, {{std::move(ring), false}}});
        }
    return fields;
}

core::Result<BenchResult> measure(const BenchSetup& setup, const std::string& name, const geo::Raster<float>& values,
                                  const geo::FeatureTable& polygons) {
    const int runs = setup.runs_or(5);
    double cells = 0;
    KREISBLICK_TRY(const WorkTime taken, median_time(runs, [&]() -> core::Result<void> {
                       cells = 0;
                       for (const geo::ZonalSum& sum : geo::zonal_sums(values, polygons)) cells += sum.covered_cells;
                       return {};
                   }));
    BenchResult result{"zonal." + name, fmt::format("sums over {} {} that cover {:.2f} million cells", polygons.size(), name, cells * 1e-6),
                       taken.seconds, "s", runs};
    result.cpu_s = taken.cpu_seconds;
    result.target = BenchTarget{0.25, 0.5};
    result.limit =
        BenchLimit{"reading the covered cells as fast as memory is read here and now", cells * 4 / memory_read_speed() / taken.seconds};
    return result;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_zonal(const BenchSetup& setup) {
    const geo::Raster<float> values = synthetic_relief(k_grid);
    std::vector<BenchResult> results;
    KREISBLICK_TRY(BenchResult fields, measure(setup, "fields", values, fields_filling(k_grid.extent(), 300, k_polygons / 300)));
    KREISBLICK_TRY(BenchResult houses, measure(setup, "houses", values, synthetic_buildings(k_polygons, k_grid.extent())));
    results.push_back(std::move(fields));
    results.push_back(std::move(houses));
    return results;
}

}  // namespace kreisblick::cli
