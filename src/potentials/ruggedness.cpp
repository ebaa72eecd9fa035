#include "potentials/ruggedness.h"

#include "geo/cell_mask.h"
#include "potentials/terrain.h"
#include "potentials/topographic_position.h"
#include "potentials/wind_terrain.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace kreisblick::potentials {
namespace {

constexpr double k_cell_m = 100;
constexpr double k_radius_m = 3500;
constexpr float k_steep_percent = 30;

/// 1 for steep cells, 0 for others, 2 for those without a slope.
std::vector<std::uint8_t> steep_cells(const geo::Raster<float>& heights, const core::Job& job) {
    std::vector<std::uint8_t> steep(heights.values.size(), 2);
    const auto sink = [&](int first_row, std::span<const float> slopes) {
        std::uint8_t* out = steep.data() + heights.grid.index(0, first_row);
        for (std::size_t i = 0; i < slopes.size(); ++i)
            if (geo::Raster<float>::is_data(slopes[i])) out[i] = slopes[i] > k_steep_percent ? 1 : 0;
    };
    map_gradient(heights, slope_percent, sink, job);
    return steep;
}

/// The share of steep cells in coarser ones.
geo::Raster<float> steep_shares(const std::vector<std::uint8_t>& steep, const geo::GridSpec& grid) {
    const int factor = std::max(1, static_cast<int>(std::lround(k_cell_m / grid.cell_m)));
    geo::Raster<float> shares(grid.coarser(factor));
    for (int row = 0; row < shares.grid.height; ++row)
        for (int column = 0; column < shares.grid.width; ++column) {
            int known = 0, count = 0;
            for (int y = row * factor; y < std::min((row + 1) * factor, grid.height); ++y)
                for (int x = column * factor; x < std::min((column + 1) * factor, grid.width); ++x) {
                    const std::uint8_t cell = steep[static_cast<std::size_t>(grid.index(x, y))];
                    known += cell < 2;
                    count += cell == 1;
                }
            if (known > 0) shares.at(column, row) = static_cast<float>(count) / static_cast<float>(known);
        }
    return shares;
}

}  // namespace

core::Result<geo::Raster<float>> ruggedness(const geo::Raster<float>& heights, const core::Job& job) {
    const geo::Raster<float> shares = steep_shares(steep_cells(heights, job), heights.grid);
    // A cell above the mean of its surroundings by that much: so the mean is the cell less that.
    KREISBLICK_TRY(geo::Raster<float> index, topographic_position(shares, k_radius_m, Surroundings::Disc, job));
    for (std::size_t cell = 0; cell < index.values.size(); ++cell)
        index.values[cell] = std::clamp(shares.values[cell] - index.values[cell], 0.0F, 1.0F);
    return index;
}

core::Result<std::shared_ptr<const geo::Raster<float>>> kept_ruggedness(const Inputs& inputs, const core::Job& job) {
    return inputs.kept->get<geo::Raster<float>>("ruggedness", {"elevation"}, [&]() -> core::Result<geo::Raster<float>> {
        KREISBLICK_TRY(const auto read, inputs.read({"elevation"}));
        const geo::Raster<float>* heights = read->raster("elevation");
        return heights ? ruggedness(*heights, job) : geo::Raster<float>{};
    });
}

double rugged_ha(const geo::Raster<float>& ruggedness, const geo::Geometry* boundary) {
    const geo::CellMask inside =
        boundary && !boundary->is_empty() ? geo::cells_inside(*boundary, ruggedness.grid) : geo::CellMask(ruggedness.values.size(), 1);
    std::int64_t cells = 0;
    for (std::size_t cell = 0; cell < ruggedness.values.size(); ++cell)
        cells += inside[cell] && ruggedness.values[cell] > static_cast<float>(k_rugged_share) ? 1 : 0;
    return static_cast<double>(cells) * ruggedness.grid.cell_m * ruggedness.grid.cell_m / 1e4;
}

}  // namespace kreisblick::potentials
