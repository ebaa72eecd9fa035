#pragma once

#include <imgui.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace kreisblick::ui {

/// The type of the window. All pointers are ImGui's own.
struct Fonts {
    ImFont* body = nullptr;   ///< 15 px
    ImFont* bold = nullptr;   ///< 15 px, headings and values
    ImFont* small = nullptr;  ///< 13 px, second lines
    ImFont* title = nullptr;  ///< 18 px bold
};

/// The system's Noto Sans, else DejaVu Sans; none where the system has neither.
[[nodiscard]] std::optional<std::filesystem::path> find_font(bool bold);

/// Loads the fonts into the current ImGui context, scale times their design size in pixels; ImGui's own letters where no font is found.
[[nodiscard]] Fonts load_fonts(float scale);

/// The characters that fonts are loaded with: pairs of first and last, ended by 0.
[[nodiscard]] const ImWchar* glyph_ranges();

}  // namespace kreisblick::ui
