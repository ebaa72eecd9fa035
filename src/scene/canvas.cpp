#include "scene/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kreisblick::scene {
namespace {

std::uint8_t byte_of(double share) { return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255)); }

std::size_t wrapped(std::int64_t value, int period) {
    const std::int64_t rest = value % period;
    return static_cast<std::size_t>(rest < 0 ? rest + period : rest);
}

/// Corners of a symbol around the origin, for a symbol of size 1; the same visual weight for all shapes.
std::span<const PixelPoint> corners_of(const std::string& shape) {
    static constexpr std::array<PixelPoint, 4> k_square{{{-0.45, -0.45}, {0.45, -0.45}, {0.45, 0.45}, {-0.45, 0.45}}};
    static constexpr std::array<PixelPoint, 4> k_diamond{{{0, -0.6}, {0.6, 0}, {0, 0.6}, {-0.6, 0}}};
    static constexpr std::array<PixelPoint, 3> k_triangle{{{0, -0.6}, {0.56, 0.4}, {-0.56, 0.4}}};
    if (shape == "square") return k_square;
    if (shape == "diamond") return k_diamond;
    if (shape == "triangle") return k_triangle;
    return {};
}

/// The corners of a rectangle rounded off.
std::vector<PixelPoint> rounded_ring(double left, double top, double right, double bottom, double radius) {
    constexpr int k_steps = 8;
    const std::array<PixelPoint, 4> centres{{{right - radius, bottom - radius},
                                             {left + radius, bottom - radius},
                                             {left + radius, top + radius},
                                             {right - radius, top + radius}}};
    std::vector<PixelPoint> ring;
    for (std::size_t corner = 0; corner < 4; ++corner)
        for (int step = 0; step <= k_steps; ++step) {
            const double angle = (static_cast<double>(corner) + static_cast<double>(step) / k_steps) * std::numbers::pi / 2;
            ring.push_back({centres[corner].x + radius * std::cos(angle), centres[corner].y + radius * std::sin(angle)});
        }
    return ring;
}

}  // namespace

Hatch Hatch::diagonal(int period, double line_px) {
    Hatch hatch{std::max(period, 2), {}};
    hatch.coverage.resize(static_cast<std::size_t>(hatch.period * hatch.period));
    for (int y = 0; y < hatch.period; ++y)
        for (int x = 0; x < hatch.period; ++x) {
            const int steps = (x + y) % hatch.period;
            const double across = std::min(steps, hatch.period - steps) * std::numbers::sqrt2 / 2;
            hatch.coverage[static_cast<std::size_t>(y * hatch.period + x)] = byte_of(line_px / 2 + 0.5 - across);
        }
    return hatch;
}

Hatch Hatch::dots(int period, double radius_px) {
    Hatch hatch{std::max(period, 2), {}};
    hatch.coverage.resize(static_cast<std::size_t>(hatch.period * hatch.period));
    const double half = hatch.period / 2.0;
    for (int y = 0; y < hatch.period; ++y)
        for (int x = 0; x < hatch.period; ++x) {
            // Distance to the nearest of the corners and the middle of the square.
            const double dx = std::min<double>(x, hatch.period - x), dy = std::min<double>(y, hatch.period - y);
            const double near = std::min(std::hypot(dx, dy), std::hypot(x - half, y - half));
            hatch.coverage[static_cast<std::size_t>(y * hatch.period + x)] = byte_of(radius_px + 0.5 - near);
        }
    return hatch;
}

std::optional<Hatch> Hatch::named(const std::string& name, double pixel_ratio) {
    const auto whole = [&](double px) { return static_cast<int>(std::lround(px * pixel_ratio)); };
    if (name == "diagonal") return diagonal(whole(8), 1.1 * pixel_ratio);
    if (name == "dots") return dots(whole(8), 0.9 * pixel_ratio);
    return std::nullopt;
}

Canvas::Canvas(Image& image, PixelOrigin origin)
    : m_image(&image),
      m_origin(origin),
      m_areas(image.width, image.height),
      m_strokes(image.width, image.height),
      m_pattern(static_cast<std::size_t>(image.width)) {}

void Canvas::retarget(Image& image) { m_image = &image; }

void Canvas::paint_row(int y, AreaMask::Row row, std::uint32_t colour, const Hatch* hatch) {
    if (row.coverage.empty()) return;
    const auto count = static_cast<int>(row.coverage.size());
    if (hatch) {
        const std::size_t line = wrapped(m_origin.y + y, hatch->period) * static_cast<std::size_t>(hatch->period);
        std::size_t column = wrapped(m_origin.x + row.first, hatch->period);
        for (int x = 0; x < count; ++x) {
            m_pattern[static_cast<std::size_t>(x)] = hatch->coverage[line + column];
            if (++column == static_cast<std::size_t>(hatch->period)) column = 0;
        }
        multiply_coverage(row.coverage.data(), m_pattern.data(), count);
    }
    blend_solid(&m_image->at(row.first, y), row.coverage.data(), count, colour);
}

void Canvas::paint_areas(std::uint32_t colour, const Hatch* hatch) {
    const TouchedRow rows = m_areas.rows();
    for (int y = rows.first; y <= rows.last; ++y) paint_row(y, m_areas.take_row(y), colour, hatch);
    m_areas.forget_rows();
}

void Canvas::paint_strokes(std::uint32_t colour, const Hatch* hatch) {
    const TouchedRow rows = m_strokes.rows();
    for (int y = rows.first; y <= rows.last; ++y) {
        paint_row(y, m_strokes.row(y), colour, hatch);
        m_strokes.clear_row(y);
    }
    m_strokes.forget_rows();
}

void Canvas::fill_rectangle(double left, double top, double right, double bottom, std::uint32_t colour) {
    const std::array<PixelPoint, 4> ring{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
    m_areas.add_ring(ring, false);
    paint_areas(colour);
}

void Canvas::fill_rounded(double left, double top, double right, double bottom, double radius, std::uint32_t colour) {
    m_areas.add_ring(rounded_ring(left, top, right, bottom, radius), false);
    paint_areas(colour);
}

void Canvas::stroke_rounded(double left, double top, double right, double bottom, double radius, double width_px, std::uint32_t colour) {
    std::vector<PixelPoint> ring = rounded_ring(left, top, right, bottom, radius);
    ring.push_back(ring.front());
    m_strokes.add_line(ring, width_px);
    paint_strokes(colour);
}

void Canvas::draw_symbol(const std::string& shape, PixelPoint centre, double size_px, std::uint32_t fill, std::uint32_t outline,
                         double outline_px) {
    std::array<PixelPoint, 5> ring{};
    std::size_t count = 0;
    for (const PixelPoint corner : corners_of(shape)) ring[count++] = {centre.x + corner.x * size_px, centre.y + corner.y * size_px};
    if (count > 0) ring[count] = ring[0];
    if (outline >> 24 && outline_px > 0) {
        if (count > 0)
            m_strokes.add_line(std::span(ring.data(), count + 1), 2 * outline_px);
        else
            m_strokes.add_disc(centre, size_px / 2 + outline_px);
        paint_strokes(outline);
    }
    if (!(fill >> 24)) return;
    if (count > 0) {
        m_areas.add_ring(std::span(ring.data(), count), false);
        paint_areas(fill);
    } else {
        m_strokes.add_disc(centre, size_px / 2);
        paint_strokes(fill);
    }
}

}  // namespace kreisblick::scene
