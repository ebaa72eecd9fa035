#include "fiction/road_net.h"

#include "fiction/railway.h"
#include "fiction/random.h"
#include "fiction/road_courses.h"
#include "fiction/road_numbers.h"
#include "fiction/travel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::fiction {
namespace {

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

/// A part of the grid around two cells, with cell numbers of its own.
struct Window {
    geo::GridSpec grid;
    std::uint32_t whole_width, first_column, first_row;

    Window(const geo::GridSpec& whole, std::uint32_t a, std::uint32_t b, double reach_m)
        : whole_width(static_cast<std::uint32_t>(whole.width)) {
        const auto reach = static_cast<std::uint32_t>(reach_m / whole.cell_m), height = static_cast<std::uint32_t>(whole.height);
        const auto from = [reach](std::uint32_t one, std::uint32_t other) { return std::max(std::min(one, other), reach) - reach; };
        const auto to = [reach](std::uint32_t one, std::uint32_t other, std::uint32_t size) {
            return std::min(std::max(one, other) + reach, size - 1);
        };
        first_column = from(a % whole_width, b % whole_width);
        first_row = from(a / whole_width, b / whole_width);
        grid = whole;
        grid.x_min += first_column * whole.cell_m;
        grid.y_max -= first_row * whole.cell_m;
        grid.width = static_cast<int>(to(a % whole_width, b % whole_width, whole_width) - first_column + 1);
        grid.height = static_cast<int>(to(a / whole_width, b / whole_width, height) - first_row + 1);
    }
    [[nodiscard]] std::uint32_t global(std::uint32_t cell) const {
        const auto width = static_cast<std::uint32_t>(grid.width);
        return (cell / width + first_row) * whole_width + cell % width + first_column;
    }
    [[nodiscard]] std::uint32_t local(std::uint32_t cell) const {
        return (cell / whole_width - first_row) * static_cast<std::uint32_t>(grid.width) + cell % whole_width - first_column;
    }
};

class Builder {
  public:
    Builder(const Land& land, const std::vector<Settlement>& places)
        : m_land(land),
          m_places(places),
          m_ground(land),
          m_net(m_ground.grid) {}

    RoadNet build() {
        federal_roads();
        for (const Link& link : links_between(m_places)) {
            const RoadClass road = class_between(m_places[link.from], m_places[link.to]);
            lay(m_places[link.from].centre, m_places[link.to].centre, road);
        }
        RoadNet result;
        result.railway = railway_along(m_land, m_ground, m_places, [this](std::uint32_t cell) { return m_net.is_node(cell); });
        tracks();
        result.roads = m_net.courses(key_of(m_land.plan.options.seed, "courses"));
        number_roads(result.roads, m_land.plan.options.seed);
        return result;
    }

  private:
    /// Lays a road where it is cheapest, on what stands already if that is near. Looks around no farther than a detour is worth.
    void lay(geo::Point from, geo::Point to, RoadClass road) {
        const double reach = distance(from, to) * 0.25 + 1500;
        const Window window(m_ground.grid, m_ground.cell_of(from), m_ground.cell_of(to), reach);
        const auto cost = [&](std::uint32_t local_a, std::uint32_t local_b, float far, std::int32_t) {
            const std::uint32_t a = window.global(local_a), b = window.global(local_b);
            const bool is_on_road = m_net.is_node(b);
            if (far > 1 && m_net.would_cross(a, b)) return std::numeric_limits<float>::infinity();
            return m_ground.step(a, b, far, 220) * (!is_on_road ? 1.0F : m_net.is_node(a) && m_net.has(a, b) ? 0.3F : 0.8F);
        };
        const std::uint32_t goal = window.local(m_ground.cell_of(to));
        const std::array<std::uint32_t, 1> starts{window.local(m_ground.cell_of(from))};
        std::vector<std::uint32_t> way = travel(window.grid, starts, cost, goal).way_back(goal);
        for (std::uint32_t& cell : way) cell = window.global(cell);
        m_net.add(way, road);
    }

    /// Along the main valley and across it, through the larger towns, out of the district on four sides.
    void federal_roads() {
        const geo::Extent ground = m_ground.grid.extent();
        const auto wanted = static_cast<std::size_t>(std::max(2L, std::lround(7 * m_land.plan.options.scale)));
        const std::size_t towns = std::min(m_places.size(), wanted);
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

    /// The cells that houses will cover.
    [[nodiscard]] std::vector<char> crowded_cells() const {
        const geo::GridSpec& grid = m_ground.grid;
        std::vector<char> crowded(m_ground.heights.size(), 0);
        for (const Settlement& place : m_places) {
            const double reach = 60 + 14 * std::sqrt(static_cast<double>(place.dwelling_houses));
            for (int row = std::max(0, grid.row_at(place.centre.y + reach));
                 row <= std::min(grid.height - 1, grid.row_at(place.centre.y - reach)); ++row)
                for (int column = std::max(0, grid.column_at(place.centre.x - reach));
                     column <= std::min(grid.width - 1, grid.column_at(place.centre.x + reach)); ++column)
                    if (distance(grid.centre(column, row), place.centre) < reach)
                        crowded[static_cast<std::size_t>(grid.index(column, row))] = 1;
        }
        return crowded;
    }

    /// From fields and woods the easiest way to the next road, which is a track for all who come after.
    void tracks() {
        const geo::GridSpec& grid = m_ground.grid;
        std::vector<std::uint32_t> starts;
        for (std::uint32_t cell = 0; cell < m_ground.heights.size(); ++cell)
            if (m_net.is_node(cell)) starts.push_back(cell);
        const std::vector<char> crowded = crowded_cells();
        const std::uint64_t key = key_of(m_land.plan.options.seed, "rough ground");
        // Tracks keep out of villages, and wind: on even ground they would follow the grid.
        const auto cost = [&](std::uint32_t a, std::uint32_t b, float far, std::int32_t) {
            const float rough = 0.6F + 0.8F * static_cast<float>(scrambled(key + b) >> 40) * 0x1.0p-24F;
            const float river = m_land.terrain.river_distance.near(m_ground.place_of(b)) < 70 ? 200.0F : 0.0F;
            return m_ground.step(a, b, far, 60) * rough + (crowded[b] ? 25.0F : 0.0F) + river;
        };
        const Travel ways = travel(grid, starts, cost);
        Random random(key_of(m_land.plan.options.seed, "tracks"));
        const geo::Extent ground = grid.extent();
        const auto count = static_cast<int>(ground.width() * ground.height() / 1e6 * 12);
        for (int index = 0; index < count; ++index) {
            const auto cell = static_cast<std::uint32_t>(random.whole(0, static_cast<int>(grid.cells()) - 1));
            if (crowded[cell] || !(ways.cost.values[cell] < 130)) continue;
            std::vector<std::uint32_t> way{cell};
            while (ways.previous[way.back()] != way.back() && (way.size() < 2 || !m_net.is_node(way.back())))
                way.push_back(ways.previous[way.back()]);
            if (!m_net.is_node(way.front())) m_net.add(way, RoadClass::Track);
        }
    }

    const Land& m_land;
    const std::vector<Settlement>& m_places;
    RoadGround m_ground;
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

RoadNet RoadNet::between(const Land& land, const std::vector<Settlement>& places) { return Builder(land, places).build(); }

}  // namespace kreisblick::fiction
