#include "geo/polygon_runs.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {

std::span<const CellRun> PolygonRuns::of(const FeatureTable& table, std::size_t feature) {
    m_crossings.clear();
    m_runs.clear();
    for (std::size_t part = 0; part < table.part_count(feature); ++part) {
        const std::span<const Point> ring = table.part(feature, part);
        for (std::size_t i = 1; i < ring.size(); ++i) add_crossings(ring[i - 1], ring[i]);
    }
    std::sort(m_crossings.begin(), m_crossings.end(),
              [](const Crossing& a, const Crossing& b) { return a.row < b.row || (a.row == b.row && a.column < b.column); });
    const auto cell_from = [&](double column) {
        return static_cast<int>(std::clamp(std::ceil(column - 0.5), 0.0, static_cast<double>(m_grid.width)));
    };
    for (std::size_t i = 0; i + 1 < m_crossings.size(); i += 2) {
        const int first = cell_from(m_crossings[i].column), end = cell_from(m_crossings[i + 1].column);
        if (first < end) m_runs.push_back({m_crossings[i].row, first, end});
    }
    return m_runs;
}

/// Where an edge crosses the middle of rows, in cells from the grid's western edge.
void PolygonRuns::add_crossings(Point a, Point b) {
    const double row_a = (m_grid.y_max - a.y) / m_grid.cell_m - 0.5, row_b = (m_grid.y_max - b.y) / m_grid.cell_m - 0.5;
    if (!std::isfinite(row_a + row_b + a.x + b.x) || row_a == row_b) return;
    const double north = std::max(std::ceil(std::min(row_a, row_b)), 0.0);
    const double south = std::min<double>(std::ceil(std::max(row_a, row_b)), m_grid.height);
    for (double row = north; row < south; ++row) {
        const double x = a.x + (row - row_a) / (row_b - row_a) * (b.x - a.x);
        m_crossings.push_back({static_cast<int>(row), (x - m_grid.x_min) / m_grid.cell_m});
    }
}

}  // namespace kreisblick::geo
