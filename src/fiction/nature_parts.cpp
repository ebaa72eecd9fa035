// Soil, rock, wind and sun as coarse rasters; protected areas.
#include "fiction/noise.h"
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>

namespace kreisblick::fiction {
namespace {

/// The district's grid in cells of about 100 m that are a whole multiple of its own.
geo::GridSpec coarse_grid(const World& world, double about_m) {
    return world.grid.coarser(std::max(1, static_cast<int>(std::lround(about_m / world.grid.cell_m))));
}

geo::Raster<float> painted(const geo::GridSpec& grid, const std::function<double(geo::Point)>& value) {
    geo::Raster<float> raster(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) raster.at(column, row) = static_cast<float>(value(grid.centre(column, row)));
    return raster;
}

void add_raster(const World& world, std::vector<Part>& parts, const std::string& dataset, const std::string& unit,
                geo::Raster<float> raster) {
    std::vector<Band> bands;
    bands.push_back({dataset, unit, std::move(raster)});
    parts.push_back(part_of(world, dataset, std::move(bands)));
}

/// Deep loam in the valleys, thin stony soil on slopes and heights.
double soil_value(const World& world, geo::Point place) {
    const std::uint64_t key = key_of(world.plan.options.seed, "soil");
    const double value = 66 - 130 * world.land.slope(place) - (world.land.height(place) - 180) / 18 +
                         11 * rough_noise(key, place.x / 2600, place.y / 2600, 3);
    return std::clamp(value, 18.0, 88.0);
}

/// 1 river gravel, 2 red sandstone, 3 shell limestone, 4 basalt of the heights, 5 Zechstein with its gypsum and salt.
std::int16_t rock_at(const World& world, geo::Point place) {
    if (world.land.terrain.floor.near(place) == world.land.terrain.floor.near(place)) return 1;
    if (world.land.height(place) > 590) return 4;
    if (rough_noise(key_of(world.plan.options.seed, "zechstein"), place.x / 8000, place.y / 8000, 3) > 0.36) return 5;
    return rough_noise(key_of(world.plan.options.seed, "rock"), place.x / 9000, place.y / 9000, 3) > 0.08 ? 3 : 2;
}

/// Global radiation on the horizontal plane by month, kWh/m², as the weather service's long mean for northern Hesse has it.
constexpr std::array<double, 12> k_sun{21, 37, 75, 118, 150, 157, 156, 135, 93, 53, 25, 16};

void add_sun(const World& world, std::vector<Part>& parts) {
    std::vector<Band> bands;
    for (std::size_t month = 0; month < k_sun.size(); ++month)
        bands.push_back({fmt::format("{:02}", month + 1), "kWh/m²", painted(coarse_grid(world, 1000), [&](geo::Point place) {
                             const double north = (place.y - world.plan.centre().y) / 1e6;
                             return k_sun[month] * (1 - 0.8 * north +
                                                    0.03 * noise(key_of(world.plan.options.seed, "sun"), place.x / 9000, place.y / 9000));
                         })});
    parts.push_back(part_of(world, "radiation_monthly", std::move(bands)));
}

/// A round area with an uneven edge.
geo::Geometry patch_around(geo::Point centre, double radius_m, std::uint64_t key) {
    Curve knots;
    geo::Point way{1, 0};
    for (int corner = 0; corner < 12; ++corner, way = turned(way, 0.5354)) {
        const geo::Point at = centre + way * radius_m;
        knots.push_back(centre + way * (radius_m * (1 + 0.35 * noise(key, at.x / radius_m, at.y / radius_m))));
    }
    knots.push_back(knots.front());
    Curve ring = spline(knots, 60);
    ring.back() = ring.front();
    return {geo::GeometryKind::Polygon, {{ring, false}}};
}

/// The zones around the spring of one spa: a small town has it, or else the first place there is.
geo::FeatureTable spa_zones(const World& world) {
    Random random(key_of(world.plan.options.seed, "spa"));
    Sheet zones(geo::GeometryKind::Polygon);
    if (world.places.empty()) return zones.take();
    const auto is_small_town = [](const Settlement& place) { return place.kind == "town" && place.people < 12'000 && !place.is_in_rim(); };
    const auto found = std::find_if(world.places.begin(), world.places.end(), is_small_town);
    const Settlement& spa = found == world.places.end() ? world.places.front() : *found;
    for (const auto& [zone, radius_m] : {std::pair("B", 3800.0), std::pair("III", 1700.0), std::pair("II", 650.0), std::pair("I", 120.0)})
        zones.add(patch_around(spa.centre, radius_m, random.next())).text("name", "Heilquelle " + spa.name).text("zone", zone);
    return zones.take();
}

void add_protected(const World& world, std::vector<Part>& parts) {
    Random random(key_of(world.plan.options.seed, "protected"));
    Sheet nature(geo::GeometryKind::Polygon), wells(geo::GeometryKind::Polygon);
    const geo::Extent extent = world.territory.boundary.extent();
    for (int attempt = 0; attempt < 4000 && static_cast<double>(nature.size()) < world.plan.area_km2 / 20; ++attempt) {
        const geo::Point place{random.between(extent.x_min, extent.x_max), random.between(extent.y_min, extent.y_max)};
        if (!world.territory.holds(place) || (world.land.slope(place) < 0.22 && world.land.terrain.river_distance.near(place) > 250))
            continue;
        const bool is_wet = world.land.terrain.river_distance.near(place) <= 250;
        nature.add(patch_around(place, is_wet ? 320 : random.between(350, 1500), random.next()));
        nature.text("name", fmt::format("{} {}", is_wet ? "Auwiesen" : "Hangwald", nature.size()))
            .text("class", nature.size() % 3 ? "NSG" : "FFH");
    }
    for (std::size_t index = 0; index < world.places.size(); index += 3) {
        const Settlement& place = world.places[index];
        const geo::Point well = place.centre + direction({random.bell(), random.bell()}) * (place.core_m * 2 + 700);
        const std::uint64_t key = random.next();
        wells.add(patch_around(well, 900, key)).text("name", "Brunnen " + place.name).text("zone", "III");
        wells.add(patch_around(well, 260, key + 1)).text("name", "Brunnen " + place.name).text("zone", "II");
    }
    parts.push_back(part_of(world, "protected_areas", nature.take()));
    parts.push_back(part_of(world, "water_protection", wells.take()));
    parts.push_back(part_of(world, "spa_protection", spa_zones(world)));
}

}  // namespace

void add_nature(const World& world, std::vector<Part>& parts) {
    add_raster(world, parts, "soil", "", painted(coarse_grid(world, 100), [&](geo::Point place) { return soil_value(world, place); }));
    add_raster(world, parts, "wind_speed", "m/s", painted(coarse_grid(world, 200), [&](geo::Point place) {
                   return std::clamp(4.6 + (world.land.height(place) - 150) / 190, 4.0, 8.4);
               }));
    parts.back().record.settings["height"] = "150";
    const geo::GridSpec grid = coarse_grid(world, 100);
    geo::Raster<std::int16_t> rock(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) rock.at(column, row) = rock_at(world, grid.centre(column, row));
    std::vector<Band> bands;
    bands.push_back({"geology", "", std::move(rock)});
    parts.push_back(part_of(world, "geology", std::move(bands)));
    add_sun(world, parts);
    add_protected(world, parts);
}

}  // namespace kreisblick::fiction
