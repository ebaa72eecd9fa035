#pragma once

#include "scene/canvas.h"
#include "scene/fonts.h"

#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::scene {

/// How a text looks. Sizes in device pixels, colours premultiplied.
struct TextLook {
    Face face = Face::Regular;
    double size_px = 13;
    double letter_spacing_px = 0;
    std::uint32_t colour = 0xff000000U;
    std::uint32_t halo = 0;  ///< transparent: none
    double halo_px = 0;      ///< how far it reaches beyond the letters
};

/// Width of the text from the first pen position to the last.
[[nodiscard]] double text_width(std::string_view text, Face face, double size_px, double letter_spacing_px = 0);

/// Draws one line of upright text, its pen starting on the baseline at that place (rounded to whole rows, so that it is sharp).
void draw_text(Canvas& canvas, std::string_view text, PixelPoint baseline, const TextLook& look);
/// Draws one line of text around its centre, turned counter-clockwise by the angle (radians).
void draw_text_turned(Canvas& canvas, std::string_view text, PixelPoint centre, double angle, const TextLook& look);

/// The text in lines no wider than that, broken at spaces (a single longer word stays whole).
[[nodiscard]] std::vector<std::string> wrapped_text(const std::string& text, Face face, double size_px, double width_px);
/// The text, or as much of it as fits with "…" behind.
[[nodiscard]] std::string shortened_text(const std::string& text, Face face, double size_px, double width_px);

}  // namespace kreisblick::scene
