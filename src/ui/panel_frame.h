#pragma once

#include "model/phrases.h"
#include "ui/commands.h"
#include "ui/controls.h"
#include "ui/fonts.h"
#include "ui/style.h"

#include <string>
#include <utility>

namespace kreisblick::ui {

/// What every panel needs to draw itself in this frame.
struct PanelFrame {
    const model::Speech& speech;
    const Palette& palette;
    const Fonts& fonts;
    Controls& controls;
    Commands& commands;
    float unit = 1;     ///< one design pixel in ImGui coordinates
    ImVec2 size{0, 0};  ///< of the window, ImGui coordinates

    [[nodiscard]] const std::string& say(const std::string& key) const { return speech.say(key); }
    template <typename Kind>
    void ask(Kind command) const {
        commands.emplace_back(std::in_place_type<Kind>, std::move(command));
    }
};

/// Widths and heights of LOOK in design pixels.
inline constexpr float k_panel_width = 340;
inline constexpr float k_status_height = 32;

}  // namespace kreisblick::ui
