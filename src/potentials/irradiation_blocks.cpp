#include "potentials/irradiation_blocks.h"

#include "core/parallel.h"
#include "geo/sampling.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_earth_radius_m = 6'371'000;
constexpr int k_usual_directions = 64;

/// Mean of every 16th height in a block; 0 where there are none.
double mean_height(const geo::Raster<float>& heights, int first_column, int first_row) {
    const geo::GridSpec& grid = heights.grid;
    double sum = 0;
    int count = 0;
    for (int row = first_row; row < std::min(first_row + k_sun_block_cells, grid.height); row += 4)
        for (int column = first_column; column < std::min(first_column + k_sun_block_cells, grid.width); column += 4)
            if (const float height = heights.at(column, row); geo::Raster<float>::is_data(height))
                sum += static_cast<double>(height), ++count;
    return count > 0 ? sum / count : 0;
}

/// The field's value at a point; where it has none, which happens beyond the grid alone, at the grid's nearest edge.
double field_at(const geo::Raster<float>& field, const geo::GridSpec& grid, geo::Point point) {
    const float here = geo::bilinear_at(field, point);
    if (geo::Raster<float>::is_data(here)) return static_cast<double>(here);
    const geo::Extent extent = grid.extent();
    const double margin = grid.cell_m / 1024;
    return static_cast<double>(geo::bilinear_at(field, {std::clamp(point.x, extent.x_min + margin, extent.x_max - margin),
                                                        std::clamp(point.y, extent.y_min + margin, extent.y_max - margin)}));
}

SkyYear sky_at(const SkyFields& fields, const geo::GridSpec& grid, geo::Point point) {
    SkyYear sky;
    for (std::size_t month = 0; month < 12; ++month)
        sky[month] = {field_at(fields.beam[month], grid, point), field_at(fields.diffuse[month], grid, point)};
    return sky;
}

/// Months (from 0) that are summed over.
struct Months {
    std::size_t first = 0, count = 12;
};
Months months_of(const SumPeriod& period) {
    if (period.day_of_year == 0) return {};
    return {static_cast<std::size_t>(month_of_day(period.day_of_year) - 1), 1};
}

/// a / b; 1 where the block has none of it.
double against(double value, double of_block) { return of_block > 0 ? value / of_block : value == value ? 1 : value; }

/// Means of ratios weighted by the light they belong to.
struct WeightedMean {
    double sum = 0, weight = 0;
    void add(double value, double its_weight) { sum += value * its_weight, weight += its_weight; }
    [[nodiscard]] float mean() const { return weight > 0 ? static_cast<float>(sum / weight) : 1.0F; }
};

}  // namespace

geo::Point BlockRow::centre_of(const geo::GridSpec& grid, int column) const {
    const double half = 0.5 * k_sun_block_cells;
    const int first_column = column / k_sun_block_cells * k_sun_block_cells;
    return {grid.x_min + (first_column + half) * grid.cell_m, grid.y_max - (m_first_row + half) * grid.cell_m};
}

void BlockRow::make(const IrradiationInputs& inputs, const IrradiationOptions& options, const HeightStrip& heights, int first_row,
                    int first_column, int end_column, const core::Job& job) {
    const geo::GridSpec& grid = inputs.heights.grid;
    m_first_row = first_row;
    m_blocks.clear();
    m_blocks.resize(static_cast<std::size_t>((end_column + k_sun_block_cells - 1) / k_sun_block_cells));
    const int first_block = first_column / k_sun_block_cells, count = static_cast<int>(m_blocks.size()) - first_block;
    for (int index = first_block; index < first_block + count; ++index) {
        const SolarPlace place = inputs.place_of(centre_of(grid, index * k_sun_block_cells));
        BlockSite& site = m_blocks[static_cast<std::size_t>(index)].site;
        site.latitude_rad = place.latitude_rad;
        site.convergence_rad = options.north == North::True ? place.convergence_rad : 0;
    }
    core::parallel_blocks(count, 1, [&](std::int64_t index, std::int64_t) {
        const auto block = static_cast<std::size_t>(first_block + index);
        if (!job.stopped()) fill(inputs, options, heights, static_cast<int>(block) * k_sun_block_cells, m_blocks[block]);
    });
}

