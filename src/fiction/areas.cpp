#include "fiction/areas.h"

#include "core/parallel.h"
#include "fiction/curve.h"

#include <algorithm>

namespace kreisblick::fiction {
namespace {

// Directions in the lattice of cell corners: east, north, west, south; a turn to the left is +1.
constexpr std::array<int, 4> k_east{1, 0, -1, 0}, k_south{0, -1, 0, 1};

/// The corners of the cells with the borders between patches: borders become arcs between junctions, patches become rings of their points.
class Lattice {
  public:
    explicit Lattice(const Field<std::int32_t>& patches)
        : m_patches(patches),
          m_width(patches.grid.width + 1),
          m_height(patches.grid.height + 1),
          m_state(corner_count(), 0),
          m_places(corner_count()) {}

    void straighten(int passes, double tolerance_m) {
        for (std::size_t corner = 0; corner < corner_count(); ++corner)
            if (const int degree = borders_at(corner); degree > 2) start_arcs(corner, passes, tolerance_m);
        for (std::size_t corner = 0; corner < corner_count(); ++corner)
            if (borders_at(corner) == 2 && !(m_state[corner] & k_walked)) start_arcs(corner, passes, tolerance_m);
    }

    std::vector<geo::Geometry> rings() {
        std::vector<geo::Geometry> result;
        for (int row = 0; row < m_patches.grid.height; ++row)
            for (int column = 0; column < m_patches.grid.width; ++column) {
                const std::int32_t patch = m_patches.at(column, row);
                // The upper edge of a cell whose neighbour to the north is another's, walked westwards: the patch lies to the left.
                if (patch == k_no_area || patch_at(column, row - 1) == patch) continue;
                if (m_state[corner_at(column + 1, row)] & k_ring_west) continue;
                if (result.size() <= static_cast<std::size_t>(patch)) result.resize(static_cast<std::size_t>(patch) + 1);
                add_ring(result[static_cast<std::size_t>(patch)], patch, column + 1, row);
            }
        return result;
    }

  private:
    static constexpr std::uint8_t k_kept = 1, k_walked = 2, k_ring_west = 4;

    [[nodiscard]] std::size_t corner_count() const { return static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height); }
    [[nodiscard]] std::size_t corner_at(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(column);
    }
    [[nodiscard]] std::int32_t patch_at(int column, int row) const {
        return m_patches.grid.has(column, row) ? m_patches.at(column, row) : k_no_area - 1;
    }
    /// The patches to the left and right of the edge that leaves a corner in a direction.
    [[nodiscard]] bool is_border(int column, int row, int way) const {
        switch (way) {
            case 0: return column + 1 < m_width && patch_at(column, row - 1) != patch_at(column, row);
            case 1: return row > 0 && patch_at(column - 1, row - 1) != patch_at(column, row - 1);
            case 2: return column > 0 && patch_at(column - 1, row - 1) != patch_at(column - 1, row);
            default: return row + 1 < m_height && patch_at(column - 1, row) != patch_at(column, row);
        }
    }
    [[nodiscard]] int borders_at(std::size_t corner) const {
        const int column = static_cast<int>(corner) % m_width, row = static_cast<int>(corner) / m_width;
        int count = 0;
        for (int way = 0; way < 4; ++way) count += is_border(column, row, way);
        return count;
    }
    [[nodiscard]] geo::Point place_of(std::size_t corner) const {
        const int column = static_cast<int>(corner) % m_width, row = static_cast<int>(corner) / m_width;
        const geo::GridSpec& grid = m_patches.grid;
        return {grid.x_min + column * grid.cell_m, grid.y_max - row * grid.cell_m};
    }

    /// Walks every border that leaves a corner to the next junction (or back) and settles which of its corners are kept, and where.
    void start_arcs(std::size_t corner, int passes, double tolerance_m) {
        const int column = static_cast<int>(corner) % m_width, row = static_cast<int>(corner) / m_width;
        m_state[corner] |= k_walked | k_kept;
        m_places[corner] = place_of(corner);
        for (int way = 0; way < 4; ++way)
            if (is_border(column, row, way)) walk_arc(column, row, way, passes, tolerance_m);
    }

    void walk_arc(int column, int row, int way, int passes, double tolerance_m) {
        m_arc.clear();
        m_arc.push_back(corner_at(column, row));
        while (true) {
            column += k_east[static_cast<std::size_t>(way)];
            row += k_south[static_cast<std::size_t>(way)];
            const std::size_t corner = corner_at(column, row);
            m_arc.push_back(corner);
            if (corner == m_arc[0] || borders_at(corner) > 2) break;
            if (m_state[corner] & k_walked) return;  // the arc was settled from its other end
            m_state[corner] |= k_walked;
            for (const int turn : {0, 1, 3})
                if (is_border(column, row, (way + turn) & 3)) {
                    way = (way + turn) & 3;
                    break;
                }
        }
        settle_arc(passes, tolerance_m);
    }

