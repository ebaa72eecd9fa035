#include "ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::ui {
namespace {

/// Lines broken at spaces only: ImGui itself would break a number after its point.
std::vector<std::string> lines_of(ImFont* font, const std::string& words, float width) {
    std::vector<std::string> lines = {""};
    std::size_t from = 0;
    while (from <= words.size()) {
        const std::size_t to = std::min(words.find(' ', from), words.size());
        const std::string word = words.substr(from, to - from);
        const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
        if (lines.back().empty() || text_size(font, longer).x <= width)
            lines.back() = longer;
        else
            lines.push_back(word);
        from = to + 1;
    }
    return lines;
}

/// The ground of a floating button, and whether it was pressed.
bool button_ground(const PanelFrame& frame, const std::string& id, ImVec2 size) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id.c_str(), size);
    const ImU32 colour = ImGui::IsItemActive() ? frame.palette.line : ImGui::IsItemHovered() ? frame.palette.raised : frame.palette.panel;
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    drawing.AddRectFilled({corner.x, corner.y + frame.unit}, {end.x, end.y + 2 * frame.unit}, IM_COL32(0, 0, 0, 40), 6 * frame.unit);
    drawing.AddRectFilled(corner, end, colour, 6 * frame.unit);
    drawing.AddRect(corner, end, frame.palette.line, 6 * frame.unit);
    const bool by_script = frame.controls.pressed(id);
    return clicked || by_script;
}

void draw_home(ImDrawList& drawing, ImVec2 middle, float unit, ImU32 colour) {
    const auto at = [&](float x, float y) { return ImVec2{middle.x + x * unit, middle.y + y * unit}; };
    const std::array<ImVec2, 3> roof = {at(-8, -0.5F), at(0, -7.5F), at(8, -0.5F)};
    const std::array<ImVec2, 4> walls = {at(-5.5F, -2), at(-5.5F, 6.5F), at(5.5F, 6.5F), at(5.5F, -2)};
    drawing.AddPolyline(roof.data(), 3, colour, 0, 1.8F * unit);
    drawing.AddPolyline(walls.data(), 4, colour, 0, 1.8F * unit);
}

void draw_sign(ImDrawList& drawing, ImVec2 middle, float unit, Sign sign, const PanelFrame& frame) {
    const ImU32 colour = frame.palette.ink;
    const auto at = [&](float x, float y) { return ImVec2{middle.x + x * unit, middle.y + y * unit}; };
    const auto bar = [&](float x, float y) { drawing.AddRectFilled(at(-x, -y), at(x, y), colour, unit); };
    switch (sign) {
        case Sign::Plus:
            bar(7, 1);
            bar(1, 7);
            return;
        case Sign::Minus: bar(7, 1); return;
        case Sign::Home: draw_home(drawing, middle, unit, colour); return;
        case Sign::Theme:
            drawing.AddCircle(middle, 7 * unit, colour, 24, 1.8F * unit);
            drawing.PathArcTo(middle, 7 * unit, -1.5708F, 1.5708F, 16);
            drawing.PathFillConvex(colour);
            return;
        case Sign::Question: {
            const ImVec2 size = text_size(frame.fonts.bold, "?");
            text_at(drawing, frame.fonts.bold, {middle.x - size.x / 2, middle.y - size.y / 2}, colour, "?");
            return;
        }
        case Sign::Cross:
            drawing.AddLine(at(-5, -5), at(5, 5), colour, 1.8F * unit);
            drawing.AddLine(at(5, -5), at(-5, 5), colour, 1.8F * unit);
            return;
    }
}

/// The diagonals or dots of a hatched area.
void draw_hatch(ImDrawList& drawing, ImVec2 corner, ImVec2 end, float unit, const scene::LegendEntry& entry) {
    const float height = end.y - corner.y, period = 7 * unit;
    drawing.PushClipRect(corner, end, true);
    if (entry.hatch == "diagonal")
        for (float x = corner.x; x < end.x + height; x += period)
            drawing.AddLine({x, corner.y}, {x - height, end.y}, packed(entry.hatch_colour), 1.3F * unit);
    else
        for (float x = corner.x + period / 2; x < end.x; x += period)
            for (float y = corner.y + period / 2; y < end.y; y += period)
                drawing.AddCircleFilled({x, y}, 1.2F * unit, packed(entry.hatch_colour));
    drawing.PopClipRect();
}