void BlockRow::fill(const IrradiationInputs& inputs, const IrradiationOptions& options, const HeightStrip& heights, int column,
                    Block& block) const {
    const int directions = inputs.horizons ? inputs.horizons->directions() : k_usual_directions;
    block.site.altitude_m = mean_height(heights.heights, column, m_first_row - heights.first_row);
    block.site.sky = inputs.sky ? sky_at(*inputs.sky, inputs.heights.grid, centre_of(inputs.heights.grid, column)) : options.conditions.sky;
    block.steps = block_steps(block.site, options.conditions, options.period, directions);
    block.sun.steps = block.steps.steps.data();
    block.sun.groups = block.steps.groups.data();
    block.sun.group_count = static_cast<std::int32_t>(block.steps.groups.size());
    if (options.way == IrradiationWay::Steps) return;
    block.table = block_table(block.steps, directions);
    block.sun.groups = &block.steps.whole;
    block.sun.group_count = 1;
    block.sun.sectors = block.table.sectors.data();
    block.sun.sector_count = static_cast<std::int32_t>(block.table.sectors.size());
    block.sun.table = block.table.entries.data();
}

TileFrame BlockRow::frame_of(const geo::GridSpec& grid, const IrradiationOptions& options, int column, int row) const {
    const BlockSite& site = site_at(column);
    const geo::Point centre = centre_of(grid, column);
    const double sine = std::sin(site.convergence_rad), cosine = std::cos(site.convergence_rad);
    const double middle_east_m = grid.x_min + (column + 0.5 * k_sun_tile_columns) * grid.cell_m - centre.x;
    TileFrame frame;
    for (int line = 0; line < k_sun_tile_rows; ++line) {
        const double north_m = grid.centre(column, row + line).y - centre.y;
        frame.north_m[line] = static_cast<float>(north_m * cosine - middle_east_m * sine);
    }
    frame.lean_east_per_m = static_cast<float>(-sine / k_earth_radius_m);
    frame.lean_north_per_m = static_cast<float>(cosine / k_earth_radius_m);
    if (options.plane || options.north == North::Grid) return frame;  // a plane turns with true north
    const double turn_per_m = std::tan(site.latitude_rad) / k_earth_radius_m;
    frame.turn = static_cast<float>((grid.centre(column, row).x - centre.x) * turn_per_m);
    frame.turn_per_column = static_cast<float>(grid.cell_m * turn_per_m);
    return frame;
}

void BlockRow::lay_sky(const IrradiationInputs& inputs, const IrradiationOptions& options, int column, int row, TileSky& sky) const {
    const Block& block = block_at(column);
    const geo::GridSpec& grid = inputs.heights.grid;
    const Months months = months_of(options.period);
    const bool is_table = options.way == IrradiationWay::Table;
    for (int corner = 0; corner < 4; ++corner) {
        const int x = column + corner % 2 * k_sun_tile_columns, y = row + corner / 2 * k_sun_tile_rows;
        const SkyYear here = sky_at(*inputs.sky, grid, {grid.x_min + x * grid.cell_m, grid.y_max - y * grid.cell_m});
        WeightedMean beam, diffuse;
        for (std::size_t i = 0; i < months.count; ++i) {
            const SkyMonth& month = here[months.first + i];
            const SkyMonth& of_block = block.site.sky[months.first + i];
            beam.add(against(month.beam, of_block.beam), block.steps.beam_weights[i]);
            diffuse.add(against(month.diffuse, of_block.diffuse), block.steps.diffuse_weights[i]);
            if (is_table && i + 1 < months.count) continue;
            const std::size_t group = is_table ? 0 : i;
            sky.beam[group][corner] = beam.mean();
            sky.diffuse[group][corner] = diffuse.mean();
            beam = diffuse = {};
        }
    }
}

}  // namespace kreisblick::potentials
