#pragma once

#include "scene/pixel_kernels.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace kreisblick::scene {

enum class Face : std::uint8_t { Regular, Bold, Italic };

/// The outline of a glyph: closed contours flattened to straight lines, pixels, y downwards, origin at the pen on the baseline.
struct GlyphOutline {
    std::vector<std::vector<PixelPoint>> contours;
};

/// Height of a face at a size, in pixels from the baseline.
struct FaceMetrics {
    double ascent = 0;      ///< of the tallest letters with accents
    double descent = 0;     ///< below the baseline, positive
    double cap_height = 0;  ///< of "H"
};

/// The system's Noto Sans, and DejaVu Sans for glyphs that it lacks (or where it is not installed). Each thread has its own, as
/// FreeType asks for. Without any font every text is empty; that is said once in the log.
class Fonts {
  public:
    [[nodiscard]] static Fonts& of_this_thread();
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// How far the pen moves, unhinted: the same at every place.
    [[nodiscard]] double advance(char32_t character, Face face, double size_px);
    /// Small upright text is fitted to the pixel rows (FreeType's light hinting), so that it stays sharp; rotated text must not be.
    [[nodiscard]] GlyphOutline outline(char32_t character, Face face, double size_px, bool fit_to_rows);
    [[nodiscard]] FaceMetrics metrics(Face face, double size_px);

  private:
    Fonts();
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// The characters of a UTF-8 text; broken bytes become U+FFFD.
[[nodiscard]] std::vector<char32_t> characters_of(std::string_view utf8);

}  // namespace kreisblick::scene
