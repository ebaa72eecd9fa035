// Power, farms and their customers, facilities, and the statistics of the municipalities.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>

namespace kreisblick::fiction {
namespace {

/// Wind parks on the heights of the district, far from villages.
void add_turbines(const World& world, Random& random, Sheet& plants) {
    const geo::Extent extent = world.territory.boundary.extent();
    const auto wanted = static_cast<std::size_t>(world.plan.area_km2 / 26);
    for (int attempt = 0; attempt < 20000 && plants.size() < wanted; ++attempt) {
        const geo::Point place{random.between(extent.x_min, extent.x_max), random.between(extent.y_min, extent.y_max)};
        const bool is_far = std::all_of(world.places.begin(), world.places.end(),
                                        [&](const Settlement& s) { return distance(s.centre, place) > 1000 + s.core_m; });
        if (!world.territory.holds(place) || !is_far || world.land.height(place) < 380 || world.land.slope(place) > 0.14) continue;
        for (int turbine = random.whole(2, 6); turbine > 0; --turbine) {
            const int year = random.whole(2002, 2022);
            plants.add_point(place + geo::Point{random.between(-700, 700), random.between(-700, 700)})
                .text("id", fmt::format("k{}", plants.size()));
            plants.text("technology", "wind").number("power_kw", year > 2014 ? 3000 : 2000, "kW").whole("year", year);
            plants.number("hub_height_m", year > 2014 ? 140 : 98, "m").number("rotor_diameter_m", year > 2014 ? 115 : 82, "m");
        }
    }
}

void add_plants(const World& world, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "plants"));
    Sheet plants(geo::GeometryKind::Point);
    add_turbines(world, random, plants);
    for (std::size_t index = 0; index < world.places.size(); ++index) {
        const Settlement& place = world.places[index];
        const geo::Point beside = place.centre + direction({random.bell(), random.bell()}) * (place.core_m * 2.5 + 300);
        const bool is_biogas = index % 10 == 3, is_solar = index % 6 == 1;
        if (!is_biogas && !is_solar) continue;
        plants.add_point(beside).text("id", fmt::format("k{}", plants.size())).text("technology", is_biogas ? "biomass" : "solar");
        plants.number("power_kw", is_biogas ? random.whole(75, 750) : random.whole(700, 6000), "kW")
            .whole("year", random.whole(2004, 2022));
    }
    parts.push_back(part_of(world, "plants", plants.take()));
}

/// A high-voltage line along the valley and one across the district, past the places.
void add_power_lines(const World& world, std::vector<Part>& parts) {
    const geo::Extent extent = world.grid.extent();
    Random random(key_of(world.plan.options.seed, "power lines"));
    Sheet lines(geo::GeometryKind::Line);
    for (int line = 0; line < 3; ++line) {
        const double from = random.between(0.2, 0.8), to = random.between(0.2, 0.8);
        const geo::Point start = line == 1 ? geo::Point{extent.x_min + extent.width() * from, extent.y_min}
                                           : geo::Point{extent.x_min, extent.y_min + extent.height() * from};
        const geo::Point end = line == 1 ? geo::Point{extent.x_min + extent.width() * to, extent.y_max}
                                         : geo::Point{extent.x_max, extent.y_min + extent.height() * to};
        Curve course = densified(Curve{start, end}, 4000);
        for (geo::Point& mast : course)
            for (const Settlement& place : world.places)
                if (const double clear = 700 + 2 * place.core_m; distance(mast, place.centre) < clear)
                    mast = place.centre + direction(mast - place.centre) * clear;
        lines.add_line(course).text("id", fmt::format("l{}", line)).text("class", "line").text("voltage", line == 0 ? "380000" : "110000");
    }
    parts.push_back(part_of(world, "power_lines", lines.take()));
}

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
    Sheet sheet(geo::GeometryKind::None);
    for (std::size_t index = 0; index < counts.size(); ++index) {
        const Municipality& municipality = world.territory.municipalities[index];
        sheet.add({}).text("ags", municipality.ags).text("name", municipality.name).whole("population", counts[index].people, "people");
        sheet.number("area_km2", municipality.area_km2, "km²").whole("dwelling_houses", counts[index].houses);
        sheet.whole("dwelling_houses_before_1919", counts[index].before_1919).whole("vacant_houses", counts[index].vacant);
    }
    parts.push_back(part_of(world, "statistics", sheet.take()));
}

}  // namespace

void add_economy(const World& world, std::vector<Part>& parts) {
    Names names(world.plan.options.seed + 1);
    add_plants(world, parts);
    add_power_lines(world, parts);
    add_actors(world, names, parts);
    add_facilities(world, parts);
    add_statistics(world, parts);
}

}  // namespace kreisblick::fiction
