#include "fiction/railway.h"

#include "fiction/travel.h"

#include <algorithm>

namespace kreisblick::fiction {

namespace {

/// What a railway pays for the houses of each cell.
std::vector<float> crowds_on(const RoadGround& ground, const std::vector<Settlement>& places) {
    const geo::GridSpec& grid = ground.grid;
    std::vector<float> crowds(ground.heights.size(), 0);
    for (const Settlement& place : places) {
        const double reach = 250 + place.core_m;
        for (int row = std::max(0, grid.row_at(place.centre.y + reach));
             row <= std::min(grid.height - 1, grid.row_at(place.centre.y - reach)); ++row)
            for (int column = std::max(0, grid.column_at(place.centre.x - reach));
                 column <= std::min(grid.width - 1, grid.column_at(place.centre.x + reach)); ++column)
                if (distance(grid.centre(column, row), place.centre) < reach) crowds[static_cast<std::size_t>(grid.index(column, row))] = 6;
    }
    return crowds;
}

}  // namespace

Curve railway_along(const Land& land, const RoadGround& ground, const std::vector<Settlement>& places,
                    const std::function<bool(std::uint32_t)>& is_road) {
    const Curve& axis = land.river.axis;
    const std::vector<float> crowds = crowds_on(ground, places);
    const auto cost = [&](std::uint32_t from, std::uint32_t to, float far, std::int32_t) {
        const geo::Point place = ground.place_of(to);
        // A bridge over the river is dear: better to stay on its side for a while.
        const float bridge = land.terrain.river_distance.near(place) < 150 ? 5.0F : 0.0F;
        const float uphill = land.terrain.floor.near(place) == land.terrain.floor.near(place) ? 0.0F : 2.0F;
        const auto width = static_cast<std::uint32_t>(ground.grid.width);
        const bool is_beside_road = to > width && to + width < ground.heights.size() &&
                                    (is_road(to - 1) || is_road(to + 1) || is_road(to - width) || is_road(to + width));
        const float shared = is_road(to) ? 3.0F : is_beside_road ? 0.8F : 0.0F;
        return ground.step(from, to, far, 1500) + crowds[to] + bridge + shared + uphill;
    };
    const std::uint32_t goal = ground.cell_of(axis[axis.size() - axis.size() / 20]);
    const std::array<std::uint32_t, 1> starts{ground.cell_of(axis[axis.size() / 20])};
    Curve course;
    for (const std::uint32_t cell : travel(ground.grid, starts, cost, goal).way_back(goal)) course.push_back(ground.place_of(cell));
    smooth(course, 12);
    Curve knots;
    for (std::size_t index = 0; index < course.size(); index += 3) knots.push_back(course[index]);
    return spline(knots, 30);
}

}  // namespace kreisblick::fiction
