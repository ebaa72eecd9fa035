#include "fiction/through_roads.h"

#include <map>

namespace kreisblick::fiction {
namespace {

/// The stretch of a road that houses of one place front, by points of its course.
struct Stretch {
    int from, to;
};
using Stretches = std::map<int, Stretch>;  ///< by place

std::map<int, Stretches> built_stretches(const std::vector<House>& houses) {
    std::map<int, Stretches> result;
    for (const House& house : houses) {
        if (house.address.road < 0) continue;
        const int vertex = house.address.vertex;
        Stretch& stretch = result[house.address.road].emplace(house.settlement, Stretch{vertex, vertex}).first->second;
        stretch = {std::min(stretch.from, vertex), std::max(stretch.to, vertex)};
    }
    return result;
}

/// The number of each piece by road and place.
using Pieces = std::map<std::pair<int, int>, int>;

/// What a route is called in each place it passes through.
class RouteNames {
  public:
    explicit RouteNames(std::vector<StreetNames>& names) : m_names(names) {}

    const std::string& in_place(int place, int route) {
        std::string& name = m_given[{place, route}];
        if (name.empty()) name = m_names[static_cast<std::size_t>(place)].through_road();
        return name;
    }

  private:
    std::vector<StreetNames>& m_names;
    std::map<std::pair<int, int>, std::string> m_given;
};

/// Adds the pieces of one road: in a place, between places, in the next one.
void cut(const Road& road, int number, const Stretches& stretches, RouteNames& names, std::vector<Road>& out, Pieces& pieces) {
    const int last = static_cast<int>(road.course.size()) - 1;
    const auto add = [&](int from, int to, const std::string& name) {
        if (to <= from) return;
        Road piece = road;
        piece.course = Curve(road.course.begin() + from, road.course.begin() + to + 1);
        piece.name = name;
        out.push_back(std::move(piece));
    };
    std::map<int, std::pair<int, int>> in_order;
    for (const auto& [place, stretch] : stretches) in_order[stretch.from] = {stretch.to, place};
    int done = 0;
    for (const auto& [first, rest] : in_order) {
        const int from = std::max(done, first - 1), to = std::clamp(rest.first + 1, from, last);
        add(done, from, {});
        if (to == from) continue;
        pieces[{number, rest.second}] = static_cast<int>(out.size());
        add(from, to, names.in_place(rest.second, road.route));
        done = to;
    }
    add(done, last, {});
}

}  // namespace

void name_through_roads(std::vector<Road>& roads, std::vector<House>& houses, std::vector<StreetNames>& names) {
    const std::map<int, Stretches> stretches = built_stretches(houses);
    std::vector<Road> out;
    Pieces pieces;
    RouteNames route_names(names);
    for (std::size_t index = 0; index < roads.size(); ++index) {
        const int number = static_cast<int>(index);
        if (const auto found = stretches.find(number); found != stretches.end())
            cut(roads[index], number, found->second, route_names, out, pieces);
        else
            out.push_back(std::move(roads[index]));
    }
    roads = std::move(out);
    for (House& house : houses)
        if (house.address.road >= 0)
            if (const auto found = pieces.find({house.address.road, house.settlement}); found != pieces.end())
                house.address.street = found->second;
}

}  // namespace kreisblick::fiction
