#include "fiction/world.h"

#include <algorithm>

namespace kreisblick::fiction {
namespace {

/// Dwelling houses by year of building (census of 2011, Werra-Meißner-Kreis): up to which share of all, and the years of the class.
struct AgeClass {
    double up_to;
    int from, to;
};
constexpr std::array<AgeClass, 8> k_classes{{{0.2328, 1690, 1918},
                                             {0.3569, 1919, 1948},
                                             {0.7812, 1949, 1978},
                                             {0.8626, 1979, 1986},
                                             {0.8840, 1987, 1990},
                                             {0.9206, 1991, 1995},
                                             {0.9646, 1996, 2000},
                                             {1.0, 2001, 2011}}};

/// The year that belongs to a place in the row of all dwelling houses, from the oldest (0) to the youngest (1).
int year_at(double share) {
    double before = 0;
    for (const AgeClass& age : k_classes) {
        if (share < age.up_to) return age.from + static_cast<int>((share - before) / (age.up_to - before) * (age.to - age.from + 1));
        before = age.up_to;
    }
    return k_classes.back().to;
}

int storeys_of(const House& house, Random& random) {
    switch (house.use) {
        case Use::Apartments: return random.whole(3, 5);
        case Use::Dwelling:
            return house.year < 1949 ? random.whole(2, 3) : house.year < 1979 ? random.whole(1, 2) : random.chance(0.7) ? 1 : 2;
        case Use::School:
        case Use::TownHall: return random.whole(2, 3);
        case Use::Farm: return 2;
        default: return 1;
    }
}

void furnish(House& house, Random& random) {
    house.storeys = storeys_of(house, random);
    const bool is_public =
        house.use == Use::School || house.use == Use::TownHall || house.use == Use::Church || house.use == Use::FireStation;
    house.is_heated = is_dwelling(house.use) || is_public || house.use == Use::Workshop;
    house.is_monument = house.use == Use::Church || (is_dwelling(house.use) && house.year < 1880 && random.chance(0.22));
    house.is_vacant = house.municipality >= 0 && house.use == Use::Dwelling &&
                      random.chance(house.year < 1919   ? 0.095
                                    : house.year < 1949 ? 0.05
                                                        : 0.012);
}

/// Gives the dwelling houses of the district, or those of the rim, their years: the nearer to an old centre, the older.
void age_dwellings(World& world, Random& random, bool in_rim) {
    std::vector<std::pair<double, std::size_t>> row;
    for (std::size_t index = 0; index < world.houses.size(); ++index) {
        const House& house = world.houses[index];
        const double core = world.places[static_cast<std::size_t>(house.settlement)].core_m;
        if (is_dwelling(house.use) && (house.municipality < 0) == in_rim)
            row.emplace_back(house.remoteness / core * random.between(0.7, 1.4), index);
    }
    std::sort(row.begin(), row.end());
    for (std::size_t rank = 0; rank < row.size(); ++rank)
        world.houses[row[rank].second].year = year_at((static_cast<double>(rank) + 0.5) / static_cast<double>(row.size()));
}

}  // namespace

void age_houses(World& world) {
    Random random(key_of(world.plan.options.seed, "ages"));
    age_dwellings(world, random, false);
    age_dwellings(world, random, true);
    int before = 1900;
    for (House& house : world.houses) {
        // What stands beside a house came with it.
        if (is_dwelling(house.use))
            before = house.year;
        else
            house.year = house.use == Use::Church ? random.whole(1180, 1790) : std::max(before, house.use == Use::Garage ? 1950 : before);
        furnish(house, random);
    }
}

}  // namespace kreisblick::fiction
