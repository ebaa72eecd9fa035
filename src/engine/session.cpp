#include "engine/session.h"

#include "engine/check.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "engine/layer_data.h"
#include "engine/parameters.h"
#include "engine/privacy.h"
#include "engine/provenance.h"
#include "engine/public_view.h"
#include "engine/query.h"
#include "engine/result_cache.h"
#include "model/dark_ramps.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

namespace kreisblick::engine {
namespace {

/// Every snapshot of the program gets a number of its own.
std::uint64_t next_version() {
    static std::atomic<std::uint64_t> counter = 0;
    return ++counter;
}

/// The ground of the grid that no part of the shown layers covers: nobody looked there, so it is hatched.
std::vector<geo::Geometry> ground_without_data(const model::District& district, const std::vector<scene::DrawableLayer>& layers) {
    std::vector<geo::Geometry> covered;
    for (const scene::DrawableLayer& layer : layers)
        for (const std::string& dataset : layer.declaration->input.needs_in(district))
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
    model::Audience audience;
    model::District shown_district;
    std::shared_ptr<const model::Looks> dark_looks;  // for themes of dark ground
    std::shared_ptr<const geo::Geometry> boundary;
    IntermediateStore intermediates;
    MethodRunner runner;
    ResultCache results;
    std::mutex areas_mutex;
    std::shared_ptr<const PublicAreas> areas;  // made when first asked for
    std::map<std::string, std::shared_ptr<const PublicView>> public_views;

    Parts(const io::DistrictFile& opened, std::shared_ptr<const Declarations> declared, const model::Audience& whom)
        : file(told_file(opened, declared->datasets, whom)),
          declarations(std::move(declared)),
          audience(whom),
          shown_district(district_for(file.district(), audience)),
          runner(file, intermediates, declarations->turbines) {
        dark_looks = std::make_shared<const model::Looks>(model::with_ramps_for_dark_ground(*declarations->looks));
        boundary = std::make_shared<geo::Geometry>(file.district().boundary);
    }

    [[nodiscard]] std::vector<std::string> missing(const model::LayerDeclaration& layer) const {
        return layer.input.missing_in(file.district());
    }

    /// What the data of a layer follow from: everything but the parameters that only multiply them.
    [[nodiscard]] std::uint64_t data_key(const model::LayerDeclaration& layer, potentials::Parameters parameters) const {
        for (const model::ParameterDeclaration& parameter : layer.parameters)
            if (!parameter.scales.empty()) parameters.erase(parameter.name);
        return provenance_hash(file.district(), layer, parameters);
    }
    /// The layer's data: kept from before, or read and computed now. Two threads may make the same once each; the last one in wins.
    core::Result<LayerData> data_of(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen,
                                    const core::Job& job);
    /// The same with all columns, computed now and not kept.
    core::Result<LayerData> whole_data_of(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen,
                                          const core::Job& job);
    /// Whether the audience must not see the values of single houses that the layer has.
    [[nodiscard]] bool is_withheld(const model::LayerDeclaration& layer) const {
        return audience.is_public() && has_values_per_house(layer);
    }
    /// What everybody may see of such a layer.
    core::Result<std::shared_ptr<const PublicView>> public_view(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                                const core::Job& job);
    core::Result<std::shared_ptr<const PublicAreas>> public_areas();
    /// What everybody is told at a place by a layer whose rows are houses.
    QueryValue query_house_layer(const std::shared_ptr<const model::LayerDeclaration>& layer, geo::Point place, core::Language language);
    /// The layer's data as far as they are at hand: a raster that is not computed yet is not computed for one place.
    LayerData data_at_hand(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen);
};

core::Result<LayerData> Session::Parts::data_of(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen,
                                                const core::Job& job) {
    const potentials::Parameters parameters = parameters_of(*layer, chosen);
    const std::uint64_t key = data_key(*layer, parameters);
    auto data = results.find(key);
    if (!data) {
        KREISBLICK_TRY(data, make_layer_data(runner, layer, parameters, Columns::Shown, job));
        results.keep(layer->id, key, *data);
    }
    return scaled(std::move(*data), *layer, parameters);
}

core::Result<LayerData> Session::Parts::whole_data_of(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                      const ParameterValues& chosen, const core::Job& job) {
    const potentials::Parameters parameters = parameters_of(*layer, chosen);
    KREISBLICK_TRY(LayerData data, make_layer_data(runner, layer, parameters, Columns::All, job));
    return scaled(std::move(data), *layer, parameters);
}

core::Result<std::shared_ptr<const PublicAreas>> Session::Parts::public_areas() {
    const std::scoped_lock lock(areas_mutex);
    if (!areas) {
        KREISBLICK_TRY(PublicAreas made, PublicAreas::of(file));
        areas = std::make_shared<const PublicAreas>(std::move(made));
    }
    return areas;
}

core::Result<std::shared_ptr<const PublicView>> Session::Parts::public_view(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                                            const core::Job& job) {
    KREISBLICK_TRY(const auto division, public_areas());
    {
        const std::scoped_lock lock(areas_mutex);
        if (const auto made = public_views.find(layer->id); made != public_views.end()) return made->second;
    }
    // With the declared parameters, whatever was chosen: from two answers for two choices a single house could be reckoned.
    KREISBLICK_TRY(const LayerData data, whole_data_of(layer, {}, job));
    const auto view = std::make_shared<const PublicView>(*layer, data, division);
    const std::scoped_lock lock(areas_mutex);
    return public_views.emplace(layer->id, view).first->second;
}

LayerData Session::Parts::data_at_hand(const std::shared_ptr<const model::LayerDeclaration>& layer, const ParameterValues& chosen) {
    if (!missing(*layer).empty()) return {};
    const potentials::Parameters parameters = parameters_of(*layer, chosen);
    if (layer->input.method.empty() || gives_features(*layer, parameters)) return data_of(layer, chosen, {}).value_or(LayerData{});
    auto kept = results.find(data_key(*layer, parameters));
    return kept ? scaled(std::move(*kept), *layer, parameters) : LayerData{};
}

Session::Session(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Session::~Session() = default;

core::Result<std::shared_ptr<Session>> Session::open(const std::filesystem::path& file, std::shared_ptr<const Declarations> declarations,
                                                     const model::Audience& audience) {
    KREISBLICK_TRY(const io::DistrictFile opened, io::DistrictFile::open(file));
    return std::shared_ptr<Session>(new Session(std::make_unique<Parts>(opened, std::move(declarations), audience)));
}

const model::Audience& Session::audience() const { return m_parts->audience; }

const model::District& Session::district() const { return m_parts->shown_district; }
const io::DistrictFile& Session::file(model::Internal) const { return m_parts->file; }
const io::DistrictFile& Session::file(model::Council) const { return m_parts->file; }
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
        const auto opacity = view.opacity.find(layer->id);
        auto declaration = layer;
        LayerData data;
        if (m_parts->is_withheld(*layer)) {
            KREISBLICK_TRY(const auto seen, m_parts->public_view(layer, job));
            declaration = seen->declaration();
            data = seen->map();
        } else {
            KREISBLICK_TRY(data, m_parts->data_of(layer, view.parameters, job));
        }
        snapshot->layers.push_back({fitted(declaration, data), opacity == view.opacity.end() ? layer->style.opacity : opacity->second,
                                    std::move(data.features), std::move(data.raster), std::move(data.figures), std::move(data.notes)});
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

QueryValue Session::Parts::query_house_layer(const std::shared_ptr<const model::LayerDeclaration>& layer, geo::Point place,
                                             core::Language language) {
    if (const auto lacking = missing(*layer); !lacking.empty())
        return {layer->id, false, 0, false, layer->unit, missing_reason(*declarations, lacking).in(language), {}};
    if (is_withheld(*layer)) {
        const auto seen = public_view(layer, {});
        return seen ? (*seen)->at(place, language) : QueryValue{layer->id, false, 0, false, layer->unit, seen.error().sentence, {}};
    }
    // Of a footprint everybody sees that it is there: its name, use and address stay here.
    const LayerData data = data_at_hand(layer, {});
    QueryValue value = query_layer(runner, *declarations, *layer, data, place, language, {});
    if (value.has_value) value.text = layer->title.in(language);
    value.value = 0;
    value.is_number = false;
    return value;
}

std::vector<QueryValue> Session::query(geo::Point place, core::Language language, const std::vector<std::string>& only,
                                       const ParameterValues& chosen) const {
    std::vector<QueryValue> values;
    for (const auto& layer : m_parts->declarations->layers) {
        if (!only.empty() && std::find(only.begin(), only.end(), layer->id) == only.end()) continue;
        if (m_parts->audience.is_public() && has_row_per_house(*layer)) {
            values.push_back(m_parts->query_house_layer(layer, place, language));
            continue;
        }
        const LayerData data = m_parts->data_at_hand(layer, chosen);
        values.push_back(query_layer(m_parts->runner, *m_parts->declarations, *layer, data, place, language, chosen));
    }
    return values;
}

core::Result<geo::FeatureTable> Session::register_sums() const {
    KREISBLICK_TRY(const auto areas, m_parts->public_areas());
    return sums_of_register(m_parts->file, *areas);
}

core::Result<PlaceIndex> Session::places() const { return read_places(m_parts->file); }

std::vector<Finding> Session::check(core::Language language) const {
    return findings_for(check_district(m_parts->file, *m_parts->declarations, language), m_parts->audience, language);
}

core::Result<LayerTable> Session::computed_table(const std::string& id, const core::Job& job, const ParameterValues& chosen) const {
    const auto layer = m_parts->declarations->layer(id);
    if (!layer) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
    const auto missing = m_parts->missing(*layer);
    if (!missing.empty())
        return core::fail("cannot compute {}: {}", id, missing_reason(*m_parts->declarations, missing).in(core::Language::English));
    if (m_parts->audience.is_public() && has_row_per_house(*layer)) {
        KREISBLICK_TRY(const auto seen, m_parts->public_view(layer, job));
        const LayerData told = seen->map();
        return LayerTable{seen->table(), {told.figures, told.notes}};
    }
    KREISBLICK_TRY(const LayerData data, m_parts->whole_data_of(layer, chosen, job));
    if (data.features.empty()) return core::fail("the layer {} gives no features", id);
    return LayerTable{data.features.front()->table(), {data.figures, data.notes}};
}

core::Result<io::ExportBand> Session::computed_band(const std::string& id, const core::Job& job) const {
    const auto layer = m_parts->declarations->layer(id);
    if (!layer) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
    if (m_parts->is_withheld(*layer)) return core::fail("the values of {} are not for the public", id);
    KREISBLICK_TRY(const potentials::Method* method, method_of(*layer));
    const potentials::Parameters parameters = parameters_of(*layer, {});
    const auto [band, unit] = shown_band(*layer, *method, parameters);
    const geo::GridSpec grid = m_parts->runner.grid(*layer);
    CollectedResults collected(grid, grid, {band});
    KREISBLICK_CHECK(m_parts->runner.run(*layer, computing_parameters(*layer, parameters), collected, job));
    if (job.stopped()) return core::fail("the computation of {} was stopped", id);
    io::ExportBand result{band, unit, collected.take(band)};
    const auto factor = static_cast<float>(factor_of(*layer, parameters, band));
    if (factor != 1)
        for (float& value : result.raster.values) value *= factor;
    return result;
}

core::Result<ExportReport> Session::export_layer(const std::string& id, const std::filesystem::path& out, const core::Job& job,
                                                 const ParameterValues& chosen, const std::string& band) const {
    const auto layer = m_parts->declarations->layer(id);
    if (!layer) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
    const auto missing = m_parts->missing(*layer);
    if (!missing.empty())
        return core::fail("cannot export {}: {}", id, missing_reason(*m_parts->declarations, missing).in(core::Language::English));
    if (m_parts->audience.is_public() && has_row_per_house(*layer)) {
        KREISBLICK_TRY(const auto seen, m_parts->public_view(layer, job));
        return write_public_view(*seen, *layer, district(), out, job);
    }
    return write_layer(m_parts->runner, layer, {parameters_of(*layer, chosen), band}, out, job);
}

}  // namespace kreisblick::engine
