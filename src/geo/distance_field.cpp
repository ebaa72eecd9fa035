#include "geo/distance_field.h"

#include "core/code_path.h"
#include "core/memory.h"
#include "core/parallel.h"
#include "geo/kernels/distance_rows.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <optional>

namespace kreisblick::geo {
namespace {

/// Numbers with room before and behind them that a kernel may read or write.
class RoomyRow {
  public:
    RoomyRow(int count, int around, float value = 0)
        : m_values(static_cast<std::size_t>(count + 2 * around), value),
          m_around(static_cast<std::size_t>(around)) {}
    [[nodiscard]] float* first() { return m_values.data() + m_around; }

  private:
    std::vector<float> m_values;
    std::size_t m_around;
};

/// A walk from north to south through all narrow columns: how they stand, and what the kernel keeps.
class DistanceWalk {
  public:
    /// Begins at one of the rows for which there is a stand.
    DistanceWalk(const FeatureMarks& marks, int first_row) : m_marks(marks) {
        const FeatureMarks::Stand& stand = marks.stand(first_row / FeatureMarks::k_rows_between_stands);
        std::copy(stand.south.begin(), stand.south.end(), m_south.first());
        std::copy(stand.north.begin(), stand.north.end(), m_north.first());
        m_row.blocks = m_blocks;
        m_row.columns_per_cell = marks.columns_per_cell();
        m_row.cells_before_grid = marks.cells_before_grid();
        m_row.cells = marks.grid().width;
        m_row.cell_m = static_cast<float>(marks.grid().cell_m);
        m_row.south = m_south.first();
        m_row.north = m_north.first();
        m_row.squares = m_squares.first();
        m_row.nearest = m_nearest.first();
        m_row.farthest = m_farthest.first();
        m_row.live = m_live.data();
        m_row.wanted = m_wanted.first();
        m_row.ceilings = m_ceilings.first();
        m_row.places = m_places.first();
        m_row.heights = m_heights.first();
        m_row.starts = m_starts.first();
        m_row.slopes = m_slopes.first();
        m_row.nearest_places = m_nearest_places.first();
        m_row.nearest_heights = m_nearest_heights.first();
    }

    /// Puts the distances of a row there; rows follow each other from the first one, a strip beginning at each multiple of k_rows_of_strip.
    void next(const DistanceKernel& kernel, int row, float* distances_m) {
        for (const FeatureMarks::Change& change : m_marks.changes(row)) {
            m_south.first()[change.column] = change.south;
            m_north.first()[change.column] = change.north;
        }
        if (row % k_rows_of_strip == 0) kernel.sift_blocks(m_row, centre(row), centre(row + k_rows_of_strip - 1));
        m_row.out = distances_m;
        kernel.fill_row(m_row, centre(row));
        for (const FeatureMarks::Run& run : m_marks.runs(row)) std::fill(m_row.out + run.first, m_row.out + run.end, 0.0F);
    }

  private:
    [[nodiscard]] static float centre(int row) { return static_cast<float>(row) + 0.5F; }

    const FeatureMarks& m_marks;
    int m_blocks = (m_marks.columns() + k_columns_of_block - 1) / k_columns_of_block;
    int m_columns = m_blocks * k_columns_of_block;
    RoomyRow m_south{m_columns, 0, -k_no_stretch};
    RoomyRow m_north{m_columns, 0, k_no_stretch};
    RoomyRow m_squares{m_columns, k_most_lanes, k_no_square};
    RoomyRow m_nearest{m_blocks, k_most_lanes};
    RoomyRow m_farthest{m_blocks, k_farthest_rival + k_most_lanes, 100 * k_no_square};
    std::vector<std::int32_t> m_live = std::vector<std::int32_t>(static_cast<std::size_t>(m_blocks));
    RoomyRow m_wanted{m_blocks, k_most_lanes};
    RoomyRow m_ceilings{m_columns, k_most_lanes};
    RoomyRow m_places{m_columns, k_most_lanes};
    RoomyRow m_heights{m_columns, k_most_lanes};
    RoomyRow m_starts{m_columns, k_most_lanes};
    RoomyRow m_slopes{m_columns, k_most_lanes};
    RoomyRow m_nearest_places{m_marks.grid().width, k_most_lanes};
    RoomyRow m_nearest_heights{m_marks.grid().width, k_most_lanes};
    DistanceRow m_row;
};

/// Measures one row after another, from the row on for which the walk was made.
using RowWalk = std::function<void(int row, float* distances_m)>;

/// Calls work(walk, begin, end) for blocks of rows, from several threads at once.
core::Result<void> measure_rows(const FeatureMarks& marks, const core::Job& job, const std::function<void(RowWalk&, int, int)>& work) {
    if (job.stopped()) return core::fail("the distances were stopped");
    const int width = marks.grid().width, height = marks.grid().height;
    const DistanceKernel kernel = distance_kernel(core::code_path());
    std::atomic<std::int64_t> done = 0;
    core::parallel_blocks(height, FeatureMarks::k_rows_between_stands, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        RowWalk nowhere = [&](int, float* to) { std::fill_n(to, width, std::numeric_limits<float>::infinity()); };
        std::optional<DistanceWalk> rows;
        if (!marks.is_empty()) rows.emplace(marks, static_cast<int>(begin));
        RowWalk walk = [&](int row, float* to) { rows->next(kernel, row, to); };
        work(rows ? walk : nowhere, static_cast<int>(begin), static_cast<int>(end));
        job.progress(static_cast<double>(done += end - begin) / height, "measuring distances");
    });
    if (job.stopped()) return core::fail("the distances were stopped");
    return {};
}

}  // namespace

DistanceKernel distance_kernel(core::CodePath path) {
    if (path == core::CodePath::Avx512) return avx512_distance_kernel();
    if (path == core::CodePath::Avx2) return avx2_distance_kernel();
    return plain_distance_kernel();
}

core::Result<void> measure_distances(const FeatureMarks& marks, const core::Job& job, const DistanceSink& sink) {
    const auto width = static_cast<std::size_t>(marks.grid().width);
    return measure_rows(marks, job, [&](RowWalk& walk, int begin, int end) {
        std::vector<float> distances_m(width);
        for (int row = begin; row < end && !job.stopped(); ++row) {
            walk(row, distances_m.data());
            sink(row, distances_m);
        }
    });
}

core::Result<void> distances_into(Raster<float>& field, const FeatureMarks& marks, const core::Job& job) {
    return measure_rows(marks, job, [&](RowWalk& walk, int begin, int end) {
        for (int row = begin; row < end && !job.stopped(); ++row) walk(row, field.values.data() + field.grid.index(0, row));
    });
}

core::Result<Raster<float>> distance_field(const FeatureMarks& marks, const core::Job& job) {
    Raster<float> field;
    field.grid = marks.grid();
    const auto cells = static_cast<std::size_t>(field.grid.cells());
    field.values.reserve(cells);
    core::get_large_pages(field.values.data(), cells * sizeof(float));
    field.values.resize(cells);
    KREISBLICK_CHECK(distances_into(field, marks, job));
    return field;
}

core::Result<Raster<float>> distance_field(const FeatureTable& features, const GridSpec& grid, const core::Job& job) {
    const FeatureTable* const table = &features;
    return distance_field(FeatureMarks::of({&table, 1}, grid, job), job);
}

}  // namespace kreisblick::geo
