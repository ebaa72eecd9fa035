#include "scene/masks.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kreisblick::scene {
namespace {

double signed_area(std::span<const PixelPoint> ring) {
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return twice / 2;
}

/// Puts `height` worth of edge that lies inside one cell: what is right of it is covered.
inline void add_to_cell(float* line, int cell, double middle, double height) {
    const double right_of_middle = 1 - (middle - cell);
    line[cell] += static_cast<float>(height * right_of_middle);
    line[cell + 1] += static_cast<float>(height * (1 - right_of_middle));
}

}  // namespace

AreaMask::AreaMask(int width, int height)
    : m_width(width),
      m_height(height),
      m_stride(width + 18),
      m_differences(static_cast<std::size_t>(m_stride) * static_cast<std::size_t>(height), 0.0F),
      m_touched(static_cast<std::size_t>(height)),
      m_bytes(static_cast<std::size_t>(m_stride)) {}

void AreaMask::add_ring(std::span<const PixelPoint> ring, bool is_hole) {
    add_contour(ring, (signed_area(ring) < 0) != is_hole ? -1.0 : 1.0);
}

void AreaMask::add_contour(std::span<const PixelPoint> contour, double sign) {
    for (std::size_t i = 0, before = contour.size() - 1; i < contour.size(); before = i++) add_edge(contour[before], contour[i], sign);
}

void AreaMask::add_speck(PixelPoint at, double area_px) {
    const double column = std::floor(at.x), row = std::floor(at.y);
    if (!(column >= 0 && column < m_width && row >= 0 && row < m_height)) return;
    const int x = static_cast<int>(column), y = static_cast<int>(row);
    float* line = m_differences.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride);
    line[x] += static_cast<float>(area_px);
    line[x + 1] -= static_cast<float>(area_px);
    m_touched[static_cast<std::size_t>(y)].touch(x, x + 1);
    m_rows.touch(y, y);
}

void AreaMask::add_edge(PixelPoint a, PixelPoint b, double sign) {
    if (a.y == b.y) return;
    if (a.y > b.y) {
        std::swap(a, b);
        sign = -sign;
    }
    const double top = std::max(a.y, 0.0), bottom = std::min(b.y, static_cast<double>(m_height));
    if (!(top < bottom) || std::min(a.x, b.x) >= m_width) return;
    const double slope = (b.x - a.x) / (b.y - a.y);
    const int first = static_cast<int>(top), last = std::min(m_height - 1, static_cast<int>(std::ceil(bottom)) - 1);
    double y = top, x = a.x + (top - a.y) * slope;
    for (int row = first; row <= last; ++row) {
        const double y_next = std::min(static_cast<double>(row + 1), bottom);
        const double x_next = y_next == b.y ? b.x : a.x + (y_next - a.y) * slope;
        add_slice(row, x, x_next, sign * (y_next - y));
        y = y_next;
        x = x_next;
    }
    m_rows.touch(first, last);
}

void AreaMask::add_slice(int row, double x_from, double x_to, double height) {
    double left = std::min(x_from, x_to), right = std::max(x_from, x_to);
    if (left >= m_width) return;
    float* line = m_differences.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(m_stride);
    if (left < 0) {
        const double outside = right <= 0 ? height : height * -left / (right - left);
        line[0] += static_cast<float>(outside);
        m_touched[static_cast<std::size_t>(row)].touch(0, 0);
        if (right <= 0) return;
        height -= outside;
        left = 0;
    }
    if (right > m_width) {
        height *= (m_width - left) / (right - left);
        right = m_width;
    }
    const int first = static_cast<int>(left), last = static_cast<int>(right);
    m_touched[static_cast<std::size_t>(row)].touch(first, last + 1);
    if (first == last) return add_to_cell(line, first, (left + right) / 2, height);
    const double per_pixel = height / (right - left);
    for (int cell = first; cell <= last; ++cell) {
        const double from = std::max(left, static_cast<double>(cell)), to = std::min(right, static_cast<double>(cell + 1));
        add_to_cell(line, cell, (from + to) / 2, per_pixel * (to - from));
    }
}

double AreaMask::coverage(int x, int y) const {
    const float* line = m_differences.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride);
    double sum = 0;
    for (int column = 0; column <= x; ++column) sum += static_cast<double>(line[column]);
    return std::min(1.0, std::abs(sum));
}

AreaMask::Row AreaMask::take_row(int y) {
    TouchedRow& touched = m_touched[static_cast<std::size_t>(y)];
    if (touched.last < touched.first) return {};
    const int first = std::min(touched.first, m_width), touched_end = touched.last + 1;
    float* line = m_differences.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_stride);
    const float sum = resolve_area_row(line + first, m_bytes.data(), touched_end - first);
    touched = {};
    int end = std::min(touched_end, m_width);
    // An area that goes on beyond the right border covers everything up to it.
    if (std::abs(sum) > 1.0F / 512 && end < m_width) {
        std::memset(m_bytes.data() + (end - first), static_cast<int>(std::min(1.0F, std::abs(sum)) * 255.0F + 0.5F),
                    static_cast<std::size_t>(m_width - end));
        end = m_width;
    }
    return {first, std::span(m_bytes.data(), static_cast<std::size_t>(std::max(0, end - first)))};
}

}  // namespace kreisblick::scene
