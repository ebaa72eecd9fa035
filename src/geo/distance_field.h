#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/raster.h"

#include <cstdint>
#include <functional>
#include <span>
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
    /// After so many rows it is kept how all narrow columns stand.
    static constexpr int k_rows_between_stands = 256;

    /// Marks all features of the tables on the grid. Coordinates in the grid's CRS. Where the job is stopped, the marks
    /// of nothing.
    [[nodiscard]] static FeatureMarks of(std::span<const FeatureTable* const> features, const GridSpec& grid, const core::Job& job = {});

    [[nodiscard]] const GridSpec& grid() const { return m_grid; }
    /// Narrow columns in one cell; more than 65,000 in all there cannot be, so that they are wider on a grid of very many columns.
    [[nodiscard]] int columns_per_cell() const { return m_columns_per_cell; }
    /// The first narrow column begins so many cells west of the grid.
    [[nodiscard]] int cells_before_grid() const { return m_cells_before_grid; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] bool is_empty() const { return m_is_empty; }

    /// How a narrow column stands, seen from a row's centres: where the last stretch ends that begins north of them or on them, and where
    /// the next one begins; in rows from the grid's northern edge.
    struct Stand {
        std::vector<float> south, north;
    };
    /// Before any stretch that begins at row k_rows_between_stands * number (or later) is counted.
    [[nodiscard]] const Stand& stand(int number) const { return m_stands[static_cast<std::size_t>(number)]; }
    /// From some row on, a narrow column stands otherwise.
    struct Change {
        std::uint32_t column = 0;
        float south = 0;
        float north = 0;
    };
    [[nodiscard]] std::span<const Change> changes(int row) const { return of_row(m_changes, m_first_change, row); }

    /// Cells [first, end) of a row, inside a polygon.
    struct Run {
        int row = 0;
        int first = 0;
        int end = 0;
    };
    [[nodiscard]] std::span<const Run> runs(int row) const { return of_row(m_runs, m_first_run, row); }

  private:
    template <typename Item>
    [[nodiscard]] static std::span<const Item> of_row(const std::vector<Item>& items, const std::vector<std::uint32_t>& first, int row) {
        const auto at = static_cast<std::size_t>(row);
        return std::span(items).subspan(first[at], first[at + 1] - first[at]);
    }

    friend class FeatureMarker;
    GridSpec m_grid;
    int m_columns_per_cell = 1;
    int m_cells_before_grid = 0;
    int m_columns = 0;
    bool m_is_empty = true;
    std::vector<Stand> m_stands;
    std::vector<std::uint32_t> m_first_change;
    std::vector<Change> m_changes;
    std::vector<std::uint32_t> m_first_run;
    std::vector<Run> m_runs;
};

/// Takes the distances of a row of cells, metres. Called for every row, from several threads at once.
using DistanceSink = std::function<void(int row, std::span<const float> distances_m)>;

/// The distance from each cell's centre to the nearest feature, metres; 0 inside a polygon, infinity where there is no feature at all.
/// Right to 1 m (half a narrow column) everywhere. An Error only where the job was stopped.
///
/// Method: for each row the lower envelope of the parabolas (x − x')² + v(x')², v being the distance within the narrow column at x'
/// (Meijster, Roerdink and Hesselink 2000; Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012), after most columns were sifted out.
[[nodiscard]] core::Result<void> measure_distances(const FeatureMarks& marks, const core::Job& job, const DistanceSink& sink);

/// The same into a raster on the marks' grid.
[[nodiscard]] core::Result<void> distances_into(Raster<float>& field, const FeatureMarks& marks, const core::Job& job);

/// The same into a new raster.
[[nodiscard]] core::Result<Raster<float>> distance_field(const FeatureMarks& marks, const core::Job& job);

/// The same for one table, marked at once.
[[nodiscard]] core::Result<Raster<float>> distance_field(const FeatureTable& features, const GridSpec& grid, const core::Job& job);

}  // namespace kreisblick::geo
