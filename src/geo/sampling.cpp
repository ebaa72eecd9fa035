#include "geo/sampling.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {
namespace {

constexpr int k_rows_per_block = 32;

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
        const int column = std::clamp(left + corner % 2, 0, raster.grid.width - 1), row = std::clamp(top + corner / 2, 0, raster.grid.height - 1);
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

}  // namespace kreisblick::geo
