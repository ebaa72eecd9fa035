#include "fiction/road_courses.h"

#include "fiction/random.h"

#include <algorithm>
#include <set>

namespace kreisblick::fiction {
namespace {

struct Exit {
    std::uint32_t to;
    RoadClass road;
};
using Exits = std::map<std::uint32_t, std::vector<Exit>>;

/// A place where a curve ends: three roads meet, one ends, or the class changes.
bool is_junction(const std::vector<Exit>& exits) { return exits.size() != 2 || exits[0].road != exits[1].road; }

}  // namespace

void CellNet::add(const std::vector<std::uint32_t>& way, RoadClass road) {
    for (std::size_t index = 0; index < way.size(); ++index) {
        m_is_node[way[index]] = 1;
        if (index == 0) continue;
        const Step step{std::min(way[index - 1], way[index]), std::max(way[index - 1], way[index])};
        const auto [found, is_new] = m_steps.emplace(step, road);
        if (!is_new) found->second = std::min(found->second, road);
    }
}

std::vector<Road> CellNet::courses(std::uint64_t key) const {
    Exits exits;
    for (const auto& [step, road] : m_steps) {
        exits[step.first].push_back({step.second, road});
        exits[step.second].push_back({step.first, road});
    }
    // Junctions keep a place of their own within the cell; all else is smoothed between them.
    const auto place_of = [&](std::uint32_t cell) {
        Random random(scrambled(key + cell));
        const geo::Point centre = m_grid.centre(static_cast<int>(cell) % m_grid.width, static_cast<int>(cell) / m_grid.width);
        return geo::Point{centre.x + random.between(-22, 22), centre.y + random.between(-22, 22)};
    };
    std::set<Step> walked;
    std::vector<Road> roads;
    const auto walk = [&](std::uint32_t from, Exit exit) {
        Road road{exit.road, {place_of(from)}, {}, {}, -1, false};
        std::uint32_t before = from, here = exit.to;
        while (walked.insert({std::min(before, here), std::max(before, here)}).second) {
            road.course.push_back(place_of(here));
            const std::vector<Exit>& on = exits[here];
            if (is_junction(on)) break;
            const std::uint32_t next = on[0].to == before ? on[1].to : on[0].to;
            before = here;
            here = next;
        }
        if (road.course.size() < 2) return;
        smooth(road.course, 3);
        road.course = spline(road.course, 24);
        roads.push_back(std::move(road));
    };
    for (const auto& [cell, on] : exits)
        if (is_junction(on))
            for (const Exit& exit : on) walk(cell, exit);
    for (const auto& [cell, on] : exits)
        if (!is_junction(on))
            for (const Exit& exit : on) walk(cell, exit);
    return roads;
}

}  // namespace kreisblick::fiction
