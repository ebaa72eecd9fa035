#include "engine/layer_data.h"

#include "core/log.h"
#include "core/memory.h"
#include "engine/dataset_rasters.h"
#include "engine/packed_results.h"
#include "engine/parameters.h"
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
    double resolution_m() const override {
        double finest = 0;
        for (const model::DatasetPart* part : m_file.district().parts_of(m_layer->input.dataset)) {
            const double own = part->provenance.resolution_m;
            if (part->kind == model::DatasetKind::Raster && own > 0) finest = finest > 0 ? std::min(finest, own) : own;
        }
        return finest;
    }

  private:
    io::DistrictFile m_file;
    std::shared_ptr<const model::LayerDeclaration> m_layer;
};

class ScreenMethodSource : public scene::RasterSource {
  public:
    ScreenMethodSource(const MethodRunner& runner, std::shared_ptr<const model::LayerDeclaration> layer, potentials::Parameters parameters,
                       std::string band)
        : m_runner(runner),
          m_layer(std::move(layer)),
          m_parameters(std::move(parameters)),
          m_band(std::move(band)),
          m_finest_m(runner.grid(*m_layer).cell_m) {}
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        if (wanted.cell_m >= m_finest_m) return computed(wanted);
        // Closer than the data's cells: computed on those and interpolated, so that the shading stays smooth.
        const geo::GridSpec cells = m_runner.file().district().grid.window(wanted.extent().grown(2 * m_finest_m));
        return geo::sampled(computed(cells), wanted);
    }

  private:
    geo::Raster<float> computed(const geo::GridSpec& cells) const {
        auto values = m_runner.run_in_window(*m_layer, m_parameters, m_band, cells, Reading::Smoothed, {});
        if (values) return std::move(values->raster);
        return or_no_data(core::fail("{}", values.error().sentence), cells);
    }
    MethodRunner m_runner;
    std::shared_ptr<const model::LayerDeclaration> m_layer;
    potentials::Parameters m_parameters;
    std::string m_band;
    double m_finest_m;
};

class PyramidSource : public scene::RasterSource {
  public:
    enum class Values { Amounts, Classes };
    PyramidSource(geo::PackedRaster finest, Values values) : m_values(values) {
        m_levels.push_back(std::move(finest));
        while (m_levels.back().grid().width > 512 || m_levels.back().grid().height > 512)
            m_levels.push_back(values == Values::Classes ? m_levels.back().halved_by_class() : m_levels.back().halved());
    }
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        const double octaves = std::log2(wanted.cell_m / m_levels.front().grid().cell_m);
        const auto level = static_cast<std::size_t>(std::clamp(std::floor(octaves + 0.01), 0.0, static_cast<double>(m_levels.size() - 1)));
        const geo::Raster<float> part = m_levels[level].part(wanted.extent(), 2);
        if (part.values.empty()) return geo::Raster<float>(wanted);
        return m_values == Values::Classes ? geo::picked(part, wanted) : geo::sampled(part, wanted);
    }

  private:
    Values m_values;
    std::vector<geo::PackedRaster> m_levels;
};

class ScaledSource : public scene::RasterSource {
  public:
    ScaledSource(std::shared_ptr<const scene::RasterSource> source, double factor)
        : m_source(std::move(source)),
          m_factor(static_cast<float>(factor)) {}
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        geo::Raster<float> raster = m_source->read(wanted);
        for (float& value : raster.values) value *= m_factor;
        return raster;
    }

  private:
    std::shared_ptr<const scene::RasterSource> m_source;
    float m_factor;
};

/// The quantiles of every hundredth or so cell with a value; none where no cell has one.
std::optional<Spread> spread_of(const geo::PackedRaster& raster) {
    const bool small = raster.grid().cells() < 10000;
    const int row_step = small ? 1 : 7;
    const std::size_t step = small ? 1 : 13;  // primes, so that no pattern is met
    std::vector<float> sample;
    for (int row = 0; row < raster.grid().height; row += row_step) {
        const geo::Raster<float> cells = raster.rows(row, 1);
        for (std::size_t i = 0; i < cells.values.size(); i += step)
            if (geo::Raster<float>::is_data(cells.values[i])) sample.push_back(cells.values[i]);
    }
    if (sample.empty()) return std::nullopt;
    std::sort(sample.begin(), sample.end());
    const auto at = [&](double share) {
        return static_cast<double>(sample[static_cast<std::size_t>(share * static_cast<double>(sample.size() - 1))]);
    };
    return Spread{at(0.02), at(0.98)};
}