void draw_fill_sample(ImDrawList& drawing, const PanelFrame& frame, ImVec2 corner, const scene::LegendEntry& entry) {
    const ImVec2 end{corner.x + 22 * frame.unit, corner.y + 14 * frame.unit};
    if (entry.colour.alpha > 0) drawing.AddRectFilled(corner, end, packed(entry.colour), 2 * frame.unit);
    if (!entry.hatch.empty()) draw_hatch(drawing, corner, end, frame.unit, entry);
    drawing.AddRect(corner, end, entry.outline.alpha > 0 ? packed(entry.outline) : frame.palette.line, 2 * frame.unit);
}

/// A line with its casing, in its dashes.
void draw_line_sample(ImDrawList& drawing, const PanelFrame& frame, ImVec2 corner, const scene::LegendEntry& entry) {
    const float unit = frame.unit;
    const float y = corner.y + 7 * unit;
    const float length = 22 * unit;
    const float width = std::clamp(static_cast<float>(entry.line_px), 1.0F, 6.0F) * unit;
    const float casing = static_cast<float>(entry.casing_px) * unit;
    if (casing > 0 && entry.outline.alpha > 0)
        drawing.AddLine({corner.x, y}, {corner.x + length, y}, packed(entry.outline), width + 2 * casing);
    if (entry.dash_px.size() < 2) return drawing.AddLine({corner.x, y}, {corner.x + length, y}, packed(entry.colour), width);
    float at = 0;
    for (std::size_t part = 0; at < length; ++part) {
        const float step = std::max(1.0F, static_cast<float>(entry.dash_px[part % entry.dash_px.size()]) * unit);
        if (part % 2 == 0) drawing.AddLine({corner.x + at, y}, {corner.x + std::min(at + step, length), y}, packed(entry.colour), width);
        at += step;
    }
}

void draw_symbol_sample(ImDrawList& drawing, const PanelFrame& frame, ImVec2 corner, const scene::LegendEntry& entry) {
    const float radius = 5 * frame.unit;
    const ImVec2 m{corner.x + 11 * frame.unit, corner.y + 7 * frame.unit};
    const ImU32 fill = packed(entry.colour);
    const ImU32 outline = entry.outline.alpha > 0 ? packed(entry.outline) : frame.palette.panel;
    const auto shape = [&](std::initializer_list<ImVec2> points) {
        drawing.AddConvexPolyFilled(points.begin(), static_cast<int>(points.size()), fill);
        drawing.AddPolyline(points.begin(), static_cast<int>(points.size()), outline, ImDrawFlags_Closed, frame.unit);
    };
    if (entry.symbol == "square")
        shape({{m.x - radius, m.y - radius}, {m.x + radius, m.y - radius}, {m.x + radius, m.y + radius}, {m.x - radius, m.y + radius}});
    else if (entry.symbol == "diamond")
        shape({{m.x, m.y - radius}, {m.x + radius, m.y}, {m.x, m.y + radius}, {m.x - radius, m.y}});
    else if (entry.symbol == "triangle")
        shape({{m.x, m.y - radius}, {m.x + radius, m.y + radius}, {m.x - radius, m.y + radius}});
    else {
        drawing.AddCircleFilled(m, radius, fill, 20);
        drawing.AddCircle(m, radius, outline, 20, frame.unit);
    }
}

/// The 256 colours of a ramp side by side, its marks beneath.
void ramp_row(const PanelFrame& frame, const scene::LegendEntry& entry, const model::Ramp& ramp) {
    if (!entry.text.empty()) text(frame.fonts.small, frame.palette.muted, entry.text);
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = content_width(frame.unit);
    const float height = 12 * frame.unit;
    constexpr int k_steps = 64;
    for (int step = 0; step < k_steps; ++step) {
        const auto x = [&](int index) { return corner.x + std::round(width * static_cast<float>(index) / k_steps); };
        drawing.AddRectFilled({x(step), corner.y}, {x(step + 1), corner.y + height}, packed(ramp.at((step + 0.5) / k_steps)));
    }
    float free_from = corner.x - frame.unit;
    const float mark_y = corner.y + height + 2 * frame.unit;
    for (const auto& [position, words] : entry.marks) {
        const float x = corner.x + width * static_cast<float>(position);
        const ImVec2 size = text_size(frame.fonts.small, words);
        const float left = std::clamp(x - size.x / 2, corner.x, corner.x + width - size.x);
        if (left < free_from) continue;
        drawing.AddLine({x, corner.y + height}, {x, corner.y + height + 3 * frame.unit}, frame.palette.muted);
        text_at(drawing, frame.fonts.small, {left, mark_y + frame.unit}, frame.palette.muted, words);
        free_from = left + size.x + 8 * frame.unit;
    }
    ImGui::Dummy({width, height + (entry.marks.empty() ? 2.0F : 22.0F) * frame.unit});
}

}  // namespace

