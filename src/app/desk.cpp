#include "app/desk.h"

#include "core/log.h"
#include "engine/model_district.h"
#include "geo/crs.h"
#include "geo/geometry.h"
#include "scene/decor.h"
#include "ui/words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kreisblick::app {
namespace {

constexpr std::size_t k_most_found = 8;
constexpr const char* k_map_job = "map";
constexpr const char* k_import_job = "import";

const std::string& kind_text(engine::Place::Kind kind, const model::Speech& speech) {
    switch (kind) {
        case engine::Place::Kind::District: return speech.say("place.district");
        case engine::Place::Kind::Municipality: return speech.say("place.municipality");
        case engine::Place::Kind::Town: return speech.say("place.town");
        case engine::Place::Kind::Village: return speech.say("place.village");
        case engine::Place::Kind::Other: break;
    }
    return speech.say("place.other");
}

}  // namespace

Desk::Desk(const model::Phrases& phrases, std::optional<core::Language> language, const model::Audience& audience,
           std::function<void()> wake)
    : m_phrases(phrases),
      m_audience(audience),
      m_has_language(language.has_value()),
      m_district_errand(wake),
      m_hover_errand(wake),
      m_card_errand(wake),
      m_import_errand(wake) {
    m_view.language = language.value_or(core::Language::German);
    m_panels.looks = std::make_shared<model::Looks>();
}

void Desk::open(const std::filesystem::path& file, const std::filesystem::path& state) {
    m_file = file;
    m_panels.opening = true;
    m_district_errand.run([this, file, state, audience = m_audience](const core::Job&) -> Errand::Delivery {
        auto opened = std::make_shared<core::Result<OpenedDistrict>>(OpenedDistrict::read(file, state, audience));
        return [this, opened] {
            m_panels.opening = false;
            if (*opened)
                take_district(std::move(**opened));
            else
                m_failure = opened->error().sentence;
        };
    });
}

void Desk::open_model(const std::filesystem::path& file, const std::filesystem::path& state) {
    if (std::filesystem::exists(file)) return open(file, state);
    m_file = file;
    m_panels.opening = m_panels.making_model = true;
    m_district_errand.run([this, file, state](const core::Job& job) -> Errand::Delivery {
        std::error_code told_by_the_writer;
        std::filesystem::create_directories(file.parent_path(), told_by_the_writer);
        auto made = std::make_shared<core::Result<model::District>>(engine::make_model_district(file, {}, job));
        return [this, made, file, state] {
            m_panels.making_model = false;
            if (*made)
                open(file, state);
            else
                m_failure = made->error().sentence;
        };
    });
}

int Desk::progress_percent() const { return static_cast<int>(100 * (m_district_errand.share_done() + m_import_errand.share_done())); }

void Desk::take_district(OpenedDistrict opened) {
    m_session = std::move(opened.session);
    m_statuses = std::move(opened.statuses);
    m_to_degrees = std::move(opened.to_degrees);
    m_from_degrees = std::move(opened.from_degrees);
    opened.start.language = m_view.language;
    opened.start.theme = m_view.theme;
    opened.start.pixel_ratio = m_view.pixel_ratio;
    m_view = std::move(opened.start);
    const model::District& district = m_session->district();
    m_panels.district = district.name;
    m_panels.area_km2 = district.area_km2();
    m_panels.cell_m = district.grid.cell_m;
    m_panels.model_data = district.is_model_data;
    m_panels.crs = opened.crs_name;
    m_panels.looks = m_session->declarations().looks;
    m_places = std::move(opened.places);
    if (!opened.places_fault.empty()) m_panels.troubles.push_back(opened.places_fault);
    m_memory = std::move(opened.memory);
    if (m_memory) recall(*m_memory);
    m_view_on_screen = m_view;
    request_snapshot();
}

