#include "scene/label_painter.h"

#include "scene/text.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {
namespace {

/// How far the halo reaches, in map pixels; it lets the map shine through a little.
constexpr double k_halo_px = 1.6;
constexpr double k_halo_opacity = 0.86;

TextLook look_of(const PlacedLabel& label, const MapSnapshot& snapshot) {
    const model::LabelStyle& style = *label.style;
    model::Colour halo = snapshot.theme->colour("halo");
    halo.alpha = static_cast<std::uint8_t>(std::lround(halo.alpha * k_halo_opacity));
    return {style.bold     ? Face::Bold
            : style.italic ? Face::Italic
                           : Face::Regular,
            label.size_px,
            style.letter_spacing_px * snapshot.pixel_ratio,
            pixel(snapshot.theme->colour(style.colour)),
            pixel(halo),
            k_halo_px * snapshot.pixel_ratio};
}

/// An upright label starts on a whole pixel of the whole map, so that every tile draws the same letters. The centre counts from the map's
/// corner.
void paint_upright(Canvas& canvas, const PlacedLabel& label, PixelPoint centre, const TextLook& look) {
    const double width = text_width(label.text, look.face, look.size_px, look.letter_spacing_px);
    const double half_height = Fonts::of_this_thread().metrics(look.face, look.size_px).cap_height / 2;
    const auto ox = static_cast<double>(canvas.origin().x), oy = static_cast<double>(canvas.origin().y);
    draw_text(canvas, label.text, {std::round(centre.x - width / 2) - ox, std::round(centre.y + half_height) - oy}, look);
}

/// A number on its plate; the plate's edges lie on whole pixels of the whole map.
void paint_shield(Canvas& canvas, const PlacedLabel& label, PixelPoint centre, TextLook look, const MapSnapshot& snapshot) {
    const double width = text_width(label.text, look.face, look.size_px, look.letter_spacing_px);
    const PlateSize plate = plate_size(width, look.size_px, snapshot.pixel_ratio);
    const double left = std::round(centre.x - plate.width / 2), top = std::round(centre.y - plate.height / 2);
    const double x = left - static_cast<double>(canvas.origin().x), y = top - static_cast<double>(canvas.origin().y);
    const double edge = std::max(1.0, std::round(snapshot.pixel_ratio)), radius = 3 * snapshot.pixel_ratio;
    canvas.fill_rounded(x, y, x + plate.width, y + plate.height, radius, pixel(snapshot.theme->colour(label.style->plate_outline)));
    canvas.fill_rounded(x + edge, y + edge, x + plate.width - edge, y + plate.height - edge, radius - edge,
                        pixel(snapshot.theme->colour(label.style->plate)));
    look.halo = 0;
    paint_upright(canvas, label, {left + plate.width / 2, top + plate.height / 2}, look);
}

}  // namespace

void paint_labels(Canvas& canvas, const LabelLayout& labels, const MapSnapshot& snapshot, const ScreenTransform& transform,
                  const geo::Extent& window) {
    const geo::Extent reach = window.grown(3 * snapshot.pixel_ratio * transform.metres_per_pixel);
    for (const PlacedLabel& label : labels.labels) {
        if (!label.box.intersects(reach)) continue;
        const TextLook look = look_of(label, snapshot);
        const ScreenTransform whole_map{snapshot.grid.x_min, snapshot.grid.y_max, transform.metres_per_pixel};
        if (!label.style->plate.empty())
            paint_shield(canvas, label, whole_map(label.anchor), look, snapshot);
        else if (std::abs(label.angle) < 1e-3)
            paint_upright(canvas, label, whole_map(label.anchor), look);
        else
            draw_text_turned(canvas, label.text, transform(label.anchor), label.angle, look);
    }
}

bool has_labels(const LabelLayout& labels, const geo::Extent& window) {
    return std::any_of(labels.labels.begin(), labels.labels.end(), [&](const PlacedLabel& label) { return label.box.intersects(window); });
}

}  // namespace kreisblick::scene
