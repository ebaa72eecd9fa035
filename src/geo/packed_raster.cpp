#include "geo/packed_raster.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {
namespace {

constexpr int k_run = 64;
constexpr float k_most_steps = 65534;
constexpr int k_rows_per_block = 32;

/// Smallest and greatest value of a run, and whether all are whole numbers.
struct Contents {
    float least = std::numeric_limits<float>::max();
    float most = std::numeric_limits<float>::lowest();
    bool whole = true;
};

Contents contents_of(const float* values, int count) {
    Contents contents;
    for (int i = 0; i < count; ++i) {
        if (!Raster<float>::is_data(values[i])) continue;
        contents.least = std::min(contents.least, values[i]);
        contents.most = std::max(contents.most, values[i]);
        contents.whole = contents.whole && values[i] == std::nearbyint(values[i]);
    }
    return contents;
}

}  // namespace

PackedRaster::PackedRaster(const Raster<float>& raster)
    : m_grid(raster.grid),
      m_runs_per_row(static_cast<std::size_t>((raster.grid.width + k_run - 1) / k_run)),
      m_codes(raster.values.size()),
      m_runs(m_runs_per_row * static_cast<std::size_t>(std::max(raster.grid.height, 0))) {
    core::parallel_blocks(m_grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row) pack_row(raster.values.data() + m_grid.index(0, row), row);
    });
}

void PackedRaster::pack_row(const float* values, int row) {
    std::uint16_t* codes = m_codes.data() + m_grid.index(0, row);
    Run* run = m_runs.data() + static_cast<std::size_t>(row) * m_runs_per_row;
    for (int left = 0; left < m_grid.width; left += k_run, ++run) {
        const int count = std::min(k_run, m_grid.width - left);
        const Contents contents = contents_of(values + left, count);
        if (contents.least > contents.most) continue;  // no data at all
        const float range = contents.most - contents.least;
        *run = {contents.least, contents.whole && range <= k_most_steps ? 1.0F : range / k_most_steps};
        const float per_step = run->step > 0 ? 1 / run->step : 0;
        for (int i = left; i < left + count; ++i)
            if (Raster<float>::is_data(values[i]))
                codes[i] = static_cast<std::uint16_t>(1.5F + std::min((values[i] - run->least) * per_step, k_most_steps));
    }
}

Raster<float> PackedRaster::unpacked(int left, int top, int width, int height) const {
    Raster<float> part({m_grid.x_min + left * m_grid.cell_m, m_grid.y_max - top * m_grid.cell_m, m_grid.cell_m, width, height});
    core::parallel_blocks(height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row) {
            const std::uint16_t* codes = m_codes.data() + m_grid.index(left, top + row);
            const Run* runs = m_runs.data() + static_cast<std::size_t>(top + row) * m_runs_per_row;
            float* values = part.values.data() + part.grid.index(0, row);
            for (int column = 0; column < width; ++column) {
                const Run& run = runs[(left + column) / k_run];
                if (codes[column] != 0) values[column] = run.least + static_cast<float>(codes[column] - 1) * run.step;
            }
        }
    });
    return part;
}

Raster<float> PackedRaster::part(const Extent& extent, int cells_around) const {
    const auto cells = [&](double metres) { return std::clamp(metres / m_grid.cell_m, -1e8, 1e8); };
    const int left = std::max(0, static_cast<int>(std::floor(cells(extent.x_min - m_grid.x_min))) - cells_around);
    const int top = std::max(0, static_cast<int>(std::floor(cells(m_grid.y_max - extent.y_max))) - cells_around);
    const int right = std::min(m_grid.width, static_cast<int>(std::ceil(cells(extent.x_max - m_grid.x_min))) + cells_around);
    const int bottom = std::min(m_grid.height, static_cast<int>(std::ceil(cells(m_grid.y_max - extent.y_min))) + cells_around);
    return unpacked(std::min(left, m_grid.width), std::min(top, m_grid.height), std::max(0, right - left), std::max(0, bottom - top));
}

Raster<float> PackedRaster::whole() const { return unpacked(0, 0, m_grid.width, m_grid.height); }

}  // namespace kreisblick::geo
