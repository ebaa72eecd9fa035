#include "potentials/topographic_position.h"

#include "core/fast_clones.h"
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>

namespace kreisblick::potentials {
namespace {

/// The surroundings row by row: columns up to `outer` to both sides of the cell without those up to `inner` (-1: none left out).
struct Window {
    int reach = 0;
    std::vector<int> outer, inner;  ///< by rows away from the cell
    std::int64_t cells = 0;

    Window(double radius_cells, Surroundings shape) : reach(static_cast<int>(radius_cells + 0.5)) {
        const double within = std::pow(radius_cells + 0.5, 2), without = std::pow(std::max(radius_cells - 0.5, 0.5), 2);
        for (int away = 0; away <= reach; ++away) {
            const double left_of_circle = without - static_cast<double>(away) * away;
            const int hole = left_of_circle > 0 ? static_cast<int>(std::ceil(std::sqrt(left_of_circle))) - 1 : -1;
            outer.push_back(static_cast<int>(std::sqrt(std::max(within - static_cast<double>(away) * away, 0.0))));
            inner.push_back(shape == Surroundings::Ring ? hole : away == 0 ? 0 : -1);
            const int run = 2 * outer.back() + 1, left_out = inner.back() < 0 ? 0 : 2 * inner.back() + 1;
            cells += (away == 0 ? 1 : 2) * (run - left_out);
        }
    }
};

/// Sums along rows, so that the sum of any run of a row is one difference; holes count apart and as 0.
class RowSums {
  public:
    RowSums(const geo::Raster<float>& heights, int first_row, int rows)
        : m_first_row(first_row),
          m_pitch(heights.grid.width + 1),
          m_sums(static_cast<std::size_t>(m_pitch * rows)),
          m_holes(m_sums.size()) {
        for (int row = 0; row < rows; ++row) {
            const float* from = heights.values.data() + heights.grid.index(0, first_row + row);
            double* sums = m_sums.data() + m_pitch * row;
            std::int32_t* holes = m_holes.data() + m_pitch * row;
            for (int column = 0; column < heights.grid.width; ++column) {
                const bool is_hole = std::isnan(from[column]);
                sums[column + 1] = sums[column] + (is_hole ? 0.0 : static_cast<double>(from[column]));
                holes[column + 1] = holes[column] + (is_hole ? 1 : 0);
            }
        }
    }
    [[nodiscard]] const double* sums(int row) const { return m_sums.data() + m_pitch * (row - m_first_row); }
    [[nodiscard]] const std::int32_t* holes(int row) const { return m_holes.data() + m_pitch * (row - m_first_row); }

  private:
    int m_first_row;
    std::int64_t m_pitch;
    std::vector<double> m_sums;
    std::vector<std::int32_t> m_holes;
};

/// Adds sign times the run of 2 · half + 1 columns around each of so many columns from the first on.
template <typename Number>
KREISBLICK_FAST_CLONES void add_runs(const Number* __restrict sums, int first, int columns, int half, Number sign, Number* __restrict to) {
    const Number* east = sums + first + half + 1;
    const Number* west = sums + first - half;
    for (int column = 0; column < columns; ++column) to[column] += sign * (east[column] - west[column]);
}

/// The runs of one row of the window, for all columns.
template <typename Number>
void add_row(const Number* sums, const Window& window, int away, int columns, std::vector<Number>& to) {
    const auto at = static_cast<std::size_t>(away);
    add_runs<Number>(sums, window.reach, columns, window.outer[at], 1, to.data());
    if (window.inner[at] >= 0) add_runs<Number>(sums, window.reach, columns, window.inner[at], -1, to.data());
}

void fill_row(const geo::Raster<float>& heights, const RowSums& sums, const Window& window, int row, geo::Raster<float>& result) {
    const int columns = heights.grid.width - 2 * window.reach;
    std::vector<double> around(static_cast<std::size_t>(columns));
    std::vector<std::int32_t> missing(around.size());
    for (int away = -window.reach; away <= window.reach; ++away) {
        add_row(sums.sums(row + away), window, std::abs(away), columns, around);
        add_row(sums.holes(row + away), window, std::abs(away), columns, missing);
    }
    const float* own = heights.values.data() + heights.grid.index(window.reach, row);
    float* out = result.values.data() + heights.grid.index(window.reach, row);
    for (int column = 0; column < columns; ++column) {
        const double mean = around[static_cast<std::size_t>(column)] / static_cast<double>(window.cells);
        if (missing[static_cast<std::size_t>(column)] == 0) out[column] = static_cast<float>(static_cast<double>(own[column]) - mean);
    }
}

}  // namespace

core::Result<geo::Raster<float>> topographic_position(const geo::Raster<float>& heights, double radius_m, Surroundings shape,
                                                      const core::Job& job) {
    const geo::GridSpec& grid = heights.grid;
    const Window window(std::max(radius_m / grid.cell_m, 1.0), shape);
    geo::Raster<float> result(grid);
    const int rows = grid.height - 2 * window.reach;
    if (rows <= 0 || grid.width <= 2 * window.reach) return result;
    std::atomic<int> done = 0;
    core::parallel_blocks(rows, std::max(64, window.reach), [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const RowSums sums(heights, static_cast<int>(begin), static_cast<int>(end - begin) + 2 * window.reach);
        for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row)
            fill_row(heights, sums, window, row + window.reach, result);
        job.progress(static_cast<double>(done += static_cast<int>(end - begin)) / rows, "comparing heights");
    });
    if (job.stopped()) return core::fail("the topographic position was stopped");
    return result;
}

}  // namespace kreisblick::potentials