void tip(const PanelFrame& frame, const std::string& words) {
    if (words.empty() || !ImGui::IsItemHovered()) return;
    ImGui::BeginTooltip();
    text(frame.fonts.small, frame.palette.ink, words, 320 * frame.unit);
    ImGui::EndTooltip();
}

void text(ImFont* font, ImU32 colour, const std::string& words, float width) {
    const float room = width > 0 ? width : content_width(1);
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float line_height = text_size(font, "Ag").y;
    ImVec2 extent{0, 0};
    for (const std::string& line : lines_of(font, words, room)) {
        text_at(drawing, font, {corner.x, corner.y + extent.y}, colour, line);
        extent.x = std::max(extent.x, text_size(font, line).x);
        extent.y += line_height;
    }
    ImGui::Dummy(extent);
}

void text_cut(ImFont* font, ImU32 colour, const std::string& words, float width) {
    std::string shown = words;
    while (!shown.empty() && text_size(font, shown == words ? shown : shown + "…").x > width) {
        do shown.pop_back();
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U);
        // A lead byte without its followers goes too.
        if (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0xC0U) shown.pop_back();
    }
    text(font, colour, shown == words ? words : shown + "…", 1e6F);
}

float content_width(float unit) {
    const bool scrolls = ImGui::GetScrollMaxY() > 0;
    return std::max(ImGui::GetContentRegionAvail().x - (scrolls ? 10 * unit : 0), 1.0F);
}

ImVec2 text_size(ImFont* font, const std::string& words) {
    ImGui::PushFont(font);
    const ImVec2 size = ImGui::CalcTextSize(words.c_str(), words.c_str() + words.size());
    ImGui::PopFont();
    return size;
}

void text_at(ImDrawList& drawing, ImFont* font, ImVec2 where, ImU32 colour, const std::string& words) {
    ImGui::PushFont(font);
    drawing.AddText({std::round(where.x), std::round(where.y)}, colour, words.c_str(), words.c_str() + words.size());
    ImGui::PopFont();
}

void draw_switch(ImDrawList& drawing, const PanelFrame& frame, ImVec2 where, bool on) {
    const float height = 16 * frame.unit;
    const float width = 28 * frame.unit;
    const float knob = 6 * frame.unit;
    const ImVec2 end{where.x + width, where.y + height};
    drawing.AddRectFilled(where, end, on ? frame.palette.accent : frame.palette.line, height / 2);
    const float x = on ? end.x - height / 2 : where.x + height / 2;
    drawing.AddCircleFilled({x, where.y + height / 2}, knob, on ? frame.palette.on_accent : frame.palette.panel, 20);
}

bool slider(const PanelFrame& frame, const std::string& id, const std::string& label, const std::string& number, float label_width,
            double& share) {
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const float unit = frame.unit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = content_width(unit);
    const float height = 24 * unit;
    const float number_width = std::max(44 * unit, text_size(frame.fonts.small, number).x);
    const float from = corner.x + label_width + 19 * unit;
    const float to = std::max(corner.x + width - number_width - 12 * unit, from + 20 * unit);
    ImGui::InvisibleButton(id.c_str(), {width, height});
    bool changed = false;
    if (ImGui::IsItemActive()) {
        const double wanted = std::clamp((ImGui::GetIO().MousePos.x - from) / (to - from), 0.0F, 1.0F);
        changed = wanted != share;
        share = wanted;
    }
    const float middle = corner.y + height / 2;
    const float knob = from + (to - from) * static_cast<float>(std::clamp(share, 0.0, 1.0));
    const float text_y = middle - text_size(frame.fonts.small, label).y / 2;
    text_at(drawing, frame.fonts.small, {corner.x, text_y}, frame.palette.muted, label);
    drawing.AddRectFilled({from, middle - 2 * unit}, {to, middle + 2 * unit}, frame.palette.line, 2 * unit);
    drawing.AddRectFilled({from, middle - 2 * unit}, {knob, middle + 2 * unit}, frame.palette.accent, 2 * unit);
    drawing.AddCircleFilled({knob, middle}, (ImGui::IsItemHovered() || ImGui::IsItemActive() ? 8 : 7) * unit, frame.palette.accent, 24);
    drawing.AddCircleFilled({knob, middle}, 3 * unit, frame.palette.on_accent, 16);
    text_at(drawing, frame.fonts.small, {corner.x + width - text_size(frame.fonts.small, number).x, text_y}, frame.palette.ink, number);
    return changed;
}

