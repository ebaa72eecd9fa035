#include "scene/decor.h"

#include "scene/canvas.h"
#include "scene/legend_painter.h"
#include "scene/pixel_kernels.h"
#include "scene/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace kreisblick::scene {
namespace {

// Measures in map pixels.
constexpr double k_margin = 14;
constexpr double k_padding = 14;
constexpr double k_radius = 6;
constexpr double k_title = 19;
constexpr double k_source = 10.5;
constexpr double k_source_row = 14.5;
constexpr double k_bar = 130;
/// Air between a panel and the names of the map.
constexpr double k_air = 4;

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
};

/// Data first, then what stands on the ground, then the ground itself.
std::size_t legend_part(const model::LayerDeclaration& layer, std::size_t entries) {
    if (layer.style.kind == "ramp" || layer.style.kind == "choropleth") return 0;
    if (layer.style.kind == "classes") return layer.group == model::LayerGroup::Basics ? 3 : 0;
    return entries == 1 ? 2 : 1;
}

/// Draws the furniture of one picture.
class Furnisher {
  public:
    Furnisher(Decor& decor, const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content)
        : m_decor(decor),
          m_canvas(decor.sheet),
          m_snapshot(snapshot),
          m_camera(camera),
          m_content(content),
          m_unit(snapshot.pixel_ratio),
          m_width(decor.sheet.width),
          m_height(decor.sheet.height) {}

    void run() {
        const Box scale = draw_scale();
        const Box sources = draw_sources(scale);
        if (m_content.model_data) draw_mark();
        draw_title_and_legend(sources);
        m_decor.foot_px = m_height - std::min(sources.top, scale.width() > 0 ? scale.top : m_height);
    }

  private:
    [[nodiscard]] std::uint32_t colour(const char* name) const { return pixel(m_snapshot.theme->colour(name)); }
    [[nodiscard]] double units(double map_px) const { return map_px * m_unit; }

    /// A rounded panel with a hair line and a soft shadow.
    void draw_panel(const Box& box) {
        for (int ring = 3; ring >= 1; --ring) {
            const double grow = units(ring), down = units(1);
            m_canvas.fill_rounded(box.left - grow, box.top - grow + down, box.right + grow, box.bottom + grow + down,
                                  units(k_radius) + grow,
                                  pixel({20, 24, 28, static_cast<std::uint8_t>(m_snapshot.theme->is_dark() ? 22 : 9)}));
        }
        m_canvas.fill_rounded(box.left, box.top, box.right, box.bottom, units(k_radius), colour("panel"));
        m_canvas.stroke_rounded(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5, units(k_radius),
                                std::max(1.0, std::round(m_unit)), colour("line"));
        const geo::Point top_left = m_camera.to_world(box.left - units(k_air), box.top - units(k_air));
        const geo::Point bottom_right = m_camera.to_world(box.right + units(k_air), box.bottom + units(k_air));
        m_decor.boxes.push_back({top_left.x, bottom_right.y, bottom_right.x, top_left.y});
    }

    void write(const std::string& text, PixelPoint baseline, Face face, double size, const char* colour_name) {
        draw_text(m_canvas, text, baseline, {face, units(size), 0, colour(colour_name), 0, 0});
    }

    /// Scale bar and north arrow in the corner at the bottom right; returns the panel.
    Box draw_scale() {
        const ScaleBar bar = scale_bar(m_camera, std::min(units(k_bar), m_width * 0.3), m_snapshot.language);
        const std::string ratio = "1\u202f:\u202f" + core::number(round_scale(m_camera.scale_denominator()), 0, m_snapshot.language);
        const double text = text_width(bar.text, Face::Regular, units(12)) + units(14) + text_width(ratio, Face::Regular, units(11));
        const double inner = std::max(bar.width_px, text), arrow = units(26);
        const Box box{std::round(m_width - units(k_margin) - inner - arrow - 2 * units(12)),
                      std::round(m_height - units(k_margin) - units(44)), std::round(m_width - units(k_margin)),
                      std::round(m_height - units(k_margin))};
        if (box.left < units(k_margin) || box.top < units(k_margin))
            return {static_cast<double>(m_width), 0, 0, static_cast<double>(m_height)};
        draw_panel(box);
        const double left = std::round(box.left + units(12)), baseline = box.top + units(19);
        write(bar.text, {left, baseline}, Face::Regular, 12, "ink");
        write(ratio, {left + inner - text_width(ratio, Face::Regular, units(11)), baseline}, Face::Regular, 11, "muted");
        draw_bar({left, std::round(box.top + units(27)), left + bar.width_px, std::round(box.top + units(27)) + std::round(units(6))});
        draw_arrow({box.right - units(12) - units(9), (box.top + box.bottom) / 2});
        return box;
    }

