#include "scene/pixel_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

// One source, two machine codes, chosen when the program starts. Sanitizers do not get along with that choice and take the plain code.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define KREISBLICK_FAST_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define KREISBLICK_FAST_CLONES
#endif

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
void cover_capsule_row(std::uint8_t* coverage, int count, const CapsuleRow& row) {
    for (int x = 0; x < count; x += 8) {
        std::uint8_t* group = coverage + x;
        for (int k = 0; k < 8; ++k) {
            const float px = row.px + static_cast<float>(x + k);
            const float along = (px * row.dx + row.py * row.dy) * row.inverse_length_squared;
            const float t = std::min(1.0F, std::max(0.0F, along));
            const float ex = px - t * row.dx, ey = row.py - t * row.dy;
            const float near = std::min(1.0F, std::max(0.0F, row.radius - std::sqrt(ex * ex + ey * ey)));
            const int covered = static_cast<int>(near * row.strength + 0.5F);
            group[k] = static_cast<std::uint8_t>(std::max(static_cast<int>(group[k]), covered));
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
