#include "scene/raster_painter.h"

#include "scene/feature_painter.h"
#include "scene/pixel_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace kreisblick::scene {
namespace {

/// What a brightness does to the three colours: c' = c · factor + lift, in 256ths.
struct Shading {
    std::uint32_t factor = 256;
    std::uint32_t lift = 0;
};

/// The shading of each brightness. Light reaches 41 % over level ground, shadow 100 % below: so the light side is drawn gentler.
std::array<Shading, 256> shadings(double strength, bool is_dark) {
    std::array<Shading, 256> table{};
    for (int shade = 0; shade < 256; ++shade) {
        const double contrast = shade / k_level_shade - 1;  // −1 … 0 … 0.41
        const double shadow = std::max(0.0, -contrast) * strength * (is_dark ? 0.75 : 1.0);
        const double light = std::max(0.0, contrast) * strength * (is_dark ? 0.75 : 0.9);
        const double factor = (1 - shadow) * (1 - light);
        table[static_cast<std::size_t>(shade)] = {static_cast<std::uint32_t>(std::lround(256 * factor)),
                                                  static_cast<std::uint32_t>(std::lround(255 * light * 256))};
    }
    return table;
}

std::uint32_t shaded(std::uint32_t pixel, Shading shading) {
    const auto channel = [&](int shift) {
        return std::min<std::uint32_t>(255, ((pixel >> shift & 255) * shading.factor + shading.lift + 128) >> 8) << shift;
    };
    return channel(0) | channel(8) | channel(16) | (pixel & 0xff000000U);
}

std::uint32_t opacity_256(double opacity) { return static_cast<std::uint32_t>(std::lround(std::clamp(opacity, 0.0, 1.0) * 256)); }

}  // namespace

ValueImage quantised(const geo::Raster<float>& values, double min, double max) {
    ValueImage image{values.grid.width, values.grid.height, std::vector<std::uint16_t>(values.values.size(), 0)};
    const auto from = static_cast<float>(min);
    const float per_step = max > min ? static_cast<float>(65534 / (max - min)) : 0.0F;
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const float value = values.values[i];
        if (geo::Raster<float>::is_data(value))
            image.values[i] = static_cast<std::uint16_t>(1.5F + std::clamp((value - from) * per_step, 0.0F, 65534.0F));
    }
    return image;
}

geo::Raster<float> stepped(geo::Raster<float> values, const std::vector<double>& breaks) {
    std::vector<float> limits, shares;
    for (const double limit : breaks) limits.push_back(static_cast<float>(limit));
    for (std::size_t step = 0; step <= breaks.size(); ++step) shares.push_back(static_cast<float>(step_share(step, breaks.size() + 1)));
    for (float& value : values.values)
        if (geo::Raster<float>::is_data(value))
            value = shares[static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin())];
    return values;
}

void paint_values(Image& image, const ValueImage& values, const model::Ramp& ramp, double opacity) {
    std::array<std::uint32_t, 256> colours{};
    for (std::size_t i = 0; i < 256; ++i) colours[i] = pixel(ramp.colours()[i]);
    std::vector<std::uint32_t> line(static_cast<std::size_t>(values.width));
    for (int y = 0; y < values.height; ++y) {
        const std::uint16_t* from = values.values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(values.width);
        for (std::size_t x = 0; x < line.size(); ++x)
            line[x] = from[x] == 0 ? 0 : colours[(static_cast<std::uint32_t>(from[x] - 1) * 255 + 32767) / 65534];
        blend_pixels(&image.at(0, y), line.data(), values.width, opacity_256(opacity));
    }
}

void paint_classes(Image& image, const geo::Raster<float>& codes, const model::LayerStyle& style, const model::Theme& theme,
                   double opacity) {
    std::unordered_map<float, std::uint32_t> colours;
    for (const model::ClassStyle& one : style.classes)
        for (const double code : one.codes) colours.emplace(static_cast<float>(code), pixel(theme.colour(one.colour)));
    std::vector<std::uint32_t> line(static_cast<std::size_t>(codes.grid.width));
    float last_code = geo::NoData<float>::value;
    std::uint32_t last_colour = 0;
    for (int y = 0; y < codes.grid.height; ++y) {
        for (int x = 0; x < codes.grid.width; ++x) {
            const float code = codes.at(x, y);
            if (code != last_code) {  // classes come in runs
                const auto found = geo::Raster<float>::is_data(code) ? colours.find(code) : colours.end();
                last_colour = found == colours.end() ? 0 : found->second;
                last_code = code;
            }
            line[static_cast<std::size_t>(x)] = last_colour;
        }
        blend_pixels(&image.at(0, y), line.data(), codes.grid.width, opacity_256(opacity));
    }
}

void paint_relief(Image& image, const geo::Raster<float>& shade, double strength, bool is_dark) {
    const std::array<Shading, 256> table = shadings(std::clamp(strength, 0.0, 1.0), is_dark);
    for (std::size_t i = 0; i < image.pixels.size() && i < shade.values.size(); ++i) {
        const float value = shade.values[i];
        if (!geo::Raster<float>::is_data(value)) continue;
        image.pixels[i] = shaded(image.pixels[i], table[static_cast<std::size_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F)]);
    }
}

}  // namespace kreisblick::scene
