#include "engine/method_runner.h"

#include "core/log.h"
#include "core/resources.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "engine/turbine_shelf.h"
#include "geo/sampling.h"
#include "model/declared_table.h"

#include <algorithm>
#include <list>
#include <map>

namespace kreisblick::engine {
namespace {

/// Larger rasters are read strip by strip by methods that can: 400 MB.
constexpr std::int64_t k_cells_read_whole = 100'000'000;

/// What was read for a method, and the inputs that point to it.
struct ReadInputs {
    std::list<geo::Raster<float>> rasters;
    std::list<geo::FeatureTable> tables;
    potentials::Inputs inputs;
};

/// The bands of a dataset: "elevation", or "radiation_monthly/01" … where there are several.
core::Result<void> read_rasters(const io::DistrictFile& file, const std::string& dataset, const geo::GridSpec& grid, Reading reading,
                                ReadInputs& read, const core::Job& job) {
    const auto read_band = reading == Reading::Smoothed ? read_smoothed_raster : read_dataset_raster;
    const auto bands = band_names(file.district(), dataset);
    for (const std::string& band : bands) {
        KREISBLICK_TRY(geo::Raster<float> raster, read_band(file, dataset, band, grid, job));
        read.rasters.push_back(std::move(raster));
        read.inputs.rasters[bands.size() == 1 ? dataset : dataset + "/" + band] = &read.rasters.back();
    }
    return {};
}

core::Result<void> read_tables(const io::DistrictFile& file, const std::string& dataset, ReadInputs& read, const core::Job& job) {
    for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
        if (part->kind == model::DatasetKind::Raster) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part, job));
        read.tables.push_back(std::move(table));
        read.inputs.features[dataset].push_back(&read.tables.back());
    }
    return {};
}

/// The tables that the program itself brings for methods.
core::Result<void> read_declared_tables(const potentials::Method& method, ReadInputs& read) {
    for (const std::string& name : method.tables) {
        KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
        KREISBLICK_TRY(geo::FeatureTable table, model::read_declared_table(home / "layers" / "tables" / (name + ".toml")));
        read.tables.push_back(std::move(table));
        read.inputs.features[name] = {&read.tables.back()};
    }
    return {};
}

/// Every band of every raster part on the part's own cells.
core::Result<void> read_part_rasters(const io::DistrictFile& file, const std::string& dataset, ReadInputs& read, const core::Job& job) {
    for (const model::DatasetPart* part : file.district().parts_of(dataset))
        for (const model::RasterBand& band : part->bands) {
            KREISBLICK_TRY(geo::Raster<float> raster, file.read_band(*part, band, part->grid, job));
            read.rasters.push_back(std::move(raster));
            read.inputs.rasters[potentials::part_band(dataset, part->name, band.name)] = &read.rasters.back();
        }
    return {};
}

/// Readers of the bands of a dataset, by the names that their rasters would have. A strip that cannot be read is said on stderr and has no
/// data.
void offer_rows(const io::DistrictFile& file, const std::string& dataset, Reading reading, potentials::Inputs& inputs) {
    const auto read_band = reading == Reading::Smoothed ? read_smoothed_raster : read_dataset_raster;
    const auto bands = band_names(file.district(), dataset);
    for (const std::string& band : bands)
        inputs.readers[bands.size() == 1 ? dataset : dataset + "/" + band] = [=, grid = inputs.grid](int first_row, int count) {
            const geo::GridSpec strip = geo::strip_of(grid, first_row, count);
            auto values = read_band(file, dataset, band, strip, core::Job{});
            if (values) return std::move(*values);
            core::log_warning(std::string_view(values.error().sentence));
            return geo::Raster<float>(strip);
        };
}

void add_parts(const model::District& district, const std::string& dataset, potentials::Inputs& inputs) {
    inputs.parts[dataset] = district.parts_of(dataset);
    for (const model::DatasetPart* part : inputs.parts[dataset])
        if (!part->coverage.is_empty()) inputs.coverage[dataset].push_back(&part->coverage);
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

core::Result<void> read_dataset(const io::DistrictFile& file, const potentials::Method& method, const std::string& dataset, Reading reading,
                                ReadInputs& read, const core::Job& job) {
    if (!read.inputs.features.contains(dataset)) KREISBLICK_CHECK(read_tables(file, dataset, read, job));
    const bool is_large = read.inputs.grid.cells() > k_cells_read_whole;
    if (has(method.by_rows, dataset) || (is_large && has(method.by_rows_when_large, dataset))) {
        offer_rows(file, dataset, reading, read.inputs);
        return {};
    }
    if (has(method.by_part, dataset)) return read_part_rasters(file, dataset, read, job);
    if (!has(method.fields, dataset)) return read_rasters(file, dataset, read.inputs.grid, reading, read, job);
    return read_rasters(file, dataset, working_grid(file.district(), {dataset}), Reading::AsStored, read, job);
}

/// The bare inputs with the rasters and tables of some of the method's datasets.
core::Result<std::shared_ptr<const potentials::Inputs>> read_inputs(const io::DistrictFile& file, const potentials::Method& method,
                                                                    const std::vector<std::string>& datasets,
                                                                    const potentials::Inputs& bare, Reading reading, const core::Job& job) {
    const auto read = std::make_shared<ReadInputs>();
    read->inputs = bare;
    for (const std::string& dataset : datasets) KREISBLICK_CHECK(read_dataset(file, method, dataset, reading, *read, job));
    KREISBLICK_CHECK(read_declared_tables(method, *read));
    return std::shared_ptr<const potentials::Inputs>(read, &read->inputs);
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
    const auto kept = m_store->of(m_file.district(), grid);
    potentials::Inputs bare{grid, wanted, m_file.district().crs, {}, {}, kept.get()};
    bare.boundary = &m_file.district().boundary;
    std::vector<model::Turbine> turbines;
    if (has(method->uses, "turbine_curves")) {
        KREISBLICK_TRY(turbines, turbines_for(m_file, *m_turbines, parameters));
    }
    bare.turbines = turbines;
    for (const auto* datasets : {&method->needs, &method->uses, &method->fields, &method->by_part})
        for (const std::string& dataset : *datasets) add_parts(m_file.district(), dataset, bare);
    const potentials::InputReader reader = [&](const std::vector<std::string>& datasets) {
        return read_inputs(m_file, *method, datasets, bare, reading, job);
    };
    if (method->reads_when_needed) {
        bare.reader = reader;
        return method->compute(bare, parameters, results, job);
    }
    std::vector<std::string> everything = method->needs;
    for (const auto* more : {&method->uses, &method->fields, &method->by_part})
        everything.insert(everything.end(), more->begin(), more->end());
    KREISBLICK_TRY(const auto inputs, reader(everything));
    return method->compute(*inputs, parameters, results, job);
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
    return WindowValues{results.take(band), results.notes(), results.uncertainties()};
}

}  // namespace kreisblick::engine
