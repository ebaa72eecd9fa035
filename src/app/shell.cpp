#include "app/shell.h"

#include "core/log.h"
#include "core/resources.h"
#include "print/picture.h"
#include "ui/panel_frame.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kreisblick::app {
namespace {

constexpr int k_frames_after_input = 3;                   // ImGui needs a few to settle
constexpr double k_hold_s = 0.03;                         // until a map that is held back is looked at again
constexpr double k_progress_s = 0.1;                      // until what runs is asked again how far it is
constexpr double k_notch = 1.25;                          // zoom of a wheel notch
constexpr double k_key_pan_px = 96;                       // design pixels
constexpr double k_click_tolerance_px = 4;                // design pixels
constexpr std::chrono::milliseconds k_longest_hold{250};  // a new map waits at most so long for the one before to be complete

}  // namespace

Shell::Shell(model::Phrases phrases, model::Looks looks) : m_phrases(std::move(phrases)), m_looks(std::move(looks)) {}

core::Result<std::unique_ptr<Shell>> Shell::start(const engine::ViewRequest& request) {
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    KREISBLICK_TRY(auto phrases, model::Phrases::read(home / "assets" / "lang"));
    KREISBLICK_TRY(auto looks, model::Looks::read(home / "assets"));
    std::unique_ptr<ScriptPlayer> script;
    if (!request.script.empty()) {
        KREISBLICK_TRY(auto actions, read_script(request.script));
        script = std::make_unique<ScriptPlayer>(std::move(actions), request.script, request.shots.empty() ? "." : request.shots);
    }
    auto shell = std::unique_ptr<Shell>(new Shell(std::move(phrases), std::move(looks)));
    KREISBLICK_TRY(shell->m_window, Window::open(1600, 1000, "Kreisblick"));
    const auto wake = [raw = shell.get()] { raw->wake(); };
    std::optional<core::Language> language;
    if (!request.language.empty()) language = request.language == "en" ? core::Language::English : core::Language::German;
    shell->m_desk = std::make_unique<Desk>(shell->m_phrases, language, request.audience, wake);
    if (request.make_model)
        shell->m_desk->open_model(request.file, model::state_folder());
    else
        shell->m_desk->open(request.file, model::state_folder());
    KREISBLICK_TRY(shell->m_renderer, render::make_gl_renderer());
    shell->m_map = std::make_unique<render::MapRenderer>(*shell->m_renderer, wake);
    shell->m_script = std::move(script);
    shell->m_ui_scale = request.ui_scale > 0 ? std::clamp(request.ui_scale, 0.5, 4.0) : shell->m_window->content_scale();
    shell->m_fonts = ui::load_fonts(static_cast<float>(shell->m_ui_scale));
    return shell;
}

void Shell::wake() {
    m_woken = true;
    Window::wake();
}

core::Result<void> Shell::run() {
    m_last_frame = std::chrono::steady_clock::now();
    while (!m_window->should_close() && !m_closing) {
        m_meter.begin_frame();
        const bool due = wait_for_work();
        if (due) draw_frame();
        if (!m_desk->failure().empty()) return core::fail("{}", m_desk->failure());
        if (m_script) {
            if (due) KREISBLICK_CHECK(m_renderer->check());  // a script is also a test: what hands would only see in the log ends it
            KREISBLICK_CHECK(m_script->go_on(*this));
        }
        if (due) m_window->swap();
        if (is_panning()) {
            m_meter.end_frame();
            if (!is_panning()) m_window->keep_pace_with_screen(true);
        }
    }
    remember();
    return {};
}

void Shell::remember() {
    if (!m_district_taken) return;
    const auto memory = m_desk->memory(m_navigator.middle(), m_navigator.camera().scale_denominator());
    const auto written = model::remember_view(model::state_folder(), m_desk->file(), memory);
    if (!written) core::log_warning(std::string_view(written.error().sentence));
}

bool Shell::wait_for_work() {
    const bool playing = m_script && !m_script->is_done();
    if (m_frames_due > 0 || m_navigator.is_moving())
        m_window->poll();
    else
        m_window->wait(playing ? m_script->patience_s() : m_desk->has_snapshot() ? k_hold_s : m_desk->is_busy() ? k_progress_s : 0);
    if (m_woken.exchange(false)) m_frames_due = std::max(m_frames_due, 1);
    if (m_desk->deliver()) m_frames_due = std::max(m_frames_due, 2);
    if (m_desk->has_snapshot() || m_desk->progress_percent() != m_progress_shown) m_frames_due = std::max(m_frames_due, 1);
    m_progress_shown = m_desk->progress_percent();
    if (m_window->has_events() || !m_sent.empty()) m_frames_due = k_frames_after_input;
    return m_frames_due > 0 || m_navigator.is_moving();
}