    /// Two significant digits more than anybody reads off a map.
    [[nodiscard]] static double round_scale(double denominator) {
        const double step = std::pow(10, std::max(0.0, std::floor(std::log10(std::max(denominator, 1.0))) - 2));
        return std::round(denominator / step) * step;
    }

    /// Four fields, dark and light by turns.
    void draw_bar(const Box& bar) {
        const double edge = std::max(1.0, std::round(m_unit));
        m_canvas.fill_rectangle(bar.left, bar.top, bar.right, bar.bottom, colour("ink"));
        for (int field = 1; field < 4; field += 2) {
            const double from = bar.left + bar.width() * field / 4, to = bar.left + bar.width() * (field + 1) / 4 - (field == 3 ? edge : 0);
            m_canvas.fill_rectangle(from, bar.top + edge, to, bar.bottom - edge, colour("panel"));
        }
    }

    void draw_arrow(PixelPoint middle) {
        const double half = units(7.5), height = units(12);
        const PixelPoint tip{middle.x, middle.y - height - units(1)}, notch{middle.x, middle.y + units(3)};
        const std::array<PixelPoint, 3> dark{{tip, notch, {middle.x - half, middle.y + units(7)}}};
        const std::array<PixelPoint, 4> both{{tip, {middle.x + half, middle.y + units(7)}, notch, {middle.x - half, middle.y + units(7)}}};
        const std::array<PixelPoint, 5> outline{{both[0], both[1], both[2], both[3], both[0]}};
        m_canvas.areas().add_ring(dark, false);
        m_canvas.paint_areas(colour("ink"));
        m_canvas.strokes().add_line(outline, units(1.1));
        m_canvas.paint_strokes(colour("ink"));
        const double width = text_width("N", Face::Bold, units(10));
        write("N", {middle.x - width / 2, middle.y + units(17)}, Face::Bold, 10, "ink");
    }

    /// The sources along the bottom, left of the scale; returns the panel (its top is where the room above ends).
    Box draw_sources(const Box& scale) {
        const double free_to = scale.width() > 0 ? scale.left - units(10) : m_width - units(k_margin);
        const double bottom = m_height - units(k_margin), inner = free_to - units(k_margin) - 2 * units(10);
        std::string all;
        for (const std::string& source : m_content.sources) all += (all.empty() ? "" : "  ·  ") + source;
        std::vector<std::string> lines = wrapped_text(all, Face::Regular, units(k_source), inner);
        // A small picture gives its sources at most the lower half.
        const auto most = static_cast<std::size_t>(std::max(1.0, m_height * 0.5 / units(k_source_row)));
        if (lines.size() > most) lines.resize(most);
        if (lines.empty() || inner < units(60)) return {0, bottom, 0, bottom};
        double widest = 0;
        for (std::string& line : lines) {
            line = shortened_text(line, Face::Regular, units(k_source), inner);
            widest = std::max(widest, text_width(line, Face::Regular, units(k_source)));
        }
        const double height = static_cast<double>(lines.size()) * units(k_source_row) + units(9);
        const Box box{std::round(units(k_margin)), std::round(bottom - height), std::round(units(k_margin) + widest + 2 * units(10)),
                      std::round(bottom)};
        draw_panel(box);
        for (std::size_t i = 0; i < lines.size(); ++i)
            write(lines[i], {box.left + units(10), box.top + units(15) + static_cast<double>(i) * units(k_source_row)}, Face::Regular,
                  k_source, "muted");
        return box;
    }

    /// Invented data says so, large, at the top right.
    void draw_mark() {
        const std::string text = m_snapshot.language == core::Language::German ? "MODELLDATEN" : "MODEL DATA";
        const double spacing = units(1.5), size = units(15), width = text_width(text, Face::Bold, size, spacing);
        const Box box{std::round(m_width - units(k_margin) - width - units(24)), std::round(units(k_margin)),
                      std::round(m_width - units(k_margin)), std::round(units(k_margin) + units(32))};
        draw_panel(box);
        m_canvas.fill_rounded(box.left, box.top, box.right, box.bottom, units(k_radius), colour("focus"));
        m_canvas.fill_rounded(box.left + units(2), box.top + units(2), box.right - units(2), box.bottom - units(2), units(k_radius - 2),
                              colour("panel"));
        draw_text(m_canvas, text, {box.left + units(12), box.top + units(21.5)}, {Face::Bold, size, spacing, colour("ink"), 0, 0});
        m_mark = box;
    }

