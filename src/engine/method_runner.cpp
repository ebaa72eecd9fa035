#include "engine/method_runner.h"

#include "engine/dataset_rasters.h"

#include <algorithm>
#include <map>

namespace kreisblick::engine {
namespace {

using RastersByName = std::map<std::string, geo::Raster<float>>;

/// The rasters a method asks for: "elevation", or "radiation_monthly/01" … where a dataset has several bands.
core::Result<RastersByName> read_inputs(const io::DistrictFile& file, const std::vector<std::string>& datasets, const geo::GridSpec& grid) {
    RastersByName rasters;
    for (const std::string& dataset : datasets) {
        const auto bands = band_names(file.district(), dataset);
        for (const std::string& band : bands) {
            KREISBLICK_TRY(geo::Raster<float> raster, read_dataset_raster(file, dataset, band, grid));
            rasters.emplace(bands.size() == 1 ? dataset : dataset + "/" + band, std::move(raster));
        }
    }
    return rasters;
}

potentials::Parameters default_parameters(const model::LayerDeclaration& layer) {
    potentials::Parameters parameters;
    for (const model::ParameterDeclaration& parameter : layer.parameters) parameters[parameter.name] = parameter.default_value;
    return parameters;
}

geo::GridSpec grown(const geo::GridSpec& grid, int cells) {
    return {grid.x_min - cells * grid.cell_m, grid.y_max + cells * grid.cell_m, grid.cell_m, grid.width + 2 * cells, grid.height + 2 * cells};
}

geo::Raster<float> without_margin(const geo::Raster<float>& raster, const geo::GridSpec& inner, int margin) {
    geo::Raster<float> result(inner);
    for (int row = 0; row < inner.height; ++row) {
        const auto begin = raster.values.begin() + raster.grid.index(margin, row + margin);
        std::copy(begin, begin + inner.width, result.values.begin() + inner.index(0, row));
    }
    return result;
}

}  // namespace

core::Result<std::vector<potentials::ResultBand>> run_method(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                             const geo::GridSpec& grid, const core::Job& job) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    if (!method) return core::fail("the layer {} names the method \"{}\", which this program does not have", layer.id, layer.input.method);
    KREISBLICK_TRY(const RastersByName rasters, read_inputs(file, method->needs, grid));
    potentials::Inputs inputs{grid, {}};
    for (const auto& [name, raster] : rasters) inputs.rasters[name] = &raster;
    return method->compute(inputs, default_parameters(layer), job);
}

core::Result<geo::Raster<float>> run_method_in_window(const io::DistrictFile& file, const model::LayerDeclaration& layer, const geo::GridSpec& window,
                                                      const core::Job& job) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    const int margin = method ? method->reach_cells : 0;
    KREISBLICK_TRY(auto bands, run_method(file, layer, grown(window, margin), job));
    return without_margin(bands.front().raster, window, margin);
}

}  // namespace kreisblick::engine