void Shell::draw_frame() {
    const InputEvents events = m_window->take_events();
    const bool moving = m_navigator.is_moving();
    const auto now = std::chrono::steady_clock::now();
    const double seconds = moving ? std::min(std::chrono::duration<double>(now - m_last_frame).count(), 0.05) : 1.0 / 60;
    m_last_frame = now;

    measure();
    take_district();
    take_snapshot();
    // Where the hand's pointer happens to be is not part of a script.
    const bool playing = m_script && !m_script->is_done();
    m_window->begin_ui(playing ? Pointer::Hidden : Pointer::Seen);
    if (!playing) handle_events(events, true);
    handle_events(std::exchange(m_sent, {}), false);
    if (is_panning()) go_on_panning();
    m_navigator.step(seconds);
    if (moving && !m_navigator.is_moving()) m_frames_due = std::max(m_frames_due, 2);
    draw_panels();
    for (const ui::Command& command : std::exchange(m_commands, {})) obey(command);

    m_renderer->begin_frame(m_window->width_px(), m_window->height_px(), theme().colour("ground"));
    m_map_complete = m_map->draw(m_navigator.camera(), !m_navigator.is_moving());
    m_renderer->end_frame();
    m_window->render_ui();
    m_frames_due = std::max(0, m_frames_due - 1);
    ++m_frames_drawn;
}

void Shell::measure() {
    const double per_unit = m_window->pixels_per_unit();
    m_unit = static_cast<float>(m_ui_scale / per_unit);
    ImGui::GetIO().FontGlobalScale = static_cast<float>(1 / per_unit);
    m_navigator.resize(m_window->width_px(), m_window->height_px(), static_cast<double>(ui::k_panel_width) * m_ui_scale,
                       static_cast<double>(ui::k_status_height) * m_ui_scale, m_ui_scale);
    m_desk->set_pixel_ratio(m_ui_scale);
    if (m_styled_theme == theme().id()) return;
    m_palette = ui::palette_of(theme());
    ui::apply_style(m_palette, m_unit);
    m_styled_theme = theme().id();
}

void Shell::take_district() {
    if (m_district_taken || !m_desk->is_open()) return;
    m_district_taken = true;
    m_navigator.set_world(m_desk->world());
    if (const auto place = m_desk->remembered_place())
        m_navigator.show(place->first, place->second);
    else
        m_navigator.show(m_desk->home());
    m_window->set_title("Kreisblick – " + m_desk->panels(m_navigator.camera()).district);
}

void Shell::take_snapshot() {
    // A slider that is dragged makes many maps: each is shown, and none starves because the next is there already.
    const auto now = std::chrono::steady_clock::now();
    if (!m_desk->has_snapshot() || (!m_map_complete && now - m_last_show < k_longest_hold)) return;
    m_map->show(m_desk->take_snapshot());
    m_last_show = now;
    m_map_complete = false;
}

void Shell::draw_panels() {
    m_controls.begin_frame();
    const ui::PanelView& view = m_desk->panels(m_navigator.camera());
    const model::Speech speech(m_phrases, m_desk->view().language);
    const ui::PanelFrame frame{speech, m_palette, m_fonts, m_controls, m_commands, m_unit, ImGui::GetIO().DisplaySize};
    m_layer_panel.draw(frame, view);
    m_status_bar.draw(frame, view);
    m_map_buttons.draw(frame, view);
    m_map_notes.draw(frame, view);
    m_query_card.draw(frame, view);
    m_place_search.draw(frame, view);
    m_import_dialog.draw(frame, view);
    m_opening_note.draw(frame, view);
    m_key_help.draw(frame, view);
}

