// Forest, fields, meadows, settlements: every cell of the ground belongs to one area, and every area has one CORINE class.
#include "core/parallel.h"
#include "fiction/cover.h"
#include "fiction/noise.h"
#include "fiction/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

constexpr double k_cell_m = 20;
// Of the district; roads take their part of both, so these lie above the shares of the land-use statistics.
constexpr double k_forest_share = 0.460;

/// How much a place asks to be forest: steep, high, far from villages.
double wildness(const World& world, geo::Point place, double village_m) {
    const std::uint64_t key = key_of(world.plan.options.seed, "forest");
    const double high = (world.land.height(place) - 200) / 400;
    const bool on_floor = world.land.terrain.floor.near(place) == world.land.terrain.floor.near(place);
    return 4.2 * std::min(0.5, world.land.slope(place)) + 0.95 * high + 0.75 * rough_noise(key, place.x / 3800, place.y / 3800, 3) +
           0.0005 * village_m - (on_floor ? 1.6 : 0.0);
}

/// How far each cell lies from the nearest village, up to 1,500 m.
Field<float> from_villages(const World& world, const geo::GridSpec& grid) {
    constexpr double k_far_m = 1500;
    Field<float> away(grid, static_cast<float>(k_far_m));
    for (const Settlement& settlement : world.places) {
        const double inner = settlement.core_m * 1.5, reach = k_far_m + inner;
        const geo::Point centre = settlement.centre;
        for (int row = std::max(0, grid.row_at(centre.y + reach)); row <= std::min(grid.height - 1, grid.row_at(centre.y - reach)); ++row)
            for (int column = std::max(0, grid.column_at(centre.x - reach));
                 column <= std::min(grid.width - 1, grid.column_at(centre.x + reach)); ++column)
                away.at(column, row) =
                    std::min(away.at(column, row), static_cast<float>(distance(grid.centre(column, row), centre) - inner));
    }
    return away;
}

/// Wildness on 100 m cells, and the value above which the wanted share of the district is forest.
Field<float> forest_wish(const World& world, float& limit) {
    Field<float> wish(world.plan.ground.coarser(2));
    const Field<float> villages = from_villages(world, wish.grid);
    core::parallel_blocks(wish.grid.height, 8, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < wish.grid.width; ++column) {
                const geo::Point place = wish.grid.centre(column, row);
                wish.at(column, row) = static_cast<float>(wildness(world, place, static_cast<double>(villages.at(column, row))));
            }
    });
    std::vector<float> inside;
    for (std::size_t cell = 0; cell < wish.values.size(); ++cell)
        if (world.territory.municipality.values[cell] != k_no_area) inside.push_back(wish.values[cell]);
    const auto at = inside.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(inside.size()) * (1 - k_forest_share));
    std::nth_element(inside.begin(), at, inside.end());
    limit = *at;
    return wish;
}

/// The field a place lies in: the land is parted into common fields of about 700 m, each ploughed in one direction, in strips.
std::int64_t field_at(const World& world, geo::Point place) {
    const std::uint64_t key = key_of(world.plan.options.seed, "fields");
    const double bend = 60 * noise(key, place.x / 800, place.y / 800), x = (place.x + bend) / 700, y = (place.y - bend) / 700;
    double nearest = 1e9;
    std::uint64_t common = 0;
    for (int row = -1; row <= 1; ++row)
        for (int column = -1; column <= 1; ++column) {
            const double left = std::floor(x) + column, below = std::floor(y) + row;
            const std::uint64_t bits = key_of(key, "common", static_cast<std::uint64_t>(left * 100003 + below));
            const geo::Point middle{left + 0.15 + 0.7 * static_cast<double>(bits & 1023) / 1024,
                                    below + 0.15 + 0.7 * static_cast<double>((bits >> 10) & 1023) / 1024};
            const double away = dot(middle - geo::Point{x, y}, middle - geo::Point{x, y});
            if (away < nearest) nearest = away, common = bits;
        }
    const geo::Point along = turned({1, 0}, static_cast<double>((common >> 20) & 255) / 80 - 1.6);
    const double width = 70 + static_cast<double>((common >> 30) & 127), length = 190 + static_cast<double>((common >> 40) & 255);
    const auto strip = static_cast<std::int64_t>(std::floor(dot(place, left_of(along)) / width));
    const auto piece = static_cast<std::int64_t>(std::floor(dot(place, along) / length + static_cast<double>(strip & 3) * 0.37));
    return static_cast<std::int64_t>(scrambled(common + static_cast<std::uint64_t>(strip * 7907 + piece)) >> 34);
}

