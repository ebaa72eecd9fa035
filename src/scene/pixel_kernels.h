#pragma once

#include <cstdint>

namespace kreisblick::scene {

/// A place on a canvas: pixels from its top left, pixel (0, 0) covers [0, 1) × [0, 1).
struct PixelPoint {
    double x = 0;
    double y = 0;
};

/// The inner loops of the rasteriser. They are compiled for AVX2 and for plain x86-64 and give the same bytes on both; all other
/// code of the room stays free of tricks. Pixels are premultiplied RGBA8.

/// Lays a colour over `count` pixels, weighted by coverage (0…255).
void blend_solid(std::uint32_t* pixels, const std::uint8_t* coverage, int count, std::uint32_t colour);
/// Lays pixels over pixels; opacity 0…256.
void blend_pixels(std::uint32_t* pixels, const std::uint32_t* above, int count, std::uint32_t opacity);

/// A capsule: all points nearer than half_width to a segment, with a smooth border of one pixel.
struct Capsule {
    double x, y;      ///< start of the segment
    double dx, dy;    ///< to its end
    double radius;    ///< half width + ½
    double strength;  ///< 255 for a full line, less for lines thinner than a pixel
};
/// The pixels from left to right and top to bottom that a capsule may touch, both ends included.
struct PixelBox {
    int left, top, right, bottom;
};
/// Coverage becomes the greater of what is there and the capsule's. Works on whole groups of eight pixels: every row must be readable and
/// writable up to seven bytes beyond the box.
void cover_capsule(std::uint8_t* coverage, int stride, const PixelBox& box, const Capsule& capsule);

/// Running sum of `count` area differences, as coverage bytes min(1, |sum|) × 255; clears the differences; returns the sum at the end.
float resolve_area_row(float* differences, std::uint8_t* coverage, int count);

/// values[i] × factors[i] / 255 for bytes.
void multiply_coverage(std::uint8_t* values, const std::uint8_t* factors, int count);

}  // namespace kreisblick::scene
