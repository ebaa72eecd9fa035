#pragma once

#include "model/theme.h"

#include <cstdint>
#include <vector>

namespace kreisblick::scene {

/// A picture in memory: RGBA8, premultiplied alpha, rows from the top. Bytes in memory are R, G, B, A.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    Image() = default;
    Image(int w, int h, std::uint32_t fill = 0)
        : width(w),
          height(h),
          pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}
    [[nodiscard]] std::uint32_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] std::uint32_t& at(int x, int y) {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

/// The pixel of a straight-alpha colour.
[[nodiscard]] constexpr std::uint32_t pixel(model::Colour c) {
    const auto multiply = [&](std::uint32_t v) { return (v * c.alpha + 127) / 255; };
    return multiply(c.red) | multiply(c.green) << 8 | multiply(c.blue) << 16 | static_cast<std::uint32_t>(c.alpha) << 24;
}

/// Values of a raster layer for the screen, quantised between the style's min and max: 0 = no data, 1…65535 = min…max.
struct ValueImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint16_t> values;
};

}  // namespace kreisblick::scene
