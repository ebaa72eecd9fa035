#include "core/parallel.h"
#include "fiction/world.h"

namespace kreisblick::fiction {

void build_places(World& world, const core::Job& job) {
    world.net = RoadNet::between(world.land, world.territory, world.places);
    std::vector<Village> villages(world.places.size());
    core::parallel_blocks(static_cast<std::int64_t>(villages.size()), 1, [&](std::int64_t begin, std::int64_t) {
        if (job.stopped()) return;
        villages[static_cast<std::size_t>(begin)] = grown_village(world.land, world.net, world.places, static_cast<int>(begin));
    });
    for (std::size_t index = 0; index < villages.size(); ++index) {
        Random random(key_of(world.plan.options.seed, "street names", index));
        const int first = static_cast<int>(world.net.roads.size());
        for (Road& street : villages[index].streets) {
            street.name = Names::street(random, street.is_old);
            world.net.roads.push_back(std::move(street));
        }
        for (House& house : villages[index].houses) {
            if (house.street >= 0) house.street += first;
            world.houses.push_back(house);
        }
    }
}

}  // namespace kreisblick::fiction
