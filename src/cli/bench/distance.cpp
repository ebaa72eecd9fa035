// Distance fields over the district, against gdal_proximity on the same cells.
#include "cli/bench/bench.h"
#include "cli/bench/memory_speed.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "geo/distance_field.h"
#include "io/district_file.h"
#include "io/export.h"

#include <optional>

namespace kreisblick::cli {
namespace {

constexpr double k_cells_of_figure = 1e7;

double per_figure_ms(double seconds, const geo::GridSpec& grid) {
    return 1000 * seconds * k_cells_of_figure / static_cast<double>(grid.cells());
}

/// The program that GDAL brings, as a binary or as a script.
std::optional<std::string> gdal_proximity() {
    for (const char* name : {"gdal_proximity", "gdal_proximity.py"})
        if (is_installed(name)) return name;
    return std::nullopt;
}

/// The same field from the cells that the features touch, file to file.
core::Result<TimedWork> work_of_gdal(const BenchSetup& setup, const std::string& program, const std::string& crs,
                                     const geo::Raster<float>& field) {
    geo::Raster<float> touched(field.grid, 0.0F);
    for (std::size_t cell = 0; cell < touched.values.size(); ++cell)
        if (static_cast<double>(field.values[cell]) <= field.grid.cell_m / 2) touched.values[cell] = 1;
    const std::string from = (setup.folder / "touched.tif").string(), to = (setup.folder / "proximity.tif").string();
    KREISBLICK_CHECK(io::write_geotiff(from, crs, {{"touched", "", std::move(touched)}}, ""));
    return [=]() -> core::Result<void> {
        KREISBLICK_TRY([[maybe_unused]] const ProcessTime taken,
                       time_process({program, from, to, "-values", "1", "-distunits", "GEO", "-q"}));
        return {};
    };
}

/// What the district has of a dataset, or the usual number of invented features.
core::Result<std::vector<geo::FeatureTable>> features_of(const io::DistrictFile& file, const std::string& dataset) {
    std::vector<geo::FeatureTable> tables;
    for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        tables.push_back(std::move(table));
    }
    const geo::Extent ground = file.district().grid.extent();
    if (tables.empty()) tables.push_back(dataset == "roads" ? synthetic_roads(25000, ground) : synthetic_buildings(60000, ground));
    return tables;
}

core::Result<std::vector<BenchResult>> measure(const BenchSetup& setup, const io::DistrictFile& file, const std::string& dataset) {
    KREISBLICK_TRY(const std::vector<geo::FeatureTable> tables, features_of(file, dataset));
    std::vector<const geo::FeatureTable*> features;
    for (const geo::FeatureTable& table : tables) features.push_back(&table);
    const geo::GridSpec& grid = file.district().grid;
    const int runs = setup.runs_or(5);
    std::optional<geo::FeatureMarks> marks;
    KREISBLICK_TRY(const WorkTime marking, median_time(runs, [&]() -> core::Result<void> {
                       marks = geo::FeatureMarks::of(features, grid);
                       return {};
                   }));
    geo::Raster<float> field(grid);
    const TimedWork measure_field = [&] { return geo::distances_into(field, *marks, {}); };
    KREISBLICK_CHECK(measure_field());
    Compared taken;
    const auto program = gdal_proximity();
    if (program) {
        KREISBLICK_TRY(const TimedWork gdal, work_of_gdal(setup, *program, file.district().crs, field));
        KREISBLICK_TRY(taken, median_times(runs, measure_field, gdal));
    } else {
        KREISBLICK_TRY(taken.ours, median_time(runs, measure_field));
    }
    BenchResult result{"distance." + dataset,
                       fmt::format("exact distance to {} into a raster of {:.1f} million cells, once marked, per 10 million cells", dataset,
                                   static_cast<double>(grid.cells()) * 1e-6),
                       per_figure_ms(taken.ours.seconds, grid), "ms", runs};
    result.cpu_s = per_figure_ms(taken.ours.cpu_seconds, grid) / 1000;
    result.target = BenchTarget{60, 60};
    result.limit = BenchLimit{"writing the field as fast as memory is read here and now",
                              k_cells_of_figure * 4 / memory_read_speed() / (result.value / 1000)};
    if (program)
        result.reference =
            BenchReference{*program + ", file to file, to the metre of whole cells", per_figure_ms(taken.reference.seconds, grid)};
    BenchResult mark{"distance." + dataset + ".marks", fmt::format("marking the stretches of {} in narrow columns", dataset),
                     1000 * marking.seconds, "ms", runs};
    mark.cpu_s = marking.cpu_seconds;
    return std::vector<BenchResult>{std::move(result), std::move(mark)};
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_distance(const BenchSetup& setup) {
    KREISBLICK_TRY(const std::filesystem::path path, bench_district(setup));
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    std::vector<BenchResult> results;
    for (const char* dataset : {"buildings", "roads"}) {
        KREISBLICK_TRY(const std::vector<BenchResult> measured, measure(setup, file, dataset));
        results.insert(results.end(), measured.begin(), measured.end());
    }
    return results;
}

}  // namespace kreisblick::cli
