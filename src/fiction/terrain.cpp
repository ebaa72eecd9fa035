#include "fiction/terrain.h"

#include "fiction/noise.h"
#include "fiction/random.h"

#include <cmath>

namespace kreisblick::fiction {
namespace {

/// What one round of uplift and erosion does: metres of rise where the uplift is 1, and the strength of running water against it.
constexpr float k_rise_m = 40;
constexpr float k_water_strength = 1.0F;
/// Hill slopes erode as if this much more land drained over them, which keeps them from turning into cliffs.
constexpr float k_slope_wash_m2 = 25000;
constexpr double k_highest_m = 754;

/// How fast the ground rises: a wooded upland in the north-west, a high massif with a flat top, cuesta ridges in the east, basins between.
double uplift_at(const Plan& plan, geo::Point place) {
    const std::uint64_t key = key_of(plan.options.seed, "uplift");
    const geo::Point way = (place - plan.centre()) * (1 / plan.inner_side_m);
    const double bulk = rough_noise(key, place.x / 11000, place.y / 11000, 3);
    const double ridge = 1 - std::abs(rough_noise(key + 1, place.x / 8000 + 3, place.y / 8000, 3)) * 2.2;
    const geo::Point massif = way - geo::Point{-0.17, -0.02};
    const double away = dot(massif, massif) / 0.016;
    const double high = 0.75 / (1 + away * away);
    const geo::Point upland = way - geo::Point{-0.42, 0.36};
    return std::max(0.18, 0.62 + 0.38 * bulk + 0.34 * std::max(0.0, ridge) + high + 0.45 / (1 + dot(upland, upland) / 0.04));
}

Field<float> uplift_on(const Plan& plan, const geo::GridSpec& grid) {
    Field<float> result(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            result.at(column, row) = static_cast<float>(uplift_at(plan, grid.centre(column, row)));
    return result;
}

/// Puts the valley floor where it is; returns which cells it covers.
std::vector<char> lay_floor(Field<float>& heights, const Field<float>& floor) {
    std::vector<char> covered(heights.values.size(), 0);
    for (std::size_t cell = 0; cell < covered.size(); ++cell)
        if (floor.values[cell] == floor.values[cell]) covered[cell] = 1, heights.values[cell] = floor.values[cell];
    return covered;
}

/// One round: the land rises, and each cell is cut towards the one its water runs to (implicit, from the outlets upwards).
void rise_and_erode(Field<float>& heights, const Field<float>& uplift, const std::vector<char>& outlets) {
    const Drainage drainage = Drainage::over(heights, outlets);
    const auto cell_m = static_cast<float>(heights.grid.cell_m);
    for (const std::uint32_t cell : drainage.order) {
        const std::uint32_t next = drainage.receiver[cell];
        if (next == cell) continue;
        const float cut = k_water_strength * std::sqrt(drainage.drained_m2[cell] + k_slope_wash_m2) / (cell_m * drainage.far[cell]);
        heights.values[cell] = (heights.values[cell] + k_rise_m * uplift.values[cell] + cut * heights.values[next]) / (1 + cut);
    }
}

/// Soil creeps: each cell moves towards the mean of its four neighbours; outlets stay.
void creep(Field<float>& heights, const std::vector<char>& outlets, float share) {
    const Field<float> before = heights;
    const geo::GridSpec& grid = heights.grid;
    for (int row = 1; row + 1 < grid.height; ++row)
        for (int column = 1; column + 1 < grid.width; ++column) {
            if (outlets[static_cast<std::size_t>(grid.index(column, row))]) continue;
            const float mean =
                0.25F * (before.at(column - 1, row) + before.at(column + 1, row) + before.at(column, row - 1) + before.at(column, row + 1));
            heights.at(column, row) += share * (mean - before.at(column, row));
        }
}

/// Stretches the heights above the floor so that the highest land reaches its height, and flattens the tops a little into plateaus.
void stretch(Field<float>& heights, const Field<float>& floor_level, double scale) {
    const auto above = [&](std::size_t cell) { return heights.values[cell] - floor_level.values[cell]; };
    float highest = 1;
    for (std::size_t cell = 0; cell < heights.values.size(); ++cell) highest = std::max(highest, heights.values[cell]);
    constexpr double base = 160, knee = 600;
    // A smaller district has lower hills, or all its slopes would be steep.
    const double top_m = base + (830 - base) * std::min(1.0, std::sqrt(std::sqrt(scale)));
    const double gain = (top_m - base) / (static_cast<double>(highest) - base);
    for (std::size_t cell = 0; cell < heights.values.size(); ++cell) {
        if (above(cell) <= 0) continue;
        const double raised = static_cast<double>(floor_level.values[cell]) + static_cast<double>(above(cell)) * gain;
        const double top = raised > knee ? knee + (raised - knee) * (k_highest_m - knee) / (830 - knee) : raised;
        heights.values[cell] = static_cast<float>(top);
    }
}

/// The height of the floor everywhere; beside it, that of the valley as a whole at that point of its way.
Field<float> level_under(const Field<float>& floor, const MainRiver& river) {
    Field<float> level = floor;
    const double valley_m = length(river.axis);
    for (int row = 0; row < level.grid.height; ++row)
        for (int column = 0; column < level.grid.width; ++column)
            if (float& value = level.at(column, row); !(value == value))
                value = static_cast<float>(river.level_beside(level.grid.centre(column, row), valley_m));
    return level;
}

/// Rounds of erosion on finer and finer grids.
Field<float> eroded(const Plan& plan, const MainRiver& river, const core::Job& job) {
    struct Stage {
        int factor, rounds;
    };
    Field<float> heights(plan.ground.coarser(4), 200);
    const std::uint64_t key = key_of(plan.options.seed, "first land");
    for (int row = 0; row < heights.grid.height; ++row)
        for (int column = 0; column < heights.grid.width; ++column) {
            const geo::Point place = heights.grid.centre(column, row);
            heights.at(column, row) += static_cast<float>(60 * rough_noise(key, place.x / 2500, place.y / 2500, 4));
        }
    for (const Stage stage : {Stage{4, 36}, Stage{2, 8}, Stage{1, 2}}) {
        const geo::GridSpec grid = stage.factor > 1 ? plan.ground.coarser(stage.factor) : plan.ground;
        if (!(heights.grid == grid)) heights = resampled(heights, grid);
        const Field<float> uplift = uplift_on(plan, grid);
        const std::vector<char> outlets = lay_floor(heights, river.floor(grid));
        for (int round = 0; round < stage.rounds && !job.stopped(); ++round) {
            rise_and_erode(heights, uplift, outlets);
            creep(heights, outlets, 0.4F);
        }
        for (int pass = 0; pass < 4 / stage.factor; ++pass) creep(heights, outlets, 0.7F);
        job.progress(0.25 / stage.factor, "Rain carves the land");
    }
    return heights;
}

/// The floor rises gently away from the river, so that brooks find it.
void tilt_floor(Field<float>& heights, const Field<float>& floor, const Field<float>& river_distance) {
    for (std::size_t cell = 0; cell < heights.values.size(); ++cell)
        if (floor.values[cell] == floor.values[cell])
            heights.values[cell] = floor.values[cell] + 0.6F + 0.004F * river_distance.values[cell];
}

std::vector<char> river_cells(const geo::GridSpec& grid, const MainRiver& river) {
    std::vector<char> cells(static_cast<std::size_t>(grid.cells()), 0);
    for (const geo::Point point : river.river) {
        const int column = grid.column_at(point.x), row = grid.row_at(point.y);
        if (grid.has(column, row)) cells[static_cast<std::size_t>(grid.index(column, row))] = 1;
    }
    return cells;
}

}  // namespace

Terrain Terrain::carved(const Plan& plan, const MainRiver& river, const core::Job& job) {
    Terrain terrain;
    terrain.heights = eroded(plan, river, job);
    terrain.floor = river.floor(plan.ground);
    terrain.river_distance = river.distances(plan.ground, 1500);
    stretch(terrain.heights, level_under(terrain.floor, river), plan.options.scale);
    tilt_floor(terrain.heights, terrain.floor, terrain.river_distance);
    terrain.drainage = Drainage::over(terrain.heights, river_cells(plan.ground, river));
    terrain.heights.values = terrain.drainage.filled;
    return terrain;
}

}  // namespace kreisblick::fiction
