#include "scene/soft_classes.h"

#include "scene/pixel_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace kreisblick::scene {
namespace {

/// Premultiplied red, green, blue, alpha in 0…255.
using Colour4 = std::array<float, 4>;

/// Where a pixel lies between four samples, and how much each of them counts (uniform cubic B-spline).
struct Weights {
    int first = 0;
    std::array<float, 4> share{};
};

std::vector<Weights> weights_along(double start, double pixel_m, int count, double first_sample, double step, int samples) {
    std::vector<Weights> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double place = (start + (i + 0.5) * pixel_m - first_sample) / step - 0.5, whole = std::floor(place);
        const auto t = static_cast<float>(place - whole), s = 1 - t;
        all[static_cast<std::size_t>(i)] = {
            std::clamp(static_cast<int>(whole) - 1, 0, samples - 4),
            {s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, t * t * t / 6}};
    }
    return all;
}

/// The samples' colours.
std::vector<Colour4> colours_of(const geo::Raster<float>& codes, const model::LayerStyle& style, const model::Theme& theme) {
    std::unordered_map<float, Colour4> known;
    for (const model::ClassStyle& one : style.classes) {
        const std::uint32_t colour = pixel(theme.colour(one.colour));
        for (const double code : one.codes)
            known.emplace(static_cast<float>(code), Colour4{static_cast<float>(colour & 255), static_cast<float>(colour >> 8 & 255),
                                                            static_cast<float>(colour >> 16 & 255), static_cast<float>(colour >> 24)});
    }
    std::vector<Colour4> colours(codes.values.size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const auto found = geo::Raster<float>::is_data(codes.values[i]) ? known.find(codes.values[i]) : known.end();
        if (found != known.end()) colours[i] = found->second;
    }
    return colours;
}

Colour4 mixed(const Colour4* first, std::size_t stride, const Weights& weights) {
    Colour4 sum{};
    for (std::size_t k = 0; k < 4; ++k)
        for (std::size_t channel = 0; channel < 4; ++channel) sum[channel] += weights.share[k] * first[k * stride][channel];
    return sum;
}

/// As a pixel. Where the data end the colour does not fade over a cell: it stops where half of what counts is data.
std::uint32_t packed(Colour4 colour) {
    const float alpha = colour[3], kept = std::clamp((alpha - 127.5F) * 8 + 127.5F, 0.0F, 255.0F);
    for (float& channel : colour) channel *= alpha > 0 ? kept / alpha : 0;
    const auto byte = [](float value) { return static_cast<std::uint32_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); };
    return byte(colour[0]) | byte(colour[1]) << 8 | byte(colour[2]) << 16 | byte(colour[3]) << 24;
}

/// Samples at whole multiples of the step around the pixels, with room for the spline.
geo::GridSpec samples_around(const geo::Extent& window, double step) {
    const double left = (std::floor(window.x_min / step) - 2) * step, top = (std::ceil(window.y_max / step) + 2) * step;
    return {left, top, step, static_cast<int>(std::ceil((window.x_max - left) / step)) + 2,
            static_cast<int>(std::ceil((top - window.y_min) / step)) + 2};
}

}  // namespace

void paint_soft_classes(Image& image, const RasterSource& codes, const geo::GridSpec& pixels, double resolution_m,
                        const model::LayerStyle& style, const model::Theme& theme, double opacity) {
    const geo::GridSpec samples = samples_around(pixels.extent(), resolution_m / 2);
    const std::vector<Colour4> colours = colours_of(codes.read(samples), style, theme);
    const auto width = static_cast<std::size_t>(image.width), stride = static_cast<std::size_t>(samples.width);
    const auto across = weights_along(pixels.x_min, pixels.cell_m, image.width, samples.x_min, samples.cell_m, samples.width);
    const auto down = weights_along(-pixels.y_max, pixels.cell_m, image.height, -samples.y_max, samples.cell_m, samples.height);
    std::vector<Colour4> wide(width * static_cast<std::size_t>(samples.height));
    for (std::size_t row = 0; row < static_cast<std::size_t>(samples.height); ++row)
        for (std::size_t x = 0; x < width; ++x)
            wide[row * width + x] = mixed(&colours[row * stride + static_cast<std::size_t>(across[x].first)], 1, across[x]);
    std::vector<std::uint32_t> line(width);
    const auto strength = static_cast<std::uint32_t>(std::lround(std::clamp(opacity, 0.0, 1.0) * 256));
    for (int y = 0; y < image.height; ++y) {
        const Weights& rows = down[static_cast<std::size_t>(y)];
        for (std::size_t x = 0; x < width; ++x)
            line[x] = packed(mixed(&wide[static_cast<std::size_t>(rows.first) * width + x], width, rows));
        blend_pixels(&image.at(0, y), line.data(), image.width, strength);
    }
}

}  // namespace kreisblick::scene
