#include "scene/decor.h"

#include "scene/canvas.h"
#include "scene/legend_painter.h"
#include "scene/text.h"

#include <algorithm>
#include <array>
#include <cmath>

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
constexpr double k_panel_opacity = 0.94;

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] double width() const { return right - left; }
    [[nodiscard]] double height() const { return bottom - top; }
};

/// Data first, then what stands on the ground, then the ground itself.
int legend_rank(const model::LayerDeclaration& layer) {
    if (layer.style.kind == "ramp" || layer.style.kind == "choropleth") return 0;
    return layer.style.kind == "classes" ? 2 : 1;
}

/// Draws the furniture of one picture.
class Furnisher {
  public:
    Furnisher(Image& picture, const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content)
        : m_canvas(picture),
          m_snapshot(snapshot),
          m_camera(camera),
          m_content(content),
          m_unit(snapshot.pixel_ratio),
          m_width(picture.width),
          m_height(picture.height) {}

    void run() {
        const Box scale = draw_scale();
        const Box sources = draw_sources(scale);
        if (m_content.model_data) draw_mark();
        draw_title_and_legend(sources);
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
        model::Colour panel = m_snapshot.theme->colour("panel");
        panel.alpha = static_cast<std::uint8_t>(std::lround(255 * k_panel_opacity));
        m_canvas.fill_rounded(box.left, box.top, box.right, box.bottom, units(k_radius), pixel(panel));
        m_canvas.stroke_rounded(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5, units(k_radius),
                                std::max(1.0, std::round(m_unit)), colour("line"));
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

    [[nodiscard]] std::vector<LegendEntry> legend() const {
        std::vector<const model::LayerDeclaration*> layers;
        for (auto layer = m_snapshot.layers.rbegin(); layer != m_snapshot.layers.rend(); ++layer)
            if (layer->opacity > 0) layers.push_back(layer->declaration.get());
        std::stable_sort(layers.begin(), layers.end(), [](const auto* a, const auto* b) { return legend_rank(*a) < legend_rank(*b); });
        std::vector<LegendEntry> entries;
        for (const model::LayerDeclaration* layer : layers)
            for (LegendEntry& entry :
                 legend_of(*layer, *m_snapshot.theme, *m_snapshot.looks, m_snapshot.language, m_camera.scale_denominator()))
                entries.push_back(std::move(entry));
        return entries;
    }

    /// Title and legend at the top left, in one panel above the sources. It may take 40 % of the width, a little more in small pictures.
    void draw_title_and_legend(const Box& sources) {
        const double right = (m_mark.width() > 0 ? m_mark.left - units(10) : m_width - units(k_margin));
        const double most = std::min(right - units(k_margin), std::max(units(300), m_width * 0.42)) - 2 * units(k_padding);
        const double room = sources.top - units(10) - units(k_margin) - 2 * units(k_padding);
        const std::vector<std::string> title = wrapped_text(m_content.title, Face::Bold, units(k_title), most);
        const double title_height = title.empty() ? 0 : static_cast<double>(title.size()) * units(k_title * 1.3);
        if (most < units(60) || room < title_height) return;
        LegendPainter painter(legend(), *m_snapshot.theme, *m_snapshot.looks, m_unit);
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

void draw_decor(Image& picture, const MapSnapshot& snapshot, const Camera& camera, const DecorContent& content) {
    if (picture.width < 1 || picture.height < 1) return;
    Furnisher(picture, snapshot, camera, content).run();
}

}  // namespace kreisblick::scene
