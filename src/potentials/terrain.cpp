#include "potentials/terrain.h"

#include "core/parallel.h"

#include <algorithm>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_per_block = 64;

}  // namespace

geo::Raster<float> map_gradient(const geo::Raster<float>& heights, const std::function<float(Gradient)>& value, const core::Job& job) {
    const geo::GridSpec& grid = heights.grid;
    geo::Raster<float> result(grid);
    const float scale = static_cast<float>(1 / (8 * grid.cell_m));
    core::parallel_blocks(grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        for (int row = static_cast<int>(std::max<std::int64_t>(begin, 1)); row < std::min<std::int64_t>(end, grid.height - 1); ++row) {
            const float* above = heights.values.data() + grid.index(0, row - 1);
            const float* here = heights.values.data() + grid.index(0, row);
            const float* below = heights.values.data() + grid.index(0, row + 1);
            float* out = result.values.data() + grid.index(0, row);
            for (int column = 1; column < grid.width - 1; ++column) {
                const int west = column - 1, east = column + 1;
                const float rise_east =
                    ((above[east] + 2 * here[east] + below[east]) - (above[west] + 2 * here[west] + below[west])) * scale;
                const float rise_north =
                    ((above[west] + 2 * above[column] + above[east]) - (below[west] + 2 * below[column] + below[east])) * scale;
                // The centre does not enter the formula, but a cell without height has no slope either; NaN neighbours spread by
                // themselves.
                out[column] = here[column] == here[column] ? value({rise_east, rise_north}) : geo::NoData<float>::value;
            }
        }
    });
    return result;
}

}  // namespace kreisblick::potentials
