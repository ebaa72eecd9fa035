#include "scene/screen_shape.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {
namespace {

/// So many points may be left out one after another; each of them is looked at again for every point that follows.
constexpr std::size_t k_most_left_out = 8;

/// Whether a point lies within a distance of the segment from a to b (the square of it given).
bool is_along(geo::Point point, geo::Point a, geo::Point b, double distance_squared) {
    const double dx = b.x - a.x, dy = b.y - a.y, px = point.x - a.x, py = point.y - a.y;
    const double length_squared = dx * dx + dy * dy;
    const double share = length_squared > 0 ? std::clamp((px * dx + py * dy) / length_squared, 0.0, 1.0) : 0;
    const double ex = px - share * dx, ey = py - share * dy;
    return ex * ex + ey * ey <= distance_squared;
}

}  // namespace

std::span<const PixelPoint> ScreenShape::thinned(std::span<const geo::Point> run) {
    m_points.clear();
    if (run.empty()) return m_points;
    const double tolerance = k_simplify_px * m_transform.metres_per_pixel, squared = tolerance * tolerance;
    geo::Point kept = run.front();
    m_points.push_back(m_transform(kept));
    for (std::size_t i = 1; i + 1 < run.size(); ++i) {
        const double dx = run[i].x - kept.x, dy = run[i].y - kept.y;
        if (dx * dx + dy * dy < squared) continue;
        kept = run[i];
        m_points.push_back(m_transform(kept));
    }
    if (run.size() > 1) m_points.push_back(m_transform(run.back()));
    return m_points;
}

std::span<const PixelPoint> ScreenShape::straightened(std::span<const geo::Point> run) {
    m_points.clear();
    if (run.empty()) return m_points;
    const double least = k_simplify_px * m_transform.metres_per_pixel, aside = k_straight_px * m_transform.metres_per_pixel;
    geo::Point kept = run.front();
    m_points.push_back(m_transform(kept));
    m_left_out.clear();
    const auto keep_last = [&] {
        kept = m_left_out.back();
        m_points.push_back(m_transform(kept));
        m_left_out.clear();
    };
    for (std::size_t i = 1; i < run.size(); ++i) {
        const geo::Point before = m_left_out.empty() ? kept : m_left_out.back();
        const double dx = run[i].x - before.x, dy = run[i].y - before.y;
        const bool is_last = i + 1 == run.size();
        if (!is_last && dx * dx + dy * dy < least * least) continue;
        const bool is_straight = std::all_of(m_left_out.begin(), m_left_out.end(),
                                             [&](geo::Point point) { return is_along(point, kept, run[i], aside * aside); });
        if (!m_left_out.empty() && (!is_straight || m_left_out.size() == k_most_left_out)) keep_last();
        m_left_out.push_back(run[i]);
    }
    if (!m_left_out.empty()) keep_last();
    return m_points;
}

double Dasher::distance(PixelPoint a, PixelPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

}  // namespace kreisblick::scene
