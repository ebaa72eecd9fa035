#include "scene/masks.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kreisblick::scene {
namespace {

/// Cuts the segment to the rectangle (Liang–Barsky); false if nothing is left. Far ends would lose the fractions of a pixel in float.
bool clip_segment(PixelPoint& a, PixelPoint& b, double x_min, double y_min, double x_max, double y_max) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    double from = 0, to = 1;
    const auto cut = [&](double p, double q) {
        if (p == 0) return q >= 0;
        const double t = q / p;
        if (p < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
        return from <= to;
    };
    if (!cut(-dx, a.x - x_min) || !cut(dx, x_max - a.x) || !cut(-dy, a.y - y_min) || !cut(dy, y_max - a.y)) return false;
    const PixelPoint start = a;
    if (to < 1) b = {start.x + to * dx, start.y + to * dy};
    if (from > 0) a = {start.x + from * dx, start.y + from * dy};
    return true;
}

}  // namespace

StrokeMask::StrokeMask(int width, int height)
    : m_width(width),
      m_height(height),
      m_stride((width + 23) / 8 * 8),
      m_bytes(static_cast<std::size_t>(m_stride) * static_cast<std::size_t>(height), 0),
      m_touched(static_cast<std::size_t>(height)) {}

void StrokeMask::add_segment(PixelPoint a, PixelPoint b, double width_px) {
    const double radius = std::max(width_px, 1.0) / 2 + 0.5;
    const double left_end = std::min(a.x, b.x) - radius, right_end = std::max(a.x, b.x) + radius;
    const double top_end = std::min(a.y, b.y) - radius, bottom_end = std::max(a.y, b.y) + radius;
    if (!(right_end >= 0 && left_end <= m_width && bottom_end >= 0 && top_end <= m_height)) return;
    const double far = radius + 64;
    const bool is_near = left_end > -far && right_end < m_width + far && top_end > -far && bottom_end < m_height + far;
    if (!is_near && !clip_segment(a, b, -far, -far, m_width + far, m_height + far)) return;
    const int left = std::max(0, static_cast<int>(std::floor(std::min(a.x, b.x) - radius)));
    const int right = std::min(m_width - 1, static_cast<int>(std::floor(std::max(a.x, b.x) + radius)));
    const int top = std::max(0, static_cast<int>(std::floor(std::min(a.y, b.y) - radius)));
    const int bottom = std::min(m_height - 1, static_cast<int>(std::floor(std::max(a.y, b.y) + radius)));
    if (left > right || top > bottom) return;

    cover_capsule(m_bytes.data(), m_stride, {left, top, right, bottom},
                  {a.x, a.y, b.x - a.x, b.y - a.y, radius, 255 * std::min(1.0, width_px)});
    for (int y = top; y <= bottom; ++y) m_touched[static_cast<std::size_t>(y)].touch(left, right);
    m_rows.touch(top, bottom);
}

void StrokeMask::add_line(std::span<const PixelPoint> line, double width_px) {
    if (line.size() == 1) add_segment(line[0], line[0], width_px);
    for (std::size_t i = 1; i < line.size(); ++i) add_segment(line[i - 1], line[i], width_px);
}

void StrokeMask::add_bitmap(int x, int y, int width, int height, const std::uint8_t* coverage) {
    const int left = std::max(0, x), right = std::min(m_width, x + width);
    const int top = std::max(0, y), bottom = std::min(m_height, y + height);
    if (left >= right || top >= bottom) return;
    for (int row = top; row < bottom; ++row) {
        const std::uint8_t* from = coverage + static_cast<std::ptrdiff_t>(row - y) * width + (left - x);
        std::uint8_t* to = m_bytes.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(m_stride) + left;
        for (int column = 0; column < right - left; ++column) to[column] = std::max(to[column], from[column]);
        m_touched[static_cast<std::size_t>(row)].touch(left, right - 1);
    }
    m_rows.touch(top, bottom - 1);
}

AreaMask::Row StrokeMask::row(int y) {
    const TouchedRow& touched = m_touched[static_cast<std::size_t>(y)];
    if (touched.last < touched.first) return {};
    std::uint8_t* line = m_bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride);
    return {touched.first, std::span(line + touched.first, static_cast<std::size_t>(touched.last - touched.first + 1))};
}

void StrokeMask::clear_row(int y) {
    TouchedRow& touched = m_touched[static_cast<std::size_t>(y)];
    if (touched.last < touched.first) return;
    // A group of eight may have reached a little beyond the right border.
    const int end = std::min(m_stride, touched.last + 9);
    std::memset(m_bytes.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride) + touched.first, 0,
                static_cast<std::size_t>(end - touched.first));
    touched = {};
}

}  // namespace kreisblick::scene