void Desk::recall(const model::ViewMemory& memory) {
    m_view.layers.clear();
    for (const std::string& id : memory.layers)
        if (has_layer(id)) m_view.layers.push_back(id);
    for (const auto& [id, share] : memory.opacity)
        if (has_layer(id)) m_view.opacity[id] = std::clamp(share, 0.0, 1.0);
    // What a declaration does not allow any more is forgotten.
    for (const auto& [id, values] : memory.parameters)
        for (const auto& [name, value] : values) {
            const auto layer = m_session->declarations().layer(id);
            if (!layer) continue;
            if (const auto checked = engine::checked_value(*layer, name, value)) m_view.parameters[id][name] = *checked;
        }
    if (m_panels.looks->themes.contains(memory.theme)) m_view.theme = memory.theme;
    if (!m_has_language) m_view.language = memory.language == "en" ? core::Language::English : core::Language::German;
    m_panels.reduce_motion = memory.reduce_motion;
}

std::optional<std::pair<geo::Point, double>> Desk::remembered_place() const {
    if (!m_memory || !world().contains(m_memory->middle)) return std::nullopt;
    return std::pair(m_memory->middle, m_memory->scale_denominator);
}

model::ViewMemory Desk::memory(geo::Point middle, double scale_denominator) const {
    model::ViewMemory memory;
    memory.middle = middle;
    memory.scale_denominator = scale_denominator;
    memory.layers = m_view.layers;
    memory.opacity = m_view.opacity;
    memory.parameters = m_view.parameters;
    memory.theme = m_view.theme;
    memory.language = m_view.language == core::Language::English ? "en" : "de";
    memory.reduce_motion = m_panels.reduce_motion;
    return memory;
}

void Desk::search(const std::string& text) {
    m_found = m_places.find(text, k_most_found);
    refresh_found();
}

void Desk::refresh_found() {
    const model::Speech speech(m_phrases, m_view.language);
    m_panels.found.clear();
    for (const engine::Place& place : m_found) m_panels.found.push_back({place.name, kind_text(place.kind, speech)});
}

std::optional<geo::Extent> Desk::found_extent(std::size_t index) const {
    return index < m_found.size() ? std::optional(m_found[index].extent) : std::nullopt;
}

void Desk::cancel(const std::string& job) {
    if (m_import_errand.is_busy() && (job.empty() || job == k_import_job)) {
        m_files_waiting.clear();
        close_import();
    }
    if (m_session && m_district_errand.is_busy() && (job.empty() || job == k_map_job)) {
        m_district_errand.cancel();
        const core::Language language = m_view.language;
        m_view = m_view_on_screen;
        m_view.language = language;
        m_rows_outdated = true;
        m_panels.credits = m_session->credits(m_view);
    }
}

const std::string& Desk::say(const std::string& key) const { return m_phrases(key, m_view.language); }

std::string Desk::trouble(const std::string& words, const core::Error& why) const { return words + ": " + why.sentence; }

void Desk::dismiss_trouble(std::size_t index) {
    if (index < m_panels.troubles.size()) m_panels.troubles.erase(m_panels.troubles.begin() + static_cast<std::ptrdiff_t>(index));
}

bool Desk::deliver() {
    const bool district = m_district_errand.deliver();
    const bool hover = m_hover_errand.deliver();
    const bool card = m_card_errand.deliver();
    const bool import = m_import_errand.deliver();
    return district || hover || card || import;
}

bool Desk::is_busy() const {
    return m_district_errand.is_busy() || m_hover_errand.is_busy() || m_card_errand.is_busy() || m_import_errand.is_busy() || m_snapshot;
}

bool Desk::has_layer(const std::string& id) const {
    return std::any_of(m_statuses.begin(), m_statuses.end(),
                       [&](const engine::LayerStatus& status) { return status.declaration->id == id; });
}

void Desk::show_layer(const std::string& id, bool shown) {
    std::erase(m_view.layers, id);
    if (shown) m_view.layers.push_back(id);
    request_snapshot();
    if (m_panels.card) ask(m_panels.card->place.world);
}

void Desk::show_layers(const std::vector<std::string>& ids) {
    m_view.layers = ids;
    request_snapshot();
}

void Desk::set_opacity(const std::string& id, double opacity) {
    m_view.opacity[id] = opacity;
    request_snapshot();
}

