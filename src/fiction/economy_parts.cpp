// Farms and their customers, facilities, and the statistics of the municipalities.
#include "fiction/land_use.h"
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>

namespace kreisblick::fiction {
namespace {

void add_actors(const World& world, Names& names, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "actors"));
    Sheet actors(geo::GeometryKind::Point), links(geo::GeometryKind::None);
    std::vector<std::string> shops;
    for (std::size_t index = 0; index < world.places.size(); ++index) {
        const Settlement& place = world.places[index];
        if (place.people < 700 && index % 9 != 4) continue;
        const std::string id = fmt::format("a{}", actors.size());
        const bool is_town = place.people > 2600;
        actors.add_point(place.centre + geo::Point{random.between(-80, 80), random.between(-80, 80)}).text("id", id);
        actors.text("name", is_town ? "Regionalmarkt " + place.name : "Dorfladen " + place.name)
            .text("category", is_town ? "co-operative" : "initiative");
        shops.push_back(id);
    }
    constexpr std::array<const char*, 6> goods{"Gemüse", "Milch", "Eier", "Fleisch", "Getreide", "Kirschen"};
    for (std::size_t index = 0; index < world.houses.size(); ++index) {
        const House& house = world.houses[index];
        if (house.use != Use::Farm || shops.empty()) continue;
        const std::string id = fmt::format("a{}", actors.size());
        actors.add_point(house.box.centre).text("id", id).text("name", "Hof " + names.family()).text("category", "farm");
        actors.text("organic", random.chance(0.12) ? "yes" : "no");
        if (!random.chance(0.45)) continue;
        links.add({}).text("from", id).text("to", shops[static_cast<std::size_t>(random.whole(0, static_cast<int>(shops.size()) - 1))]);
        links.text("what", goods[static_cast<std::size_t>(random.whole(0, 5))]);
    }
    parts.push_back(part_of(world, "actors", actors.take()));
    parts.push_back(part_of(world, "supply_links", links.take()));
}

void add_facilities(const World& world, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "facilities"));
    Sheet sheet(geo::GeometryKind::Point);
    for (const House& house : world.houses)
        if (house.use == Use::School || house.use == Use::TownHall || house.use == Use::FireStation)
            sheet.add_point(house.box.centre).text("id", fmt::format("e{}", sheet.size())).text("kind", to_string(house.use));
    for (const Settlement& place : world.places) {
        sheet.add_point(place.centre).text("id", fmt::format("e{}", sheet.size())).text("kind", "bus_stop").text("name", place.name);
        for (int shop = place.people > 600 ? 1 + place.people / 1500 : 0; shop > 0; --shop)
            sheet.add_point(place.centre + geo::Point{random.between(-1, 1) * place.core_m, random.between(-1, 1) * place.core_m})
                .text("id", fmt::format("e{}", sheet.size()))
                .text("kind", "supermarket");
    }
    parts.push_back(part_of(world, "poi", sheet.take()));
}

/// A row for each municipality, counted from what stands in it.
void add_statistics(const World& world, std::vector<Part>& parts) {
    struct Count {
        int people = 0, houses = 0, before_1919 = 0, vacant = 0;
    };
    std::vector<Count> counts(world.territory.municipalities.size());
    for (const Settlement& place : world.places)
        if (!place.is_in_rim()) counts[static_cast<std::size_t>(place.municipality)].people += place.people;
    for (const House& house : world.houses) {
        if (!is_dwelling(house.use) || house.municipality < 0) continue;
        Count& count = counts[static_cast<std::size_t>(house.municipality)];
        ++count.houses;
        count.before_1919 += house.year < 1919;
        count.vacant += house.is_vacant;
    }
    const std::vector<LandUse> uses = land_use_of(world);
    Sheet sheet(geo::GeometryKind::None);
    for (std::size_t index = 0; index < counts.size(); ++index) {
        const Municipality& municipality = world.territory.municipalities[index];
        sheet.add({}).text("ags", municipality.ags).text("name", municipality.name).whole("population", counts[index].people, "people");
        sheet.number("area_km2", municipality.area_km2, "km²").whole("dwelling_houses", counts[index].houses);
        sheet.whole("dwelling_houses_before_1919", counts[index].before_1919).whole("vacant_houses", counts[index].vacant);
        sheet.number("settlement_ha", uses[index].settlement_ha, "ha").number("traffic_ha", uses[index].traffic_ha, "ha");
        sheet.number("agriculture_ha", uses[index].agriculture_ha, "ha").number("forest_ha", uses[index].forest_ha, "ha");
        sheet.number("water_ha", uses[index].water_ha, "ha");
    }
    parts.push_back(part_of(world, "statistics", sheet.take()));
}

}  // namespace

void add_economy(const World& world, std::vector<Part>& parts) {
    Names names(world.plan.options.seed + 1);
    add_actors(world, names, parts);
    add_facilities(world, parts);
    add_statistics(world, parts);
}

}  // namespace kreisblick::fiction
