#include "potentials/sparse_bytes.h"

#include <algorithm>

namespace kreisblick::potentials {

core::Result<SparseBytes> SparseBytes::of_distances(const geo::FeatureMarks& features, double step_m, double far_m, const core::Job& job) {
    const geo::GridSpec& grid = features.grid();
    std::vector<std::uint8_t> codes(static_cast<std::size_t>(grid.cells()));
    const auto far = static_cast<float>(far_m), per_step = static_cast<float>(1 / step_m);
    const geo::DistanceSink sink = [&](int row, std::span<const float> distances) {
        std::uint8_t* out = codes.data() + grid.index(0, row);
        for (std::size_t i = 0; i < distances.size(); ++i)
            out[i] = distances[i] < far ? static_cast<std::uint8_t>(std::min(distances[i] * per_step, 254.0F)) : k_far;
    };
    KREISBLICK_CHECK(geo::measure_distances(features, job, sink));
    return of_bytes(grid, codes, k_far);
}

SparseBytes SparseBytes::of_bytes(const geo::GridSpec& grid, const std::vector<std::uint8_t>& bytes, std::uint8_t far) {
    SparseBytes result;
    result.m_runs_in_row = (grid.width + k_run - 1) / k_run;
    for (int row = 0; row < grid.height; ++row)
        for (int run = 0; run < result.m_runs_in_row; ++run) {
            const auto* first = bytes.data() + grid.index(run * k_run, row);
            const int cells = std::min(k_run, grid.width - run * k_run);
            const bool is_far = std::all_of(first, first + cells, [&](std::uint8_t byte) { return byte == far; });
            result.m_first.push_back(is_far ? k_nothing : static_cast<std::uint32_t>(result.m_bytes.size() / k_run));
            if (is_far) continue;
            result.m_bytes.insert(result.m_bytes.end(), first, first + cells);
            result.m_bytes.resize(result.m_bytes.size() + static_cast<std::size_t>(k_run - cells), far);
        }
    result.m_bytes.shrink_to_fit();
    return result;
}

}  // namespace kreisblick::potentials
