#include "geo/distance_field.h"

#include "core/parallel.h"
#include "geo/kernels/distance_rows.h"

#include <algorithm>
#include <atomic>
#include <memory>

namespace kreisblick::geo {
namespace {

/// Rows that one thread takes on from north to south.
constexpr int k_rows_at_once = 256;

/// Where a walk from north to south through all narrow columns stands.
struct StretchWalk {
    std::vector<std::uint32_t> at;
    std::vector<float> north_of, next;

    StretchWalk(const FeatureMarks& marks, float first_centre) {
        for (int column = 0; column < marks.columns(); ++column) {
            const auto stretches = marks.stretches(column);
            const auto first = std::partition_point(stretches.begin(), stretches.end(),
                                                    [&](const Stretch& stretch) { return stretch.south < first_centre; });
            at.push_back(marks.first_stretch(column) + static_cast<std::uint32_t>(first - stretches.begin()));
            north_of.push_back(marks.all_stretches()[at.back() - 1].south);
            next.push_back(marks.all_stretches()[at.back()].north);
        }
        at.insert(at.end(), k_columns_ahead, 0);
    }
};

void clear_inside(const FeatureMarks& marks, int row, float* out) {
    for (const FeatureMarks::Run& run : marks.runs(row)) std::fill(out + run.first, out + run.end, 0.0F);
}

/// Rows [first, end) of the field.
void fill_rows(const FeatureMarks& marks, const DistanceKernel& kernel, int first, int end, Raster<float>& field, const core::Job& job) {
    const auto centre = [](int row) { return static_cast<float>(row) + 0.5F; };
    StretchWalk walk(marks, centre(first));
    const auto records = std::make_unique_for_overwrite<std::uint64_t[]>(static_cast<std::size_t>(marks.columns() + 1) *
                                                                         static_cast<std::size_t>(kernel.lanes));
    DistanceRows rows;
    rows.columns = marks.columns();
    rows.columns_per_cell = marks.columns_per_cell();
    rows.cells_before_grid = static_cast<float>(marks.cells_before_grid());
    rows.cells = marks.grid().width;
    rows.cell_m = static_cast<float>(marks.grid().cell_m);
    rows.stretches = marks.all_stretches().data();
    rows.at = walk.at.data();
    rows.north_of = walk.north_of.data();
    rows.next = walk.next.data();
    const std::size_t cells = static_cast<std::size_t>(marks.columns() / marks.columns_per_cell());
    std::vector<float> lowest(cells + k_farthest_rival), highest(cells + 3 * k_farthest_rival, k_no_square);
    rows.lowest = lowest.data();
    rows.highest = highest.data() + k_farthest_rival;
    rows.records = records.get();
    rows.out_pitch = marks.grid().width;
    for (int row = first; row < end && !job.stopped(); row += k_rows_together) {
        rows.rows = std::min(k_rows_together, end - row);
        rows.first_centre = centre(row);
        rows.last_centre = centre(row + k_rows_together - 1);
        rows.out = field.values.data() + field.grid.index(0, row);
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
    if (job.stopped()) return core::fail("the distances were stopped");
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
    return distance_field(FeatureMarks::of({&table, 1}, grid, job), job);
}

}  // namespace kreisblick::geo
