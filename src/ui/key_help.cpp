#include "ui/key_help.h"

#include "ui/widgets.h"

#include <array>
#include <utility>

namespace kreisblick::ui {
namespace {

using Row = std::pair<std::string, std::string>;

std::array<Row, 16> rows(const PanelFrame& frame, const PanelView& view) {
    return {{{frame.say("keys.drag"), frame.say("keys.drag_does")},
             {frame.say("keys.wheel"), frame.say("keys.wheel_does")},
             {frame.say("keys.click"), frame.say("keys.click_does")},
             {frame.say("keys.drop"), frame.say("keys.drop_does")},
             {"+   −", frame.say("keys.zoom_does")},
             {"←   →   ↑   ↓", frame.say("keys.pan_does")},
             {frame.say("keys.home"), frame.say("keys.home_does")},
             {"/   Ctrl F", frame.say("keys.search_does")},
             {"1 … 9", frame.say("keys.layers_does")},
             {"T", frame.say("keys.theme_does")},
             {"L", frame.say("keys.language_does")},
             {"M", view.reduce_motion ? frame.say("keys.motion_on_does") : frame.say("keys.motion_off_does")},
             {"X", frame.say("keys.cancel_does")},
             {"F1   ?", frame.say("keys.help_does")},
             {"Esc", frame.say("keys.escape_does")},
             {"Q", frame.say("keys.quit_does")}}};
}

}  // namespace

void KeyHelp::draw(const PanelFrame& frame, const PanelView& view) const {
    if (!view.keys_shown) return;
    const float width = 460 * frame.unit;
    const float middle = (frame.size.x + k_panel_width * frame.unit) / 2;
    ImGui::SetNextWindowPos({middle, frame.size.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * frame.unit);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::Begin("keys", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float side = 28 * frame.unit;
    const float content = ImGui::GetContentRegionAvail().x;
    text(frame.fonts.title, frame.palette.ink, frame.say("keys.title"));
    ImGui::SetCursorScreenPos({corner.x + content - side, corner.y - 2 * frame.unit});
    if (sign_button(frame, "keys.close", Sign::Cross, frame.say("card.close"), side)) frame.ask(ShowKeys{false});
    for (const auto& [keys, does] : rows(frame, view)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        text(frame.fonts.bold, frame.palette.ink, keys);
        ImGui::SetCursorScreenPos({corner.x + 160 * frame.unit, at.y});
        text(frame.fonts.body, frame.palette.muted, does);
        ImGui::Dummy({0, 2 * frame.unit});
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace kreisblick::ui
