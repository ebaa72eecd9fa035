// 60,000 buildings of the model district: the stock that all layers about buildings share, and the demand after one assumption changed.
#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "core/resources.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "engine/intermediate_store.h"
#include "engine/model_district.h"
#include "model/declared_table.h"
#include "potentials/building_heat.h"

#include <algorithm>
#include <list>
#include <numeric>

namespace kreisblick::cli {
namespace {

constexpr std::size_t k_buildings = 60'000;

/// What the methods work on, in memory.
struct BuildingInputs {
    geo::Raster<float> elevation;
    std::list<geo::FeatureTable> tables;
    potentials::Inputs inputs;
};

core::Result<void> read_dataset(const io::DistrictFile& file, const std::string& dataset, BuildingInputs& read) {
    for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
        if (part->kind == model::DatasetKind::Raster) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        if (dataset == "buildings" && table.size() > k_buildings) {
            std::vector<std::size_t> first(k_buildings);
            std::iota(first.begin(), first.end(), 0);
            table = table.rows(first);
        }
        read.tables.push_back(std::move(table));
        read.inputs.features[dataset].push_back(&read.tables.back());
    }
    return {};
}

core::Result<void> read_inputs(const std::filesystem::path& path, BuildingInputs& read) {
    KREISBLICK_TRY(const io::DistrictFile file, io::DistrictFile::open(path));
    read.inputs.grid = read.inputs.wanted = engine::working_grid(file.district(), {"buildings"});
    read.inputs.crs = file.district().crs;
    for (const std::string& dataset : potentials::datasets_of_building_stock()) KREISBLICK_CHECK(read_dataset(file, dataset, read));
    if (read.inputs.tables("buildings").empty()) return core::fail("cannot measure buildings: {} holds none", path.string());
    KREISBLICK_TRY(read.elevation, engine::read_dataset_raster(file, "elevation", "", read.inputs.grid));
    read.inputs.rasters["elevation"] = &read.elevation;
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    for (const std::string& name : potentials::find_method("heat_demand")->tables) {
        KREISBLICK_TRY(geo::FeatureTable table, model::read_declared_table(home / "layers" / "tables" / (name + ".toml")));
        read.tables.push_back(std::move(table));
        read.inputs.features[name] = {&read.tables.back()};
    }
    return {};
}

/// The layer's parameters; every call gives another heated share, so that nothing can be kept.
potentials::Parameters parameters() {
    static int share = 50;
    share = share == 100 ? 50 : share + 1;
    return {{"refurbishment", "partly"},
            {"values", "tabula"},
            {"empty_houses", "unheated"},
            {"heated_share", std::to_string(share)},
            {"hot_water", "12.5"},
            {"climate", "local"},
            {"peak", "hours"},
            {"full_load_hours", "1600"}};
}

}  // namespace

core::Result<std::vector<BenchResult>> bench_houses(const BenchSetup& setup) {
    std::filesystem::path path = setup.district;
    if (path.empty()) {
        path = setup.folder / "houses.gpkg";
        KREISBLICK_TRY([[maybe_unused]] const model::District made, engine::make_model_district(path, {}, {}));
    }
    BuildingInputs read;
    KREISBLICK_CHECK(read_inputs(path, read));
    const potentials::Method* method = potentials::find_method("heat_demand");
    const model::District nowhere;
    engine::IntermediateStore kept_store;
    const auto compute = [&](engine::IntermediateStore& store) -> core::Result<void> {
        const auto kept = store.of(nowhere, read.inputs.grid);
        read.inputs.kept = kept.get();
        engine::CollectedResults results(read.inputs.grid, read.inputs.wanted, {});
        return method->compute(read.inputs, parameters(), results, {});
    };
    const int runs = setup.runs_or(5);
    KREISBLICK_TRY(const WorkTime whole, median_time(runs, [&]() -> core::Result<void> {
                       engine::IntermediateStore store;
                       return compute(store);
                   }));
    KREISBLICK_CHECK(compute(kept_store));
    KREISBLICK_TRY(const WorkTime again, median_time(runs, [&] { return compute(kept_store); }));
    const std::string count = fmt::format("{} buildings", read.inputs.tables("buildings").back()->size());
    BenchResult model{"houses", count + ", data in memory to finished table of heat demand", whole.seconds, "s", runs};
    model.cpu_s = whole.cpu_seconds;
    model.target = BenchTarget{1, 2};
    BenchResult total{"houses.assumption", "the same after one assumption changed", again.seconds, "s", runs};
    total.cpu_s = again.cpu_seconds;
    total.target = BenchTarget{0.05, 0.1};
    return std::vector<BenchResult>{model, total};
}

}  // namespace kreisblick::cli
