#pragma once

#include "scene/image.h"
#include "scene/masks.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::scene {

/// How ground is hatched of which nobody knows what is asked.
inline constexpr const char* k_unchecked_hatch = "diagonal";

/// A repeating pattern of coverage, square, so that areas can be hatched.
struct Hatch {
    int period = 1;
    std::vector<std::uint8_t> coverage;  ///< period × period

    /// Lines at 45°, period device pixels apart (across and down).
    [[nodiscard]] static Hatch diagonal(int period, double line_px);
    /// Dots on a staggered lattice.
    [[nodiscard]] static Hatch dots(int period, double radius_px);
    /// A style's "diagonal" or "dots" for a screen of that pixel ratio; none for any other name.
    [[nodiscard]] static std::optional<Hatch> named(const std::string& name, double pixel_ratio);
};

/// Where a canvas lies in a larger picture: patterns and text snap to the larger one, so that tiles join without a seam.
struct PixelOrigin {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

/// Draws anti-aliased shapes into an image: collect shapes of one colour in a mask, then paint the mask. Nothing is allocated per shape.
class Canvas {
  public:
    /// Borrows the image.
    explicit Canvas(Image& image, PixelOrigin origin = {});

    /// Goes on in another image of the same size.
    void retarget(Image& image);
    [[nodiscard]] Image& image() { return *m_image; }
    [[nodiscard]] PixelOrigin origin() const { return m_origin; }

    [[nodiscard]] AreaMask& areas() { return m_areas; }
    [[nodiscard]] StrokeMask& strokes() { return m_strokes; }
    /// Lays the colour (premultiplied) over the image where the mask covers it, and empties the mask.
    void paint_areas(std::uint32_t colour, const Hatch* hatch = nullptr);
    void paint_strokes(std::uint32_t colour, const Hatch* hatch = nullptr);

    void fill_rectangle(double left, double top, double right, double bottom, std::uint32_t colour);
    void fill_rounded(double left, double top, double right, double bottom, double radius, std::uint32_t colour);
    void stroke_rounded(double left, double top, double right, double bottom, double radius, double width_px, std::uint32_t colour);
    /// circle | square | diamond | triangle (anything else: circle) of that size, with an outline around it.
    void draw_symbol(const std::string& shape, PixelPoint centre, double size_px, std::uint32_t fill, std::uint32_t outline,
                     double outline_px);

  private:
    void paint_row(int y, AreaMask::Row row, std::uint32_t colour, const Hatch* hatch);

    Image* m_image;
    PixelOrigin m_origin;
    AreaMask m_areas;
    StrokeMask m_strokes;
    std::vector<std::uint8_t> m_pattern;
};

}  // namespace kreisblick::scene
