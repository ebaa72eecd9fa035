#include "fiction/municipalities.h"

#include "fiction/noise.h"
#include "fiction/random.h"
#include "fiction/sites.h"
#include "fiction/travel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace kreisblick::fiction {
namespace {

/// How far out a place lies; the district is what lies innermost. Never inside beyond the inner square.
double outwardness(const Land& land, geo::Point place) {
    const geo::Point way = (place - land.plan.centre()) * (2 / land.plan.inner_side_m);
    if (std::max(std::abs(way.x), std::abs(way.y)) > 0.99) return 1e9;
    const double size = std::max(1.0, land.plan.inner_side_m / 37000);
    const double bays = rough_noise(key_of(land.plan.options.seed, "bays"), place.x / (9000 * size), place.y / (9000 * size), 4);
    const double square = std::sqrt(std::sqrt(way.x * way.x * way.x * way.x + way.y * way.y * way.y * way.y));
    return square + 0.34 * bays - 0.00012 * std::max(0.0, 300 - land.height(place));
}

/// The patch that holds the centre, without holes: 0 inside, k_no_area outside.
Field<std::int32_t> whole_patch(const Field<std::int32_t>& inside, geo::Point centre) {
    std::vector<std::int32_t> kinds;
    const Field<std::int32_t> patches = numbered_patches(inside, kinds);
    const std::int32_t main = patches.near(centre);
    Field<std::int32_t> outside(inside.grid);
    for (std::size_t cell = 0; cell < outside.values.size(); ++cell) outside.values[cell] = patches.values[cell] == main ? k_no_area : 0;
    kinds.clear();
    const Field<std::int32_t> gaps = numbered_patches(outside, kinds);
    Field<std::int32_t> result(inside.grid);
    for (std::size_t cell = 0; cell < result.values.size(); ++cell) result.values[cell] = gaps.values[cell] == 0 ? k_no_area : 0;
    return result;
}

Field<std::int32_t> district_shape(const Land& land, const geo::GridSpec& grid) {
    std::vector<double> out(static_cast<std::size_t>(grid.cells()));
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            out[static_cast<std::size_t>(grid.index(column, row))] = outwardness(land, grid.centre(column, row));
    std::vector<double> sorted = out;
    const auto wanted = static_cast<std::ptrdiff_t>(land.plan.area_km2 * 1e6 / (grid.cell_m * grid.cell_m));
    std::nth_element(sorted.begin(), sorted.begin() + wanted, sorted.end());
    const double limit = sorted[static_cast<std::size_t>(wanted)];
    Field<std::int32_t> inside(grid);
    for (std::size_t cell = 0; cell < out.size(); ++cell) inside.values[cell] = out[cell] < limit ? 0 : 1;
    return whole_patch(inside, land.plan.centre());
}

/// The share of the ground around a place that a town of the district could be built on.
double room_at(const Land& land, const Field<std::int32_t>& district, geo::Point place) {
    int free = 0, all = 0, outside = 0;
    geo::Point way{1, 0};
    for (int side = 0; side < 16; ++side, way = turned(way, 0.4))
        for (const double far : {250.0, 550.0, 850.0, 1250.0, 1700.0}) {
            const geo::Point at = place + way * far;
            ++all;
            outside += district.near(at) == k_no_area;
            free += land.slope(at) < 0.14 && !land.is_at_lake(at) && land.terrain.river_distance.near(at) > 90;
        }
    // A town keeps to its side of the border.
    return static_cast<double>(free - 5 * outside) / all;
}

/// The seats among the places: the district's town in the main valley near the middle, the others good places far from each other, the
/// roomiest first.
std::vector<Site> with_seats_first(const Land& land, const Field<std::int32_t>& district, const std::vector<geo::Point>& places) {
    std::vector<Site> sites;
    const auto remoteness = [&](geo::Point place) {
        const double from_river = static_cast<double>(land.terrain.river_distance.near(place));
        return distance(place, land.plan.centre()) + 18 * std::max(0.0, from_river - 700) - 22000 * room_at(land, district, place);
    };
    const auto town = std::min_element(places.begin(), places.end(), [&](auto a, auto b) { return remoteness(a) < remoteness(b); });
    sites.push_back({*town, 0, true});
    const auto is_taken = [&](geo::Point place) {
        return std::any_of(sites.begin(), sites.end(), [&](const Site& s) { return s.centre == place; });
    };
    std::vector<geo::Point> by_room = places;
    std::stable_sort(by_room.begin(), by_room.end(),
                     [&](auto a, auto b) { return room_at(land, district, a) > room_at(land, district, b); });
    double spacing = 1.05 * std::sqrt(land.plan.area_km2 * 1e6 / land.plan.municipalities);
    for (; static_cast<int>(sites.size()) < land.plan.municipalities; spacing *= 0.93)
        for (const geo::Point place : by_room) {
            if (static_cast<int>(sites.size()) >= land.plan.municipalities) break;
            const bool is_free =
                std::none_of(sites.begin(), sites.end(), [&](const Site& s) { return distance(s.centre, place) < spacing; });
            if (is_free) sites.push_back({place, static_cast<int>(sites.size()), true});
        }
    for (const geo::Point place : places)
        if (!is_taken(place)) sites.push_back({place, 0, false});
    return sites;
}

/// The cost of belonging together: steep ground and the great river part people.
StepCost parting_cost(const Land& land, const Field<std::int32_t>& district, const std::vector<float>& thrift) {
    const geo::GridSpec grid = district.grid;
    auto cost = std::make_shared<std::vector<float>>();
    for (std::size_t cell = 0; cell < district.values.size(); ++cell) {
        const geo::Point place = grid.centre(static_cast<int>(cell) % grid.width, static_cast<int>(cell) / grid.width);
        const float river = land.terrain.river_distance.near(place) < 60 ? 12.0F : 0.0F;
        cost->push_back(district.values[cell] == k_no_area ? std::numeric_limits<float>::infinity()
                                                           : 1 + static_cast<float>(9 * land.slope(place)) + river);
    }
    // No steps across corners: every municipality stays one piece.
    return [cost, &thrift](std::uint32_t, std::uint32_t to, float far, std::int32_t owner) {
        return far > 1 ? std::numeric_limits<float>::infinity() : (*cost)[to] * thrift[static_cast<std::size_t>(owner)];
    };
}

/// Every cell of the district to a seat; the sizes are brought near wanted ones between a third and twice the mean.
Field<std::int32_t> divide(const Land& land, const Field<std::int32_t>& district, const std::vector<Site>& sites) {
    const geo::GridSpec& grid = district.grid;
    const auto count = static_cast<std::size_t>(land.plan.municipalities);
    Random random(key_of(land.plan.options.seed, "shares"));
    std::vector<double> wanted;
    double sum = 0;
    for (std::size_t index = 0; index < count; ++index) sum += wanted.emplace_back(index == 0 ? 1.0 : random.between(0.45, 1.9));
    std::vector<std::uint32_t> starts;
    for (std::size_t index = 0; index < count; ++index)
        starts.push_back(static_cast<std::uint32_t>(grid.index(grid.column_at(sites[index].centre.x), grid.row_at(sites[index].centre.y))));
    std::vector<float> thrift(count, 1);
    const StepCost cost = parting_cost(land, district, thrift);
    Field<std::int32_t> owner(grid, k_no_area);
    for (int round = 0; round < 7; ++round) {
        owner.values = travel(grid, starts, cost).owner;
        std::vector<double> cells(count, 1);
        for (const std::int32_t index : owner.values)
            if (index >= 0) cells[static_cast<std::size_t>(index)] += 1;
        const double all = land.plan.area_km2 * 1e6 / (grid.cell_m * grid.cell_m);
        for (std::size_t index = 0; index < count; ++index)
            thrift[index] *= static_cast<float>(std::sqrt(std::sqrt(cells[index] * sum / (all * wanted[index]))));
    }
    return owner;
}

/// Villages beyond the border, about as dense as within: nobody's counts hold them, but roads and distances go on there.
void settle_rim(const Land& land, const Field<std::int32_t>& district, const geo::Extent& extent, std::vector<Site>& sites) {
    Field<std::int32_t> rim(district.grid, k_no_area);
    std::int64_t cells = 0;
    for (std::size_t cell = 0; cell < rim.values.size(); ++cell) {
        const geo::Point place = rim.grid.centre(static_cast<int>(cell) % rim.grid.width, static_cast<int>(cell) / rim.grid.width);
        if (district.values[cell] != k_no_area || !extent.contains(place)) continue;
        rim.values[cell] = 0;
        ++cells;
    }
    std::vector<geo::Point> neighbours;
    for (const Site& site : sites) neighbours.push_back(site.centre);
    const double area_km2 = static_cast<double>(cells) * rim.grid.cell_m * rim.grid.cell_m / 1e6;
    const auto count = static_cast<int>(std::lround(area_km2 * land.plan.places / land.plan.area_km2 * 0.9));
    for (const geo::Point place : settling_places(land, rim, count, neighbours)) sites.push_back({place, k_no_area, false});
}

/// Whether all cells around a place belong to the same area.
bool is_clear(const Field<std::int32_t>& areas, geo::Point place) {
    const std::int32_t here = areas.near(place);
    for (const Neighbour& step : k_neighbours)
        if (areas.near(place + geo::Point{step.column * areas.grid.cell_m, step.row * areas.grid.cell_m}) != here) return false;
    return true;
}

}  // namespace

