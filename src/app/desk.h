#pragma once

#include "app/errand.h"
#include "app/opened_district.h"
#include "engine/session.h"
#include "geo/crs.h"
#include "model/phrases.h"
#include "model/view_memory.h"
#include "ui/panel_view.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::app {

/// What lies on the table: the open district, what is shown of it, what was asked. Everything slow is an errand; the window's thread
/// only reads what came back. All calls from the window's thread.
class Desk {
  public:
    /// wake is called from workers when something came back. language: none = as the district was looked at last.
    Desk(const model::Phrases& phrases, std::optional<core::Language> language, const model::Audience& audience,
         std::function<void()> wake);

    /// Opens a district as it was looked at last, as far as state (model::state_folder) remembers it.
    void open(const std::filesystem::path& file, const std::filesystem::path& state);
    /// The same with the model district, which is made first where the file is missing.
    void open_model(const std::filesystem::path& file, const std::filesystem::path& state);
    [[nodiscard]] bool is_open() const { return m_session != nullptr; }
    /// Why the district could not be opened; empty while it could.
    [[nodiscard]] const std::string& failure() const { return m_failure; }

    /// Takes in what errands brought back; true when there was something.
    bool deliver();
    [[nodiscard]] bool is_busy() const;
    /// How far what runs says it is, in whole per cent of all of it: another number is worth a frame.
    [[nodiscard]] int progress_percent() const;

    [[nodiscard]] const engine::ViewState& view() const { return m_view; }
    [[nodiscard]] bool has_layer(const std::string& id) const;
    void show_layer(const std::string& id, bool shown);
    /// Exactly these layers.
    void show_layers(const std::vector<std::string>& ids);
    void set_opacity(const std::string& id, double opacity);
    /// The value must be allowed by the layer's declaration; trouble says why it is not.
    void set_parameter(const std::string& layer, const std::string& parameter, const std::string& value);
    void set_theme(const std::string& theme);
    void set_language(core::Language language);
    void set_pixel_ratio(double ratio);

    /// Asks what is under the pointer, and what is at a place that was clicked.
    void hover(geo::Point world);
    void leave();
    void ask(geo::Point world);
    void close_card();

    /// A new map to show, once.
    [[nodiscard]] std::shared_ptr<const scene::MapSnapshot> take_snapshot() { return std::exchange(m_snapshot, nullptr); }
    [[nodiscard]] bool has_snapshot() const { return m_snapshot != nullptr; }

    /// Where the camera begins: middle and scale denominator, as remembered; nothing where nothing is.
    [[nodiscard]] std::optional<std::pair<geo::Point, double>> remembered_place() const;
    /// How the district is looked at now, with this middle and scale, to be remembered.
    [[nodiscard]] model::ViewMemory memory(geo::Point middle, double scale_denominator) const;
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }

    /// What search finds for the text is shown by the panels; where a found place lies.
    void search(const std::string& text);
    [[nodiscard]] std::optional<geo::Extent> found_extent(std::size_t index) const;
    void set_reduce_motion(bool reduced) { m_panels.reduce_motion = reduced; }
    [[nodiscard]] bool reduces_motion() const { return m_panels.reduce_motion; }
    /// Stops a job by its id; the view goes back to what is on screen. An empty id stops all.
    void cancel(const std::string& job);

    /// A file to bring in: looks what it is and shows what would be read, before anything is changed (desk_import.cpp). While another is on
    /// its way in it waits.
    void begin_import(const std::filesystem::path& file);
    void choose_dataset(const std::string& dataset);
    void set_source_crs(const std::string& crs);
    /// Stores what is shown and opens the district anew.
    void start_import();
    void close_import();
    [[nodiscard]] bool is_importing() const { return m_import.has_value(); }

    [[nodiscard]] geo::Extent home() const;
    [[nodiscard]] geo::Extent world() const;
    /// Longitude and latitude to the district's CRS; nothing while no district is open.
    [[nodiscard]] std::optional<geo::Point> from_degrees(geo::Point degrees) const;

    /// What the panels show; legends as they are at the camera's scale.
    [[nodiscard]] const ui::PanelView& panels(const scene::Camera& camera);
    void show_keys(bool shown) { m_panels.keys_shown = shown; }
    void open_credits(bool open) { m_panels.credits_open = open; }
    void dismiss_trouble(std::size_t index);
    [[nodiscard]] bool has_trouble() const { return !m_panels.troubles.empty(); }

  private:
    void take_district(OpenedDistrict opened);
    void request_snapshot();
    void refresh_rows(double scale_denominator);
    /// Figures and notes of a layer, from the last map that came back.
    void add_told(ui::LayerRow& row) const;
    void refresh_jobs();
    void refresh_found();
    void refresh_import();
    void look_at_import();
    void go_on_importing();
    [[nodiscard]] const std::string& say(const std::string& key) const;
    /// What failed in words of the window's language, and why, as the program says it.
    [[nodiscard]] std::string trouble(const std::string& words, const core::Error& why) const;
    void prepare_import();
    void take_imported(OpenedDistrict opened, const std::vector<std::string>& datasets);
    void recall(const model::ViewMemory& memory);
    [[nodiscard]] ui::PointerPlace place_of(geo::Point world) const;
    [[nodiscard]] std::vector<ui::CardValue> card_values(const std::vector<engine::QueryValue>& values) const;
    [[nodiscard]] std::optional<ui::Reading> reading_of(const std::vector<engine::QueryValue>& values) const;
    [[nodiscard]] std::vector<std::string> shown_from_top() const;

    const model::Phrases& m_phrases;
    model::Audience m_audience;
    std::shared_ptr<engine::Session> m_session;
    std::vector<engine::LayerStatus> m_statuses;
    std::shared_ptr<geo::Transformer> m_to_degrees;
    std::shared_ptr<geo::Transformer> m_from_degrees;
    std::filesystem::path m_file;
    engine::ViewState m_view;
    engine::ViewState m_view_on_screen;                         // of the last map that came back
    std::shared_ptr<const scene::MapSnapshot> m_last_snapshot;  // for what it tells beside the picture
    bool m_has_language;                                        // it was chosen for this run
    std::optional<model::ViewMemory> m_memory;
    engine::PlaceIndex m_places;
    std::vector<engine::Place> m_found;

    /// A file on its way in.
    struct Import {
        std::filesystem::path file;
        std::vector<std::string> datasets;  // that could take it, likeliest first
        std::string dataset;                // chosen
        std::string crs;                    // as given by hand
        bool needs_crs = false;
        bool storing = false;
        std::shared_ptr<std::vector<io::PartContent>> parts;  // as they would be stored; null while they are read
        std::string fault;
    };
    std::optional<Import> m_import;
    std::deque<std::filesystem::path> m_files_waiting;  // to be imported
    std::string m_failure;
    std::shared_ptr<const scene::MapSnapshot> m_snapshot;
    ui::PanelView m_panels;
    bool m_rows_outdated = true;
    double m_rows_scale = 0;

    // Last: their threads end before anything they could touch goes.
    Errand m_district_errand;
    Errand m_hover_errand;
    Errand m_card_errand;
    Errand m_import_errand;
};

}  // namespace kreisblick::app