/// The class of a field: wet, steep and high ones are meadows; some near villages bear fruit trees.
std::int32_t class_of_field(const World& world, geo::Point place, std::int64_t field) {
    const double luck = static_cast<double>(scrambled(static_cast<std::uint64_t>(field) + 5) >> 40) * 0x1.0p-24;
    const double wet = static_cast<double>(world.land.water_distance.near(place));
    const double meadow =
        0.04 + 1.5 * world.land.slope(place) + (wet < 110 ? 0.4 : 0.0) + std::max(0.0, world.land.height(place) - 280) / 900;
    if (luck < meadow) return luck < 0.02 ? k_orchard : k_meadow;
    return k_arable;
}

Field<std::int32_t> wild_and_tilled(const World& world, const geo::GridSpec& grid) {
    float limit = 0;
    const Field<float> wish = forest_wish(world, limit);
    const std::uint64_t key = key_of(world.plan.options.seed, "edge of the forest");
    Field<std::int32_t> values(grid);
    core::parallel_blocks(grid.height, 16, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < grid.width; ++column) {
                const geo::Point place = grid.centre(column, row);
                const double edge = 0.16 * noise(key, place.x / 420, place.y / 420) + 0.07 * noise(key + 1, place.x / 130, place.y / 130);
                if (sampled(wish, place) + edge > static_cast<double>(limit)) {
                    const double kind = noise(key + 2, place.x / 1300, place.y / 1300) + 0.3 * noise(key + 3, place.x / 350, place.y / 350);
                    values.at(column, row) = cover_value(kind > 0.28 ? k_conifer : kind > 0.05 ? k_mixed : k_broad);
                    continue;
                }
                const std::int64_t field = field_at(world, place);
                values.at(column, row) = cover_value(class_of_field(world, place, field), field);
            }
    });
    return values;
}

/// Forest grows over clearings that nobody would mow.
void close_clearings(Field<std::int32_t>& values) {
    constexpr int k_least_clearing_cells = 70;
    const auto is_forest = [](std::int32_t value) { return code_of(value) >= k_broad && code_of(value) <= k_mixed; };
    Field<std::int32_t> open(values.grid, k_no_area);
    for (std::size_t cell = 0; cell < values.values.size(); ++cell)
        if (!is_forest(values.values[cell])) open.values[cell] = 0;
    std::vector<std::int32_t> kinds;
    const Field<std::int32_t> patches = numbered_patches(open, kinds);
    std::vector<int> cells(kinds.size(), 0);
    for (const std::int32_t patch : patches.values)
        if (patch >= 0) ++cells[static_cast<std::size_t>(patch)];
    for (std::size_t cell = 0; cell < values.values.size(); ++cell)
        if (const std::int32_t patch = patches.values[cell]; patch >= 0 && cells[static_cast<std::size_t>(patch)] < k_least_clearing_cells)
            values.values[cell] = cover_value(k_mixed);
}

/// A point for each area, so that small scraps can be told from fields: areas below this size go to a neighbour.
constexpr int k_least_cells = 4;

/// Gives scraps to the area on their left or above.
void melt_scraps(Field<std::int32_t>& patches, const std::vector<std::int32_t>& kinds, Field<std::int32_t>& values) {
    std::vector<int> cells(kinds.size(), 0);
    for (const std::int32_t patch : patches.values) ++cells[static_cast<std::size_t>(patch)];
    const geo::GridSpec& grid = patches.grid;
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) {
            if (cells[static_cast<std::size_t>(patches.at(column, row))] >= k_least_cells) continue;
            if (column > 0)
                values.at(column, row) = values.at(column - 1, row);
            else if (row > 0)
                values.at(column, row) = values.at(column, row - 1);
        }
}

