// Soil erosion: following the water over the relief and weighing length and steepness, beside GRASS where it is installed.
#include "cli/bench/bench.h"
#include "cli/bench/grass.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "potentials/topographic_factor.h"

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

core::Result<BenchReference> time_grass(const BenchSetup& setup) {
    const geo::Raster<float> heights = synthetic_relief(k_grass_grid);
    KREISBLICK_TRY(const GrassRoom room, GrassRoom::make(setup.folder / "watershed", heights, "EPSG:25832"));
    KREISBLICK_TRY(const double seconds,
                   room.seconds_of({"r.watershed", "elevation=heights", "accumulation=cells", "length_slope=ls", "--quiet"}));
    return BenchReference{"r.watershed (GRASS GIS), a fifth of the cells, times five",
                          seconds * k_cells_of_figure / static_cast<double>(k_grass_grid.cells())};
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_erosion(const BenchSetup& setup) {
    const geo::Raster<float> heights = synthetic_relief(k_grid);
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const WorkTime taken, median_time(runs, [&] { return work(heights); }));
    BenchResult result{"erosion", "ways of water, upslope area and LS of 10 million cells rounded to decimetres", taken.seconds, "s", runs};
    result.cpu_s = taken.cpu_seconds;
    result.target = BenchTarget{3, 3};
    if (is_installed("grass")) {
        KREISBLICK_TRY(result.reference, time_grass(setup));
    }
    return std::vector<BenchResult>{std::move(result)};
}

}  // namespace kreisblick::cli