/// A step of 1, 2 or 5 times a power of ten that divides the range into at most `most` steps.
double round_step(double range, int most) {
    const double least = range / most, power = std::pow(10, std::floor(std::log10(least)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= least * 0.999) return digit * power;
    return 10 * power;
}

/// Whether a vector part lies above all rasters of the dataset and knows the whole grid, so that nothing of them can be seen.
bool hides_rasters(const model::District& district, const std::string& dataset) {
    const auto parts = district.parts_of(dataset);
    if (parts.empty() || parts.back()->kind == model::DatasetKind::Raster || parts.back()->coverage.is_empty()) return false;
    return geo::difference(geo::polygon_of(district.grid.extent()), parts.back()->coverage).is_empty();
}

core::Result<LayerData> dataset_data(const MethodRunner& runner, const std::shared_ptr<const model::LayerDeclaration>& layer,
                                     Columns columns) {
    LayerData data;
    data.unit = layer->unit;
    KREISBLICK_TRY(data.features, load_features(runner.file(), *layer, columns));
    const model::District& district = runner.file().district();
    if (!band_names(district, layer->input.dataset).empty() && !hides_rasters(district, layer->input.dataset))
        data.raster = std::make_shared<DatasetSource>(runner.file(), layer);
    return data;
}

/// A table with the columns multiplied that parameters scale; null where none is.
std::shared_ptr<const scene::IndexedFeatures> scaled_features(const scene::IndexedFeatures& features, const model::LayerDeclaration& layer,
                                                              const potentials::Parameters& parameters) {
    std::optional<geo::FeatureTable> table;
    for (std::size_t i = 0; i < features.table().columns().size(); ++i) {
        const double factor = factor_of(layer, parameters, features.table().columns()[i].name);
        if (factor == 1) continue;
        if (!table) table = features.table();
        for (double& value : table->columns()[i].numbers) value *= factor;
    }
    return table ? std::make_shared<scene::IndexedFeatures>(std::move(*table)) : nullptr;
}

}  // namespace

bool gives_features(const model::LayerDeclaration& layer, const potentials::Parameters& parameters) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    return method && method->bands(parameters).empty();
}

core::Result<LayerData> make_layer_data(const MethodRunner& runner, const std::shared_ptr<const model::LayerDeclaration>& layer,
                                        const potentials::Parameters& parameters, Columns columns, const core::Job& job) {
    if (layer->input.method.empty()) return dataset_data(runner, layer, columns);
    KREISBLICK_TRY(const potentials::Method* method, method_of(*layer));
    const potentials::Parameters computing = computing_parameters(*layer, parameters);
    const auto [band, unit] = shown_band(*layer, *method, parameters);
    if (method->at_view_scale)
        return LayerData{{}, std::make_shared<ScreenMethodSource>(runner, layer, computing, band), layer->unit, {}, {}};
    const geo::GridSpec grid = runner.grid(*layer);
    const bool has_features = gives_features(*layer, parameters);
    PackedResults results(has_features ? geo::GridSpec{} : grid, band);
    KREISBLICK_CHECK(runner.run(*layer, computing, results, job));
    core::give_back_freed_memory();
    if (job.stopped()) return core::fail("the computation of {} was stopped", layer->id);
    if (has_features) {
        geo::FeatureTable table = results.take_features();
        if (columns == Columns::Shown) keep_shown_columns(table, *layer);
        return LayerData{{std::make_shared<scene::IndexedFeatures>(std::move(table))},
                         nullptr,
                         layer->unit,
                         {},
                         results.notes(),
                         results.figures(),
                         results.uncertainties()};
    }
    geo::PackedRaster values = results.take_packed();
    const auto spread = spread_of(values);
    const auto kind = layer->style.kind == "classes" ? PyramidSource::Values::Classes : PyramidSource::Values::Amounts;
    return LayerData{{},
                     std::make_shared<PyramidSource>(std::move(values), kind),
                     unit,
                     spread,
                     results.notes(),
                     results.figures(),
                     results.uncertainties()};
}

LayerData scaled(LayerData data, const model::LayerDeclaration& layer, const potentials::Parameters& parameters) {
    const potentials::Method* method = potentials::find_method(layer.input.method);
    if (!method) return data;
    for (auto& features : data.features)
        if (auto changed = scaled_features(*features, layer, parameters)) features = std::move(changed);
    for (model::Figure& figure : data.figures) figure = model::scaled(std::move(figure), factor_of(layer, parameters, figure.id));
    const double factor = factor_of(layer, parameters, shown_band(layer, *method, parameters).name);
    if (factor == 1 || !data.raster) return data;
    data.raster = std::make_shared<ScaledSource>(std::move(data.raster), factor);
    if (data.spread) data.spread = Spread{data.spread->low * factor, data.spread->high * factor};
    return data;
}

std::shared_ptr<const model::LayerDeclaration> fitted(const std::shared_ptr<const model::LayerDeclaration>& layer, const LayerData& data) {
    const bool in_steps = layer->style.kind == "choropleth";
    if ((layer->style.kind != "ramp" && !in_steps) || !data.spread) return layer;
    const Spread& spread = *data.spread;
    const double margin = 0.25 * (layer->style.max - layer->style.min);
    const bool fits = spread.low >= layer->style.min - margin && spread.high <= layer->style.max + margin;
    if (fits && data.unit == layer->unit) return layer;
    auto changed = std::make_shared<model::LayerDeclaration>(*layer);
    changed->unit = data.unit;
    if (in_steps) changed->style.kind = "ramp", changed->style.classes.clear();  // the steps are those of another result
    if ((fits && !in_steps) || spread.high <= spread.low) return changed;
    constexpr int most_steps = 6;
    const double step = round_step(spread.high - spread.low, most_steps);
    model::LayerStyle& style = changed->style;
    style.min = std::floor(spread.low / step) * step;
    style.max = std::ceil(spread.high / step) * step;
    style.decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    style.breaks.clear();
    for (int i = 0; style.min + i * step <= style.max + step / 2; ++i) style.breaks.push_back(style.min + i * step);
    return changed;
}

}  // namespace kreisblick::engine