void Shell::obey(const ui::Command& command) {
    m_frames_due = k_frames_after_input;
    if (const auto* show = std::get_if<ui::ShowLayer>(&command))
        m_desk->show_layer(show->layer, show->shown);
    else if (const auto* opacity = std::get_if<ui::SetOpacity>(&command))
        m_desk->set_opacity(opacity->layer, opacity->opacity);
    else if (const auto* parameter = std::get_if<ui::SetParameter>(&command))
        m_desk->set_parameter(parameter->layer, parameter->parameter, parameter->value);
    else if (const auto* zoom = std::get_if<ui::Zoom>(&command))
        m_navigator.zoom_in_place(zoom->factor);
    else if (std::holds_alternative<ui::ShowWholeDistrict>(command))
        fly_to(m_desk->home());
    else if (std::holds_alternative<ui::SwitchTheme>(command))
        switch_theme();
    else if (std::holds_alternative<ui::SwitchLanguage>(command))
        switch_language();
    else if (const auto* keys = std::get_if<ui::ShowKeys>(&command))
        m_desk->show_keys(keys->shown);
    else if (std::holds_alternative<ui::CloseCard>(command))
        m_desk->close_card();
    else if (const auto* trouble = std::get_if<ui::DismissTrouble>(&command))
        m_desk->dismiss_trouble(trouble->index);
    else if (const auto* search = std::get_if<ui::SearchPlaces>(&command))
        m_desk->search(search->text);
    else if (const auto* place = std::get_if<ui::FlyTo>(&command)) {
        if (const auto extent = m_desk->found_extent(place->index)) fly_to(*extent);
        m_place_search.close();
    } else if (const auto* dataset = std::get_if<ui::ChooseDataset>(&command))
        m_desk->choose_dataset(dataset->dataset);
    else if (const auto* crs = std::get_if<ui::SetSourceCrs>(&command))
        m_desk->set_source_crs(crs->crs);
    else if (std::holds_alternative<ui::StartImport>(command))
        m_desk->start_import();
    else if (std::holds_alternative<ui::CloseImport>(command))
        m_desk->close_import();
    else if (const auto* job = std::get_if<ui::CancelJob>(&command))
        m_desk->cancel(job->job);
    else if (const auto* credits = std::get_if<ui::OpenCredits>(&command))
        m_desk->open_credits(credits->open);
}

void Shell::handle_events(const InputEvents& events, bool from_hand) {
    for (const InputEvent& event : events) {
        // What happens over a panel belongs to the panel, except the end of a drag that began on the map.
        const bool over_panel = from_hand && ImGui::GetIO().WantCaptureMouse && !m_grip.is_dragging();
        if (const auto* moved = std::get_if<PointerMoved>(&event)) {
            if (over_panel)
                m_desk->leave();
            else
                handle(*moved);
        } else if (std::holds_alternative<PointerLeft>(event)) {
            m_desk->leave();
        } else if (const auto* pressed = std::get_if<PointerPressed>(&event)) {
            if (!over_panel) m_grip.press(pressed->x, pressed->y);
        } else if (const auto* released = std::get_if<PointerReleased>(&event)) {
            handle(*released);
        } else if (const auto* wheel = std::get_if<WheelTurned>(&event)) {
            if (!over_panel) m_navigator.zoom(std::pow(k_notch, wheel->notches), wheel->x, wheel->y);
        } else if (const auto* dropped = std::get_if<FileDropped>(&event)) {
            m_desk->begin_import(dropped->file);
        } else if (const auto* key = std::get_if<KeyPressed>(&event)) {
            // What is written into a field is no command, but for the keys that lead out of it.
            const bool leads_out = key->key == Key::Escape || key->key == Key::Enter || key->key == Key::Up || key->key == Key::Down;
            if (!from_hand || leads_out || !ImGui::GetIO().WantTextInput) press(key->key);
        }
    }
}

void Shell::handle(const PointerMoved& moved) {
    if (const auto drag = m_grip.move(moved.x, moved.y, k_click_tolerance_px * m_ui_scale))
        m_navigator.drag(drag->dx, drag->dy);
    else
        m_desk->hover(m_navigator.camera().to_world(moved.x, moved.y));
}

void Shell::handle(const PointerReleased& released) {
    if (m_grip.release()) m_desk->ask(m_navigator.camera().to_world(released.x, released.y));
}

void Shell::press(Key key) {
    const double step = k_key_pan_px * m_ui_scale;
    switch (key) {
        case Key::Plus: return m_navigator.zoom_in_place(k_notch);
        case Key::Minus: return m_navigator.zoom_in_place(1 / k_notch);
        case Key::Left: return m_navigator.drag(step, 0);
        case Key::Right: return m_navigator.drag(-step, 0);
        case Key::Up: return m_place_search.is_open() ? m_place_search.mark(-1) : m_navigator.drag(0, step);
        case Key::Down: return m_place_search.is_open() ? m_place_search.mark(1) : m_navigator.drag(0, -step);
        case Key::Home: return fly_to(m_desk->home());
        case Key::Search: return m_place_search.focus();
        case Key::Enter:
            if (m_place_search.is_open()) return m_place_search.choose();
            return ImGui::GetIO().WantTextInput ? void() : m_desk->start_import();
        case Key::Motion: return m_desk->set_reduce_motion(!m_desk->reduces_motion());
        case Key::Cancel: return m_desk->cancel({});
        case Key::Theme: return switch_theme();
        case Key::Language: return switch_language();
        case Key::Help: return m_desk->show_keys(!m_desk->panels(m_navigator.camera()).keys_shown);
        case Key::Escape: return close_uppermost();
        case Key::Quit: m_closing = true; return;
        default: return toggle_listed_layer(static_cast<int>(key) - static_cast<int>(Key::Layer1) + 1);
    }
}

