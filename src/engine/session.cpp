#include "engine/session.h"

#include "engine/check.h"
#include "engine/dataset_rasters.h"
#include "engine/layer_export.h"
#include "engine/layer_features.h"
#include "engine/layer_raster.h"
#include "engine/provenance.h"
#include "engine/query.h"
#include "engine/result_cache.h"
#include "model/dark_ramps.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

namespace kreisblick::engine {
namespace {

using Features = std::vector<std::shared_ptr<const scene::IndexedFeatures>>;

/// Every snapshot of the program gets a number of its own.
std::uint64_t next_version() {
    static std::atomic<std::uint64_t> counter = 0;
    return ++counter;
}

/// The ground of the grid that no part of the shown layers covers: nobody looked there, so it is hatched.
std::vector<geo::Geometry> ground_without_data(const model::District& district, const std::vector<scene::DrawableLayer>& layers) {
    std::vector<geo::Geometry> covered;
    for (const scene::DrawableLayer& layer : layers)
        for (const std::string& dataset : layer.declaration->input.needs)
            for (const model::DatasetPart* part : district.parts_of(dataset))
                // A boundary file knows where the borders run, not what lies between them.
                if (dataset != "boundaries" && !part->coverage.is_empty()) covered.push_back(part->coverage);
    if (covered.empty()) return {};
    geo::Geometry bare = geo::difference(geo::polygon_of(district.grid.extent()), geo::united(covered));
    if (geo::area(bare) < district.grid.cell_m * district.grid.cell_m) return {};
    return {std::move(bare)};
}

}  // namespace

struct Session::Parts {
    io::DistrictFile file;
    std::shared_ptr<const Declarations> declarations;
    std::shared_ptr<const model::Looks> dark_looks;  // for themes of dark ground
    std::shared_ptr<const geo::Geometry> boundary;
    IntermediateStore intermediates;
    MethodRunner runner;
    ResultCache results;
    std::mutex mutex;                        // guards what follows
    std::map<std::string, Features> loaded;  // by layer id

    Parts(io::DistrictFile opened, std::shared_ptr<const Declarations> declared)
        : file(std::move(opened)),
          declarations(std::move(declared)),
          runner(file, intermediates) {
        dark_looks = std::make_shared<const model::Looks>(model::with_ramps_for_dark_ground(*declarations->looks));
        boundary = std::make_shared<geo::Geometry>(file.district().boundary);
    }

    [[nodiscard]] std::vector<std::string> missing(const model::LayerDeclaration& layer) const {
        std::vector<std::string> result;
        for (const std::string& dataset : layer.input.needs)
            if (!file.district().has(dataset)) result.push_back(dataset);
        return result;
    }

