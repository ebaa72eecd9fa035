#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/kernels/distance_rows.h"
#include "geo/raster.h"

#include <cstdint>
#include <vector>

namespace kreisblick::geo {

/// Where features lie, prepared for their distance field: each column of cells is cut into narrow ones, and each of these keeps the
/// stretches (from north to south) that the features' points and edges take of it, to the last centimetre. Of polygons it also keeps
/// the cells whose centres lie inside.
class FeatureMarks {
  public:
    /// The widest narrow column: half of it is the largest error of a distance.
    static constexpr double k_narrow_column_m = 2;
    /// Features count up to here beyond the western and eastern edge of the grid (to the north and south without limit).
    static constexpr double k_beyond_grid_m = 20'000;

    /// Marks all features of the tables on the grid. Coordinates in the grid's CRS. Where the job is stopped, not all of them: nobody will
    /// look at the distances then.
    [[nodiscard]] static FeatureMarks of(std::span<const FeatureTable* const> features, const GridSpec& grid, const core::Job& job = {});

    [[nodiscard]] const GridSpec& grid() const { return m_grid; }
    /// Narrow columns in one cell; more than 65,000 in all there cannot be, so that they are wider on a grid of very many columns.
    [[nodiscard]] int columns_per_cell() const { return m_columns_per_cell; }
    /// The first narrow column begins so many cells west of the grid.
    [[nodiscard]] int cells_before_grid() const { return m_cells_before_grid; }
    [[nodiscard]] int columns() const { return static_cast<int>(m_first_stretch.size()) - 1; }
    [[nodiscard]] bool is_empty() const { return m_stretches.size() == 2 * static_cast<std::size_t>(columns()); }

    /// All stretches. Those of one column are apart and sorted, with one far north before them and one far south behind.
    [[nodiscard]] std::span<const Stretch> all_stretches() const { return m_stretches; }
    /// The first real stretch of a column (or the one far south) among them.
    [[nodiscard]] std::uint32_t first_stretch(int column) const { return m_first_stretch[static_cast<std::size_t>(column)]; }
    [[nodiscard]] std::span<const Stretch> stretches(int column) const {
        const std::uint32_t first = first_stretch(column);
        return std::span(m_stretches).subspan(first, m_first_stretch[static_cast<std::size_t>(column) + 1] - 2 - first);
    }
    /// Cells [first, end) of a row, inside a polygon.
    struct Run {
        int row = 0;
        int first = 0;
        int end = 0;
    };
    [[nodiscard]] std::span<const Run> runs(int row) const {
        const auto at = static_cast<std::size_t>(row);
        return std::span(m_runs).subspan(m_first_run[at], m_first_run[at + 1] - m_first_run[at]);
    }

  private:
    friend class FeatureMarker;
    GridSpec m_grid;
    int m_columns_per_cell = 1;
    int m_cells_before_grid = 0;
    std::vector<std::uint32_t> m_first_stretch{0};
    std::vector<Stretch> m_stretches;
    std::vector<std::uint32_t> m_first_run{0};
    std::vector<Run> m_runs;
};

/// The distance from each cell's centre to the nearest feature, metres; 0 inside a polygon, infinity where there is no feature at all.
/// Right to 1 m (half a narrow column) everywhere. An Error only where the job was stopped.
///
/// Method: for each row the lower envelope of the parabolas (x − x')² + v(x')², v being the distance within the narrow column at x'
/// (Meijster, Roerdink and Hesselink 2000; Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012), many rows side by side.
[[nodiscard]] core::Result<Raster<float>> distance_field(const FeatureMarks& marks, const core::Job& job);

/// The same for one table, marked at once.
[[nodiscard]] core::Result<Raster<float>> distance_field(const FeatureTable& features, const GridSpec& grid, const core::Job& job);

}  // namespace kreisblick::geo
