#include "fiction/railway.h"

#include "fiction/travel.h"

namespace kreisblick::fiction {

Curve railway_along(const Land& land, const RoadGround& ground, const std::vector<Settlement>& places,
                    const std::function<bool(std::uint32_t)>& is_road) {
    const Curve& axis = land.river.axis;
    const auto cost = [&](std::uint32_t from, std::uint32_t to, float far, std::int32_t) {
        const geo::Point place = ground.place_of(to);
        float crowded = 0;
        for (const Settlement& settlement : places)
            if (distance(settlement.centre, place) < 250 + settlement.core_m) crowded = 6;
        // A bridge over the river is dear: better to stay on its side for a while.
        const float bridge = land.terrain.river_distance.near(place) < 150 ? 5.0F : 0.0F;
        const float uphill = land.terrain.floor.near(place) == land.terrain.floor.near(place) ? 0.0F : 2.0F;
        const auto width = static_cast<std::uint32_t>(ground.grid.width);
        const bool is_beside_road = to > width && to + width < ground.heights.size() &&
                                    (is_road(to - 1) || is_road(to + 1) || is_road(to - width) || is_road(to + width));
        const float shared = is_road(to) ? 3.0F : is_beside_road ? 0.8F : 0.0F;
        return ground.step(from, to, far, 1500) + crowded + bridge + shared + uphill;
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
