#include "fiction/names.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kreisblick::fiction {
namespace {

void name_land(World& world, Names& names) {
    world.river_name = names.river();
    world.hill_name = names.mountain();
    for (Stream& stream : world.land.streams)
        if (stream.is_river())
            stream.name = names.side_river();
        else if (stream.drained_km2 > 4)
            stream.name = names.brook();
}

/// Lakes are called after the nearest place; the large ones only.
void name_lakes(World& world) {
    std::set<std::string> used;
    for (Lake& lake : world.land.lakes) {
        const auto nearest = std::min_element(world.places.begin(), world.places.end(), [&](const Settlement& a, const Settlement& b) {
            return distance(a.centre, lake.centre) < distance(b.centre, lake.centre);
        });
        if (nearest == world.places.end() || lake.area_m2 < 60000) continue;
        const std::string name = "Kiessee " + nearest->name.substr(0, nearest->name.find(" an der"));
        if (used.insert(name).second) lake.name = name;
    }
}

/// The nearest village without a name that lies near enough to have been one with it.
Settlement* twin_of(std::vector<Settlement>& places, const Settlement& place) {
    Settlement* nearest = nullptr;
    for (Settlement& other : places) {
        const double away = distance(other.centre, place.centre);
        if (&other == &place || !other.name.empty() || other.kind == "town" || away > 2200) continue;
        if (!nearest || away < distance(nearest->centre, place.centre)) nearest = &other;
    }
    return nearest;
}

/// Some villages share a name with the next one: the upper and the lower one.
void name_pair(const Land& land, Names& names, Settlement& one, Settlement& other) {
    const std::string name = names.village();
    const bool is_upper = land.height(one.centre) >= land.height(other.centre);
    one.name = names.joined(is_upper ? "Ober" : "Nieder", name);
    other.name = names.joined(is_upper ? "Nieder" : "Ober", name);
}

void name_places(World& world, Names& names) {
    Random random(key_of(world.plan.options.seed, "pairs of villages"));
    bool river_in_town_name = random.chance(0.6);
    for (Settlement& place : world.places) {
        if (!place.name.empty()) continue;
        if (place.kind == "town") {
            const bool is_on_river = world.land.terrain.river_distance.near(place.centre) < 900;
            place.name = names.town() + (river_in_town_name && is_on_river ? " an der " + world.river_name : "");
            river_in_town_name = river_in_town_name && !is_on_river;
            continue;
        }
        Settlement* twin = random.chance(0.05) && !place.is_seat ? twin_of(world.places, place) : nullptr;
        if (twin)
            name_pair(world.land, names, place, *twin);
        else
            place.name = names.village();
    }
}

}  // namespace

void name_everything(World& world) {
    Names names(world.plan.options.seed);
    name_land(world, names);
    name_places(world, names);
    name_lakes(world);
    int number = 0;
    for (Municipality& municipality : world.territory.municipalities) {
        const Settlement& seat = world.places.at(static_cast<std::size_t>(number));
        municipality.ags = fmt::format("99636{:03}", ++number);
        municipality.type = seat.kind == "town" ? "Stadt" : "Gemeinde";
        municipality.name = seat.name;
    }
}

}  // namespace kreisblick::fiction