/// Lakes take the cells that lie in them whole: their exact shores are among the waters.
void flood(const World& world, Field<std::int32_t>& values) {
    const geo::GridSpec& grid = values.grid;
    for (const Lake& lake : world.land.lakes) {
        const geo::Extent extent = lake.shape().extent();
        const auto is_wet = [&](geo::Point centre) {
            const double half = grid.cell_m / 2;
            return lake.holds(centre + geo::Point{half, half}) && lake.holds(centre + geo::Point{-half, half}) &&
                   lake.holds(centre + geo::Point{half, -half}) && lake.holds(centre + geo::Point{-half, -half});
        };
        for (int row = std::max(0, grid.row_at(extent.y_max)); row <= std::min(grid.height - 1, grid.row_at(extent.y_min)); ++row)
            for (int column = std::max(0, grid.column_at(extent.x_min)); column <= std::min(grid.width - 1, grid.column_at(extent.x_max));
                 ++column)
                if (is_wet(grid.centre(column, row))) values.at(column, row) = cover_value(k_lake);
    }
}

/// Marks the cells whose middle the river covers.
void burn_river(const World& world, geo::Raster<std::int16_t>& classes) {
    const geo::GridSpec& grid = classes.grid;
    const double reach = std::max(world.land.river.width_m / 2, grid.cell_m / 2);
    for (const geo::Point point : densified(world.land.river.river, std::min(10.0, grid.cell_m)))
        for (int row = std::max(0, grid.row_at(point.y + reach)); row <= std::min(grid.height - 1, grid.row_at(point.y - reach)); ++row)
            for (int column = std::max(0, grid.column_at(point.x - reach));
                 column <= std::min(grid.width - 1, grid.column_at(point.x + reach)); ++column)
                if (distance(grid.centre(column, row), point) <= reach) classes.at(column, row) = static_cast<std::int16_t>(k_river);
}

geo::Raster<std::int16_t> classes_on(const geo::GridSpec& grid, const Field<std::int32_t>& values) {
    geo::Raster<std::int16_t> raster(grid);
    core::parallel_blocks(grid.height, 32, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < grid.width; ++column)
                raster.at(column, row) = static_cast<std::int16_t>(code_of(values.near(grid.centre(column, row))));
    });
    return raster;
}

}  // namespace

void cover_ground(World& world) {
    const geo::Extent extent = world.grid.extent();
    const double cell_m = std::max(k_cell_m, world.grid.cell_m);
    const geo::GridSpec grid{extent.x_min, extent.y_max, cell_m, static_cast<int>(std::ceil(extent.width() / cell_m)),
                             static_cast<int>(std::ceil(extent.height() / cell_m))};
    Field<std::int32_t> values = wild_and_tilled(world, grid);
    close_clearings(values);
    settle_ground(world, values);
    flood(world, values);
    std::vector<std::int32_t> kinds;
    Field<std::int32_t> patches = numbered_patches(values, kinds);
    melt_scraps(patches, kinds, values);
    world.cover = std::move(values);
}

void add_landcover(const World& world, std::vector<Part>& parts) {
    std::vector<std::int32_t> kinds;
    const Field<std::int32_t> patches = numbered_patches(world.cover, kinds);
    const std::vector<geo::Geometry> shapes = outlines(patches, 2, world.cover.grid.cell_m * 0.45);
    Sheet areas(geo::GeometryKind::Polygon), parcels(geo::GeometryKind::Polygon);
    for (std::size_t index = 0; index < shapes.size(); ++index) {
        if (shapes[index].is_empty()) continue;
        const std::int32_t code = code_of(kinds[index]);
        areas.add(shapes[index]).whole("code", code);
        if (code == k_arable || code == k_meadow || code == k_orchard)
            parcels.add(shapes[index])
                .text("id", fmt::format("f{}", parcels.size()))
                .text("use", code == k_arable   ? "arable"
                             : code == k_meadow ? "meadow"
                                                : "orchard");
    }
    geo::Raster<std::int16_t> classes = classes_on(world.grid, world.cover);
    burn_river(world, classes);
    std::vector<Band> bands;
    bands.push_back({"landcover", "CORINE", std::move(classes)});
    parts.push_back(part_of(world, "landcover", std::move(bands)));
    parts.back().record.name = "classes";
    parts.push_back(part_of(world, "landcover", areas.take()));
    parts.back().record.name = "areas";
    parts.back().record.priority = 1;
    parts.push_back(part_of(world, "parcels", parcels.take()));
}

}  // namespace kreisblick::fiction
