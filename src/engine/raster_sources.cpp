#include "engine/raster_sources.h"

#include "core/log.h"
#include "engine/dataset_rasters.h"
#include "engine/method_runner.h"
#include "geo/sampling.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::engine {
namespace {

/// A failed read is said once on stderr and shows as "no data".
geo::Raster<float> or_no_data(core::Result<geo::Raster<float>> values, const geo::GridSpec& wanted) {
    if (values) return std::move(*values);
    core::log_warning(std::string_view(values.error().sentence));
    return geo::Raster<float>(wanted);
}

class DatasetSource : public scene::RasterSource {
  public:
    DatasetSource(io::DistrictFile file, std::shared_ptr<const model::LayerDeclaration> layer)
        : m_file(std::move(file)),
          m_layer(std::move(layer)) {}
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        return or_no_data(read_dataset_raster(m_file, m_layer->input.dataset, m_layer->input.band, wanted), wanted);
    }

  private:
    io::DistrictFile m_file;
    std::shared_ptr<const model::LayerDeclaration> m_layer;
};

class ScreenMethodSource : public scene::RasterSource {
  public:
    ScreenMethodSource(io::DistrictFile file, std::shared_ptr<const model::LayerDeclaration> layer, potentials::Parameters parameters,
                       double finest_m)
        : m_file(std::move(file)),
          m_layer(std::move(layer)),
          m_parameters(std::move(parameters)),
          m_finest_m(finest_m) {}
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        if (wanted.cell_m >= m_finest_m) return computed(wanted);
        // Closer than the data's cells: computed on those and interpolated, so that the shading stays smooth.
        const geo::GridSpec cells = m_file.district().grid.window(wanted.extent().grown(2 * m_finest_m));
        return geo::sampled(computed(cells), wanted);
    }

  private:
    geo::Raster<float> computed(const geo::GridSpec& cells) const {
        return or_no_data(run_method_in_window(m_file, *m_layer, m_parameters, cells, Reading::Smoothed, {}), cells);
    }
    io::DistrictFile m_file;
    std::shared_ptr<const model::LayerDeclaration> m_layer;
    potentials::Parameters m_parameters;
    double m_finest_m;
};

class PyramidSource : public scene::RasterSource {
  public:
    explicit PyramidSource(geo::Raster<float> finest) {
        m_levels.push_back(std::move(finest));
        while (m_levels.back().grid.width > 512 || m_levels.back().grid.height > 512) m_levels.push_back(geo::halved(m_levels.back()));
    }
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        const double octaves = std::log2(wanted.cell_m / m_levels.front().grid.cell_m);
        const auto level = static_cast<std::size_t>(std::clamp(std::floor(octaves + 0.01), 0.0, static_cast<double>(m_levels.size() - 1)));
        return geo::sampled(m_levels[level], wanted);
    }

  private:
    std::vector<geo::Raster<float>> m_levels;
};

}  // namespace

core::Result<std::shared_ptr<const scene::RasterSource>> make_raster_source(const io::DistrictFile& file,
                                                                            std::shared_ptr<const model::LayerDeclaration> layer,
                                                                            const potentials::Parameters& parameters,
                                                                            const core::Job& job) {
    if (layer->input.method.empty()) return std::make_shared<DatasetSource>(file, layer);
    const potentials::Method* method = potentials::find_method(layer->input.method);
    const geo::GridSpec grid = working_grid(file.district(), layer->input.needs);
    if (method && method->at_view_scale) return std::make_shared<ScreenMethodSource>(file, layer, parameters, grid.cell_m);
    KREISBLICK_TRY(auto bands, run_method(file, *layer, parameters, grid, job));
    if (job.stopped() || bands.empty()) return core::fail("the computation of {} was stopped", layer->id);
    return std::make_shared<PyramidSource>(std::move(bands.front().raster));
}

}  // namespace kreisblick::engine