void Desk::set_parameter(const std::string& layer, const std::string& parameter, const std::string& value) {
    const auto declaration = m_session ? m_session->declarations().layer(layer) : nullptr;
    if (!declaration) return;
    const auto checked = engine::checked_value(*declaration, parameter, value);
    if (!checked) {
        return m_panels.troubles.push_back(trouble(say("trouble.value"), checked.error()));
    }
    m_view.parameters[layer][parameter] = *checked;
    request_snapshot();
    if (m_panels.card) ask(m_panels.card->place.world);
}

void Desk::set_theme(const std::string& theme) {
    m_view.theme = theme;
    request_snapshot();
}

void Desk::set_language(core::Language language) {
    m_view.language = language;
    refresh_found();
    request_snapshot();
    if (m_panels.card) ask(m_panels.card->place.world);
    if (m_panels.pointer) hover(m_panels.pointer->world);
}

void Desk::set_pixel_ratio(double ratio) {
    if (m_view.pixel_ratio == ratio) return;
    m_view.pixel_ratio = ratio;
    request_snapshot();
}

void Desk::request_snapshot() {
    m_rows_outdated = true;
    if (!m_session) return;
    m_panels.credits = m_session->credits(m_view);
    m_district_errand.run([this, session = m_session, view = m_view](const core::Job& job) -> Errand::Delivery {
        auto made = std::make_shared<core::Result<std::shared_ptr<const scene::MapSnapshot>>>(session->snapshot(view, job));
        return [this, made, view] {
            if (!*made) return m_panels.troubles.push_back(trouble(say("trouble.map"), made->error()));
            m_snapshot = m_last_snapshot = std::move(**made);
            m_panels.looks = m_snapshot->looks;  // legends speak of the map they stand beside
            m_rows_outdated = true;
            m_view_on_screen = view;
        };
    });
}

ui::PointerPlace Desk::place_of(geo::Point world) const { return {world, m_to_degrees ? (*m_to_degrees)(world) : geo::Point{}}; }

std::optional<geo::Point> Desk::from_degrees(geo::Point degrees) const {
    if (!m_from_degrees) return std::nullopt;
    const geo::Point world = (*m_from_degrees)(degrees);
    return std::isfinite(world.x) && std::isfinite(world.y) ? std::optional(world) : std::nullopt;
}

void Desk::hover(geo::Point world) {
    if (!m_session) return;
    m_panels.pointer = place_of(world);
    m_hover_errand.run([this, session = m_session, world, view = m_view, layers = shown_from_top()](const core::Job&) -> Errand::Delivery {
        auto values = std::make_shared<std::vector<engine::QueryValue>>(session->query(world, view.language, layers, view.parameters));
        return [this, values] { m_panels.reading = m_panels.pointer ? reading_of(*values) : std::nullopt; };
    });
}

void Desk::leave() {
    m_panels.pointer.reset();
    m_panels.reading.reset();
}

void Desk::ask(geo::Point world) {
    if (!m_session) return;
    const bool same = m_panels.card && m_panels.card->place.world == world;
    if (!same) m_panels.card = ui::Card{place_of(world), true, {}};
    m_card_errand.run([this, session = m_session, world, view = m_view, layers = shown_from_top()](const core::Job&) -> Errand::Delivery {
        auto values = std::make_shared<std::vector<engine::QueryValue>>(session->query(world, view.language, layers, view.parameters));
        return [this, values] {
            if (!m_panels.card) return;
            m_panels.card->waiting = false;
            m_panels.card->values = card_values(*values);
        };
    });
}

void Desk::close_card() { m_panels.card.reset(); }

std::vector<std::string> Desk::shown_from_top() const {
    std::vector<std::string> ids;
    for (auto status = m_statuses.rbegin(); status != m_statuses.rend(); ++status) {
        const model::LayerDeclaration& layer = *status->declaration;
        // The grey of a shaded relief tells nobody anything as a number.
        const bool tells = layer.style.kind != "hillshade";
        if (tells && std::find(m_view.layers.begin(), m_view.layers.end(), layer.id) != m_view.layers.end()) ids.push_back(layer.id);
    }
    return ids;
}

