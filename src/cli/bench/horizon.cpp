// Horizons: on the district's relief and on noise, by each code path, and against r.horizon of GRASS.
#include "potentials/horizon.h"
#include "cli/bench/bench.h"
#include "cli/bench/memory_speed.h"
#include "cli/bench/stopwatch.h"
#include "core/code_path.h"
#include "core/log.h"
#include "engine/dataset_rasters.h"
#include "geo/sampling.h"
#include "io/export.h"

#include <cmath>
#include <fstream>

namespace kreisblick::cli {
namespace {

constexpr double k_cells_of_figure = 1e7;
constexpr int k_directions = 64;
constexpr int k_crop_cells = 1600;      // along an edge: for comparing code paths
constexpr int k_reference_cells = 300;  // along an edge: r.horizon takes some 5 µs a cell and direction
constexpr int k_reference_directions = 8;

double per_figure(double seconds, const geo::GridSpec& grid) { return seconds * k_cells_of_figure / static_cast<double>(grid.cells()); }

core::Result<geo::Raster<float>> district_heights(const BenchSetup& setup) {
    KREISBLICK_TRY(const std::filesystem::path path, bench_district(setup));
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    return engine::read_dataset_raster(file, "elevation", "", engine::working_grid(file.district(), {"elevation"}));
}

/// The middle of a raster.
geo::Raster<float> crop_of(const geo::Raster<float>& heights, int cells) {
    const geo::GridSpec& grid = heights.grid;
    const double half_m = cells * grid.cell_m / 2;
    const geo::Point middle = grid.extent().centre();
    return geo::cut_out(heights, grid.window({middle.x - half_m, middle.y - half_m, middle.x + half_m, middle.y + half_m}));
}

/// Every cell at a height of its own, 0 … 50 m: the worst case.
geo::Raster<float> noise(const geo::GridSpec& grid) {
    geo::Raster<float> heights(grid);
    std::uint64_t state = 1;
    for (float& height : heights.values) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        height = 300 + static_cast<float>(state >> 40) * (50.0F / 16777216.0F);
    }
    return heights;
}

core::Result<WorkTime> time_horizons(const geo::Raster<float>& heights, int runs) {
    return median_time(runs, [&]() -> core::Result<void> {
        KREISBLICK_TRY([[maybe_unused]] const potentials::HorizonMap map, potentials::horizons(heights, {}, {}));
        return {};
    });
}

core::Result<BenchResult> measure(const std::string& name, const std::string& what, const geo::Raster<float>& heights, int runs) {
    KREISBLICK_TRY(const WorkTime taken, time_horizons(heights, runs));
    BenchResult result{name,
                       fmt::format("{} directions of {:.1f} million cells{}, per 10 million cells", k_directions,
                                   static_cast<double>(heights.grid.cells()) * 1e-6, what),
                       per_figure(taken.seconds, heights.grid), "s", runs};
    result.cpu_s = per_figure(taken.cpu_seconds, heights.grid);
    return result;
}

/// How long r.horizon would take for as many cells and directions; from a crop, whose edges cut the rays short in its favour.
core::Result<BenchReference> time_grass(const BenchSetup& setup, const geo::Raster<float>& heights) {
    const geo::Raster<float> crop = crop_of(heights, k_reference_cells);
    const std::string tiff = (setup.folder / "crop.tif").string(), script = (setup.folder / "horizon.sh").string();
    KREISBLICK_CHECK(io::write_geotiff(tiff, "EPSG:25832", {{"elevation", "m", crop}}, ""));
    const auto time_script = [&](const std::string& last) {
        std::ofstream(script) << "set -e\nr.in.gdal -o input=" << tiff << " output=heights --quiet\ng.region raster=heights\n"
                              << last << "\n";
        return time_process({"grass", "--tmp-location", "EPSG:25832", "--exec", "sh", script});
    };
    KREISBLICK_TRY(const ProcessTime start, time_script(""));
    KREISBLICK_TRY(const ProcessTime all, time_script(fmt::format("r.horizon elevation=heights step={} maxdistance=20000 output=h --quiet",
                                                                  360 / k_reference_directions)));
    const double per_cell_and_direction = (all.seconds - start.seconds) / static_cast<double>(crop.grid.cells()) / k_reference_directions;
    return BenchReference{fmt::format("r.horizon, one thread, scaled from {} × {} cells and {} directions", k_reference_cells,
                                      k_reference_cells, k_reference_directions),
                          per_cell_and_direction * k_directions * k_cells_of_figure};
}

/// Each code path that runs here, against the best.
core::Result<std::vector<BenchResult>> measure_paths(const BenchSetup& setup, const geo::Raster<float>& crop) {
    const std::pair<core::CodePath, const char*> paths[] = {{core::CodePath::Avx2, "avx2"}, {core::CodePath::Plain, "plain"}};
    const core::CodePath best = core::code_path();
    std::vector<BenchResult> results;
    for (const auto& [path, name] : paths) {
        if (path == best || !core::is_supported(path)) continue;
        const auto work = [&, chosen = path](bool forced) {
            core::force_code_path(forced ? std::optional(chosen) : std::nullopt);
            auto taken = time_horizons(crop, 1);
            core::force_code_path(std::nullopt);
            return taken ? core::Result<void>{} : tl::unexpected<core::Error>(taken.error());
        };
        const int runs = setup.runs_or(3);
        KREISBLICK_TRY(const Compared taken, median_times(
                                                 runs, [&] { return work(true); }, [&] { return work(false); }));
        BenchResult result{fmt::format("horizon.{}", name), "the same codes by lesser instructions, per 10 million cells",
                           per_figure(taken.ours.seconds, crop.grid), "s", runs};
        result.reference = BenchReference{"the best instructions of this processor", per_figure(taken.reference.seconds, crop.grid)};
        if (path == core::CodePath::Avx2) result.target = BenchTarget{2, 2, BenchTarget::Of::Ratio};
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_horizon(const BenchSetup& setup) {
    KREISBLICK_TRY(const geo::Raster<float> heights, district_heights(setup));
    KREISBLICK_TRY(BenchResult relief, measure("horizon", " of the district's relief", heights, setup.runs_or(3)));
    relief.target = BenchTarget{2, 4};  // with a year of sun on top: 2.5 and 5
    // Each direction reads the heights, writes a plane of codes, reads it and writes it tile by tile.
    const double bytes = k_cells_of_figure * k_directions * (4 + 1 + 1 + 1);
    relief.limit = BenchLimit{"reading memory as fast as here and now", bytes / memory_read_speed() / relief.value};
    if (is_installed("grass")) {
        KREISBLICK_TRY(relief.reference, time_grass(setup, heights));
    }
    const geo::Raster<float> crop = crop_of(heights, k_crop_cells);
    KREISBLICK_TRY(BenchResult on_noise, measure("horizon.noise", " of noise", noise(crop.grid), setup.runs_or(3)));
    std::vector<BenchResult> results{std::move(relief), std::move(on_noise)};
    KREISBLICK_TRY(const std::vector<BenchResult> paths, measure_paths(setup, crop));
    results.insert(results.end(), paths.begin(), paths.end());
    return results;
}

}  // namespace kreisblick::cli