    /// The layer's features, loaded if they are not yet. Two threads may load the same layer once each; the last one in wins.
    core::Result<Features> features_of(const model::LayerDeclaration& layer);
    /// What was computed of the layer with these parameters and is still kept.
    std::optional<LayerRaster> kept_raster_of(const model::LayerDeclaration& layer, const potentials::Parameters& parameters) {
        return results.find(raster_key(layer, parameters));
    }
    /// The layer's raster: kept from before, or made now; without a source where it has none.
    core::Result<LayerRaster> raster_of(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen,
                                        const core::Job& job);
    /// What the values of a layer's raster follow from: everything but the parameters that only multiply them.
    [[nodiscard]] std::uint64_t raster_key(const model::LayerDeclaration& layer, potentials::Parameters parameters) const {
        for (const model::ParameterDeclaration& parameter : layer.parameters)
            if (!parameter.scales.empty()) parameters.erase(parameter.name);
        return provenance_hash(file.district(), layer, parameters);
    }
};

core::Result<Features> Session::Parts::features_of(const model::LayerDeclaration& layer) {
    if (!layer.input.method.empty()) return Features{};
    {
        const std::scoped_lock lock(mutex);
        if (const auto found = loaded.find(layer.id); found != loaded.end()) return found->second;
    }
    KREISBLICK_TRY(Features features, load_features(file, layer));
    const std::scoped_lock lock(mutex);
    return loaded.insert_or_assign(layer.id, std::move(features)).first->second;
}

core::Result<LayerRaster> Session::Parts::raster_of(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                    const ParameterValues& chosen, const core::Job& job) {
    const bool is_method = !layer->input.method.empty();
    if (!is_method && band_names(file.district(), layer->input.dataset).empty()) return LayerRaster{};
    const potentials::Parameters parameters = parameters_of(*layer, chosen);
    auto kept = kept_raster_of(*layer, parameters);
    if (!kept) {
        KREISBLICK_TRY(kept, make_layer_raster(runner, layer, parameters, job));
        results.keep(layer->id, raster_key(*layer, parameters), *kept);
    }
    if (!is_method) return std::move(*kept);
    KREISBLICK_TRY(const potentials::Method* method, method_of(*layer));
    return scaled(std::move(*kept), factor_of(*layer, parameters, shown_band(*layer, *method, parameters).name));
}

Session::Session(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Session::~Session() = default;

core::Result<std::shared_ptr<Session>> Session::open(const std::filesystem::path& file, std::shared_ptr<const Declarations> declarations) {
    KREISBLICK_TRY(io::DistrictFile opened, io::DistrictFile::open(file));
    return std::shared_ptr<Session>(new Session(std::make_unique<Parts>(std::move(opened), std::move(declarations))));
}

const model::District& Session::district() const { return m_parts->file.district(); }
const Declarations& Session::declarations() const { return *m_parts->declarations; }

std::vector<LayerStatus> Session::layers() const {
    std::vector<LayerStatus> result;
    for (const auto& layer : m_parts->declarations->layers) {
        LayerStatus status{layer, LayerState::Ready, m_parts->missing(*layer), {}};
        if (!status.needs.empty()) {
            status.state = status.needs.size() == layer->input.needs.size() ? LayerState::Missing : LayerState::NeedsInputs;
            status.reason = missing_reason(*m_parts->declarations, status.needs);
        }
        result.push_back(std::move(status));
    }
    return result;
}

ViewState Session::start_view() const {
    ViewState view;
    for (const LayerStatus& status : layers())
        if (status.state == LayerState::Ready && status.declaration->shown_at_start) view.layers.push_back(status.declaration->id);
    return view;
}

core::Result<std::shared_ptr<const scene::MapSnapshot>> Session::snapshot(const ViewState& view, const core::Job& job) const {
    auto snapshot = std::make_shared<scene::MapSnapshot>();
    const auto theme = m_parts->declarations->looks->themes.find(view.theme);
    if (theme == m_parts->declarations->looks->themes.end()) return core::fail("there is no theme \"{}\"", view.theme);
    for (const auto& layer : m_parts->declarations->layers) {
        const bool shown = std::find(view.layers.begin(), view.layers.end(), layer->id) != view.layers.end();
        if (!shown || !m_parts->missing(*layer).empty()) continue;
        KREISBLICK_TRY(Features features, m_parts->features_of(*layer));
        KREISBLICK_TRY(LayerRaster raster, m_parts->raster_of(layer, view.parameters, job));
        const auto opacity = view.opacity.find(layer->id);
        snapshot->layers.push_back({fitted(layer, raster), opacity == view.opacity.end() ? layer->style.opacity : opacity->second,
                                    std::move(features), std::move(raster.source)});
    }
    snapshot->version = next_version();
    snapshot->looks = theme->second.is_dark() ? m_parts->dark_looks : m_parts->declarations->looks;
    snapshot->theme = {m_parts->declarations->looks, &theme->second};
    snapshot->boundary = m_parts->boundary;
    snapshot->grid = district().grid;
    snapshot->rim_without_data = ground_without_data(district(), snapshot->layers);
    snapshot->language = view.language;
    snapshot->pixel_ratio = view.pixel_ratio;
    snapshot->labels = view.labels;
    return snapshot;
}

std::vector<std::string> Session::credits(const ViewState& view) const {
    std::vector<std::string> lines;
    for (const auto& layer : m_parts->declarations->layers) {
        if (std::find(view.layers.begin(), view.layers.end(), layer->id) == view.layers.end()) continue;
        for (const std::string& line : credits_of(district(), *layer))
            if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    }
    return lines;
}

std::vector<QueryValue> Session::query(geo::Point place, core::Language language, const std::vector<std::string>& only,
                                       const ParameterValues& chosen) const {
    std::vector<QueryValue> values;
    for (const auto& layer : m_parts->declarations->layers) {
        if (!only.empty() && std::find(only.begin(), only.end(), layer->id) == only.end()) continue;
        LayerAtHand at_hand;
        if (m_parts->missing(*layer).empty())
            if (auto loaded = m_parts->features_of(*layer)) at_hand.features = std::move(*loaded);
        at_hand.raster = m_parts->kept_raster_of(*layer, parameters_of(*layer, chosen));
        values.push_back(query_layer(m_parts->runner, *m_parts->declarations, *layer, at_hand, place, language, chosen));
    }
    return values;
}

core::Result<PlaceIndex> Session::places() const { return read_places(m_parts->file); }

std::vector<Finding> Session::check(core::Language language) const {
    return check_district(m_parts->file, *m_parts->declarations, language);
}

core::Result<void> Session::export_layer(const std::string& id, const std::filesystem::path& out, const core::Job& job,
                                         const ParameterValues& chosen, const std::string& band) const {
    const auto layer = m_parts->declarations->layer(id);
    if (!layer) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
    const auto missing = m_parts->missing(*layer);
    if (!missing.empty())
        return core::fail("cannot export {}: {}", id, missing_reason(*m_parts->declarations, missing).in(core::Language::English));
    return write_layer(m_parts->runner, *layer, {parameters_of(*layer, chosen), band}, out, job);
}

}  // namespace kreisblick::engine
