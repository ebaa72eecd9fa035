#include "fiction/road_net.h"

#include "fiction/noise.h"
#include "fiction/random.h"
#include "fiction/road_courses.h"
#include "fiction/travel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::fiction {
namespace {

/// What building and using a road costs per cell, on the 100 m grid.
struct Ground {
    geo::GridSpec grid;
    std::vector<float> heights, burden;

    explicit Ground(const Land& land) : grid(land.plan.ground.coarser(2)) {
        const std::uint64_t key = key_of(land.plan.options.seed, "way");
        for (int row = 0; row < grid.height; ++row)
            for (int column = 0; column < grid.width; ++column) {
                const geo::Point place = grid.centre(column, row);
                const float water = land.water_distance.near(place), river = land.terrain.river_distance.near(place);
                heights.push_back(static_cast<float>(land.height(place)));
                burden.push_back(1.0F + 0.5F * static_cast<float>(noise(key, place.x / 450, place.y / 450)) + (water < 45 ? 1.6F : 0.0F) +
                                 (river < 90 ? 9.0F : 0.0F) + static_cast<float>(5 * land.slope(place)));
            }
    }
    [[nodiscard]] std::uint32_t cell_of(geo::Point place) const {
        return static_cast<std::uint32_t>(
            grid.index(std::clamp(grid.column_at(place.x), 1, grid.width - 2), std::clamp(grid.row_at(place.y), 1, grid.height - 2)));
    }
    /// The cost of a step; climbing counts with the power `climb`.
    [[nodiscard]] float step(std::uint32_t from, std::uint32_t to, float far, float climb) const {
        const float rise = std::abs(heights[from] - heights[to]) / (100 * far);
        return far * burden[to] * (1 + climb * rise * rise);
    }
};

struct Link {
    std::size_t from, to;
    double far;
};

/// Which places get a direct road: neighbours with no third place between them (the relative neighbourhood graph, which is connected).
std::vector<Link> links_between(const std::vector<Settlement>& places) {
    std::vector<Link> links;
    for (std::size_t a = 0; a < places.size(); ++a)
        for (std::size_t b = a + 1; b < places.size(); ++b) {
            const double far = distance(places[a].centre, places[b].centre);
            const bool is_direct = std::none_of(places.begin(), places.end(), [&](const Settlement& c) {
                return std::max(distance(c.centre, places[a].centre), distance(c.centre, places[b].centre)) < far * 0.93;
            });
            if (is_direct) links.push_back({a, b, far});
        }
    return links;
}

/// The class of a road by the people it joins.
RoadClass class_between(const Settlement& a, const Settlement& b) {
    const int smaller = std::min(a.people, b.people), larger = std::max(a.people, b.people);
    if (smaller > 900 && larger > 2600) return RoadClass::State;
    return larger > 1500 ? RoadClass::State : smaller > 150 ? RoadClass::District : RoadClass::Local;
}

class Builder {
  public:
    Builder(const Land& land, const Territory& territory, const std::vector<Settlement>& places)
        : m_land(land),
          m_territory(territory),
          m_places(places),
          m_ground(land),
          m_net(m_ground.grid) {}

    RoadNet build() {
        federal_roads();
        for (const Link& link : links_between(m_places)) {
            const RoadClass road = class_between(m_places[link.from], m_places[link.to]);
            lay(m_places[link.from].centre, m_places[link.to].centre, road);
        }
        tracks();
        RoadNet result;
        result.roads = m_net.courses(key_of(m_land.plan.options.seed, "courses"));
        result.railway = railway();
        return result;
    }

  private:
    void lay(geo::Point from, geo::Point to, RoadClass road) {
        const std::uint32_t start = m_ground.cell_of(from), goal = m_ground.cell_of(to);
        const double reach = distance(from, to) * 0.75 + 1500;
        const geo::Point middle = (from + to) * 0.5;
        const auto cost = [&](std::uint32_t a, std::uint32_t b, float far, std::int32_t) {
            if (distance(m_ground.grid.centre(static_cast<int>(b) % m_ground.grid.width, static_cast<int>(b) / m_ground.grid.width),
                         middle) > reach)
                return std::numeric_limits<float>::infinity();
            return m_ground.step(a, b, far, 220) * (!m_net.is_node(b) ? 1.0F : m_net.is_node(a) && m_net.has(a, b) ? 0.3F : 0.8F);
        };
        const std::array<std::uint32_t, 1> starts{start};
        m_net.add(travel(m_ground.grid, starts, cost, goal).way_back(goal), road);
    }

