#pragma once

#include "core/job.h"
#include "core/parallel.h"
#include "geo/row_reader.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace kreisblick::potentials {

/// The nine cells around one, row by row.
struct Neighbours {
    float cells[9];
    [[nodiscard]] float centre() const { return cells[4]; }
};

/// Greatest difference of height among the nine cells, metres.
[[nodiscard]] inline float roughness(const Neighbours& around) {
    float low = around.centre(), high = around.centre();
    for (const float height : around.cells) {
        low = std::min(low, height);
        high = std::max(high, height);
    }
    return high - low;
}

/// Terrain ruggedness index: the root of the summed squares of the differences to the eight neighbours, metres.
/// Source: Riley, DeGloria and Elliot, Intermountain Journal of Sciences 5, 1999.
[[nodiscard]] inline float ruggedness_riley(const Neighbours& around) {
    float squares = 0;
    for (const float height : around.cells) squares += (height - around.centre()) * (height - around.centre());
    return std::sqrt(squares);
}

/// Calls value(neighbours) for every cell and puts what it returns into a sink (int first_row, std::span<const float> values) that several
/// threads call at once; cells at the edge and cells next to one without data have no value.
template <typename Value, typename Sink>
void map_neighbours(const geo::Raster<float>& heights, const Value& value, const Sink& sink, const core::Job& job) {
    const geo::GridSpec& grid = heights.grid;
    core::parallel_blocks(grid.height, 64, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        geo::Raster<float> strip(geo::strip_of(grid, static_cast<int>(begin), static_cast<int>(end - begin)));
        for (int row = static_cast<int>(std::max<std::int64_t>(begin, 1)); row < std::min<std::int64_t>(end, grid.height - 1); ++row)
            for (int column = 1; column < grid.width - 1; ++column) {
                const float* above = heights.values.data() + grid.index(column - 1, row - 1);
                const float* here = above + grid.width;
                const float* below = here + grid.width;
                const Neighbours around{{above[0], above[1], above[2], here[0], here[1], here[2], below[0], below[1], below[2]}};
                float sum = 0;
                for (const float height : around.cells) sum += height;
                if (!std::isnan(sum)) strip.at(column, row - static_cast<int>(begin)) = value(around);
            }
        sink(static_cast<int>(begin), std::span<const float>(strip.values));
    });
}

}  // namespace kreisblick::potentials
