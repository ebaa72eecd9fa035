#include "fiction/cover.h"
#include "fiction/noise.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

/// Settlement of the Werra-Meißner-Kreis in the land-use statistics of 2021 (5,750 of 102,483 ha), and the village streets that lie in it,
/// which count as traffic there.
constexpr double k_settlement_share = 0.0561 + 0.0115;
constexpr double k_reach_m = 110;

/// How far each cell lies from the wall of the nearest house (less for large ones), and whether that house is a hall.
struct Gardens {
    Field<float> away;
    Field<char> is_hall;
};

Gardens around_houses(const World& world, const geo::GridSpec& grid) {
    Gardens gardens{Field<float>(grid, static_cast<float>(k_reach_m)), Field<char>(grid, 0)};
    for (const House& house : world.houses) {
        const geo::Point centre = house.box.centre;
        // A lonely barn has a yard, no garden; a hall has room for lorries.
        const bool is_hall = house.use == Use::Hall;
        const double yard = house.use == Use::Barn || house.use == Use::Shed ? -12 : house.box.half_length * 0.7 + (is_hall ? 38 : 0);
        for (int row = std::max(0, grid.row_at(centre.y + k_reach_m)); row <= std::min(grid.height - 1, grid.row_at(centre.y - k_reach_m));
             ++row)
            for (int column = std::max(0, grid.column_at(centre.x - k_reach_m));
                 column <= std::min(grid.width - 1, grid.column_at(centre.x + k_reach_m)); ++column) {
                const auto away = static_cast<float>(distance(grid.centre(column, row), centre) - yard);
                if (away >= gardens.away.at(column, row)) continue;
                gardens.away.at(column, row) = away;
                gardens.is_hall.at(column, row) = is_hall ? 1 : 0;
            }
    }
    return gardens;
}

/// Fills the gaps between houses: a cell is as near to one as the mean of its surroundings says.
void soften(Field<float>& away) {
    const Field<float> before = away;
    const geo::GridSpec& grid = away.grid;
    for (int row = 1; row + 1 < grid.height; ++row)
        for (int column = 1; column + 1 < grid.width; ++column) {
            float sum = 0;
            for (int y = -1; y <= 1; ++y)
                for (int x = -1; x <= 1; ++x) sum += before.at(column + x, row + y);
            away.at(column, row) = sum / 9;
        }
}

/// The distance within which the wanted share of the district is settlement.
float limit_of(const World& world, const Field<float>& away) {
    std::vector<float> inside;
    std::size_t cells = 0;
    for (int row = 0; row < away.grid.height; ++row)
        for (int column = 0; column < away.grid.width; ++column) {
            if (!world.territory.holds(away.grid.centre(column, row))) continue;
            ++cells;
            if (away.at(column, row) < static_cast<float>(k_reach_m)) inside.push_back(away.at(column, row));
        }
    if (inside.empty()) return 0;
    const auto wanted = std::min(inside.size() - 1, static_cast<std::size_t>(static_cast<double>(cells) * k_settlement_share));
    std::nth_element(inside.begin(), inside.begin() + static_cast<std::ptrdiff_t>(wanted), inside.end());
    return inside[wanted];
}

/// Gives an uneven round of free ground around a place another class.
void put_round(Field<std::int32_t>& cover, geo::Point centre, double radius_m, std::int32_t code, std::uint64_t key) {
    const geo::GridSpec& grid = cover.grid;
    const double reach = radius_m * 1.3;
    for (int row = std::max(0, grid.row_at(centre.y + reach)); row <= std::min(grid.height - 1, grid.row_at(centre.y - reach)); ++row)
        for (int column = std::max(0, grid.column_at(centre.x - reach));
             column <= std::min(grid.width - 1, grid.column_at(centre.x + reach)); ++column) {
            const geo::Point place = grid.centre(column, row);
            const double uneven = 1 + 0.3 * noise(key, place.x / 150, place.y / 150);
            const std::int32_t before = code_of(cover.at(column, row));
            if (distance(place, centre) < radius_m * uneven && before != k_settlement && before != k_industry)
                cover.at(column, row) = cover_value(code);
        }
}

/// A sports ground, a graveyard or a park at the edge of every larger village, more of them in towns.
void put_sports(const World& world, Field<std::int32_t>& cover) {
    Random random(key_of(world.plan.options.seed, "sports"));
    for (const Settlement& place : world.places)
        for (int count = place.people > 150 ? 1 + place.people / 1100 : 0, attempt = 0; count > 0 && attempt < 60; ++attempt) {
            const geo::Point ground =
                place.centre + direction({random.bell(), random.bell()}) * (place.core_m * 1.8 + random.between(60, 420));
            if (world.land.slope(ground) > 0.09 || world.land.is_at_lake(ground)) continue;
            if (code_of(cover.near(ground)) == k_settlement || world.land.water_distance.near(ground) < 60) continue;
            put_round(cover, ground, random.between(60, 95), k_sports, random.next());
            --count;
        }
}

/// Quarries in the hillsides, far from houses.
void put_quarries(const World& world, Field<std::int32_t>& cover) {
    Random random(key_of(world.plan.options.seed, "quarries"));
    const geo::Extent extent = world.grid.extent();
    int wanted = static_cast<int>(std::lround(extent.width() * extent.height() / 1e6 / 170));
    for (int attempt = 0; attempt < 4000 && wanted > 0; ++attempt) {
        const geo::Point place{random.between(extent.x_min, extent.x_max), random.between(extent.y_min, extent.y_max)};
        const bool is_far = std::all_of(world.places.begin(), world.places.end(),
                                        [&](const Settlement& s) { return distance(s.centre, place) > 700 + 2 * s.core_m; });
        if (!is_far || world.land.slope(place) < 0.14) continue;
        put_round(cover, place, random.between(90, 230), k_quarry, random.next());
        --wanted;
    }
}

}  // namespace

void settle_ground(const World& world, Field<std::int32_t>& cover) {
    Gardens gardens = around_houses(world, cover.grid);
    soften(gardens.away);
    const float limit = limit_of(world, gardens.away);
    for (std::size_t cell = 0; cell < cover.values.size(); ++cell)
        if (gardens.away.values[cell] < limit) cover.values[cell] = cover_value(gardens.is_hall.values[cell] ? k_industry : k_settlement);
    put_sports(world, cover);
    put_quarries(world, cover);
}

}  // namespace kreisblick::fiction
