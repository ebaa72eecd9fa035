#pragma once

#include "app/desk.h"
#include "app/frame_meter.h"
#include "app/input.h"
#include "app/navigator.h"
#include "app/script.h"
#include "app/window.h"
#include "core/result.h"
#include "engine/view_request.h"
#include "render/map_renderer.h"
#include "render/renderer.h"
#include "ui/controls.h"
#include "ui/fonts.h"
#include "ui/import_dialog.h"
#include "ui/key_help.h"
#include "ui/layer_panel.h"
#include "ui/map_buttons.h"
#include "ui/map_notes.h"
#include "ui/opening_note.h"
#include "ui/place_search.h"
#include "ui/query_card.h"
#include "ui/status_bar.h"
#include "ui/style.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace kreisblick::app {

/// The window at work: takes what hands and scripts do, lets the panels draw, draws the map, and sleeps while nothing changes.
class Shell final : public ScriptStage {
  public:
    /// Opens window and drawing and begins to open the district.
    [[nodiscard]] static core::Result<std::unique_ptr<Shell>> start(const engine::ViewRequest& request);

    /// Until the window is closed; the Error says why it ended otherwise.
    [[nodiscard]] core::Result<void> run();

    [[nodiscard]] bool is_ready() const override;
    [[nodiscard]] bool is_idle() const override;
    void resize(int width_px, int height_px) override { m_window->resize(width_px, height_px); }
    [[nodiscard]] bool has_size(int width_px, int height_px) const override;
    void send(const InputEvent& event) override { m_sent.push_back(event); }
    void type(const std::string& text) override;
    [[nodiscard]] core::Result<void> set_theme(const std::string& theme) override;
    void set_language(core::Language language) override;
    [[nodiscard]] core::Result<void> show_layers(const std::vector<std::string>& ids) override;
    [[nodiscard]] core::Result<void> look_at(geo::Point degrees, double denominator) override;
    [[nodiscard]] core::Result<geo::Point> pixel_of(geo::Point degrees) const override;
    [[nodiscard]] ui::Controls& controls() override;
    [[nodiscard]] core::Result<void> save_picture(const std::filesystem::path& file) override;
    void close() override { m_closing = true; }
    void pan(double dx_px, double dy_px, int frames) override;
    [[nodiscard]] bool is_panning() const override { return m_meter.is_running(); }
    [[nodiscard]] const FrameTimes& frame_times() const override { return m_meter.times(); }
    [[nodiscard]] long frames_drawn() const override { return m_frames_drawn; }

  private:
    Shell(model::Phrases phrases, model::Looks looks);

    void wake();
    void remember();
    /// Sleeps as long as nothing is to do; true when a frame is due.
    bool wait_for_work();
    void draw_frame();
    void measure();
    void go_on_panning();
    void take_district();
    void take_snapshot();
    void draw_panels();
    void obey(const ui::Command& command);

    void handle_events(const InputEvents& events, bool from_hand);
    void handle(const PointerMoved& moved);
    void handle(const PointerReleased& released);
    void press(Key key);
    /// Closes what lies uppermost over the map.
    void close_uppermost();
    void fly_to(const geo::Extent& extent);
    void toggle_listed_layer(int number);
    void switch_theme();
    void switch_language();
    [[nodiscard]] const model::Theme& theme() const;

    // Workers wake the loop through these; they outlive everything below.
    std::atomic<bool> m_woken = false;
    model::Phrases m_phrases;
    model::Looks m_looks;

    std::unique_ptr<Window> m_window;
    std::unique_ptr<render::Renderer> m_renderer;
    std::unique_ptr<render::MapRenderer> m_map;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<ScriptPlayer> m_script;

    Navigator m_navigator;
    MapGrip m_grip;
    InputEvents m_sent;  // by a script
    ui::Controls m_controls;
    ui::Commands m_commands;
    ui::LayerPanel m_layer_panel;
    ui::StatusBar m_status_bar;
    ui::QueryCard m_query_card;
    ui::MapButtons m_map_buttons;
    ui::MapNotes m_map_notes;
    ui::KeyHelp m_key_help;
    ui::PlaceSearch m_place_search;
    ui::ImportDialog m_import_dialog;
    ui::OpeningNote m_opening_note;

    ui::Fonts m_fonts;
    ui::Palette m_palette{};
    std::string m_styled_theme;  // what the palette was made of
    double m_ui_scale = 1;       // device pixels per design pixel
    float m_unit = 1;            // ImGui units per design pixel
    bool m_district_taken = false;
    bool m_map_complete = false;
    bool m_closing = false;
    int m_frames_due = 3;
    int m_progress_shown = 0;
    long m_frames_drawn = 0;
    FrameMeter m_meter;
    double m_pan_x_px = 0;  // in each frame of the pan that a script measures
    double m_pan_y_px = 0;
    std::chrono::steady_clock::time_point m_last_frame;
    std::chrono::steady_clock::time_point m_last_show;
};

}  // namespace kreisblick::app
