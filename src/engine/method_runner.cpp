#include "engine/method_runner.h"

#include "engine/dataset_rasters.h"
#include "geo/sampling.h"

#include <map>

namespace kreisblick::engine {
namespace {

using RastersByName = std::map<std::string, geo::Raster<float>>;

/// The rasters a method asks for: "elevation", or "radiation_monthly/01" … where a dataset has several bands.
core::Result<RastersByName> read_inputs(const io::DistrictFile& file, const std::vector<std::string>& datasets, const geo::GridSpec& grid,
                                        Reading reading) {
    const auto read = reading == Reading::Smoothed ? read_smoothed_raster : read_dataset_raster;
    RastersByName rasters;
    for (const std::string& dataset : datasets) {
        const auto bands = band_names(file.district(), dataset);
        for (const std::string& band : bands) {
            KREISBLICK_TRY(geo::Raster<float> raster, read(file, dataset, band, grid));
            rasters.emplace(bands.size() == 1 ? dataset : dataset + "/" + band, std::move(raster));
        }
    }
    return rasters;
}

core::Result<std::vector<potentials::ResultBand>> run(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                      const potentials::Parameters& parameters, const geo::GridSpec& grid, Reading reading,
                                                      const core::Job& job) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    if (!method) return core::fail("the layer {} names the method \"{}\", which this program does not have", layer.id, layer.input.method);
    KREISBLICK_TRY(const RastersByName rasters, read_inputs(file, method->needs, grid, reading));
    potentials::Inputs inputs{grid, {}};
    for (const auto& [name, raster] : rasters) inputs.rasters[name] = &raster;
    return method->compute(inputs, parameters, job);
}

}  // namespace

core::Result<std::vector<potentials::ResultBand>> run_method(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                             const potentials::Parameters& parameters, const geo::GridSpec& grid,
                                                             const core::Job& job) {
    return run(file, layer, parameters, grid, Reading::AsStored, job);
}

core::Result<geo::Raster<float>> run_method_in_window(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                      const potentials::Parameters& parameters, const geo::GridSpec& window,
                                                      Reading reading, const core::Job& job) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    const int margin = method ? method->reach_cells : 0;
    KREISBLICK_TRY(auto bands, run(file, layer, parameters, geo::grown(window, margin), reading, job));
    return geo::cut_out(bands.front().raster, window);
}

}  // namespace kreisblick::engine
