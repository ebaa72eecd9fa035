#include "geo/area_fractions.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {
namespace {

/// Cells worked on at once: what the nearest cache holds.
constexpr int k_cells_at_once = 16384;

/// Twice the signed area, from the first point so that large coordinates do not eat the digits.
double signed_area(std::span<const Point> ring) {
    double twice = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) - (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return twice;
}

/// Puts `height` of an edge that lies inside one cell: what is to the right of it is covered.
void add_to_cell(double* line, int cell, double middle, double height) {
    const double right_of_middle = 1 - (middle - cell);
    line[cell] += height * right_of_middle;
    line[cell + 1] += height * (1 - right_of_middle);
}

}  // namespace

AreaFractions::Window AreaFractions::window_of(const Extent& extent) const {
    const auto bounded = [](double cells, int most) { return static_cast<int>(std::clamp(cells, 0.0, static_cast<double>(most))); };
    const auto column = [&](double x) { return (x - m_grid.x_min) / m_grid.cell_m; };
    const auto row = [&](double y) { return (m_grid.y_max - y) / m_grid.cell_m; };
    Window window;
    window.first_column = bounded(std::floor(column(extent.x_min)), m_grid.width);
    window.columns = bounded(std::ceil(column(extent.x_max)), m_grid.width) - window.first_column;
    window.first_row = bounded(std::floor(row(extent.y_max)), m_grid.height);
    window.rows = bounded(std::ceil(row(extent.y_min)), m_grid.height) - window.first_row;
    return window;
}

void AreaFractions::of(const FeatureTable& polygons, std::size_t feature, const Sink& sink) {
    const Extent& extent = polygons.extent(feature);
    if (polygons.kind() != GeometryKind::Polygon || !std::isfinite(extent.x_min + extent.x_max + extent.y_min + extent.y_max)) return;
    const Window whole = window_of(extent);
    if (whole.columns <= 0 || whole.rows <= 0) return;
    const int rows_at_once = std::max(1, k_cells_at_once / whole.columns);
    for (int first = 0; first < whole.rows; first += rows_at_once) {
        m_window = {whole.first_column, whole.columns, whole.first_row + first, std::min(rows_at_once, whole.rows - first)};
        m_differences.assign((static_cast<std::size_t>(m_window.columns) + 2) * static_cast<std::size_t>(m_window.rows), 0.0);
        for (std::size_t part = 0; part < polygons.part_count(feature); ++part)
            add_ring(polygons.part(feature, part), polygons.part_is_hole(feature, part));
        hand_out(sink);
    }
}

void AreaFractions::add_ring(std::span<const Point> ring, bool is_hole) {
    if (ring.size() < 3) return;
    const double sign = (signed_area(ring) < 0) != is_hole ? -1.0 : 1.0;
    const auto position = [&](Point point) {
        return Position{(point.x - m_grid.x_min) / m_grid.cell_m - m_window.first_column,
                        (m_grid.y_max - point.y) / m_grid.cell_m - m_window.first_row};
    };
    Position before = position(ring.back());
    for (const Point point : ring) {
        const Position here = position(point);
        add_edge(before, here, sign);
        before = here;
    }
}

void AreaFractions::add_edge(Position a, Position b, double sign) {
    if (a.row == b.row) return;
    if (a.row > b.row) {
        std::swap(a, b);
        sign = -sign;
    }
    const double top = std::max(a.row, 0.0), bottom = std::min(b.row, static_cast<double>(m_window.rows));
    if (!(top < bottom)) return;
    const double slope = (b.column - a.column) / (b.row - a.row);
    const auto column_at = [&](double row) { return row == b.row ? b.column : a.column + (row - a.row) * slope; };
    double row = top, column = column_at(top);
    for (int index = static_cast<int>(top); row < bottom; ++index) {
        const double next_row = std::min(static_cast<double>(index + 1), bottom), next_column = column_at(next_row);
        add_slice(index, column, next_column, sign * (next_row - row));
        row = next_row;
        column = next_column;
    }
}

void AreaFractions::add_slice(int row, double column_from, double column_to, double height) {
    double left = std::min(column_from, column_to), right = std::max(column_from, column_to);
    const double end = m_window.columns;
    if (left >= end) return;
    double* differences = line(row);
    if (left < 0) {
        const double outside = right <= 0 ? height : height * -left / (right - left);
        differences[0] += outside;
        if (right <= 0) return;
        height -= outside;
        left = 0;
    }
    if (right > end) {
        height *= (end - left) / (right - left);
        right = end;
    }
    const int first = static_cast<int>(left), last = static_cast<int>(right);
    if (first == last) return add_to_cell(differences, first, (left + right) / 2, height);
    const double per_cell = height / (right - left);
    for (int cell = first; cell <= last; ++cell) {
        const double from = std::max(left, static_cast<double>(cell)), to = std::min(right, static_cast<double>(cell + 1));
        add_to_cell(differences, cell, (from + to) / 2, per_cell * (to - from));
    }
}

void AreaFractions::hand_out(const Sink& sink) {
    m_shares.resize(static_cast<std::size_t>(m_window.columns));
    for (int row = 0; row < m_window.rows; ++row) {
        const double* differences = line(row);
        double sum = 0;
        for (std::size_t column = 0; column < m_shares.size(); ++column) {
            sum += differences[column];
            m_shares[column] = std::min(1.0, std::abs(sum));
        }
        sink(m_window.first_row + row, m_window.first_column, m_shares);
    }
}

}  // namespace kreisblick::geo
