// Reading from the district file: rasters against a GeoTIFF of the same values, buildings from file to picture.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "cli/bench/synthetic.h"
#include "engine/dataset_rasters.h"
#include "io/export.h"
#include "io/whole_raster.h"
#include "scene/feature_index.h"

namespace kreisblick::cli {
namespace {

/// The largest raster part of the district.
const model::DatasetPart* largest_raster(const model::District& district) {
    const model::DatasetPart* largest = nullptr;
    for (const model::DatasetPart& part : district.parts)
        if (part.kind == model::DatasetKind::Raster && !part.bands.empty() && !part.bands.front().is_class &&
            (!largest || part.grid.cells() > largest->grid.cells()))
            largest = &part;
    return largest;
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_raster(const BenchSetup& setup) {
    KREISBLICK_TRY(const std::filesystem::path path, bench_district(setup));
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    const model::DatasetPart* part = largest_raster(file.district());
    if (!part) return core::fail("cannot measure reading rasters: {} holds none", path.string());
    const model::RasterBand& band = part->bands.front();
    KREISBLICK_TRY(geo::Raster<float> values, file.read_band(*part, band, part->grid));
    const std::filesystem::path tiff = setup.folder / "same.tif";
    KREISBLICK_CHECK(io::write_geotiff(tiff, file.district().crs, {{band.name, band.unit, std::move(values)}}, ""));
    const auto read_ours = [&]() -> core::Result<void> {
        KREISBLICK_TRY(const io::DistrictFile opened, io::DistrictFile::open(path));
        KREISBLICK_TRY([[maybe_unused]] const geo::Raster<float> all, opened.read_band(*part, band, part->grid));
        return {};
    };
    const auto read_tiff = [&]() -> core::Result<void> {
        KREISBLICK_TRY([[maybe_unused]] const geo::SourceRaster all, io::read_whole_raster(tiff));
        return {};
    };
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const Compared taken, median_times(runs, read_ours, read_tiff));
    const double millions = static_cast<double>(part->grid.cells()) * 1e-6;
    BenchResult result{"raster",
                       fmt::format("{} of {}, {:.1f} million cells, file to memory", part->dataset, file.district().name, millions),
                       millions / taken.ours.seconds, "Mcell/s", runs};
    result.target = BenchTarget{0.7, 0.7, BenchTarget::Of::Ratio, BenchTarget::Better::Higher};
    result.reference = BenchReference{"GDAL, tiled GeoTIFF, DEFLATE, predictor 3", millions / taken.reference.seconds};
    return std::vector<BenchResult>{std::move(result)};
}

core::Result<std::vector<BenchResult>> bench_buildings(const BenchSetup& setup) {
    const std::filesystem::path path = setup.folder / "buildings.gpkg";
    KREISBLICK_CHECK(make_synthetic_district(path));
    const auto read = [&]() -> core::Result<void> {
        KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
        for (const model::DatasetPart* part : file.district().parts_of("buildings")) {
            KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
            const scene::IndexedFeatures indexed(std::move(table));
            if (indexed.table().is_empty()) return core::fail("no building came back from {}", path.string());
        }
        return {};
    };
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const WorkTime to_memory, median_time(runs, read));
    BenchResult memory{"buildings.to_memory", "60,000 buildings, file to indexed table", to_memory.seconds * 1000, "ms", runs};
    memory.cpu_s = to_memory.cpu_seconds;
    std::vector<ProcessTime> renders;
    for (int run = 0; run < runs; ++run) {
        const std::string png = (setup.folder / "buildings.png").string();
        KREISBLICK_TRY(const ProcessTime taken,
                       time_process({own_program(), "render", path.string(), png, "--layers", "buildings", "--quiet"}));
        renders.push_back(taken);
    }
    BenchResult picture{"buildings.to_picture", "60,000 buildings, process start to PNG", median(renders).seconds, "s", runs};
    picture.cpu_s = median(renders).cpu_seconds;
    picture.peak_mib = median(renders).peak_mib;
    picture.target = BenchTarget{1, 1};
    return std::vector<BenchResult>{memory, picture};
}

}  // namespace kreisblick::cli
