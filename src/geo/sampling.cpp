#include "geo/sampling.h"

#include "core/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

namespace kreisblick::geo {
namespace {

constexpr int k_rows_per_block = 32;

/// Where a coordinate falls between the cell centres along one side of a raster.
struct Between {
    int own = -1;  ///< the cell that holds it; -1 outside
    int low = 0;   ///< the two cells whose centres are next to it, held within the raster
    int high = 0;
    double share = 0;  ///< of the high one
};

Between between(double cells, int own, int count) {
    const double position = cells - 0.5, low = std::floor(position);
    const int first = static_cast<int>(low);
    return {own >= 0 && own < count ? own : -1, std::clamp(first, 0, count - 1), std::clamp(first + 1, 0, count - 1), position - low};
}

Between column_between(const GridSpec& grid, double x) { return between((x - grid.x_min) / grid.cell_m, grid.column_at(x), grid.width); }
Between row_between(const GridSpec& grid, double y) { return between((grid.y_max - y) / grid.cell_m, grid.row_at(y), grid.height); }

float interpolated(const Raster<float>& raster, const Between& column, const Between& row) {
    if (column.own < 0 || row.own < 0 || !Raster<float>::is_data(raster.at(column.own, row.own))) return NoData<float>::value;
    const float* above = raster.values.data() + raster.grid.index(0, row.low);
    const float* below = raster.values.data() + raster.grid.index(0, row.high);
    double sum = 0, weights = 0;
    const auto take = [&](float value, double weight) {
        if (!Raster<float>::is_data(value)) return;
        sum += weight * static_cast<double>(value);
        weights += weight;
    };
    take(above[column.low], (1 - column.share) * (1 - row.share));
    take(above[column.high], column.share * (1 - row.share));
    take(below[column.low], (1 - column.share) * row.share);
    take(below[column.high], column.share * row.share);
    return static_cast<float>(sum / weights);
}

/// Calls fill(row) for all rows of the grid, on several threads.
template <typename Fill>
void fill_rows(const GridSpec& grid, const Fill& fill) {
    core::parallel_blocks(grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row) fill(row);
    });
}

/// The raster on a finer grid.
Raster<float> interpolated(const Raster<float>& raster, const GridSpec& wanted) {
    Raster<float> result(wanted);
    std::vector<Between> columns;
    for (int column = 0; column < wanted.width; ++column) columns.push_back(column_between(raster.grid, wanted.centre(column, 0).x));
    fill_rows(wanted, [&](int row) {
        const Between between_rows = row_between(raster.grid, wanted.centre(0, row).y);
        for (int column = 0; column < wanted.width; ++column)
            result.at(column, row) = interpolated(raster, columns[static_cast<std::size_t>(column)], between_rows);
    });
    return result;
}

/// Each cell of half the resolution from the one to four values in it; none from none.
template <typename Merge>
Raster<float> halved_by(const Raster<float>& raster, const Merge& merge) {
    Raster<float> result(raster.grid.coarser(2));
    fill_rows(result.grid, [&](int row) {
        for (int column = 0; column < result.grid.width; ++column) {
            std::array<float, 4> values{};
            std::size_t count = 0;
            for (int corner = 0; corner < 4; ++corner) {
                const int c = 2 * column + corner % 2, r = 2 * row + corner / 2;
                if (raster.has(c, r)) values[count++] = raster.at(c, r);
            }
            if (count > 0) result.at(column, row) = merge(std::span<const float>(values.data(), count));
        }
    });
    return result;
}

}  // namespace

float nearest_at(const Raster<float>& raster, Point point) {
    const int column = raster.grid.column_at(point.x), row = raster.grid.row_at(point.y);
    return raster.grid.has(column, row) ? raster.at(column, row) : NoData<float>::value;
}

float bilinear_at(const Raster<float>& raster, Point point) {
    return interpolated(raster, column_between(raster.grid, point.x), row_between(raster.grid, point.y));
}

Raster<float> sampled(const Raster<float>& raster, const GridSpec& wanted) {
    if (wanted == raster.grid) return raster;
    return wanted.cell_m < raster.grid.cell_m * 0.999 ? interpolated(raster, wanted) : picked(raster, wanted);
}

Raster<float> picked(const Raster<float>& raster, const GridSpec& wanted) {
    Raster<float> result(wanted);
    fill_rows(wanted, [&](int row) {
        for (int column = 0; column < wanted.width; ++column) result.at(column, row) = nearest_at(raster, wanted.centre(column, row));
    });
    return result;
}

Raster<float> halved(const Raster<float>& raster) {
    return halved_by(raster, [](std::span<const float> values) {
        return std::accumulate(values.begin(), values.end(), 0.0F) / static_cast<float>(values.size());
    });
}

Raster<float> halved_by_class(const Raster<float>& raster) {
    return halved_by(raster, [](std::span<const float> codes) {
        const auto frequency = [&](float code) { return std::pair(std::count(codes.begin(), codes.end(), code), code); };
        return *std::max_element(codes.begin(), codes.end(), [&](float a, float b) { return frequency(a) < frequency(b); });
    });
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

}  // namespace kreisblick::geo
