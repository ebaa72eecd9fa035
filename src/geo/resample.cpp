#include "geo/resample.h"

#include "core/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace kreisblick::geo {
namespace {

constexpr float k_none = std::numeric_limits<float>::quiet_NaN();
/// Distance of the nodes where a transformation is exact. A straight line between two places 80 m apart misses the curve of a projection by
/// l²/8R = 0.13 mm.
constexpr double k_node_distance_m = 80;
/// Rows that one thread takes at a time.
constexpr std::int64_t k_rows_per_block = 32;
/// Share of a footprint that must have values.
constexpr double k_least_share = 0.5 - 1e-9;

bool is_inside(const SourceGrid& grid, Point position) {
    return position.x >= 0 && position.y >= 0 && position.x < grid.width && position.y < grid.height;
}

float nearest_at(const SourceRaster& source, Point position) {
    return is_inside(source.grid, position) ? source.at(static_cast<int>(position.x), static_cast<int>(position.y)) : k_none;
}

/// Calls visit(value, weight) for all source cells under a box, and returns the weight of the whole box.
template <typename Visit>
double visit_footprint(const SourceRaster& source, Point centre, Point size, Visit visit) {
    if (!(std::abs(centre.x) < 1e9 && std::abs(centre.y) < 1e9)) return 0;
    const double left = centre.x - size.x / 2, right = centre.x + size.x / 2, top = centre.y - size.y / 2, bottom = centre.y + size.y / 2;
    const int first_row = std::max(0, static_cast<int>(std::floor(top))),
              last_row = std::min(source.grid.height - 1, static_cast<int>(bottom));
    const int first_column = std::max(0, static_cast<int>(std::floor(left))),
              last_column = std::min(source.grid.width - 1, static_cast<int>(right));
    for (int row = first_row; row <= last_row; ++row) {
        const double high = std::min(bottom, row + 1.0) - std::max(top, double(row));
        for (int column = first_column; column <= last_column; ++column) {
            const double weight = high * (std::min(right, column + 1.0) - std::max(left, double(column)));
            if (const float value = source.at(column, row); weight > 0 && value == value) visit(value, weight);
        }
    }
    return size.x * size.y;
}

float mean_at(const SourceRaster& source, Point centre, Point size) {
    double sum = 0, weights = 0;
    const double whole = visit_footprint(source, centre, size, [&](float value, double weight) {
        sum += static_cast<double>(value) * weight;
        weights += weight;
    });
    return weights > 0 && weights >= k_least_share * whole ? static_cast<float>(sum / weights) : k_none;
}

float most_frequent_at(const SourceRaster& source, Point centre, Point size) {
    std::map<float, double> weights;
    double sum = 0;
    const double whole = visit_footprint(source, centre, size, [&](float value, double weight) {
        weights[value] += weight;
        sum += weight;
    });
    if (weights.empty() || sum < k_least_share * whole) return k_none;
    // Weights that differ by rounding alone are equal; the smaller code wins then, on every machine.
    auto best = weights.begin();
    for (auto it = weights.begin(); it != weights.end(); ++it)
        if (it->second > best->second + 1e-9 * whole) best = it;
    return best->first;
}

float value_at(const SourceRaster& source, Point position, Point size, Sampling sampling) {
    switch (sampling) {
        case Sampling::Nearest: return nearest_at(source, position);
        case Sampling::Bilinear: return bilinear_at(source, position);
        case Sampling::Mean: return mean_at(source, position, size);
        case Sampling::MostFrequent: return most_frequent_at(source, position, size);
    }
    return k_none;
}

/// A convex polygon of a clipped quadrangle: four corners, and at most one more per edge clipped at.
struct SmallPolygon {
    std::array<Point, 12> points;
    int count = 0;
    void add(Point point) { points[static_cast<std::size_t>(count++)] = point; }
    [[nodiscard]] Point at(int index) const { return points[static_cast<std::size_t>(index)]; }
};

double area_of(const SmallPolygon& polygon) {
    double twice = 0;
    for (int i = 0; i < polygon.count; ++i) {
        const Point a = polygon.at(i), b = polygon.at((i + 1) % polygon.count);
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

/// The part of the polygon where sign·(coordinate − limit) ≥ 0; the coordinate is x or y (Sutherland–Hodgman, one edge).
SmallPolygon clipped_at(const SmallPolygon& polygon, double Point::*coordinate, double limit, double sign) {
    SmallPolygon result;
    for (int i = 0; i < polygon.count; ++i) {
        const Point a = polygon.at(i), b = polygon.at((i + 1) % polygon.count);
        const double in_a = sign * (a.*coordinate - limit), in_b = sign * (b.*coordinate - limit);
        if (in_a >= 0) result.add(a);
        if ((in_a >= 0) == (in_b >= 0)) continue;
        const double t = in_a / (in_a - in_b);
        Point cut{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        cut.*coordinate = limit;
        result.add(cut);
    }
    return result;
}

SmallPolygon clipped_between(const SmallPolygon& polygon, double Point::*coordinate, double from, double to) {
    return clipped_at(clipped_at(polygon, coordinate, from, 1), coordinate, to, -1);
}

/// First and last cell that the polygon touches along one axis, within [0, cells).
std::pair<int, int> cells_touched(const SmallPolygon& polygon, double Point::*coordinate, int cells) {
    double least = polygon.at(0).*coordinate, most = least;
    for (int i = 1; i < polygon.count; ++i) {
        least = std::min(least, polygon.at(i).*coordinate);
        most = std::max(most, polygon.at(i).*coordinate);
    }
    return {static_cast<int>(std::clamp(std::floor(least), 0.0, double(cells))),
            static_cast<int>(std::clamp(std::ceil(most) - 1, -1.0, cells - 1.0))};
}

/// Amounts gathered in double, so that sums survive many small shares.
class AmountCollector {
  public:
    explicit AmountCollector(const GridSpec& target)
        : m_target(target),
          m_sums(static_cast<std::size_t>(target.cells()), std::numeric_limits<double>::quiet_NaN()) {}

    /// Shares the amount out over the quadrangle, which is given in columns and rows of the target.
    void add(const SmallPolygon& quadrangle, double amount) {
        const double whole = area_of(quadrangle);
        if (!(whole > 0) || !std::isfinite(whole)) return;
        const auto [first_row, last_row] = cells_touched(quadrangle, &Point::y, m_target.height);
        for (int row = first_row; row <= last_row; ++row) {
            const SmallPolygon strip =
                first_row == last_row && lies_within(quadrangle, row) ? quadrangle : clipped_between(quadrangle, &Point::y, row, row + 1);
            if (strip.count > 2) add_strip(strip, row, amount / whole);
        }
    }
    [[nodiscard]] Raster<float> raster() const {
        Raster<float> result(m_target);
        std::transform(m_sums.begin(), m_sums.end(), result.values.begin(), [](double sum) { return static_cast<float>(sum); });
        return result;
    }

  private:
    static bool lies_within(const SmallPolygon& polygon, int row) {
        for (int i = 0; i < polygon.count; ++i)
            if (polygon.at(i).y < row || polygon.at(i).y > row + 1) return false;
        return true;
    }
    void add_strip(const SmallPolygon& strip, int row, double amount_per_area) {
        const auto [first, last] = cells_touched(strip, &Point::x, m_target.width);
        for (int column = first; column <= last; ++column) {
            const double area = area_of(clipped_between(strip, &Point::x, column, column + 1));
            if (area <= 0) continue;
            double& sum = m_sums[static_cast<std::size_t>(m_target.index(column, row))];
            sum = (std::isnan(sum) ? 0 : sum) + amount_per_area * area;
        }
    }
    GridSpec m_target;
    std::vector<double> m_sums;
};

/// Corners of a source row in columns and rows of the target.
void project_corners(const SourceGrid& source, const Transformer& to_target, const GridSpec& target, int row, std::vector<Point>& corners) {
    corners.resize(static_cast<std::size_t>(source.width) + 1);
    for (int column = 0; column <= source.width; ++column)
        corners[static_cast<std::size_t>(column)] = source.place({double(column), double(row)});
    to_target.transform(corners);
    for (Point& corner : corners) corner = {(corner.x - target.x_min) / target.cell_m, (target.y_max - corner.y) / target.cell_m};
}

}  // namespace

Point SourceGrid::place(Point position) const {
    return {x0 + position.x * x_per_column + position.y * x_per_row, y0 + position.x * y_per_column + position.y * y_per_row};
}

Point SourceGrid::position(Point place) const {
    const double determinant = x_per_column * y_per_row - x_per_row * y_per_column;
    const double dx = place.x - x0, dy = place.y - y0;
    return {(dx * y_per_row - dy * x_per_row) / determinant, (dy * x_per_column - dx * y_per_column) / determinant};
}

SourceGrid SourceGrid::window(int first_column, int first_row, int columns, int rows) const {
    SourceGrid result = *this;
    const Point corner = place({double(first_column), double(first_row)});
    result.x0 = corner.x;
    result.y0 = corner.y;
    result.width = columns;
    result.height = rows;
    return result;
}

SourceGrid SourceGrid::of(const GridSpec& grid) {
    return {grid.x_min, grid.cell_m, 0, grid.y_max, 0, -grid.cell_m, grid.width, grid.height};
}

PositionMesh::PositionMesh(const Transformer& target_to_source, const SourceGrid& source, const GridSpec& target)
    : m_step(std::max(1, static_cast<int>(k_node_distance_m / target.cell_m))),
      m_width(target.width),
      m_columns(static_cast<std::size_t>((target.width + m_step - 1) / m_step + 1)),
      m_rows(static_cast<std::size_t>((target.height + m_step - 1) / m_step + 1)) {
    m_nodes.reserve(m_columns * m_rows);
    for (std::size_t row = 0; row < m_rows; ++row)
        for (std::size_t column = 0; column < m_columns; ++column)
            m_nodes.push_back(
                {target.x_min + double(column) * m_step * target.cell_m, target.y_max - double(row) * m_step * target.cell_m});
    target_to_source.transform(m_nodes);
    for (Point& node : m_nodes) node = source.position(node);
}

void PositionMesh::row(int row, std::vector<Point>& positions) const {
    positions.resize(static_cast<std::size_t>(m_width));
    const int above = row / m_step;
    const double t = (row % m_step + 0.5) / m_step;
    const auto between = [](Point a, Point b, double share) { return Point{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)}; };
    for (int first = 0, left = 0; first < m_width; first += m_step, ++left) {
        const Point west = between(node(left, above), node(left, above + 1), t);
        const Point east = between(node(left + 1, above), node(left + 1, above + 1), t);
        for (int column = first; column < std::min(m_width, first + m_step); ++column)
            positions[static_cast<std::size_t>(column)] = between(west, east, (column - first + 0.5) / m_step);
    }
}

Point PositionMesh::cell_in_source() const {
    const int column = static_cast<int>(m_columns / 2) - 1, row = static_cast<int>(m_rows / 2) - 1;
    const Point here = node(column, row), east = node(column + 1, row), south = node(column, row + 1);
    return {std::max(std::abs(east.x - here.x), std::abs(south.x - here.x)) / m_step,
            std::max(std::abs(east.y - here.y), std::abs(south.y - here.y)) / m_step};
}

float bilinear_at(const SourceRaster& source, Point position) {
    const float own = nearest_at(source, position);
    if (!(own == own)) return k_none;
    const double x = std::clamp(position.x - 0.5, 0.0, source.grid.width - 1.0),
                 y = std::clamp(position.y - 0.5, 0.0, source.grid.height - 1.0);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const int right = std::min(column + 1, source.grid.width - 1), below = std::min(row + 1, source.grid.height - 1);
    const double u = x - column, v = y - row;
    const float values[] = {source.at(column, row), source.at(right, row), source.at(column, below), source.at(right, below)};
    const double weights[] = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
    double sum = 0, weight = 0;
    for (int i = 0; i < 4; ++i) {
        if (!(values[i] == values[i])) continue;
        sum += weights[i] * static_cast<double>(values[i]);
        weight += weights[i];
    }
    return static_cast<float>(sum / weight);
}

Raster<float> resampled(const SourceRaster& source, const Transformer& target_to_source, const GridSpec& target, Sampling sampling) {
    Raster<float> result(target);
    if (target.cells() == 0) return result;
    const PositionMesh mesh(target_to_source, source.grid, target);
    const Point size = mesh.cell_in_source();
    core::parallel_blocks(target.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        std::vector<Point> positions;
        for (int row = static_cast<int>(begin); row < end; ++row) {
            mesh.row(row, positions);
            float* values = &result.values[static_cast<std::size_t>(target.index(0, row))];
            for (std::size_t column = 0; column < positions.size(); ++column)
                values[column] = value_at(source, positions[column], size, sampling);
        }
    });
    return result;
}

Raster<float> shared_out(const SourceRaster& source, const Transformer& source_to_target, const GridSpec& target) {
    AmountCollector amounts(target);
    std::vector<Point> above, below;
    project_corners(source.grid, source_to_target, target, 0, above);
    for (int row = 0; row < source.grid.height; ++row) {
        project_corners(source.grid, source_to_target, target, row + 1, below);
        for (int column = 0; column < source.grid.width; ++column) {
            const float amount = source.at(column, row);
            if (!(amount == amount)) continue;
            const auto at = static_cast<std::size_t>(column);
            SmallPolygon quadrangle;
            for (const Point corner : {above[at], above[at + 1], below[at + 1], below[at]}) quadrangle.add(corner);
            amounts.add(quadrangle, static_cast<double>(amount));
        }
        std::swap(above, below);
    }
    return amounts.raster();
}

}  // namespace kreisblick::geo