bool share_slider(const PanelFrame& frame, const std::string& id, const std::string& label, float label_width, double& value) {
    const double before = value;
    if (const auto by_script = frame.controls.set_to(id)) value = std::clamp(*by_script, 0.0, 1.0);
    const std::string number = core::number(value * 100, 0, frame.speech.language()) + "\u2009%";
    double share = value;
    if (slider(frame, id, label, number, label_width, share)) value = std::round(share * 100) / 100;
    return value != before;
}

bool chip(const PanelFrame& frame, const std::string& id, const std::string& words, bool on) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 extent = text_size(frame.fonts.small, words);
    const ImVec2 size{extent.x + 20 * frame.unit, 26 * frame.unit};
    const bool clicked = ImGui::InvisibleButton(id.c_str(), size);
    const ImU32 idle = ImGui::IsItemHovered() ? frame.palette.line : frame.palette.raised;
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    drawing.AddRectFilled(corner, end, on ? frame.palette.accent : idle, size.y / 2);
    if (!on) drawing.AddRect(corner, end, frame.palette.line, size.y / 2);
    text_at(drawing, frame.fonts.small, {corner.x + 10 * frame.unit, corner.y + (size.y - extent.y) / 2},
            on ? frame.palette.on_accent : frame.palette.ink, words);
    const bool by_script = frame.controls.pressed(id);
    return clicked || by_script;
}

bool text_field(const PanelFrame& frame, const std::string& id, const std::string& hint, std::string& written) {
    std::array<char, 256> buffer{};
    written.copy(buffer.data(), buffer.size() - 1);
    ImGui::PushFont(frame.fonts.body);
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
    const bool entered = ImGui::InputTextWithHint(("##" + id).c_str(), hint.c_str(), buffer.data(), buffer.size(),
                                                  ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_NoHorizontalScroll);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    written = buffer.data();
    const bool by_script = frame.controls.pressed(id);
    if (by_script) ImGui::SetKeyboardFocusHere(-1);
    return entered;
}

void legend_row(const PanelFrame& frame, const scene::LegendEntry& entry, const model::Looks& looks) {
    using Sample = scene::LegendEntry::Sample;
    if (entry.sample == Sample::Heading) return text(frame.fonts.small, frame.palette.ink, entry.text);
    if (entry.sample == Sample::Ramp) {
        const auto ramp = looks.ramps.find(entry.ramp);
        if (ramp != looks.ramps.end()) ramp_row(frame, entry, ramp->second);
        return;
    }
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 sample{corner.x, corner.y + frame.unit};
    if (entry.sample == Sample::Fill)
        draw_fill_sample(drawing, frame, sample, entry);
    else if (entry.sample == Sample::Line)
        draw_line_sample(drawing, frame, sample, entry);
    else
        draw_symbol_sample(drawing, frame, sample, entry);
    ImGui::SetCursorScreenPos({corner.x + 30 * frame.unit, corner.y});
    text_cut(frame.fonts.small, frame.palette.ink, entry.text, content_width(frame.unit));
}

bool sign_button(const PanelFrame& frame, const std::string& id, Sign sign, const std::string& explanation, float side) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool pressed = button_ground(frame, id, {side, side});
    tip(frame, explanation);
    draw_sign(*ImGui::GetWindowDrawList(), {corner.x + side / 2, corner.y + side / 2}, frame.unit, sign, frame);
    return pressed;
}

bool small_cross(const PanelFrame& frame, const std::string& id, const std::string& explanation, float side) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id.c_str(), {side, side});
    const ImU32 colour = ImGui::IsItemHovered() ? frame.palette.stop : frame.palette.muted;
    tip(frame, explanation);
    const ImVec2 middle{corner.x + side / 2, corner.y + side / 2};
    const float arm = 4 * frame.unit;
    ImDrawList& drawing = *ImGui::GetWindowDrawList();
    drawing.AddLine({middle.x - arm, middle.y - arm}, {middle.x + arm, middle.y + arm}, colour, 1.8F * frame.unit);
    drawing.AddLine({middle.x + arm, middle.y - arm}, {middle.x - arm, middle.y + arm}, colour, 1.8F * frame.unit);
    const bool by_script = frame.controls.pressed(id);
    return clicked || by_script;
}

bool text_button(const PanelFrame& frame, const std::string& id, const std::string& words, const std::string& explanation, ImVec2 size) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool pressed = button_ground(frame, id, size);
    tip(frame, explanation);
    const ImVec2 extent = text_size(frame.fonts.bold, words);
    text_at(*ImGui::GetWindowDrawList(), frame.fonts.bold, {corner.x + (size.x - extent.x) / 2, corner.y + (size.y - extent.y) / 2},
            frame.palette.ink, words);
    return pressed;
}

}  // namespace kreisblick::ui
