// Soil erosion: following the water over the relief and weighing length and steepness, beside GRASS where it is installed.
#include "cli/bench/bench.h"
#include "cli/bench/grass.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "potentials/topographic_factor.h"

#include <cmath>

namespace kreisblick::cli {
namespace {

constexpr double k_cells_of_figure = 1e7;
constexpr geo::GridSpec k_grid{555'000, 5'692'000, 10, 3200, 3125};  // 10 million cells
/// What GRASS gets: it takes a minute for the whole.
constexpr geo::GridSpec k_grass_grid{555'000, 5'692'000, 10, 1600, 1250};

core::Result<void> work(const geo::Raster<float>& heights) {
    KREISBLICK_TRY(potentials::Drainage drainage, potentials::drainage_of(heights, potentials::FlowSpread::Multiple, {}));
    KREISBLICK_TRY(const potentials::UpslopeArea area, potentials::UpslopeArea::of(std::move(drainage), nullptr, {}));
    KREISBLICK_TRY([[maybe_unused]] const geo::Raster<float> factors, potentials::topographic_factors(area, heights, {}, {}));
    return {};
}

/// r.watershed's time for as many cells; its basins need a size from which on they count, which changes nothing of the accumulation.
core::Result<BenchReference> time_grass(const GrassRoom& room) {
    KREISBLICK_TRY(const double seconds, room.seconds_of({"r.watershed", "elevation=heights", "threshold=1000", "accumulation=cells",
                                                          "length_slope=ls", "--quiet"}));
    return BenchReference{"r.watershed (GRASS GIS), a fifth of the cells, times five",
                          seconds * k_cells_of_figure / static_cast<double>(k_grass_grid.cells())};
}

/// Pearson's correlation of the logarithms of two areas, cell by cell where both know one.
double correlation_of_logs(const geo::Raster<float>& ours, const geo::Raster<float>& theirs) {
    double count = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t cell = 0; cell < ours.values.size(); ++cell) {
        // GRASS marks with a sign what may get more water from beyond the grid.
        const double a = std::log(static_cast<double>(ours.values[cell])), b = std::log(std::abs(static_cast<double>(theirs.values[cell])));
        if (!std::isfinite(a) || !std::isfinite(b)) continue;
        count += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
    }
    const double across = (xx - x * x / count) * (yy - y * y / count);
    return across > 0 ? (xy - x * y / count) / std::sqrt(across) : 0;
}

/// How alike the upslope areas are when all water of a cell goes to one neighbour.
core::Result<BenchResult> compare_with_grass(const GrassRoom& room, const geo::Raster<float>& heights) {
    KREISBLICK_TRY([[maybe_unused]] const double seconds,
                   room.seconds_of({"r.watershed", "-s", "elevation=heights", "accumulation=single", "--quiet"}));
    KREISBLICK_TRY(const geo::Raster<float> theirs, room.read("single"));
    KREISBLICK_TRY(potentials::Drainage drainage, potentials::drainage_of(heights, potentials::FlowSpread::Steepest, {}));
    KREISBLICK_TRY(const potentials::UpslopeArea area, potentials::UpslopeArea::of(std::move(drainage), nullptr, {}));
    BenchResult result{"erosion.upslope", "correlation of the logarithm of the upslope area with that of r.watershed -s, cell by cell",
                       correlation_of_logs(area.in_cells(), theirs), "", 1};
    result.target = BenchTarget{0.9, 0.85, BenchTarget::Of::Value, BenchTarget::Better::Higher};
    return result;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_erosion(const BenchSetup& setup) {
    const geo::Raster<float> heights = synthetic_relief(k_grid);
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const WorkTime taken, median_time(runs, [&] { return work(heights); }));
    BenchResult result{"erosion", "ways of water, upslope area and LS of 10 million cells rounded to decimetres", taken.seconds, "s", runs};
    result.cpu_s = taken.cpu_seconds;
    result.target = BenchTarget{3, 3};
    if (!is_installed("grass")) return std::vector<BenchResult>{std::move(result)};
    const geo::Raster<float> part = synthetic_relief(k_grass_grid);
    KREISBLICK_TRY(const GrassRoom room, GrassRoom::make(setup.folder / "watershed", part, "EPSG:25832"));
    KREISBLICK_TRY(result.reference, time_grass(room));
    KREISBLICK_TRY(BenchResult likeness, compare_with_grass(room, part));
    return std::vector<BenchResult>{std::move(result), std::move(likeness)};
}

}  // namespace kreisblick::cli
