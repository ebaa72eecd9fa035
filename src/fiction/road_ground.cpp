#include "fiction/road_ground.h"

#include "fiction/noise.h"
#include "fiction/random.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {

RoadGround::RoadGround(const Land& land) : grid(land.plan.ground.coarser(2)) {
    const std::uint64_t key = key_of(land.plan.options.seed, "way");
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) {
            const geo::Point place = grid.centre(column, row);
            const float water = land.water_distance.near(place), river = land.terrain.river_distance.near(place);
            heights.push_back(static_cast<float>(land.height(place)));
            bool is_at_lake = false;
            for (const geo::Point side : {geo::Point{25, 25}, geo::Point{-25, 25}, geo::Point{25, -25}, geo::Point{-25, -25}})
                is_at_lake = is_at_lake || land.is_at_lake(place + side);
            // A bridge costs, and running in the water costs at every step.
            burden.push_back(1.0F + 0.5F * static_cast<float>(noise(key, place.x / 450, place.y / 450)) + (water < 70 ? 3.2F : 0.0F) +
                             (river < 100 ? 9.0F : 0.0F) + static_cast<float>(5 * land.slope(place)) + (is_at_lake ? 300.0F : 0.0F));
        }
}

std::uint32_t RoadGround::cell_of(geo::Point place) const {
    return static_cast<std::uint32_t>(
        grid.index(std::clamp(grid.column_at(place.x), 1, grid.width - 2), std::clamp(grid.row_at(place.y), 1, grid.height - 2)));
}

geo::Point RoadGround::place_of(std::uint32_t cell) const {
    return grid.centre(static_cast<int>(cell) % grid.width, static_cast<int>(cell) / grid.width);
}

float RoadGround::step(std::uint32_t from, std::uint32_t to, float far, float climb) const {
    const float rise = std::abs(heights[from] - heights[to]) / (100 * far);
    return far * burden[to] * (1 + climb * rise * rise);
}

}  // namespace kreisblick::fiction
