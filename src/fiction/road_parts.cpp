// Roads and railway as parts.
#include "fiction/sheet.h"
#include "fiction/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace kreisblick::fiction {
namespace {

/// What of a road lies on the district's grid.
struct Piece {
    const Road* road;
    Curve course;
};

std::vector<Piece> pieces_within(const std::vector<Road>& roads, const geo::Extent& extent) {
    std::vector<Piece> pieces;
    for (const Road& road : roads)
        for (Curve& course : within(road.course, extent)) pieces.push_back({&road, std::move(course)});
    return pieces;
}

/// The pieces without those that hang on to the others beyond the edge of the grid only: on it the net is one.
std::vector<Piece> connected(std::vector<Piece> pieces) {
    std::vector<std::size_t> parent(pieces.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&](std::size_t index) {
        while (parent[index] != index) index = parent[index] = parent[parent[index]];
        return index;
    };
    std::vector<std::tuple<double, double, std::size_t>> points;
    for (std::size_t index = 0; index < pieces.size(); ++index)
        for (const geo::Point point : pieces[index].course) points.emplace_back(point.x, point.y, index);
    std::sort(points.begin(), points.end());
    for (std::size_t at = 1; at < points.size(); ++at) {
        const auto& [x, y, one] = points[at - 1];
        const auto& [next_x, next_y, other] = points[at];
        if (x == next_x && y == next_y) parent[root(one)] = root(other);
    }
    std::map<std::size_t, int> sizes;
    for (std::size_t index = 0; index < pieces.size(); ++index) ++sizes[root(index)];
    std::size_t largest = 0;
    for (const auto& [net, size] : sizes)
        if (size > sizes[largest]) largest = net;
    std::vector<Piece> result;
    for (std::size_t index = 0; index < pieces.size(); ++index)
        if (root(index) == largest) result.push_back(std::move(pieces[index]));
    return result;
}

}  // namespace

void add_roads(const World& world, std::vector<Part>& parts) {
    const geo::Extent extent = world.grid.extent();
    Sheet sheet(geo::GeometryKind::Line);
    sheet.declare("id").declare("class").declare("name").declare("ref");
    for (const Piece& piece : connected(pieces_within(world.net.roads, extent))) {
        const Road& road = *piece.road;
        sheet.add_line(piece.course).text("id", fmt::format("r{}", sheet.size())).text("class", to_string(road.road));
        sheet.text("name", road.name).text("ref", road.ref);
    }
    parts.push_back(part_of(world, "roads", sheet.take()));
    Sheet railway(geo::GeometryKind::Line);
    for (const Curve& tracks : within(world.net.railway, extent))
        railway.add_line(tracks)
            .text("id", fmt::format("b{}", railway.size()))
            .text("class", "rail")
            .text("name", world.river_name + "talbahn")
            .whole("tracks", 2);
    parts.push_back(part_of(world, "railway", railway.take()));
}

}  // namespace kreisblick::fiction
