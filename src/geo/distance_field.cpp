#include "geo/distance_field.h"

#include "core/parallel.h"
#include "geo/kernels/distance_rows.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace kreisblick::geo {
namespace {

/// Rows that one thread takes on from north to south.
constexpr int k_rows_at_once = 256;
constexpr int k_most_lanes = 16;

/// Walks from north to south through the stretches of all narrow columns at once.
class StretchWalk {
  public:
    StretchWalk(const FeatureMarks& marks, float first_centre)
        : m_marks(marks),
          m_north_of(static_cast<std::size_t>(marks.columns())),
          m_next(m_north_of.size()),
          m_at(m_north_of.size()) {
        for (int column = 0; column < marks.columns(); ++column) {
            const auto stretches = marks.stretches(column);
            const auto next = std::partition_point(stretches.begin(), stretches.end(),
                                                   [&](const FeatureMarks::Stretch& stretch) { return stretch.south < first_centre; });
            settle(static_cast<std::size_t>(column), stretches, static_cast<std::uint32_t>(next - stretches.begin()));
        }
    }

    void go_to(float first_centre, int rows) {
        m_first_centre = first_centre;
        m_rows = rows;
    }
    [[nodiscard]] const float* north_of() const { return m_north_of.data(); }
    [[nodiscard]] const float* next() const { return m_next.data(); }

    /// See DistanceRows::look_closely.
    static const float* look_closely(void* walk, int column) { return static_cast<StretchWalk*>(walk)->look_closely(column); }

  private:
    void settle(std::size_t column, std::span<const FeatureMarks::Stretch> stretches, std::uint32_t at) {
        m_at[column] = at;
        m_north_of[column] = at > 0 ? stretches[at - 1].south : -k_no_stretch;
        m_next[column] = at < stretches.size() ? stretches[at].north : k_no_stretch;
    }

    const float* look_closely(int column) {
        const auto stretches = m_marks.stretches(column);
        std::uint32_t at = m_at[static_cast<std::size_t>(column)];
        while (at < stretches.size() && stretches[at].south < m_first_centre) ++at;
        settle(static_cast<std::size_t>(column), stretches, at);
        const float north_of = m_north_of[static_cast<std::size_t>(column)];
        for (int row = 0; row < k_most_lanes; ++row)
            m_distances[static_cast<std::size_t>(row)] = m_first_centre + static_cast<float>(row) - north_of;
        const float last_centre = m_first_centre + static_cast<float>(m_rows - 1);
        for (; at < stretches.size(); ++at) {
            for (int row = 0; row < k_most_lanes; ++row) {
                const float centre = m_first_centre + static_cast<float>(row);
                const float away = std::max(std::max(stretches[at].north - centre, centre - stretches[at].south), 0.0F);
                m_distances[static_cast<std::size_t>(row)] = std::min(m_distances[static_cast<std::size_t>(row)], away);
            }
            if (stretches[at].north > last_centre) break;
        }
        return m_distances.data();
    }

    const FeatureMarks& m_marks;
    std::vector<float> m_north_of;
    std::vector<float> m_next;
    std::vector<std::uint32_t> m_at;
    std::array<float, k_most_lanes> m_distances{};
    float m_first_centre = 0;
    int m_rows = 1;
};

void clear_inside(const FeatureMarks& marks, int row, float* out) {
    for (const FeatureMarks::Run& run : marks.runs(row)) std::fill(out + run.first, out + run.end, 0.0F);
}

/// Rows [first, end) of the field.
void fill_rows(const FeatureMarks& marks, const DistanceKernel& kernel, int first, int end, Raster<float>& field, const core::Job& job) {
    const auto centre = [](int row) { return static_cast<float>(row) + 0.5F; };
    StretchWalk walk(marks, centre(first));
    const auto records =
        std::make_unique_for_overwrite<std::uint64_t[]>(static_cast<std::size_t>(marks.columns() + 1) * static_cast<std::size_t>(kernel.lanes));
    DistanceRows rows;
    rows.columns = marks.columns();
    rows.columns_per_cell = static_cast<float>(marks.columns_per_cell());
    rows.cells_before_grid = static_cast<float>(marks.cells_before_grid());
    rows.cells = marks.grid().width;
    rows.cell_m = static_cast<float>(marks.grid().cell_m);
    rows.north_of = walk.north_of();
    rows.next = walk.next();
    rows.look_closely = StretchWalk::look_closely;
    rows.marks = &walk;
    rows.records = records.get();
    rows.out_pitch = marks.grid().width;
    for (int row = first; row < end && !job.stopped(); row += kernel.lanes) {
        rows.rows = std::min(kernel.lanes, end - row);
        rows.first_centre = centre(row);
        rows.last_centre = centre(row + kernel.lanes - 1);
        rows.out = field.values.data() + field.grid.index(0, row);
        walk.go_to(rows.first_centre, kernel.lanes);
        kernel.fill_rows(rows);
        for (int done = row; done < row + rows.rows; ++done) clear_inside(marks, done, field.values.data() + field.grid.index(0, done));
    }
}

}  // namespace

DistanceKernel distance_kernel(core::CodePath path) {
    if (path == core::CodePath::Avx512) return avx512_distance_kernel();
    if (path == core::CodePath::Avx2) return avx2_distance_kernel();
    return plain_distance_kernel();
}

core::Result<Raster<float>> distance_field(const FeatureMarks& marks, const core::Job& job) {
    constexpr float nowhere = std::numeric_limits<float>::infinity();
    const GridSpec& grid = marks.grid();
    if (marks.is_empty()) return Raster<float>(grid, nowhere);
    Raster<float> field(grid, 0.0F);
    const DistanceKernel kernel = distance_kernel(core::code_path());
    std::atomic<std::int64_t> done = 0;
    core::parallel_blocks(grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        fill_rows(marks, kernel, static_cast<int>(begin), static_cast<int>(end), field, job);
        job.progress(static_cast<double>(done += end - begin) / grid.height, "measuring distances");
    });
    if (job.stopped()) return core::fail("the distances were stopped");
    return field;
}

core::Result<Raster<float>> distance_field(const FeatureTable& features, const GridSpec& grid, const core::Job& job) {
    const FeatureTable* const table = &features;
    return distance_field(FeatureMarks::of({&table, 1}, grid), job);
}

}  // namespace kreisblick::geo
