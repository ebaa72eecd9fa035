#pragma once

#include "engine/collected_results.h"
#include "engine/intermediate_store.h"
#include "engine/layer_export.h"
#include "potentials/method.h"

#include <catch2/catch_test_macros.hpp>

#include <map>

namespace kreisblick::tests {

/// The ground of datasets whose coverage a test leaves out: known on the whole grid.
class KnownEverywhere {
  public:
    explicit KnownEverywhere(potentials::Inputs& inputs) : m_ground(geo::polygon_of(inputs.grid.extent())) {
        const auto know = [&](const std::string& dataset) {
            if (!inputs.coverage.contains(dataset)) inputs.coverage[dataset] = {&m_ground};
        };
        for (const auto& [dataset, tables] : inputs.features) know(dataset);
        for (const auto& [band, raster] : inputs.rasters) know(band.substr(0, band.find('/')));
    }

  private:
    geo::Geometry m_ground;
};

/// Every band of a method's result by its name; REQUIREs that the method works. What it says beside them goes to `told`.
inline std::map<std::string, geo::Raster<float>> run_method(const std::string& name, potentials::Inputs inputs,
                                                            const potentials::Parameters& parameters = {},
                                                            engine::ExportReport* told = nullptr) {
    const potentials::Method* method = potentials::find_method(name);
    REQUIRE(method);
    const KnownEverywhere ground(inputs);
    std::vector<std::string> bands;
    for (const auto& band : method->bands(parameters)) bands.push_back(band.name);
    if (inputs.wanted.cells() == 0) inputs.wanted = inputs.grid;
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, inputs.grid);
    inputs.kept = kept.get();
    engine::CollectedResults results(inputs.grid, inputs.wanted, bands);
    const auto done = method->compute(inputs, parameters, results, {});
    INFO((done ? "" : done.error().sentence));
    REQUIRE(done);
    std::map<std::string, geo::Raster<float>> rasters;
    for (const std::string& band : bands) rasters.emplace(band, results.take(band));
    if (told) *told = {results.figures(), results.notes()};
    return rasters;
}

/// The features of a method that gives features; REQUIREs that the method works.
inline geo::FeatureTable run_feature_method(const std::string& name, potentials::Inputs inputs,
                                            const potentials::Parameters& parameters = {}, engine::ExportReport* told = nullptr) {
    const potentials::Method* method = potentials::find_method(name);
    REQUIRE(method);
    const KnownEverywhere ground(inputs);
    if (inputs.wanted.cells() == 0) inputs.wanted = inputs.grid;
    engine::IntermediateStore store;
    const model::District district;
    const auto kept = store.of(district, inputs.grid);
    inputs.kept = kept.get();
    engine::CollectedResults results(inputs.grid, inputs.wanted, {});
    const auto done = method->compute(inputs, parameters, results, {});
    INFO((done ? "" : done.error().sentence));
    REQUIRE(done);
    if (told) *told = {results.figures(), results.notes()};
    return results.take_features();
}

}  // namespace kreisblick::tests