    /// What the picture shows: numbers first, then what stands on the ground, layers of a single sample behind the others, then the ground.
    [[nodiscard]] std::vector<LegendEntry> legend() const {
        std::array<std::vector<LegendEntry>, 4> parts;
        for (auto layer = m_snapshot.layers.rbegin(); layer != m_snapshot.layers.rend(); ++layer) {
            if (layer->opacity <= 0) continue;
            const LayerPresence presence = presence_of(*layer, m_camera, m_snapshot.grid.extent());
            std::vector<LegendEntry> entries = legend_of(*layer->declaration, *m_snapshot.theme, *m_snapshot.looks, m_snapshot.language,
                                                         m_camera.scale_denominator(), &presence);
            std::vector<LegendEntry>& part = parts[legend_part(*layer->declaration, entries.size())];
            if (entries.size() == 1 && !part.empty()) entries[0].starts_block = false;
            part.insert(part.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
        }
        for (std::size_t i = 1; i < parts.size(); ++i)
            parts[0].insert(parts[0].end(), std::make_move_iterator(parts[i].begin()), std::make_move_iterator(parts[i].end()));
        return parts[0];
    }

    /// Title and legend at the top left, in one panel above the sources. It may take 40 % of the width, a little more in small pictures.
    void draw_title_and_legend(const Box& sources) {
        const double right = (m_mark.width() > 0 ? m_mark.left - units(10) : m_width - units(k_margin));
        const double most = std::min(right - units(k_margin), std::max(units(300), m_width * 0.42)) - 2 * units(k_padding);
        const double room = sources.top - units(10) - units(k_margin) - 2 * units(k_padding);
        const std::vector<std::string> title = wrapped_text(m_content.title, Face::Bold, units(k_title), most);
        const double title_height = title.empty() ? 0 : static_cast<double>(title.size()) * units(k_title * 1.3);
        if (most < units(60) || room < title_height) return;
        const bool is_german = m_snapshot.language == core::Language::German;
        LegendPainter painter(legend(), *m_snapshot.theme, *m_snapshot.looks, m_unit, is_german ? "Außerdem:" : "Also shown:");
        const double gap = title.empty() ? 0 : units(15);
        painter.fit(most, room - title_height - gap);
        if (title.empty() && painter.is_empty()) return;
        double inner = painter.width();
        for (const std::string& line : title) inner = std::max(inner, std::min(most, text_width(line, Face::Bold, units(k_title))));
        painter.widen(inner);
        const double height = title_height + (painter.is_empty() ? 0 : gap + painter.height());
        const Box box{std::round(units(k_margin)), std::round(units(k_margin)), std::round(units(k_margin + 2 * k_padding) + inner),
                      std::round(units(k_margin + 2 * k_padding) + height)};
        draw_panel(box);
        m_decor.left_px = box.right;
        const double left = box.left + units(k_padding), top = box.top + units(k_padding);
        for (std::size_t i = 0; i < title.size(); ++i)
            write(shortened_text(title[i], Face::Bold, units(k_title), inner),
                  {left, top + units(k_title * (0.86 + 1.3 * static_cast<double>(i)))}, Face::Bold, k_title, "ink");
        if (painter.is_empty()) return;
        if (!title.empty())
            m_canvas.fill_rectangle(left, std::round(top + title_height + units(4)), left + inner,
                                    std::round(top + title_height + units(4)) + std::max(1.0, std::round(m_unit)), colour("line"));
        painter.draw(m_canvas, {left, top + title_height + gap});
    }

    Decor& m_decor;
    Canvas m_canvas;
    const MapSnapshot& m_snapshot;
    const Camera& m_camera;
    const DecorContent& m_content;
    double m_unit;
    int m_width;
    int m_height;
    Box m_mark;
};

}  // namespace

Decor make_decor(const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content) {
    Decor decor{Image(camera.width_px, camera.height_px, 0U), {}, 0, 0};
    if (camera.width_px > 0 && camera.height_px > 0) Furnisher(decor, snapshot, camera, content).run();
    return decor;
}

void lay_over(Image& picture, const Decor& decor) {
    const std::size_t count = std::min(picture.pixels.size(), decor.sheet.pixels.size());
    blend_pixels(picture.pixels.data(), decor.sheet.pixels.data(), static_cast<int>(count), 256);
}

Camera beside_decor(const Camera& camera, const Decor& decor, const geo::Extent& ground, double margin_px) {
    const bool is_hidden =
        std::any_of(decor.boxes.begin(), decor.boxes.end(), [&](const geo::Extent& box) { return box.intersects(ground); });
    const int width = static_cast<int>(camera.width_px - decor.left_px), height = static_cast<int>(camera.height_px - decor.foot_px);
    // A map of less than a third of the picture is worse than one that is partly hidden.
    if (!is_hidden || width < camera.width_px / 3 || height < camera.height_px / 3) return camera;
    Camera moved = Camera::showing(ground, width, height, margin_px, camera.pixel_ratio);
    moved.centre.x -= decor.left_px / 2 * moved.metres_per_pixel;
    moved.centre.y -= decor.foot_px / 2 * moved.metres_per_pixel;
    moved.width_px = camera.width_px;
    moved.height_px = camera.height_px;
    return moved;
}

LabelFrame label_frame(const Camera& camera, const Decor& decor) {
    return {camera.extent().grown(-k_air * camera.pixel_ratio * camera.metres_per_pixel), decor.boxes};
}

}  // namespace kreisblick::scene