    /// Along the main valley and across it, through the larger towns, out of the district on four sides.
    void federal_roads() {
        const geo::Extent ground = m_ground.grid.extent();
        const std::size_t towns = std::min<std::size_t>(m_places.size(), 7);
        std::vector<geo::Point> knots;
        for (std::size_t index = 0; index < towns; ++index) knots.push_back(m_places[index].centre);
        const Curve& axis = m_land.river.axis;
        const geo::Point east = axis[axis.size() / 12], north = axis[axis.size() - axis.size() / 12];
        const geo::Point west{ground.x_min + 150, ground.centre().y}, south{ground.centre().x, ground.y_min + 150};
        for (const geo::Point gate : {east, north, west, south}) {
            const auto nearest =
                std::min_element(knots.begin(), knots.end(), [&](auto a, auto b) { return distance(a, gate) < distance(b, gate); });
            lay(*nearest, gate, RoadClass::Federal);
        }
        for (std::size_t index = 1; index < knots.size(); ++index) {
            const auto nearest = std::min_element(knots.begin(), knots.begin() + static_cast<std::ptrdiff_t>(index),
                                                  [&](auto a, auto b) { return distance(a, knots[index]) < distance(b, knots[index]); });
            lay(*nearest, knots[index], RoadClass::Federal);
        }
    }

    /// From fields and woods the easiest way to the next road, which is a track for all who come after.
    void tracks() {
        const geo::GridSpec& grid = m_ground.grid;
        std::vector<std::uint32_t> starts;
        for (std::uint32_t cell = 0; cell < m_ground.heights.size(); ++cell)
            if (m_net.is_node(cell)) starts.push_back(cell);
        const auto cost = [&](std::uint32_t a, std::uint32_t b, float far, std::int32_t) { return m_ground.step(a, b, far, 60); };
        const Travel ways = travel(grid, starts, cost);
        Random random(key_of(m_land.plan.options.seed, "tracks"));
        const auto count = static_cast<int>(m_land.plan.area_km2 * 4.5);
        for (int index = 0; index < count; ++index) {
            const auto cell = static_cast<std::uint32_t>(random.whole(0, static_cast<int>(grid.cells()) - 1));
            if (m_territory.municipality.values[cell] == k_no_area || !(ways.cost.values[cell] < 60)) continue;
            std::vector<std::uint32_t> way{cell};
            while (ways.previous[way.back()] != way.back() && (way.size() < 2 || !m_net.is_node(way.back())))
                way.push_back(ways.previous[way.back()]);
            if (!m_net.is_node(way.front())) m_net.add(way, RoadClass::Track);
        }
    }

    /// Along the main valley where it is flat, past the villages rather than through them.
    Curve railway() {
        const Curve& axis = m_land.river.axis;
        const auto cost = [&](std::uint32_t a, std::uint32_t b, float far, std::int32_t) {
            const geo::Point place =
                m_ground.grid.centre(static_cast<int>(b) % m_ground.grid.width, static_cast<int>(b) / m_ground.grid.width);
            float crowded = 0;
            for (const Settlement& settlement : m_places)
                if (distance(settlement.centre, place) < 250 + settlement.core_m) crowded = 6;
            return m_ground.step(a, b, far, 1500) + crowded;
        };
        const std::uint32_t goal = m_ground.cell_of(axis[axis.size() - axis.size() / 20]);
        const std::array<std::uint32_t, 1> starts{m_ground.cell_of(axis[axis.size() / 20])};
        Curve course;
        for (const std::uint32_t cell : travel(m_ground.grid, starts, cost, goal).way_back(goal))
            course.push_back(
                m_ground.grid.centre(static_cast<int>(cell) % m_ground.grid.width, static_cast<int>(cell) / m_ground.grid.width));
        smooth(course, 30);
        Curve knots;
        for (std::size_t index = 0; index < course.size(); index += 3) knots.push_back(course[index]);
        return spline(knots, 30);
    }

    const Land& m_land;
    const Territory& m_territory;
    const std::vector<Settlement>& m_places;
    Ground m_ground;
    CellNet m_net;
};

}  // namespace

std::string to_string(RoadClass road) {
    switch (road) {
        case RoadClass::Federal: return "primary";
        case RoadClass::State: return "secondary";
        case RoadClass::District: return "tertiary";
        case RoadClass::Local: return "residential";
        case RoadClass::Track: return "track";
    }
    return {};
}

RoadNet RoadNet::between(const Land& land, const Territory& territory, const std::vector<Settlement>& places) {
    return Builder(land, territory, places).build();
}

}  // namespace kreisblick::fiction
