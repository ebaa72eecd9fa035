// Plants and power lines as parts.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kreisblick::fiction {
namespace {

/// The district has its plants per area; its rim as many.
double plants_per_km2(const World& world, double in_district) {
    const geo::Extent extent = world.grid.extent();
    return extent.width() * extent.height() / 1e6 * in_district / 1025;
}

void add_plant(Sheet& plants, geo::Point place, const char* technology, double power_kw, int year) {
    plants.add_point(place).text("id", fmt::format("k{}", plants.size())).text("technology", technology);
    plants.number("power_kw", power_kw, "kW").whole("year", year);
}

/// Wind parks on the heights, far from villages.
void add_turbines(const World& world, Random& random, Sheet& plants) {
    const geo::Extent extent = world.grid.extent();
    const auto wanted = static_cast<std::size_t>(plants_per_km2(world, 39));
    for (int attempt = 0; attempt < 20000 && plants.size() < wanted; ++attempt) {
        const geo::Point place{random.between(extent.x_min, extent.x_max), random.between(extent.y_min, extent.y_max)};
        const bool is_far = std::all_of(world.places.begin(), world.places.end(),
                                        [&](const Settlement& s) { return distance(s.centre, place) > 1000 + s.core_m; });
        if (!is_far || !extent.grown(-800).contains(place) || world.land.height(place) < 380 || world.land.slope(place) > 0.14) continue;
        for (int turbine = random.whole(2, 6); turbine > 0; --turbine) {
            const int year = random.whole(2002, 2022);
            add_plant(plants, place + geo::Point{random.between(-700, 700), random.between(-700, 700)}, "wind", year > 2014 ? 3000 : 2000,
                      year);
            plants.number("hub_height_m", year > 2014 ? 140 : 98, "m").number("rotor_diameter_m", year > 2014 ? 115 : 82, "m");
        }
    }
}

/// Biogas and open-field solar plants at the edges of places.
void add_village_plants(const World& world, Random& random, Sheet& plants) {
    for (std::size_t index = 0; index < world.places.size(); ++index) {
        const Settlement& place = world.places[index];
        const geo::Point beside = place.centre + direction({random.bell(), random.bell()}) * (place.core_m * 2.5 + 300);
        const bool is_biogas = index % 10 == 3, is_solar = index % 6 == 1;
        if ((!is_biogas && !is_solar) || !world.grid.extent().contains(beside)) continue;
        const double power_kw = is_biogas ? random.whole(75, 750) : random.whole(700, 6000);
        add_plant(plants, beside, is_biogas ? "biomass" : "solar", power_kw, random.whole(2004, 2022));
    }
}

/// Weirs in the river and old mills on the brooks: many small plants that yield little.
void add_hydro(const World& world, Random& random, Sheet& plants) {
    const geo::Extent extent = world.grid.extent().grown(-200);
    const Curve& river = world.land.river.river;
    for (std::size_t at = river.size() / 16; at < river.size(); at += river.size() / 9)
        if (const geo::Point weir = river[at]; extent.contains(weir))
            add_plant(plants, weir, "hydro", random.whole(90, 480), random.whole(1921, 2009));
    std::vector<const Stream*> strong;
    for (const Stream& stream : world.land.streams)
        if (stream.drained_km2 > 8) strong.push_back(&stream);
    for (int mills = strong.empty() ? 0 : static_cast<int>(plants_per_km2(world, 24)); mills > 0; --mills) {
        const Stream& stream = *strong[static_cast<std::size_t>(random.whole(0, static_cast<int>(strong.size()) - 1))];
        const auto at = static_cast<std::size_t>(random.between(0.45, 0.98) * static_cast<double>(stream.course.size() - 1));
        const int power_kw = random.whole(3, 8 + static_cast<int>(stream.drained_km2 / 4));
        if (extent.contains(stream.course[at])) add_plant(plants, stream.course[at], "hydro", power_kw, random.whole(1908, 2012));
    }
}

void add_plants(const World& world, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "plants"));
    Sheet plants(geo::GeometryKind::Point);
    add_turbines(world, random, plants);
    add_village_plants(world, random, plants);
    add_hydro(world, random, plants);
    parts.push_back(part_of(world, "plants", plants.take()));
}

/// How far the houses of a place reach.
double reach_of(const Settlement& place) { return 110 + 20 * std::sqrt(static_cast<double>(place.dwelling_houses)); }

/// A line in long straight spans that keeps clear of the places it passes.
Curve line_past_places(const World& world, geo::Point from, geo::Point to, double clear_m) {
    Curve course = densified(Curve{from, to}, 300);
    for (int round = 0; round < 4; ++round) {
        smooth(course, 6);
        for (std::size_t index = 1; index + 1 < course.size(); ++index)
            for (const Settlement& place : world.places)
                if (const double clear = clear_m + reach_of(place); distance(course[index], place.centre) < clear)
                    course[index] = place.centre + direction(course[index] - place.centre) * clear;
    }
    return simplified(course, 55);
}

void add_line(const World& world, Sheet& lines, const Curve& course, const char* kind, const char* voltage) {
    for (const Curve& piece : within(course, world.grid.extent()))
        lines.add_line(piece).text("id", fmt::format("l{}", lines.size())).text("class", kind).text("voltage", voltage);
}

/// High-voltage lines across the district, past the places.
void add_high_voltage(const World& world, Random& random, Sheet& lines) {
    const geo::Extent extent = world.grid.extent();
    for (int line = 0; line < 3; ++line) {
        const double from = random.between(0.2, 0.8), to = random.between(0.2, 0.8);
        const geo::Point start = line == 1 ? geo::Point{extent.x_min + extent.width() * from, extent.y_min}
                                           : geo::Point{extent.x_min, extent.y_min + extent.height() * from};
        const geo::Point end = line == 1 ? geo::Point{extent.x_min + extent.width() * to, extent.y_max}
                                         : geo::Point{extent.x_max, extent.y_min + extent.height() * to};
        add_line(world, lines, line_past_places(world, start, end, 250), "line", line == 0 ? "380000" : "110000");
    }
}

/// A medium-voltage line from every place to the nearest larger one.
void add_medium_voltage(const World& world, Sheet& lines) {
    std::vector<std::size_t> by_size(world.places.size());
    std::iota(by_size.begin(), by_size.end(), 0);
    std::stable_sort(by_size.begin(), by_size.end(), [&](auto a, auto b) { return world.places[a].people > world.places[b].people; });
    for (std::size_t index = 1; index < by_size.size(); ++index) {
        const Settlement& place = world.places[by_size[index]];
        const Settlement* source = nullptr;
        for (std::size_t larger = 0; larger < index; ++larger) {
            const Settlement& candidate = world.places[by_size[larger]];
            if (!source || distance(candidate.centre, place.centre) < distance(source->centre, place.centre)) source = &candidate;
        }
        const geo::Point way = direction(place.centre - source->centre);
        const geo::Point from = source->centre + way * (reach_of(*source) + 30), to = place.centre - way * (reach_of(place) + 30);
        if (dot(to - from, way) > 100) add_line(world, lines, line_past_places(world, from, to, 20), "minor_line", "20000");
    }
}

void add_power_lines(const World& world, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "power lines"));
    Sheet lines(geo::GeometryKind::Line);
    add_high_voltage(world, random, lines);
    add_medium_voltage(world, lines);
    parts.push_back(part_of(world, "power_lines", lines.take()));
}

}  // namespace

void add_power(const World& world, std::vector<Part>& parts) {
    add_plants(world, parts);
    add_power_lines(world, parts);
}

}  // namespace kreisblick::fiction
