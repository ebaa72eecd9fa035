// Roads, railway, places and buildings as parts.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

namespace kreisblick::fiction {
namespace {

bool starts_within(const Curve& course, const geo::Extent& extent) {
    return course.size() > 1 && extent.contains(course.front()) && extent.contains(course.back());
}

}  // namespace

void add_roads(const World& world, std::vector<Part>& parts) {
    const geo::Extent extent = world.grid.extent();
    Sheet sheet(geo::GeometryKind::Line);
    sheet.declare("id").declare("class").declare("name").declare("ref");
    for (const Road& road : world.net.roads) {
        if (!starts_within(road.course, extent)) continue;
        sheet.add_line(road.course).text("id", fmt::format("r{}", sheet.size())).text("class", to_string(road.road));
        sheet.text("name", road.name).text("ref", road.ref);
    }
    parts.push_back(part_of(world, "roads", sheet.take()));
    Curve tracks;
    for (const geo::Point point : world.net.railway)
        if (extent.contains(point)) tracks.push_back(point);
    Sheet railway(geo::GeometryKind::Line);
    railway.add_line(tracks).text("id", "b0").text("class", "rail").text("name", world.river_name + "talbahn").whole("tracks", 2);
    parts.push_back(part_of(world, "railway", railway.take()));
}

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
        if (house.street >= 0) sheet.text("street", world.net.roads[static_cast<std::size_t>(house.street)].name);
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
