#include "geo/sampling.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {
namespace {

constexpr int k_rows_per_block = 32;

/// The running mean over 2 · radius + 1 values of a run whose values stand `step` apart; missing values lend no weight.
void run_mean(const float* from, float* to, int count, std::int64_t step, int radius) {
    double sum = 0;
    int present = 0;
    const auto take = [&](int index, int sign) {
        const float value = index >= 0 && index < count ? from[index * step] : NoData<float>::value;
        if (Raster<float>::is_data(value)) sum += sign * static_cast<double>(value), present += sign;
    };
    for (int index = 0; index < radius; ++index) take(index, 1);
    for (int index = 0; index < count; ++index) {
        take(index + radius, 1);
        take(index - radius - 1, -1);
        to[index * step] = Raster<float>::is_data(from[index * step]) ? static_cast<float>(sum / present) : NoData<float>::value;
    }
}

}  // namespace

float nearest_at(const Raster<float>& raster, Point point) {
    const int column = raster.grid.column_at(point.x), row = raster.grid.row_at(point.y);
    return raster.grid.has(column, row) ? raster.at(column, row) : NoData<float>::value;
}

float bilinear_at(const Raster<float>& raster, Point point) {
    if (!Raster<float>::is_data(nearest_at(raster, point))) return NoData<float>::value;
    const double x = (point.x - raster.grid.x_min) / raster.grid.cell_m - 0.5, y = (raster.grid.y_max - point.y) / raster.grid.cell_m - 0.5;
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    const double tx = x - left, ty = y - top;
    double sum = 0, weights = 0;
    for (int corner = 0; corner < 4; ++corner) {
        const int column = std::clamp(left + corner % 2, 0, raster.grid.width - 1),
                  row = std::clamp(top + corner / 2, 0, raster.grid.height - 1);
        const float value = raster.at(column, row);
        if (!Raster<float>::is_data(value)) continue;
        const double weight = (corner % 2 ? tx : 1 - tx) * (corner / 2 ? ty : 1 - ty);
        sum += weight * static_cast<double>(value);
        weights += weight;
    }
    return static_cast<float>(sum / weights);
}

Raster<float> sampled(const Raster<float>& raster, const GridSpec& wanted) {
    if (wanted == raster.grid) return raster;
    Raster<float> result(wanted);
    const auto at = wanted.cell_m < raster.grid.cell_m * 0.999 ? bilinear_at : nearest_at;
    core::parallel_blocks(wanted.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < wanted.width; ++column) result.at(column, row) = at(raster, wanted.centre(column, row));
    });
    return result;
}

Raster<float> halved(const Raster<float>& raster) {
    Raster<float> result(raster.grid.coarser(2));
    core::parallel_blocks(result.grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < result.grid.width; ++column) {
                float sum = 0;
                int count = 0;
                for (int corner = 0; corner < 4; ++corner) {
                    const int c = 2 * column + corner % 2, r = 2 * row + corner / 2;
                    if (raster.has(c, r)) sum += raster.at(c, r), ++count;
                }
                if (count > 0) result.at(column, row) = sum / static_cast<float>(count);
            }
    });
    return result;
}

GridSpec grown(const GridSpec& grid, int cells) {
    return {grid.x_min - cells * grid.cell_m, grid.y_max + cells * grid.cell_m, grid.cell_m, grid.width + 2 * cells,
            grid.height + 2 * cells};
}

Raster<float> cut_out(const Raster<float>& raster, const GridSpec& inner) {
    Raster<float> result(inner);
    const int left = static_cast<int>(std::lround((inner.x_min - raster.grid.x_min) / inner.cell_m));
    const int top = static_cast<int>(std::lround((raster.grid.y_max - inner.y_max) / inner.cell_m));
    for (int row = 0; row < inner.height; ++row) {
        const auto begin = raster.values.begin() + raster.grid.index(left, row + top);
        std::copy(begin, begin + inner.width, result.values.begin() + inner.index(0, row));
    }
    return result;
}

Raster<float> smoothed(const Raster<float>& raster, int radius_cells) {
    Raster<float> result = raster;
    std::vector<float> before;
    for (int pass = 0; pass < 2; ++pass) {
        before = result.values;
        for (int row = 0; row < raster.grid.height; ++row)
            run_mean(&before[static_cast<std::size_t>(raster.grid.index(0, row))], &result.at(0, row), raster.grid.width, 1, radius_cells);
        before = result.values;
        for (int column = 0; column < raster.grid.width; ++column)
            run_mean(&before[static_cast<std::size_t>(column)], &result.at(column, 0), raster.grid.height, raster.grid.width, radius_cells);
    }
    return result;
}

}  // namespace kreisblick::geo
