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

/// One row of a capsule (all points nearer than radius − ½ … radius + ½ to a segment): coverage becomes the greater of what is there
/// and the capsule's. Works on whole groups of eight pixels, so the row must be readable and writable up to the next multiple of eight.
struct CapsuleRow {
    float px;       ///< centre of the first pixel minus start of the segment
    float py;
    float dx, dy;   ///< the segment
    float inverse_length_squared;
    float radius;   ///< half width + ½
    float strength; ///< 255 for a full line, less for lines thinner than a pixel
};
void cover_capsule_row(std::uint8_t* coverage, int count, const CapsuleRow& row);

/// Running sum of `count` area differences, as coverage bytes min(1, |sum|) × 255; clears the differences; returns the sum at the end.
float resolve_area_row(float* differences, std::uint8_t* coverage, int count);

/// values[i] × factors[i] / 255 for bytes.
void multiply_coverage(std::uint8_t* values, const std::uint8_t* factors, int count);

}  // namespace kreisblick::scene
