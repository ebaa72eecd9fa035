#include "ui/map_buttons.h"

#include "ui/widgets.h"

namespace kreisblick::ui {

void MapButtons::draw(const PanelFrame& frame, const PanelView& view) const {
    const float side = 36 * frame.unit;
    const float margin = 16 * frame.unit;
    ImGui::SetNextWindowPos({frame.size.x - side - margin, margin});
    ImGui::SetNextWindowSize({side + 4 * frame.unit, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 8 * frame.unit});
    ImGui::Begin("map_buttons", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_AlwaysAutoResize);
    if (sign_button(frame, "map.closer", Sign::Plus, frame.say("map.closer"), side)) frame.ask(Zoom{1.25 * 1.25});
    if (sign_button(frame, "map.farther", Sign::Minus, frame.say("map.farther"), side)) frame.ask(Zoom{1 / (1.25 * 1.25)});
    if (sign_button(frame, "map.whole", Sign::Home, frame.say("map.whole"), side)) frame.ask(ShowWholeDistrict{});
    ImGui::Dummy({side, 8 * frame.unit});
    if (sign_button(frame, "view.theme", Sign::Theme, frame.say("view.theme"), side)) frame.ask(SwitchTheme{});
    if (text_button(frame, "view.language", frame.say("view.other_language"), frame.say("view.language"), {side, side}))
        frame.ask(SwitchLanguage{});
    if (sign_button(frame, "view.keys", Sign::Question, frame.say("view.keys"), side)) frame.ask(ShowKeys{!view.keys_shown});
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace kreisblick::ui
