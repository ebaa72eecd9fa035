#include "ui/map_notes.h"

#include "ui/widgets.h"

#include <algorithm>

namespace kreisblick::ui {
namespace {

constexpr float k_below_search = 68;       // design pixels
constexpr std::size_t k_credit_lines = 2;  // more of them unfold under the pointer

/// The credits in as many lines as they need at this width.
std::vector<std::string> lines_of(const std::vector<std::string>& credits, ImFont* font, float width) {
    std::vector<std::string> lines;
    for (const std::string& credit : credits) {
        const std::string longer = lines.empty() ? credit : lines.back() + "  ·  " + credit;
        if (!lines.empty() && text_size(font, longer).x <= width)
            lines.back() = longer;
        else
            lines.push_back(credit);
    }
    return lines;
}

void draw_credits(const PanelFrame& frame, const PanelView& view) {
    const float margin = 6 * frame.unit;
    const float most = std::max(frame.size.x - (k_panel_width + 40) * frame.unit, 100 * frame.unit);
    std::vector<std::string> lines = lines_of(view.credits, frame.fonts.small, most);
    if (lines.empty()) return;
    if (!view.credits_open && lines.size() > k_credit_lines) {
        lines.resize(k_credit_lines);
        lines.back() += " …";
    }
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    const float line_height = text_size(frame.fonts.small, "Ag").y;
    float width = 0;
    for (const std::string& line : lines) width = std::max(width, text_size(frame.fonts.small, line).x);
    const float bottom = frame.size.y - k_status_height * frame.unit;
    const float top = bottom - line_height * static_cast<float>(lines.size()) - margin;
    drawing.AddRectFilled({frame.size.x - width - 2 * margin, top - margin / 2}, {frame.size.x, bottom}, faded(frame.palette.panel, 0.92F),
                          margin, ImDrawFlags_RoundCornersTopLeft);
    const bool under_pointer =
        ImGui::IsMouseHoveringRect({frame.size.x - width - 2 * margin, top - margin / 2}, {frame.size.x, bottom}, false);
    if (under_pointer != view.credits_open) frame.ask(OpenCredits{under_pointer});
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const float x = frame.size.x - margin - text_size(frame.fonts.small, lines[index]).x;
        text_at(drawing, frame.fonts.small, {x, top + line_height * static_cast<float>(index)}, frame.palette.muted, lines[index]);
    }
}

void draw_model_mark(const PanelFrame& frame) {
    const std::string& words = frame.say("map.model_data");
    const ImVec2 size = text_size(frame.fonts.title, words);
    const float left = (k_panel_width + 16) * frame.unit;
    const float top = k_below_search * frame.unit;
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    drawing.AddRectFilled({left, top}, {left + size.x + 24 * frame.unit, top + size.y + 8 * frame.unit}, frame.palette.stop,
                          6 * frame.unit);
    text_at(drawing, frame.fonts.title, {left + 12 * frame.unit, top + 4 * frame.unit}, frame.palette.panel, words);
}

/// The sentences of trouble at the top of the map, each until it is dismissed.
void draw_troubles(const PanelFrame& frame, const PanelView& view) {
    const float width = std::min(560 * frame.unit, frame.size.x - (k_panel_width + 120) * frame.unit);
    const float top = k_below_search + (view.model_data ? 44 : 0);
    ImGui::SetNextWindowPos({(k_panel_width + 16) * frame.unit, top * frame.unit});
    ImGui::SetNextWindowSize({std::max(width, 200 * frame.unit), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * frame.unit);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("trouble", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    text(frame.fonts.bold, frame.palette.stop, frame.say("trouble.title"));
    for (std::size_t index = 0; index < view.troubles.size(); ++index) {
        text(frame.fonts.body, frame.palette.ink, view.troubles[index]);
        const std::string id = index == 0 ? "trouble.close" : "trouble.close." + std::to_string(index + 1);
        if (text_button(frame, id, frame.say("trouble.close"), "", {120 * frame.unit, 28 * frame.unit})) frame.ask(DismissTrouble{index});
        ImGui::Dummy({0, 4 * frame.unit});
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace

void MapNotes::draw(const PanelFrame& frame, const PanelView& view) const {
    draw_credits(frame, view);
    if (view.model_data) draw_model_mark(frame);
    if (!view.troubles.empty()) draw_troubles(frame, view);
}

}  // namespace kreisblick::ui