int Territory::municipality_at(geo::Point place) const {
    if (is_clear(municipality, place)) return municipality.near(place);
    for (std::size_t index = 0; index < municipalities.size(); ++index)
        if (geo::contains(municipalities[index].boundary, place)) return static_cast<int>(index);
    return k_no_area;
}

Territory Territory::divided(const Land& land) {
    Territory territory;
    const geo::GridSpec grid = land.plan.ground.coarser(2);
    const Field<std::int32_t> district = district_shape(land, grid);
    territory.sites = with_seats_first(land, district, settling_places(land, district, land.plan.places));
    territory.municipality = divide(land, district, territory.sites);
    for (Site& site : territory.sites) site.municipality = std::max(0, territory.municipality.near(site.centre));
    std::vector<geo::Geometry> shapes = outlines(territory.municipality, 3, 25);
    for (geo::Geometry& shape : shapes) {
        Municipality municipality;
        municipality.area_km2 = geo::area(shape) / 1e6;
        municipality.boundary = std::move(shape);
        territory.municipalities.push_back(std::move(municipality));
    }
    // Cut from the same borders: where two municipalities meet inside, the district has none.
    std::vector<geo::Geometry> parts;
    for (const Municipality& municipality : territory.municipalities) parts.push_back(municipality.boundary);
    territory.boundary = geo::united(parts);
    // The rule for the grid of every new district: edges on multiples of a hundred cells.
    const double cell_m = land.plan.options.cell_m;
    territory.grid = geo::GridSpec::covering(territory.boundary.extent().grown(k_rim_m), cell_m, cell_m * 100);
    settle_rim(land, district, territory.grid.extent(), territory.sites);
    return territory;
}

}  // namespace kreisblick::fiction