std::vector<ui::CardValue> Desk::card_values(const std::vector<engine::QueryValue>& values) const {
    const model::Speech speech(m_phrases, m_view.language);
    std::vector<ui::CardValue> lines;
    for (const std::string& id : shown_from_top())
        for (const engine::QueryValue& value : values) {
            if (value.layer != id) continue;
            const auto layer = m_session->declarations().layer(id);
            lines.push_back({layer ? layer->title.in(m_view.language) : id, value.text, value.has_value,
                             value.has_value ? ui::origin_text(value.provenance, speech) : ""});
        }
    return lines;
}

std::optional<ui::Reading> Desk::reading_of(const std::vector<engine::QueryValue>& values) const {
    for (const std::string& id : shown_from_top())
        for (const engine::QueryValue& value : values) {
            if (value.layer != id || !value.has_value) continue;
            const auto layer = m_session->declarations().layer(id);
            return ui::Reading{layer ? layer->title.in(m_view.language) : id, value.text, value.provenance.source, value.provenance.date};
        }
    return std::nullopt;
}

geo::Extent Desk::world() const { return m_session ? m_session->district().grid.extent() : geo::Extent{}; }

geo::Extent Desk::home() const {
    if (!m_session) return {};
    const geo::Extent boundary = m_session->district().boundary.extent();
    return boundary.is_empty() ? world() : boundary;
}

void Desk::refresh_rows(double scale_denominator) {
    const auto theme = m_panels.looks->themes.find(m_view.theme);
    m_panels.layers.clear();
    for (const engine::LayerStatus& status : m_statuses) {
        ui::LayerRow row;
        row.declaration = status.declaration;
        row.ready = status.state == engine::LayerState::Ready;
        row.reason = status.reason.in(m_view.language);
        row.shown = row.ready && std::find(m_view.layers.begin(), m_view.layers.end(), status.declaration->id) != m_view.layers.end();
        const auto opacity = m_view.opacity.find(status.declaration->id);
        row.opacity = opacity == m_view.opacity.end() ? status.declaration->style.opacity : opacity->second;
        if (const auto chosen = m_view.parameters.find(status.declaration->id); chosen != m_view.parameters.end())
            row.parameters = chosen->second;
        if (row.shown && theme != m_panels.looks->themes.end())
            row.legend = scene::legend_of(*status.declaration, theme->second, *m_panels.looks, m_view.language, scale_denominator);
        if (row.shown) add_told(row);
        m_panels.layers.push_back(std::move(row));
    }
    m_rows_outdated = false;
    m_rows_scale = scale_denominator;
}

void Desk::add_told(ui::LayerRow& row) const {
    if (!m_last_snapshot) return;
    for (const scene::DrawableLayer& layer : m_last_snapshot->layers) {
        if (layer.declaration->id != row.declaration->id) continue;
        for (const model::Figure& figure : layer.figures)
            row.figures.emplace_back(figure.title.in(m_view.language), model::text_of(figure, m_view.language));
        for (const core::Words& note : layer.notes) row.notes.push_back(note.in(m_view.language));
    }
}

void Desk::refresh_jobs() {
    const model::Speech speech(m_phrases, m_view.language);
    m_panels.jobs.clear();
    if (m_import_errand.is_busy()) m_panels.jobs.push_back({k_import_job, speech.say("job.importing"), m_import_errand.share_done(), true});
    if (!m_district_errand.is_busy()) return;
    const double share = m_district_errand.share_done();
    m_panels.opening_share = share;
    if (!m_session) {
        const bool making = m_panels.making_model;
        return m_panels.jobs.push_back(
            {"open", making ? speech.say("job.making_model") : speech.say("job.opening"), making ? share : 0, false});
    }
    const std::string percent = share > 0.01 ? " " + ui::with_unit(core::number(share * 100, 0, m_view.language), "%") : "";
    m_panels.jobs.push_back({k_map_job, speech.say("job.loading") + percent, share, true});
}

const ui::PanelView& Desk::panels(const scene::Camera& camera) {
    if (m_rows_outdated || camera.scale_denominator() != m_rows_scale) refresh_rows(camera.scale_denominator());
    refresh_jobs();
    refresh_import();
    m_panels.camera = camera;
    return m_panels;
}

}  // namespace kreisblick::app
