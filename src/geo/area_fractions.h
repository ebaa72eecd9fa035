#pragma once

#include "geo/feature_table.h"
#include "geo/grid_spec.h"

#include <functional>
#include <span>
#include <vector>

namespace kreisblick::geo {

/// Which share of every cell a polygon covers, exactly: from the signed areas to the right of its edges, a few rows of its box at a time,
/// so that a house smaller than a cell counts as much as it is large and neighbours that share an edge never count twice. Rings may run
/// either way; where parts overlap, a cell is covered at most once. Keeps its memory between polygons; one object a thread.
class AreaFractions {
  public:
    explicit AreaFractions(const GridSpec& grid) : m_grid(grid) {}

    /// Takes a row of cells from the column first_column on: the share of each that is covered, 0 … 1.
    using Sink = std::function<void(int row, int first_column, std::span<const double> shares)>;
    /// Calls the sink for every row of the grid that the polygon may touch, from the north. What lies outside the grid is left out.
    void of(const FeatureTable& polygons, std::size_t feature, const Sink& sink);
    /// Calls take(index in the grid) for every cell of which the polygon covers more than half.
    template <typename Take>
    void mostly_covered(const FeatureTable& polygons, std::size_t feature, const Take& take) {
        of(polygons, feature, [&](int row, int first_column, std::span<const double> shares) {
            const auto first = static_cast<std::size_t>(m_grid.index(first_column, row));
            for (std::size_t i = 0; i < shares.size(); ++i)
                if (shares[i] > 0.5) take(first + i);
        });
    }

  private:
    struct Position {
        double column = 0;
        double row = 0;
    };
    struct Window {
        int first_column = 0;
        int columns = 0;
        int first_row = 0;
        int rows = 0;
    };
    [[nodiscard]] Window window_of(const Extent& extent) const;
    [[nodiscard]] double* line(int row) {
        return m_differences.data() + static_cast<std::size_t>(row) * (static_cast<std::size_t>(m_window.columns) + 2);
    }
    void add_ring(std::span<const Point> ring, bool is_hole);
    void add_edge(Position a, Position b, double sign);
    void add_slice(int row, double column_from, double column_to, double height);
    void hand_out(const Sink& sink);

    GridSpec m_grid;
    Window m_window;                    // the rows at work
    std::vector<double> m_differences;  // of coverage from column to column
    std::vector<double> m_shares;
};

}  // namespace kreisblick::geo
