#include "core/parallel.h"
#include "fiction/through_roads.h"
#include "fiction/world.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

std::vector<Village> grown_villages(const World& world, const core::Job& job) {
    std::vector<Village> villages(world.places.size());
    core::parallel_blocks(static_cast<std::int64_t>(villages.size()), 1, [&](std::int64_t begin, std::int64_t) {
        if (job.stopped()) return;
        villages[static_cast<std::size_t>(begin)] = grown_village(world.land, world.net, world.places, static_cast<int>(begin));
    });
    return villages;
}

void add_streets(World& world, std::vector<Road>& streets, StreetNames& names) {
    for (Road& street : streets) {
        street.name = names.next(street.is_old);
        world.net.roads.push_back(std::move(street));
    }
}

/// Where the roads of a place really meet: they were softened after they had been led to it.
void move_to_roads(std::vector<Settlement>& places, const std::vector<Road>& roads) {
    constexpr double k_reach_m = 400;
    std::vector<geo::Point> nearest(places.size());
    std::vector<double> away(places.size(), k_reach_m);
    for (const Road& road : roads)
        for (const geo::Point point : road.course)
            for (std::size_t index = 0; index < places.size() && road.road != RoadClass::Track; ++index) {
                const geo::Point way = point - places[index].centre;
                if (std::abs(way.x) > k_reach_m || std::abs(way.y) > k_reach_m) continue;
                if (const double far = std::sqrt(dot(way, way)); far < away[index]) away[index] = far, nearest[index] = point;
            }
    for (std::size_t index = 0; index < places.size(); ++index)
        if (away[index] < k_reach_m) places[index].centre = nearest[index];
}

}  // namespace

void build_places(World& world, const core::Job& job) {
    // Where a town stands no gravel was dug.
    world.land.drain([&](const Lake& lake) {
        return std::any_of(world.places.begin(), world.places.end(), [&](const Settlement& place) {
            return place.kind == "town" &&
                   distance(place.centre, lake.centre) < 300 + 11 * std::sqrt(static_cast<double>(place.dwelling_houses));
        });
    });
    world.net = RoadNet::between(world.land, world.places);
    move_to_roads(world.places, world.net.roads);
    std::vector<Village> villages = grown_villages(world, job);
    std::vector<StreetNames> names;
    const geo::Extent extent = world.grid.extent();
    for (std::size_t index = 0; index < villages.size(); ++index) {
        names.emplace_back(key_of(world.plan.options.seed, "street names", index));
        for (const House& house : villages[index].houses)
            if (extent.grown(-house.box.reach()).contains(house.box.centre)) world.houses.push_back(house);
    }
    std::vector<int> first_street{0};
    for (const Village& village : villages) first_street.push_back(first_street.back() + static_cast<int>(village.streets.size()));
    name_through_roads(world.net.roads, world.houses, names);
    const int first = static_cast<int>(world.net.roads.size());
    for (House& house : world.houses) {
        house.municipality = world.territory.municipality_at(house.box.centre);
        if (house.address.road < 0 && house.address.street >= 0)
            house.address.street += first + first_street[static_cast<std::size_t>(house.settlement)];
    }
    for (std::size_t index = 0; index < villages.size(); ++index) add_streets(world, villages[index].streets, names[index]);
}

}  // namespace kreisblick::fiction
