#include "fiction/land.h"

namespace kreisblick::fiction {
namespace {

constexpr double k_reach_m = 1000;

/// Spreads the distance to water over the ground in two sweeps; each cell learns which water is nearest.
void sweep(Field<float>& away, Field<float>& size) {
    const geo::GridSpec& grid = away.grid;
    const auto learn = [&](int column, int row, int dx, int dy, float step) {
        if (!grid.has(column + dx, row + dy)) return;
        const float through = away.at(column + dx, row + dy) + step;
        if (through >= away.at(column, row)) return;
        away.at(column, row) = through;
        size.at(column, row) = size.at(column + dx, row + dy);
    };
    const auto cell = static_cast<float>(grid.cell_m), diagonal = cell * 1.41421356F;
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            learn(column, row, -1, 0, cell), learn(column, row, 0, -1, cell), learn(column, row, -1, -1, diagonal),
                learn(column, row, 1, -1, diagonal);
    for (int row = grid.height - 1; row >= 0; --row)
        for (int column = grid.width - 1; column >= 0; --column)
            learn(column, row, 1, 0, cell), learn(column, row, 0, 1, cell), learn(column, row, 1, 1, diagonal),
                learn(column, row, -1, 1, diagonal);
}

void mark(Field<float>& away, Field<float>& size, const Curve& course, double drained_km2) {
    for (const geo::Point point : densified(course, away.grid.cell_m / 2)) {
        const int column = away.grid.column_at(point.x), row = away.grid.row_at(point.y);
        if (!away.grid.has(column, row)) continue;
        away.at(column, row) = 0;
        size.at(column, row) = std::max(size.at(column, row), static_cast<float>(drained_km2));
    }
}

/// Marks the cells of the lakes and of a strip around them.
Field<char> around_lakes(const geo::GridSpec& grid, const std::vector<Lake>& lakes) {
    constexpr double k_strip_m = 60;
    Field<char> marks(grid, 0);
    for (const Lake& lake : lakes) {
        const geo::Extent extent = lake.shape().extent().grown(k_strip_m);
        for (int row = std::max(0, grid.row_at(extent.y_max)); row <= std::min(grid.height - 1, grid.row_at(extent.y_min)); ++row)
            for (int column = std::max(0, grid.column_at(extent.x_min)); column <= std::min(grid.width - 1, grid.column_at(extent.x_max));
                 ++column)
                if (geo::distance(lake.shape(), grid.centre(column, row)) <= k_strip_m) marks.at(column, row) = 1;
    }
    return marks;
}

}  // namespace

Land Land::made(const Plan& plan, const core::Job& job) {
    Land land;
    land.plan = plan;
    land.river = MainRiver::across(plan);
    land.terrain = Terrain::carved(plan, land.river, job);
    land.streams = find_streams(land.terrain, land.river);
    open_valleys(land.terrain, land.river, land.streams, plan.options.seed);
    land.lakes = gravel_lakes(plan, land.river, land.terrain);
    land.lake_ground = around_lakes(plan.ground, land.lakes);
    land.water_distance = Field<float>(plan.ground, static_cast<float>(k_reach_m));
    land.water_size = Field<float>(plan.ground, 0);
    for (const Stream& stream : land.streams) mark(land.water_distance, land.water_size, stream.course, stream.drained_km2);
    mark(land.water_distance, land.water_size, land.river.river, 4000);
    sweep(land.water_distance, land.water_size);
    return land;
}

void Land::drain(const std::function<bool(const Lake&)>& is_unwanted) {
    std::erase_if(lakes, is_unwanted);
    lake_ground = around_lakes(plan.ground, lakes);
}

}  // namespace kreisblick::fiction
