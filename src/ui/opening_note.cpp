#include "ui/opening_note.h"

#include "ui/widgets.h"

#include <algorithm>

namespace kreisblick::ui {
namespace {

constexpr float k_width = 520;  // design pixels
constexpr float k_inset = 24;
constexpr float k_bar = 6;

/// One line in the middle of the note.
float centred(const PanelFrame& frame, ImDrawList& drawing, ImFont* font, ImU32 colour, float middle, float top, const std::string& words) {
    const ImVec2 size = text_size(font, words);
    text_at(drawing, font, {middle - size.x / 2, top}, colour, words);
    return top + size.y + 4 * frame.unit;
}

}  // namespace

void OpeningNote::draw(const PanelFrame& frame, const PanelView& view) const {
    if (!view.opening || !view.district.empty()) return;
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    const float unit = frame.unit;
    const float middle = (frame.size.x + k_panel_width * unit) / 2;
    const float height = (view.making_model ? 132 : 72) * unit;
    const ImVec2 from{middle - k_width * unit / 2, (frame.size.y - height) / 2};
    const ImVec2 to{middle + k_width * unit / 2, from.y + height};
    drawing.AddRectFilled(from, to, frame.palette.panel, 6 * unit);
    drawing.AddRect(from, to, frame.palette.line, 6 * unit);
    float top = from.y + k_inset * unit;
    if (!view.making_model) {
        centred(frame, drawing, frame.fonts.title, frame.palette.ink, middle, top, frame.say("panel.opening"));
        return;
    }
    top = centred(frame, drawing, frame.fonts.title, frame.palette.ink, middle, top, frame.say("panel.making_model"));
    top = centred(frame, drawing, frame.fonts.small, frame.palette.muted, middle, top, frame.say("panel.making_model_why"));
    const float left = from.x + k_inset * unit, right = to.x - k_inset * unit;
    const float bar_top = to.y - (k_inset + k_bar) * unit;
    const float done = left + (right - left) * static_cast<float>(std::clamp(view.opening_share, 0.0, 1.0));
    drawing.AddRectFilled({left, bar_top}, {right, bar_top + k_bar * unit}, frame.palette.line, k_bar / 2 * unit);
    if (done > left + k_bar * unit)
        drawing.AddRectFilled({left, bar_top}, {done, bar_top + k_bar * unit}, frame.palette.accent, k_bar / 2 * unit);
}

}  // namespace kreisblick::ui
