#include "fiction/ponds.h"

namespace kreisblick::fiction {
namespace {

/// Where something stands or runs, on 20 m cells: ponds keep away from it.
Field<char> built_ground(const World& world) {
    const geo::Extent extent = world.grid.extent();
    Field<char> built({extent.x_min, extent.y_max, 20, static_cast<int>(extent.width() / 20), static_cast<int>(extent.height() / 20)});
    const auto mark = [&](geo::Point place, double reach) {
        const geo::GridSpec& grid = built.grid;
        for (int row = std::max(0, grid.row_at(place.y + reach)); row <= std::min(grid.height - 1, grid.row_at(place.y - reach)); ++row)
            for (int column = std::max(0, grid.column_at(place.x - reach));
                 column <= std::min(grid.width - 1, grid.column_at(place.x + reach)); ++column)
                built.at(column, row) = 1;
    };
    for (const Road& road : world.net.roads)
        for (const geo::Point point : road.course) mark(point, 20);
    for (const geo::Point point : world.net.railway) mark(point, 30);
    for (const House& house : world.houses) mark(house.box.centre, house.box.reach() + 10);
    return built;
}

bool is_free(const Field<char>& built, const Lake& pond) {
    for (const geo::Point shore : pond.ring)
        if (!built.grid.extent().contains(shore) || built.near(shore) != 0) return false;
    return built.near(pond.centre) == 0;
}

/// Up to three ponds on one side of a brook, each a little below the one before.
void add_row(const World& world, const Stream& stream, Random& random, const Field<char>& built, std::vector<Lake>& ponds) {
    const double side = random.chance(0.5) ? 1 : -1;
    auto at = static_cast<std::size_t>(random.between(0.35, 0.9) * static_cast<double>(stream.course.size()));
    for (int count = random.whole(1, 3); count > 0 && at + 1 < stream.course.size(); --count) {
        const geo::Point along = direction(stream.course[at + 1] - stream.course[at - 1]);
        const double half_length = random.between(16, 48), half_width = half_length * random.between(0.4, 0.6);
        const geo::Point centre = stream.course[at] + left_of(along) * (side * (half_width * 1.2 + stream.width_m() / 2 + 6));
        Lake pond = lake_around(centre, along, half_length, half_width, random.next());
        pond.level_m = world.land.height(centre);
        if (world.land.slope(centre) < 0.13 && is_free(built, pond)) ponds.push_back(std::move(pond));
        at += 3;
    }
}

}  // namespace

std::vector<Lake> fish_ponds(const World& world) {
    Random random(key_of(world.plan.options.seed, "ponds"));
    const Field<char> built = built_ground(world);
    std::vector<Lake> ponds;
    for (const Stream& stream : world.land.streams)
        if (stream.course.size() > 12 && stream.drained_km2 < 20 && random.chance(0.4)) add_row(world, stream, random, built, ponds);
    return ponds;
}

}  // namespace kreisblick::fiction