    void settle_arc(int passes, double tolerance_m) {
        Curve curve;
        for (const std::size_t corner : m_arc) curve.push_back(place_of(corner));
        smooth(curve, passes);
        for (std::size_t index = 1; index + 1 < m_arc.size(); ++index) m_places[m_arc[index]] = curve[index];
        keep(curve, 0, m_arc.size() - 1, m_arc[0] == m_arc.back() ? 0.0 : tolerance_m, tolerance_m);
    }

    /// Keeps the corners without which the arc would stray more than the tolerance (Douglas-Peucker).
    void keep(const Curve& curve, std::size_t first, std::size_t last, double tolerance_m, double inner_tolerance_m) {
        std::size_t farthest = first;
        double far = tolerance_m;
        for (std::size_t index = first + 1; index < last; ++index)
            if (const double away = distance_to_segment(curve[index], curve[first], curve[last]); away > far) far = away, farthest = index;
        if (farthest == first) return;
        m_state[m_arc[farthest]] |= k_kept;
        keep(curve, first, farthest, inner_tolerance_m, inner_tolerance_m);
        keep(curve, farthest, last, inner_tolerance_m, inner_tolerance_m);
    }

    /// Walks once around, the patch to the left, hugging its cells, and adds the kept corners as a ring.
    void add_ring(geo::Geometry& geometry, std::int32_t patch, int column, int row) {
        const int first_column = column, first_row = row;
        geo::Part ring;
        int way = 2;
        do {
            const std::size_t corner = corner_at(column, row);
            if (way == 2) m_state[corner] |= k_ring_west;
            if (m_state[corner] & k_kept) ring.points.push_back(m_places[corner]);
            column += k_east[static_cast<std::size_t>(way)];
            row += k_south[static_cast<std::size_t>(way)];
            way = next_way(patch, column, row, way);
        } while (column != first_column || row != first_row || way != 2);
        if (ring.points.size() < 3) return;
        ring.points.push_back(ring.points.front());
        double twice_area = 0;
        for (std::size_t index = 1; index < ring.points.size(); ++index)
            twice_area += cross(ring.points[index - 1] - ring.points[0], ring.points[index] - ring.points[0]);
        ring.is_hole = twice_area < 0;
        geometry.kind = geo::GeometryKind::Polygon;
        if (ring.is_hole)
            geometry.parts.push_back(std::move(ring));
        else
            geometry.parts.insert(geometry.parts.begin(), std::move(ring));
    }

    /// Left if the cell ahead on the left is another's, straight if only the one on the right is, else right.
    [[nodiscard]] int next_way(std::int32_t patch, int column, int row, int way) const {
        constexpr std::array<int, 4> left_column{0, -1, -1, 0}, left_row{-1, -1, 0, 0};
        const auto ahead_left = static_cast<std::size_t>(way), ahead_right = static_cast<std::size_t>((way + 3) & 3);
        if (patch_at(column + left_column[ahead_left], row + left_row[ahead_left]) != patch) return (way + 1) & 3;
        if (patch_at(column + left_column[ahead_right], row + left_row[ahead_right]) != patch) return way;
        return (way + 3) & 3;
    }

    const Field<std::int32_t>& m_patches;
    int m_width, m_height;
    std::vector<std::uint8_t> m_state;
    std::vector<geo::Point> m_places;
    std::vector<std::size_t> m_arc;
};

}  // namespace

Field<std::int32_t> numbered_patches(const Field<std::int32_t>& values, std::vector<std::int32_t>& kinds) {
    const geo::GridSpec& grid = values.grid;
    Field<std::int32_t> result(grid, k_no_area);
    std::vector<std::int64_t> open;
    for (std::int64_t start = 0; start < grid.cells(); ++start) {
        const std::int32_t kind = values.values[static_cast<std::size_t>(start)];
        if (kind < 0 || result.values[static_cast<std::size_t>(start)] != k_no_area) continue;
        const auto number = static_cast<std::int32_t>(kinds.size());
        kinds.push_back(kind);
        result.values[static_cast<std::size_t>(start)] = number;
        open.push_back(start);
        while (!open.empty()) {
            const std::int64_t cell = open.back();
            open.pop_back();
            const int column = static_cast<int>(cell % grid.width), row = static_cast<int>(cell / grid.width);
            for (std::size_t way = 0; way < 4; ++way) {
                const int next_column = column + k_east[way], next_row = row + k_south[way];
                if (!grid.has(next_column, next_row) || result.at(next_column, next_row) != k_no_area) continue;
                if (values.at(next_column, next_row) != kind) continue;
                result.at(next_column, next_row) = number;
                open.push_back(grid.index(next_column, next_row));
            }
        }
    }
    return result;
}

std::vector<geo::Geometry> outlines(const Field<std::int32_t>& patches, int passes, double tolerance_m) {
    Lattice lattice(patches);
    lattice.straighten(passes, tolerance_m);
    return lattice.rings();
}

}  // namespace kreisblick::fiction
