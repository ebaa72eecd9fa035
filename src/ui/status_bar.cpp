#include "ui/status_bar.h"

#include "scene/decor.h"
#include "ui/widgets.h"
#include "ui/words.h"

#include <algorithm>

namespace kreisblick::ui {
namespace {

/// A pen that writes the bar from left to right, or from right to left.
struct Line {
    const PanelFrame& frame;
    ImDrawList& drawing;
    float top;
    float left;
    float right;

    float text_y(ImFont* font) const { return top + (k_status_height * frame.unit - text_size(font, "Ag").y) / 2; }
    float room() const { return right - left; }

    void put(ImFont* font, ImU32 colour, const std::string& words, float gap = 8) {
        if (words.empty()) return;
        const float width = text_size(font, words).x;
        if (width > room()) return;
        text_at(drawing, font, {left, text_y(font)}, colour, words);
        left += width + gap * frame.unit;
    }
    void put_right(ImFont* font, ImU32 colour, const std::string& words, float gap = 16) {
        const float width = text_size(font, words).x;
        if (words.empty() || width > room()) return;
        text_at(drawing, font, {right - width, text_y(font)}, colour, words);
        right -= width + gap * frame.unit;
    }
    void rule() {
        const float inset = 8 * frame.unit;
        drawing.AddLine({left, top + inset}, {left, top + k_status_height * frame.unit - inset}, frame.palette.line);
        left += 12 * frame.unit;
    }
};

/// The scale bar: a flat bracket with its length above the line.
void put_scale_bar(Line& line, const PanelView& view, float device_per_unit) {
    if (view.camera.width_px == 0) return;
    const PanelFrame& frame = line.frame;
    const scene::ScaleBar bar =
        scene::scale_bar(view.camera, 140.0 * static_cast<double>(frame.unit * device_per_unit), frame.speech.language());
    const float width = static_cast<float>(bar.width_px) / device_per_unit;
    if (width > line.room() || width <= 0) return;
    const float from = std::round(line.right - width);
    const float base = line.top + 23 * frame.unit;
    const float tick = 5 * frame.unit;
    const float stroke = 1.5F * frame.unit;
    line.drawing.AddLine({from, base}, {line.right, base}, frame.palette.ink, stroke);
    line.drawing.AddLine({from, base - tick}, {from, base + stroke / 2}, frame.palette.ink, stroke);
    line.drawing.AddLine({line.right, base - tick}, {line.right, base + stroke / 2}, frame.palette.ink, stroke);
    const float text_width = text_size(frame.fonts.small, bar.text).x;
    text_at(line.drawing, frame.fonts.small, {(from + line.right - text_width) / 2, line.top + 4 * frame.unit}, frame.palette.ink,
            bar.text);
    line.right = from - 16 * frame.unit;
}

/// From right to left: the cross that cancels, how far it is, what it does.
void put_job(Line& line, const JobRow& job) {
    const PanelFrame& frame = line.frame;
    const float side = 24 * frame.unit;
    const float track = 72 * frame.unit;
    const float middle = line.top + k_status_height * frame.unit / 2;
    if (line.room() < side + track + text_size(frame.fonts.small, job.words).x + 24 * frame.unit) return;
    if (job.can_cancel) {
        ImGui::SetCursorScreenPos({line.right - side, middle - side / 2});
        if (small_cross(frame, "job." + job.id + ".cancel", frame.say("job.cancel"), side)) frame.ask(CancelJob{job.id});
        line.right -= side + 4 * frame.unit;
    }
    const float thick = 2 * frame.unit;
    if (job.share > 0) {
        const float from = line.right - track;
        line.drawing.AddRectFilled({from, middle - thick}, {line.right, middle + thick}, frame.palette.line, thick);
        line.drawing.AddRectFilled({from, middle - thick}, {from + track * static_cast<float>(std::min(job.share, 1.0)), middle + thick},
                                   frame.palette.accent, thick);
        line.right = from - 8 * frame.unit;
    }
    line.put_right(frame.fonts.small, frame.palette.accent, job.words + " …");
}

void put_reading(Line& line, const Reading& reading) {
    const PanelFrame& frame = line.frame;
    line.rule();
    line.put(frame.fonts.body, frame.palette.muted, reading.layer);
    line.put(frame.fonts.bold, frame.palette.ink, reading.value, 12);
    line.put(frame.fonts.small, frame.palette.muted, reading.date.empty() ? reading.source : reading.source + " · " + reading.date);
}

}  // namespace

void StatusBar::draw(const PanelFrame& frame, const PanelView& view) const {
    const float height = k_status_height * frame.unit;
    ImGui::SetNextWindowPos({0, frame.size.y - height});
    ImGui::SetNextWindowSize({frame.size.x, height});
    ImGui::Begin("status", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav);
    Line line{frame, *ImGui::GetWindowDrawList(), frame.size.y - height, 16 * frame.unit, frame.size.x - 16 * frame.unit};
    line.drawing.AddLine({0, line.top}, {frame.size.x, line.top}, frame.palette.line);
    const float device_per_unit = frame.size.x > 0 ? static_cast<float>(view.camera.width_px) / frame.size.x : 1;
    const bool has_map = !view.district.empty();
    if (has_map) put_scale_bar(line, view, device_per_unit);
    if (has_map && view.camera.width_px > 0)
        line.put_right(frame.fonts.body, frame.palette.ink, scale_text(view.camera.scale_denominator(), frame.speech.language()));
    for (const JobRow& job : view.jobs) put_job(line, job);
    if (view.pointer) {
        line.put(frame.fonts.body, frame.palette.ink, degrees_text(view.pointer->degrees, frame.speech), 16);
        line.put(frame.fonts.small, frame.palette.muted, view.crs + "  " + metres_text(view.pointer->world, frame.speech.language()), 16);
        if (view.reading) put_reading(line, *view.reading);
    } else {
        line.put(frame.fonts.small, frame.palette.muted, frame.say("status.hint"));
    }
    ImGui::End();
}

}  // namespace kreisblick::ui
