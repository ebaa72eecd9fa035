#include "ui/place_search.h"

#include "ui/widgets.h"

#include <algorithm>

namespace kreisblick::ui {
namespace {

constexpr float k_width = 320;

/// One place of the list: its name, and what it is; true when it is clicked.
bool place_row(const PanelFrame& frame, const FoundPlace& place, const std::string& id, bool marked) {
    const float unit = frame.unit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, 32 * unit};
    const bool clicked = ImGui::InvisibleButton(id.c_str(), size);
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    if (marked || ImGui::IsItemHovered())
        drawing.AddRectFilled(corner, {corner.x + size.x, corner.y + size.y}, marked ? frame.palette.line : frame.palette.raised, 6 * unit);
    const bool by_script = frame.controls.pressed(id);
    const float kind_width = text_size(frame.fonts.small, place.kind).x;
    const float small_y = corner.y + (size.y - text_size(frame.fonts.small, "Ag").y) / 2;
    text_at(drawing, frame.fonts.small, {corner.x + size.x - kind_width - 8 * unit, small_y}, frame.palette.muted, place.kind);
    const ImVec2 below = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({corner.x + 8 * unit, corner.y + (size.y - text_size(frame.fonts.body, "Ag").y) / 2});
    text_cut(frame.fonts.body, frame.palette.ink, place.name, size.x - kind_width - 28 * unit);
    ImGui::SetCursorScreenPos(below);
    return clicked || by_script;
}

}  // namespace

void PlaceSearch::close() {
    m_written.clear();
    m_marked = 0;
    m_wants_focus = m_wants_choice = m_is_active = false;
    ++m_generation;
    ImGui::SetWindowFocus(static_cast<const char*>(nullptr));
}

void PlaceSearch::draw(const PanelFrame& frame, const PanelView& view) {
    const float unit = frame.unit;
    const float most = frame.size.x - (k_panel_width + 2 * 16 + 52) * unit;
    ImGui::SetNextWindowPos({(k_panel_width + 16) * unit, 16 * unit});
    ImGui::SetNextWindowSize({std::max(std::min(k_width * unit, most), 120 * unit), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * unit);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {4 * unit, 4 * unit});
    ImGui::Begin("search", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing);
    const bool is_new = draw_field(frame);
    if (!m_written.empty()) draw_found(frame, view, is_new);
    if (!is_new) m_wants_choice = false;  // what was just written is looked up first
    ImGui::End();
    ImGui::PopStyleVar(3);
}

bool PlaceSearch::draw_field(const PanelFrame& frame) {
    ImGui::PushID(m_generation);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8 * frame.unit, 5 * frame.unit});
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (m_wants_focus) ImGui::SetKeyboardFocusHere();
    m_wants_focus = false;
    const std::string before = m_written;
    static_cast<void>(text_field(frame, "search.field", frame.say("search.hint"), m_written));  // Enter comes by choose()
    m_is_active = ImGui::IsItemActive();
    ImGui::PopStyleVar();
    ImGui::PopID();
    if (m_written == before) return false;
    m_marked = 0;
    frame.ask(SearchPlaces{m_written});
    return true;
}

void PlaceSearch::draw_found(const PanelFrame& frame, const PanelView& view, bool is_new) {
    if (view.found.empty()) {
        ImGui::Indent(8 * frame.unit);
        text(frame.fonts.small, frame.palette.muted, frame.say("search.nothing"));
        ImGui::Unindent(8 * frame.unit);
        return;
    }
    m_marked = std::clamp(m_marked, 0, static_cast<int>(view.found.size()) - 1);
    for (std::size_t index = 0; index < view.found.size(); ++index) {
        const bool marked = static_cast<int>(index) == m_marked;
        const bool clicked = place_row(frame, view.found[index], "search.place." + std::to_string(index + 1), marked);
        if (clicked || (marked && m_wants_choice && !is_new)) {
            frame.ask(FlyTo{index});
            return;
        }
    }
}

}  // namespace kreisblick::ui
