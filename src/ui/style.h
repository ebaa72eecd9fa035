#pragma once

#include "model/layer.h"
#include "model/theme.h"

#include <imgui.h>

#include <array>

namespace kreisblick::ui {

/// The theme's tokens as ImGui wants them.
struct Palette {
    ImU32 ground, panel, raised, ink, muted, line, accent, on_accent, focus, good, care, stop;
    std::array<ImU32, 4> groups;  ///< by LayerGroup

    [[nodiscard]] ImU32 of(model::LayerGroup group) const { return groups[static_cast<std::size_t>(group)]; }
};

[[nodiscard]] ImU32 packed(model::Colour colour);
/// The colour with its alpha multiplied.
[[nodiscard]] ImU32 faded(ImU32 colour, float share);

[[nodiscard]] Palette palette_of(const model::Theme& theme);

/// Sets ImGui's style from the palette; unit = length of one design pixel in ImGui coordinates.
void apply_style(const Palette& palette, float unit);

}  // namespace kreisblick::ui
