#include "ui/style.h"

namespace kreisblick::ui {
namespace {

ImVec4 floats(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

void apply_colours(ImGuiStyle& style, const Palette& palette) {
    const ImU32 clear = faded(palette.ink, 0);
    const std::array<std::pair<ImGuiCol, ImU32>, 26> colours = {{
        {ImGuiCol_Text, palette.ink},
        {ImGuiCol_TextDisabled, palette.muted},
        {ImGuiCol_WindowBg, palette.panel},
        {ImGuiCol_ChildBg, clear},
        {ImGuiCol_PopupBg, palette.raised},
        {ImGuiCol_Border, palette.line},
        {ImGuiCol_BorderShadow, clear},
        {ImGuiCol_FrameBg, palette.raised},
        {ImGuiCol_FrameBgHovered, palette.line},
        {ImGuiCol_FrameBgActive, palette.line},
        {ImGuiCol_ScrollbarBg, clear},
        {ImGuiCol_ScrollbarGrab, palette.line},
        {ImGuiCol_ScrollbarGrabHovered, palette.muted},
        {ImGuiCol_ScrollbarGrabActive, palette.muted},
        {ImGuiCol_CheckMark, palette.accent},
        {ImGuiCol_SliderGrab, palette.accent},
        {ImGuiCol_SliderGrabActive, palette.accent},
        {ImGuiCol_Button, palette.panel},
        {ImGuiCol_ButtonHovered, palette.raised},
        {ImGuiCol_ButtonActive, palette.line},
        {ImGuiCol_Header, palette.raised},
        {ImGuiCol_HeaderHovered, palette.raised},
        {ImGuiCol_HeaderActive, palette.line},
        {ImGuiCol_Separator, palette.line},
        {ImGuiCol_TextSelectedBg, faded(palette.accent, 0.3F)},
        {ImGuiCol_NavHighlight, palette.focus},
    }};
    for (const auto& [slot, colour] : colours) style.Colors[slot] = floats(colour);
}

}  // namespace

ImU32 packed(model::Colour colour) { return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha); }

ImU32 faded(ImU32 colour, float share) {
    ImVec4 parts = floats(colour);
    parts.w *= share;
    return ImGui::ColorConvertFloat4ToU32(parts);
}

Palette palette_of(const model::Theme& theme) {
    const auto colour = [&](const char* name) { return packed(theme.colour(name)); };
    return {colour("ground"),
            colour("panel"),
            colour("raised"),
            colour("ink"),
            colour("muted"),
            colour("line"),
            colour("accent"),
            colour("on_accent"),
            colour("focus"),
            colour("good"),
            colour("care"),
            colour("stop"),
            {colour("group.energy"), colour("group.food"), colour("group.housing"), colour("group.basics")}};
}

void apply_style(const Palette& palette, float unit) {
    ImGuiStyle style;
    style.WindowRounding = 0;
    style.ChildRounding = 6;
    style.FrameRounding = 6;
    style.PopupRounding = 6;
    style.GrabRounding = 6;
    style.ScrollbarRounding = 6;
    style.WindowBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameBorderSize = 0;
    style.WindowPadding = {16, 12};
    style.FramePadding = {8, 4};
    style.ItemSpacing = {8, 4};
    style.ItemInnerSpacing = {8, 4};
    style.ScrollbarSize = 10;
    style.GrabMinSize = 14;
    apply_colours(style, palette);
    style.ScaleAllSizes(unit);
    ImGui::GetStyle() = style;
}

}  // namespace kreisblick::ui
