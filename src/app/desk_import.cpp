#include "app/desk.h"
#include "io/import.h"
#include "io/import_guess.h"
#include "io/source_text.h"

#include <algorithm>
#include <utility>

namespace kreisblick::app {
namespace {

/// A dataset's title; "osm" fills many and keeps its own name.
std::string title_of(const model::DatasetCatalogue& catalogue, const std::string& id, core::Language language) {
    const model::DatasetDeclaration* dataset = catalogue.find(id);
    return dataset ? dataset->title.in(language) : std::string("OpenStreetMap");
}

/// How much a part holds: features and rows, or bands.
std::size_t count_of(const io::PartContent& part) {
    const auto* features = std::get_if<geo::FeatureTable>(&part.content);
    return features ? features->size() : std::get<std::vector<io::BandContent>>(part.content).size();
}

}  // namespace

void Desk::begin_import(const std::filesystem::path& file) {
    if (!m_session) return;
    if (m_audience.is_public()) return m_panels.troubles.push_back(say("trouble.public"));
    m_files_waiting.push_back(file);
    if (!m_import) go_on_importing();
}

void Desk::go_on_importing() {
    if (m_files_waiting.empty()) return;
    m_import.emplace();
    m_import->file = m_files_waiting.front();
    m_files_waiting.pop_front();
    look_at_import();
}

void Desk::look_at_import() {
    m_import_errand.run([this, session = m_session, file = m_import->file](const core::Job&) -> Errand::Delivery {
        auto glance = std::make_shared<core::Result<io::SourceGlance>>(io::glance_at(file));
        return [this, session, glance] {
            if (!m_import) return;
            if (!*glance) {
                m_panels.troubles.push_back(trouble(say("trouble.read_file"), glance->error()));
                return close_import();
            }
            m_import->datasets = io::likely_datasets(session->declarations().datasets, **glance, m_import->file);
            m_import->needs_crs = (*glance)->crs.empty() && !(*glance)->is_osm;
            if (!m_import->datasets.empty()) choose_dataset(m_import->datasets.front());
        };
    });
}

void Desk::choose_dataset(const std::string& dataset) {
    if (!m_import || m_import->storing) return;
    m_import->dataset = dataset;
    prepare_import();
}

void Desk::set_source_crs(const std::string& crs) {
    if (!m_import || m_import->storing) return;
    m_import->crs = crs;
    prepare_import();
}

void Desk::prepare_import() {
    m_import->parts.reset();
    m_import->fault.clear();
    model::ImportSpec spec;
    spec.file = m_import->file;
    spec.dataset = m_import->dataset;
    spec.source_crs = m_import->crs;
    if (m_import->dataset != "osm") {
        // A part of its own: the same file again replaces itself and nothing else.
        spec.part = io::column_name(m_import->file.stem().string());
        spec.provenance.source = m_import->file.filename().string();
    }
    m_import_errand.run([this, session = m_session, spec](const core::Job& job) -> Errand::Delivery {
        auto parts = std::make_shared<core::Result<std::vector<io::PartContent>>>(
            io::prepare_import(session->district(), session->declarations().datasets, spec, job));
        return [this, parts] {
            if (!m_import) return;
            if (*parts)
                m_import->parts = std::make_shared<std::vector<io::PartContent>>(std::move(**parts));
            else
                m_import->fault = trouble(say("trouble.read_so"), parts->error());
        };
    });
}

void Desk::start_import() {
    if (!m_import || !m_import->parts || m_import->storing) return;
    m_import->storing = true;
    m_import_errand.run([this, file = m_file, parts = m_import->parts, audience = m_audience](const core::Job& job) -> Errand::Delivery {
        std::vector<std::string> datasets;
        for (const io::PartContent& part : *parts) datasets.push_back(part.record.dataset);
        const auto store = [&]() -> core::Result<OpenedDistrict> {
            KREISBLICK_TRY(io::DistrictFile district, io::DistrictFile::open(file));
            KREISBLICK_CHECK(district.replace_parts(std::move(*parts), job));
            return OpenedDistrict::read(file, {}, audience);
        };
        auto opened = std::make_shared<core::Result<OpenedDistrict>>(store());
        return [this, opened, datasets] {
            m_import.reset();
            if (*opened)
                take_imported(std::move(**opened), datasets);
            else
                m_panels.troubles.push_back(trouble(say("trouble.store"), opened->error()));
            go_on_importing();
        };
    });
}

void Desk::close_import() {
    m_import_errand.cancel();
    m_import.reset();
    go_on_importing();
}

void Desk::take_imported(OpenedDistrict opened, const std::vector<std::string>& datasets) {
    m_session = std::move(opened.session);
    m_statuses = std::move(opened.statuses);
    m_places = std::move(opened.places);
    // What was just brought in is what one wants to see.
    for (const engine::LayerStatus& status : m_statuses) {
        const model::LayerDeclaration& layer = *status.declaration;
        const bool is_new = std::find(datasets.begin(), datasets.end(), layer.input.dataset) != datasets.end();
        const bool is_shown = std::find(m_view.layers.begin(), m_view.layers.end(), layer.id) != m_view.layers.end();
        const bool wanted = datasets.size() == 1 || layer.shown_at_start;
        if (status.state == engine::LayerState::Ready && is_new && wanted && !is_shown) m_view.layers.push_back(layer.id);
    }
    request_snapshot();
}

void Desk::refresh_import() {
    m_panels.import_sheet.reset();
    if (!m_import) return;
    const auto& catalogue = m_session->declarations().datasets;
    ui::ImportSheet sheet;
    sheet.file = m_import->file.filename().string();
    if (!m_files_waiting.empty()) sheet.file += fmt::format("  (+{})", m_files_waiting.size());
    for (const std::string& id : m_import->datasets) sheet.datasets.emplace_back(id, title_of(catalogue, id, m_view.language));
    sheet.chosen = m_import->dataset;
    sheet.needs_crs = m_import->needs_crs;
    sheet.crs = m_import->crs;
    sheet.fault = m_import->fault;
    sheet.storing = m_import->storing;
    sheet.can_start = m_import->parts && !m_import->storing;
    if (sheet.can_start)
        for (const io::PartContent& part : *m_import->parts)
            sheet.parts.push_back({title_of(catalogue, part.record.dataset, m_view.language), count_of(part),
                                   part.record.kind == model::DatasetKind::Raster, part.record.mapping, part.record.notes});
    m_panels.import_sheet = std::move(sheet);
}

}  // namespace kreisblick::app
