// Summits and uplands as a part of the places.
#include "fiction/names.h"
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

struct Top {
    float height;
    geo::Point place;
};

/// The highest places of a field within an extent, each apart from the higher ones; those above the least height.
std::vector<Top> tops_of(const Field<float>& heights, const geo::Extent& extent, double spacing_m, float least_m) {
    std::vector<Top> candidates, tops;
    const geo::GridSpec& grid = heights.grid;
    for (int row = 1; row + 1 < grid.height; ++row)
        for (int column = 1; column + 1 < grid.width; ++column) {
            const float here = heights.at(column, row);
            const bool is_top = std::all_of(k_neighbours.begin(), k_neighbours.end(), [&](const Neighbour& step) {
                return heights.at(column + step.column, row + step.row) <= here;
            });
            if (is_top && here > least_m && extent.contains(grid.centre(column, row)))
                candidates.push_back({here, grid.centre(column, row)});
        }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Top& a, const Top& b) { return a.height > b.height; });
    for (const Top& top : candidates)
        if (std::none_of(tops.begin(), tops.end(), [&](const Top& other) { return distance(other.place, top.place) < spacing_m; }))
            tops.push_back(top);
    return tops;
}

/// Heights in cells so large that single summits vanish and uplands remain.
Field<float> broad(const Field<float>& heights) {
    Field<float> result(heights.grid.coarser(24));
    for (int row = 0; row < result.grid.height; ++row)
        for (int column = 0; column < result.grid.width; ++column) result.at(column, row) = heights.near(result.grid.centre(column, row));
    return result;
}

}  // namespace

void add_heights(const World& world, std::vector<Part>& parts) {
    Names names(key_of(world.plan.options.seed, "heights"));
    const geo::Extent extent = world.grid.extent().grown(-600);
    Sheet sheet(geo::GeometryKind::Point);
    const auto add = [&](geo::Point place, const std::string& name, const char* kind) {
        sheet.add_point(place).text("id", fmt::format("t{}", sheet.size())).text("name", name).text("class", kind);
    };
    for (const Top& top : tops_of(world.land.terrain.heights, extent, 3400, 320))
        add(top.place, sheet.size() == 0 ? world.hill_name : names.hill(), "peak");
    for (const Top& top : tops_of(broad(world.land.terrain.heights), extent, 11000, 400)) add(top.place, names.upland(), "massif");
    parts.push_back(part_of(world, "places", sheet.take()));
    parts.back().record.name = "heights";
}

}  // namespace kreisblick::fiction
