#include "scene/pixel_kernels.h"

#include "core/fast_clones.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kreisblick::scene {
namespace {

/// All four bytes of a pixel times factor / 256, rounded.
inline std::uint32_t scaled(std::uint32_t pixel, std::uint32_t factor) {
    const std::uint32_t even = ((pixel & 0x00ff00ffU) * factor + 0x00800080U) >> 8 & 0x00ff00ffU;
    const std::uint32_t odd = ((pixel >> 8 & 0x00ff00ffU) * factor + 0x00800080U) & 0xff00ff00U;
    return even | odd;
}

/// 0…255 to 0…256, so that full is exactly full.
inline std::uint32_t widened(std::uint32_t value) { return value + (value >> 7); }

}  // namespace

KREISBLICK_FAST_CLONES
void blend_solid(std::uint32_t* pixels, const std::uint8_t* coverage, int count, std::uint32_t colour) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t source = scaled(colour, widened(coverage[i]));
        pixels[i] = source + scaled(pixels[i], 256 - widened(source >> 24));
    }
}

KREISBLICK_FAST_CLONES
void blend_pixels(std::uint32_t* pixels, const std::uint32_t* above, int count, std::uint32_t opacity) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t source = scaled(above[i], opacity);
        pixels[i] = source + scaled(pixels[i], 256 - widened(source >> 24));
    }
}

KREISBLICK_FAST_CLONES
void cover_capsule(std::uint8_t* coverage, int stride, const PixelBox& box, const Capsule& capsule) {
    using Floats = float __attribute__((vector_size(32)));
    using Bytes = std::uint8_t __attribute__((vector_size(8)));
    const double length_squared = capsule.dx * capsule.dx + capsule.dy * capsule.dy;
    const auto dx = static_cast<float>(capsule.dx), dy = static_cast<float>(capsule.dy), radius = static_cast<float>(capsule.radius);
    const auto strength = static_cast<float>(capsule.strength),
               inverse = length_squared > 1e-9 ? static_cast<float>(1 / length_squared) : 0.0F;
    const Floats steps = {0, 1, 2, 3, 4, 5, 6, 7}, zero = {}, one = zero + 1.0F;
    // On long slanted lines only the pixels near the infinite line, not the whole box.
    const bool is_long = box.right - box.left >= 16 && std::fabs(capsule.dy) > 1e-3;
    const double per_row = is_long ? capsule.dx / capsule.dy : 0,
                 reach = is_long ? capsule.radius * std::sqrt(length_squared) / std::fabs(capsule.dy) : 0;
    for (int y = box.top; y <= box.bottom; ++y) {
        const double from_start = y + 0.5 - capsule.y, middle = capsule.x + per_row * from_start;
        const int from = is_long ? std::max(box.left, static_cast<int>(std::max(middle - reach, -1.0))) : box.left;
        const int to = is_long ? std::min(box.right, static_cast<int>(std::min(middle + reach, box.right + 1.0))) : box.right;
        const auto py = static_cast<float>(from_start);
        std::uint8_t* row = coverage + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = from; x <= to; x += 8) {
            const Floats px = steps + static_cast<float>(x + 0.5 - capsule.x);
            const Floats along = (px * dx + py * dy) * inverse;
            const Floats above_zero = along > zero ? along : zero, t = above_zero < one ? above_zero : one;
            const Floats ex = px - t * dx, ey = py - t * dy;
            Floats distance = ex * ex + ey * ey;
            for (int k = 0; k < 8; ++k) distance[k] = std::sqrt(distance[k]);
            const Floats inside = radius - distance;
            const Floats positive = inside > zero ? inside : zero, near = positive < one ? positive : one;
            const Bytes covered = __builtin_convertvector(
                __builtin_convertvector(near * strength + 0.5F, std::int32_t __attribute__((vector_size(32)))), Bytes);
            Bytes before;
            std::memcpy(&before, row + x, sizeof before);
            before = before > covered ? before : covered;
            std::memcpy(row + x, &before, sizeof before);
        }
    }
}

KREISBLICK_FAST_CLONES
float resolve_area_row(float* differences, std::uint8_t* coverage, int count) {
    const auto byte_of = [](float sum) { return static_cast<std::uint8_t>(std::min(1.0F, std::fabs(sum)) * 255.0F + 0.5F); };
    constexpr int k_group = 16;
    float sum = 0;
    int x = 0;
    for (; x + k_group <= count; x += k_group) {
        std::uint32_t bits[k_group], any = 0;
        std::memcpy(bits, differences + x, sizeof bits);
        for (int k = 0; k < k_group; ++k) any |= bits[k];
        if (any == 0) {
            std::memset(coverage + x, byte_of(sum), k_group);
            continue;
        }
        float sums[k_group];
        for (int k = 0; k < k_group; ++k) sums[k] = sum += differences[x + k];
        for (int k = 0; k < k_group; ++k) coverage[x + k] = byte_of(sums[k]);
    }
    for (; x < count; ++x) coverage[x] = byte_of(sum += differences[x]);
    std::memset(differences, 0, sizeof(float) * static_cast<std::size_t>(count));
    return sum;
}

KREISBLICK_FAST_CLONES
void multiply_coverage(std::uint8_t* values, const std::uint8_t* factors, int count) {
    for (int i = 0; i < count; ++i) values[i] = static_cast<std::uint8_t>(values[i] * widened(factors[i]) >> 8);
}

}  // namespace kreisblick::scene