void Shell::close_uppermost() {
    if (m_desk->panels(m_navigator.camera()).keys_shown)
        m_desk->show_keys(false);
    else if (m_desk->is_importing())
        m_desk->close_import();
    else if (m_place_search.is_open())
        m_place_search.close();
    else if (m_desk->has_trouble())
        m_desk->dismiss_trouble(0);
    else
        m_desk->close_card();
}

void Shell::fly_to(const geo::Extent& extent) {
    if (m_desk->reduces_motion())
        m_navigator.show(extent);
    else
        m_navigator.fly(extent);
}

void Shell::toggle_listed_layer(int number) {
    const ui::PanelView& view = m_desk->panels(m_navigator.camera());
    const auto id = ui::listed_layer(view, number);
    if (!id) return;
    const auto& shown = m_desk->view().layers;
    m_desk->show_layer(*id, std::find(shown.begin(), shown.end(), *id) == shown.end());
}

const model::Theme& Shell::theme() const {
    const auto found = m_looks.themes.find(m_desk->view().theme);
    return found != m_looks.themes.end() ? found->second : m_looks.themes.begin()->second;
}

void Shell::switch_theme() {
    auto next = m_looks.themes.upper_bound(m_desk->view().theme);
    if (next == m_looks.themes.end()) next = m_looks.themes.begin();
    m_desk->set_theme(next->first);
}

void Shell::switch_language() {
    m_desk->set_language(m_desk->view().language == core::Language::German ? core::Language::English : core::Language::German);
}

bool Shell::is_ready() const { return m_district_taken; }

bool Shell::is_idle() const {
    return m_map_complete && !m_desk->is_busy() && !m_navigator.is_moving() && m_frames_due == 0 && m_sent.empty();
}

bool Shell::has_size(int width_px, int height_px) const { return m_window->width_px() == width_px && m_window->height_px() == height_px; }

core::Result<void> Shell::set_theme(const std::string& theme) {
    if (!m_looks.themes.contains(theme)) return core::fail("there is no theme \"{}\" in assets/themes", theme);
    m_desk->set_theme(theme);
    m_frames_due = k_frames_after_input;
    return {};
}

core::Result<void> Shell::show_layers(const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
        if (!m_desk->has_layer(id)) return core::fail("there is no layer \"{}\"", id);
    m_desk->show_layers(ids);
    m_frames_due = k_frames_after_input;
    return {};
}

core::Result<void> Shell::look_at(geo::Point degrees, double denominator) {
    const auto place = m_desk->from_degrees(degrees);
    if (!place) return core::fail("{} E {} N cannot be expressed in the district's coordinates", degrees.x, degrees.y);
    m_navigator.show(*place, denominator);
    m_frames_due = k_frames_after_input;
    return {};
}

core::Result<geo::Point> Shell::pixel_of(geo::Point degrees) const {
    const auto place = m_desk->from_degrees(degrees);
    if (!place) return core::fail("{} E {} N cannot be expressed in the district's coordinates", degrees.x, degrees.y);
    const geo::Point pixel = m_navigator.camera().to_pixel(*place);
    if (pixel.x < 0 || pixel.y < 0 || pixel.x >= m_window->width_px() || pixel.y >= m_window->height_px())
        return core::fail("{} E {} N lies outside the window", degrees.x, degrees.y);
    return pixel;
}

void Shell::set_language(core::Language language) {
    m_desk->set_language(language);
    m_frames_due = k_frames_after_input;
}

void Shell::pan(double dx_px, double dy_px, int frames) {
    m_pan_x_px = dx_px;
    m_pan_y_px = dy_px;
    m_meter.start(frames);
    m_window->keep_pace_with_screen(false);  // the time spent waiting for the screen is not the frame's
    m_frames_due = k_frames_after_input;
}

void Shell::go_on_panning() {
    const geo::Point before = m_navigator.camera().centre;
    m_navigator.drag(m_pan_x_px, m_pan_y_px);
    const geo::Point after = m_navigator.camera().centre;
    if (after.x == before.x) m_pan_x_px = -m_pan_x_px;
    if (after.y == before.y) m_pan_y_px = -m_pan_y_px;
    m_frames_due = k_frames_after_input;
}

void Shell::type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    m_frames_due = k_frames_after_input;
}

ui::Controls& Shell::controls() {
    m_frames_due = k_frames_after_input;  // a script that asks for a control is answered when panels are drawn
    return m_controls;
}

core::Result<void> Shell::save_picture(const std::filesystem::path& file) {
    draw_frame();  // what was drawn before may be gone from the back buffer
    KREISBLICK_TRY(const scene::Image image, m_renderer->read_back());
    return print::write_png(file, image);
}

}  // namespace kreisblick::app
