// Places and buildings as parts.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

namespace kreisblick::fiction {

void add_places(const World& world, std::vector<Part>& parts) {
    Sheet sheet(geo::GeometryKind::Point);
    for (const Settlement& place : world.places)
        sheet.add_point(place.centre)
            .text("id", fmt::format("p{}", sheet.size()))
            .text("name", place.name)
            .text("class", place.kind)
            .whole("population", place.people, "people");
    parts.push_back(part_of(world, "places", sheet.take()));
}

void add_buildings(const World& world, std::vector<Part>& parts) {
    Sheet sheet(geo::GeometryKind::Polygon);
    Sheet vacancies(geo::GeometryKind::None);
    Random random(key_of(world.plan.options.seed, "house numbers"));
    for (std::size_t index = 0; index < world.houses.size(); ++index) {
        const House& house = world.houses[index];
        const Settlement& place = world.places[static_cast<std::size_t>(house.settlement)];
        const std::string id = fmt::format("h{}", index);
        sheet.add(house.footprint())
            .text("id", id)
            .text("use", to_string(house.use))
            .whole("storeys", house.storeys)
            .whole("year", house.year);
        sheet.number("height_m", 2.9 * house.storeys + (house.use == Use::Church ? 12 : 3), "m").text("city", place.name);
        sheet.whole("heated", house.is_heated).text("heritage", house.is_monument ? "yes" : "");
        if (house.address.street >= 0) sheet.text("street", world.net.roads[static_cast<std::size_t>(house.address.street)].name);
        if (house.is_vacant)
            vacancies.add({})
                .text("building", id)
                .text("state", random.chance(0.75) ? "vacant" : "partly vacant")
                .whole("since", random.whole(1995, 2023));
    }
    parts.push_back(part_of(world, "buildings", sheet.take()));
    parts.push_back(part_of(world, "register", vacancies.take()));
}

}  // namespace kreisblick::fiction
