#include "fiction/road_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kreisblick::fiction {
namespace {

struct Route {
    int number;
    RoadClass road;
    double length_m;
};

/// The routes that bear numbers, the longest first.
std::vector<Route> numbered_routes(const std::vector<Road>& roads) {
    std::map<int, Route> routes;
    for (const Road& road : roads) {
        if (road.route < 0 || road.road > RoadClass::District) continue;
        Route& route = routes.emplace(road.route, Route{road.route, road.road, 0}).first->second;
        route.length_m += length(road.course);
    }
    std::vector<Route> result;
    for (const auto& [number, route] : routes) result.push_back(route);
    std::stable_sort(result.begin(), result.end(), [](const Route& a, const Route& b) { return a.length_m > b.length_m; });
    return result;
}

/// Real federal roads end at B 535 and Hesse's state roads at L 3483; district roads count from 1 everywhere.
std::string reference(RoadClass road, int count) {
    switch (road) {
        case RoadClass::Federal: return fmt::format("B {}", 601 + 13 * count);
        case RoadClass::State: return fmt::format("L {}", 3701 + 2 * count);
        default: return fmt::format("K {}", 1 + count);
    }
}

}  // namespace

void number_roads(std::vector<Road>& roads, std::uint64_t seed) {
    std::map<RoadClass, int> counts;
    Random random(key_of(seed, "road numbers"));
    std::map<int, std::string> references;
    for (const Route& route : numbered_routes(roads)) {
        references[route.number] = reference(route.road, counts[route.road]);
        counts[route.road] += random.whole(1, 3);
    }
    for (Road& road : roads)
        if (const auto found = references.find(road.route); found != references.end()) road.ref = found->second;
}

}  // namespace kreisblick::fiction
