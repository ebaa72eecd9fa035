#include "scene/screen_shape.h"

#include <cmath>

namespace kreisblick::scene {

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

double Dasher::distance(PixelPoint a, PixelPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

}  // namespace kreisblick::scene
