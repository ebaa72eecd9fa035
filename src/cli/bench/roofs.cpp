// Sun on 60,000 roofs: the table of the model district, with and without its horizons at hand.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "engine/intermediate_store.h"
#include "engine/model_district.h"
#include "potentials/method.h"

namespace kreisblick::cli {
namespace {

/// What the method works on, in memory.
struct RoofInputs {
    geo::Raster<float> elevation;
    geo::FeatureTable buildings;
    potentials::Inputs inputs;
};

core::Result<void> read_inputs(const std::filesystem::path& path, RoofInputs& read) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    read.inputs.grid = read.inputs.wanted = engine::working_grid(file.district(), {"elevation"});
    read.inputs.crs = file.district().crs;
    KREISBLICK_TRY(read.elevation, engine::read_dataset_raster(file, "elevation", "", read.inputs.grid));
    const auto parts = file.district().parts_of("buildings");
    if (parts.empty()) return core::fail("cannot measure roofs: {} holds no buildings", path.string());
    KREISBLICK_TRY(read.buildings, file.read_features(*parts.back()));
    read.inputs.rasters["elevation"] = &read.elevation;
    read.inputs.features["buildings"] = {&read.buildings};
    return {};
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_roofs(const BenchSetup& setup) {
    std::filesystem::path path = setup.district;
    if (path.empty()) {
        path = setup.folder / "roofs.gpkg";
        KREISBLICK_TRY([[maybe_unused]] const model::District made, engine::make_model_district(path, {}, {}));
    }
    RoofInputs read;
    KREISBLICK_CHECK(read_inputs(path, read));
    engine::IntermediateStore store;
    const model::District nowhere;
    const auto kept = store.of(nowhere, read.inputs.grid);
    read.inputs.kept = kept.get();
    const potentials::Parameters parameters{
        {"usable_pitched", "0.6"}, {"usable_flat", "0.5"}, {"least_area", "10"}, {"least_irradiation", "650"}};
    const potentials::Method* method = potentials::find_method("roofs");
    const auto compute = [&]() -> core::Result<void> {
        engine::CollectedResults results(read.inputs.grid, read.inputs.wanted, {});
        return method->compute(read.inputs, parameters, results, {});
    };
    KREISBLICK_TRY(const WorkTime first, median_time(1, compute));
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const WorkTime again, median_time(runs, compute));
    read.inputs.rasters["surface"] = &read.elevation;  // any heights will do: looking at them takes the same time
    KREISBLICK_TRY(const WorkTime surfaced, median_time(runs, compute));
    const std::string roofs = fmt::format("{} roofs", read.buildings.size());
    BenchResult table{"roofs", roofs + ", buildings in memory to finished table, the district's horizons at hand", again.seconds, "s",
                      runs};
    table.cpu_s = again.cpu_seconds;
    table.target = BenchTarget{1, 2};
    BenchResult with_surface{"roofs.surface", "the same with a surface model around every roof", surfaced.seconds, "s", runs};
    with_surface.cpu_s = surfaced.cpu_seconds;
    with_surface.target = BenchTarget{1, 2};
    BenchResult with_horizons{"roofs.first",
                              fmt::format("the same with the horizons of {:.1f} million cells computed before",
                                          static_cast<double>(read.inputs.grid.cells()) * 1e-6),
                              first.seconds, "s", 1};
    with_horizons.cpu_s = first.cpu_seconds;
    return std::vector<BenchResult>{table, with_surface, with_horizons};
}

}  // namespace kreisblick::cli
