#include "engine/method_runner.h"

#include "core/resources.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "geo/sampling.h"
#include "model/declared_table.h"

#include <list>
#include <map>

namespace kreisblick::engine {
namespace {

/// What was read for a method, alive while it works.
struct ReadInputs {
    std::list<geo::Raster<float>> rasters;
    std::list<geo::FeatureTable> tables;
};

/// The bands of a dataset: "elevation", or "radiation_monthly/01" … where there are several.
core::Result<void> read_rasters(const io::DistrictFile& file, const std::string& dataset, const geo::GridSpec& grid, Reading reading,
                                ReadInputs& read, potentials::Inputs& inputs, const core::Job& job) {
    const auto read_band = reading == Reading::Smoothed ? read_smoothed_raster : read_dataset_raster;
    const auto bands = band_names(file.district(), dataset);
    for (const std::string& band : bands) {
        KREISBLICK_TRY(geo::Raster<float> raster, read_band(file, dataset, band, grid, job));
        read.rasters.push_back(std::move(raster));
        inputs.rasters[bands.size() == 1 ? dataset : dataset + "/" + band] = &read.rasters.back();
    }
    return {};
}

core::Result<void> read_tables(const io::DistrictFile& file, const std::string& dataset, ReadInputs& read, potentials::Inputs& inputs,
                               const core::Job& job) {
    for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
        if (part->kind == model::DatasetKind::Raster) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part, job));
        read.tables.push_back(std::move(table));
        inputs.features[dataset].push_back(&read.tables.back());
    }
    return {};
}

/// The tables that the program itself brings for methods.
core::Result<void> read_declared_tables(const potentials::Method& method, ReadInputs& read, potentials::Inputs& inputs) {
    for (const std::string& name : method.tables) {
        KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
        KREISBLICK_TRY(geo::FeatureTable table, model::read_declared_table(home / "layers" / "tables" / (name + ".toml")));
        read.tables.push_back(std::move(table));
        inputs.features[name] = {&read.tables.back()};
    }
    return {};
}

}  // namespace

core::Result<const potentials::Method*> method_of(const model::LayerDeclaration& layer) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    if (!method) return core::fail("the layer {} names the method \"{}\", which this program does not have", layer.id, layer.input.method);
    return method;
}

geo::GridSpec MethodRunner::grid(const model::LayerDeclaration& layer) const { return working_grid(m_file.district(), layer.input.needs); }

core::Result<void> MethodRunner::run_on(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                        const geo::GridSpec& grid, const geo::GridSpec& wanted, Reading reading,
                                        potentials::Results& results, const core::Job& job) const {
    KREISBLICK_TRY(const potentials::Method* method, method_of(layer));
    ReadInputs read;
    potentials::Inputs inputs{grid, wanted, m_file.district().crs, {}, {}, nullptr};
    for (const auto* datasets : {&method->needs, &method->uses})
        for (const std::string& dataset : *datasets) {
            KREISBLICK_CHECK(read_rasters(m_file, dataset, grid, reading, read, inputs, job));
            KREISBLICK_CHECK(read_tables(m_file, dataset, read, inputs, job));
        }
    for (const std::string& dataset : method->fields) {
        KREISBLICK_CHECK(read_rasters(m_file, dataset, working_grid(m_file.district(), {dataset}), Reading::AsStored, read, inputs, job));
        if (!inputs.features.contains(dataset)) KREISBLICK_CHECK(read_tables(m_file, dataset, read, inputs, job));
    }
    KREISBLICK_CHECK(read_declared_tables(*method, read, inputs));
    const auto kept = m_store->of(m_file.district(), grid);
    inputs.kept = kept.get();
    return method->compute(inputs, parameters, results, job);
}

core::Result<void> MethodRunner::run(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                     potentials::Results& results, const core::Job& job) const {
    const geo::GridSpec whole = grid(layer);
    return run_on(layer, parameters, whole, whole, Reading::AsStored, results, job);
}

core::Result<WindowValues> MethodRunner::run_in_window(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                                       const std::string& band, const geo::GridSpec& window, Reading reading,
                                                       const core::Job& job) const {
    KREISBLICK_TRY(const potentials::Method* method, method_of(layer));
    const geo::GridSpec seen = method->reach_cells == potentials::k_whole_district ? grid(layer) : geo::grown(window, method->reach_cells);
    CollectedResults results(seen, window, {band});
    KREISBLICK_CHECK(run_on(layer, parameters, seen, window, reading, results, job));
    return WindowValues{results.take(band), results.notes()};
}

}  // namespace kreisblick::engine
