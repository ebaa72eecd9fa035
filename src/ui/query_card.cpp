#include "ui/query_card.h"

#include "ui/widgets.h"
#include "ui/words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::ui {
namespace {

/// A ring in the focus colour with a white rim around the place that was asked.
void draw_ring(const PanelFrame& frame, const PanelView& view) {
    if (view.camera.width_px == 0) return;
    const float device_per_unit = static_cast<float>(view.camera.width_px) / frame.size.x;
    const geo::Point pixel = view.camera.to_pixel(view.card->place.world);
    const ImVec2 middle{static_cast<float>(pixel.x) / device_per_unit, static_cast<float>(pixel.y) / device_per_unit};
    ImDrawList& drawing = *ImGui::GetBackgroundDrawList();
    drawing.AddCircle(middle, 9 * frame.unit, IM_COL32(255, 255, 255, 255), 32, 6 * frame.unit);
    drawing.AddCircle(middle, 9 * frame.unit, frame.palette.focus, 32, 3 * frame.unit);
}

void draw_value(const PanelFrame& frame, const CardValue& value) {
    text(frame.fonts.small, frame.palette.muted, value.layer);
    text(frame.fonts.bold, frame.palette.ink, value.value);
    if (!value.origin.empty()) text(frame.fonts.small, frame.palette.muted, value.origin);
    ImGui::Dummy({0, 6 * frame.unit});
}

/// What is not known here: the layers that give the same reason share a line.
void draw_unknown(const PanelFrame& frame, const std::vector<CardValue>& values) {
    std::vector<std::pair<std::string, std::string>> layers_by_reason;
    for (const CardValue& value : values) {
        if (value.known) continue;
        const auto same =
            std::find_if(layers_by_reason.begin(), layers_by_reason.end(), [&](const auto& entry) { return entry.first == value.value; });
        if (same == layers_by_reason.end())
            layers_by_reason.emplace_back(value.value, value.layer);
        else
            same->second += ", " + value.layer;
    }
    for (const auto& [reason, layers] : layers_by_reason) {
        text(frame.fonts.small, frame.palette.muted, layers + ": " + reason);
        ImGui::Dummy({0, 2 * frame.unit});
    }
}

void draw_head(const PanelFrame& frame, const PanelView& view) {
    const float side = 28 * frame.unit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    text(frame.fonts.title, frame.palette.ink, frame.say("card.title"));
    ImGui::SetCursorScreenPos({corner.x + width - side, corner.y - 2 * frame.unit});
    if (sign_button(frame, "card.close", Sign::Cross, frame.say("card.close"), side)) frame.ask(CloseCard{});
    text(frame.fonts.small, frame.palette.muted, degrees_text(view.card->place.degrees, frame.speech));
    text(frame.fonts.small, frame.palette.muted, view.crs + "  " + metres_text(view.card->place.world, frame.speech.language()));
    ImGui::Dummy({0, 4 * frame.unit});
    ImGui::Separator();
    ImGui::Dummy({0, 2 * frame.unit});
}

}  // namespace

void QueryCard::draw(const PanelFrame& frame, const PanelView& view) const {
    if (!view.card) return;
    draw_ring(frame, view);
    const float width = k_panel_width * frame.unit;
    const float margin = 16 * frame.unit;
    const float right_column = 52 * frame.unit;  // of the map buttons
    const float most = frame.size.y - k_status_height * frame.unit - 2 * margin - 28 * frame.unit;
    ImGui::SetNextWindowPos({frame.size.x - width - margin - right_column, margin});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(most, 120 * frame.unit)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * frame.unit);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("card", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    draw_head(frame, view);
    if (view.card->waiting)
        text(frame.fonts.body, frame.palette.muted, frame.say("card.waiting"));
    else if (view.card->values.empty())
        text(frame.fonts.body, frame.palette.muted, frame.say("card.nothing"));
    for (const CardValue& value : view.card->values)
        if (value.known) draw_value(frame, value);
    draw_unknown(frame, view.card->values);
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace kreisblick::ui
