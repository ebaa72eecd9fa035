#include "fiction/village.h"

#include "fiction/house_plots.h"
#include "fiction/random.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace kreisblick::fiction {
namespace {

constexpr double k_street_clear_m = 4;

double clear_of(RoadClass road) {
    switch (road) {
        case RoadClass::Federal: return 6.5;
        case RoadClass::State: return 6;
        case RoadClass::District: return 5.5;
        case RoadClass::Local: return k_street_clear_m;
        case RoadClass::Track: return 3.5;
    }
    return k_street_clear_m;
}

/// What a place may grow next: a stretch of street to build along, or a side street.
struct Growth {
    double key;
    std::size_t order;
    Curve front;  ///< to build along; empty for a side street
    double clear_m = k_street_clear_m;
    Address address;
    geo::Point tip, way;  ///< where a side street begins
    bool operator<(const Growth& other) const { return key != other.key ? key > other.key : order > other.order; }
};

class Grower {
  public:
    Grower(const Land& land, const RoadNet& net, const std::vector<Settlement>& places, int index)
        : m_land(land),
          m_place(places[static_cast<std::size_t>(index)]),
          m_index(index),
          m_random(key_of(land.plan.options.seed, "village", static_cast<std::uint64_t>(index))),
          m_reach(reach_of(places, index)),
          m_occupied(m_place.centre, m_reach + 150),
          m_plots(m_occupied, m_random, m_place, index, m_reach + 70) {
        bring_in(net);
    }

    Village grow() {
        m_plots.public_buildings();
        for (int row = 0; row < 6 && m_plots.dwellings() < m_place.dwelling_houses; ++row) {
            for (const Growth& front : m_fronts) m_open.push(front);
            m_fronts.clear();
            m_plots.set_row(row);
            while (!m_open.empty() && m_plots.dwellings() < m_place.dwelling_houses) {
                const Growth next = m_open.top();
                m_open.pop();
                if (next.front.empty())
                    grow_street(next);
                else
                    build_along(next);
            }
        }
        m_plots.fill_up(m_vertices);
        return {std::move(m_streets), m_plots.take()};
    }

  private:
    static double reach_of(const std::vector<Settlement>& places, int index) {
        const Settlement& place = places[static_cast<std::size_t>(index)];
        double reach = 280 + 34 * std::sqrt(static_cast<double>(place.dwelling_houses));
        for (const Settlement& other : places)
            if (&other != &place) {
                const double share = std::sqrt(place.dwelling_houses + 30.0) /
                                     (std::sqrt(place.dwelling_houses + 30.0) + std::sqrt(other.dwelling_houses + 30.0));
                reach = std::min(reach, distance(place.centre, other.centre) * share - 90);
            }
        return std::max(reach, 120.0);
    }

    [[nodiscard]] double remoteness(geo::Point place) const { return distance(place, m_place.centre); }
    [[nodiscard]] bool is_old(geo::Point place) const { return remoteness(place) < m_place.core_m; }

    /// The runs of a course that lie within the place's reach (and a little more, as obstacles).
    void bring_in(const RoadNet& net) {
        const auto is_near = [&](const Curve& course) {
            return std::any_of(course.begin(), course.end(), [&](geo::Point point) { return remoteness(point) < m_reach * 1.5 + 250; });
        };
        for (std::size_t index = 0; index < net.roads.size(); ++index) {
            const Road& road = net.roads[index];
            if (!road.extent.grown(m_reach * 1.5 + 250).contains(m_place.centre) || !is_near(road.course)) continue;
            const bool is_track = road.road == RoadClass::Track;
            m_occupied.add_line(road.course, clear_of(road.road), is_track ? Occupied::Streets::Cross : Occupied::Streets::KeepAway);
            if (!is_track) open_front(road.course, clear_of(road.road), {-1, static_cast<int>(index), 0});
        }
        for (const Stream& stream : m_land.streams)
            if (is_near(stream.course)) add_water(stream.course, stream.width_m() / 2);
        for (const Lake& lake : m_land.lakes)
            if (is_near(lake.ring)) add_water(lake.ring, 8), m_occupied.add_area(lake.shape());
        if (is_near(m_land.river.river)) add_water(m_land.river.river, m_land.river.width_m / 2 + 12);
        if (is_near(net.railway)) {
            m_occupied.add_line(net.railway, 9);
            m_barriers.push_back(near_part(net.railway));
        }
    }

    void add_water(const Curve& course, double half_width_m) {
        m_occupied.add_line(course, half_width_m + 4);
        m_barriers.push_back(near_part(course));
    }
    [[nodiscard]] Curve near_part(const Curve& course) const {
        Curve part;
        for (const geo::Point point : course)
            if (remoteness(point) < m_reach * 1.2 + 100) part.push_back(point);
        return part;
    }
    [[nodiscard]] bool is_near_barrier(geo::Point place, double least_m) const {
        for (const Curve& barrier : m_barriers)
            for (std::size_t index = 1; index < barrier.size(); ++index)
                if (distance_to_segment(place, barrier[index - 1], barrier[index]) < least_m) return true;
        return false;
    }

    /// Cuts a course into stretches of a plot or three, with room for a side street at every cut.
    void open_front(const Curve& course, double clear_m, Address address) {
        std::size_t from = 0;
        while (from + 1 < course.size()) {
            double far = 0;
            const bool old = is_old(course[from]);
            const double wanted = old ? m_random.between(38, 62) : m_random.between(74, 98);
            std::size_t to = from;
            while (to + 1 < course.size() && far < wanted) far += distance(course[to], course[to + 1]), ++to;
            const Curve front(course.begin() + static_cast<std::ptrdiff_t>(from), course.begin() + static_cast<std::ptrdiff_t>(to) + 1);
            const double away = remoteness((front.front() + front.back()) * 0.5);
            if (away < m_reach) {
                address.vertex = static_cast<int>(from);
                push({away * (address.street < 0 ? 0.72 : 1.0) * m_random.between(0.85, 1.15), 0, front, clear_m, address, {}, {}});
                const geo::Point way = direction(course[to] - course[to - 1]);
                // Where a street ends, another rarely begins: such ways would zigzag.
                const bool is_end = address.street >= 0 && to + 1 == course.size();
                for (const double side : {1.0, -1.0})
                    if (m_random.chance(is_end ? 0.25 : old ? 0.75 : 0.85))
                        push({remoteness(course[to]) * m_random.between(0.9, 1.25) + 12,
                              0,
                              {},
                              k_street_clear_m,
                              address,
                              course[to],
                              turned(left_of(way) * side, old ? m_random.between(-0.25, 0.25) : m_random.between(-0.06, 0.06))});
                m_vertices.insert(m_vertices.end(), front.begin(), front.end());
            }
            from = to;
        }
    }
    void push(Growth growth) {
        growth.order = ++m_order;
        m_open.push(std::move(growth));
    }

    /// A side street: crooked and short in the old centre, longer and calmer outside; ends at water, steep ground, houses or another
    /// street.
    void grow_street(const Growth& from) {
        const bool old = is_old(from.tip);
        const double wanted = old ? m_random.between(45, 130) : m_random.between(100, 320), step = old ? 11 : 16;
        const double bend = m_random.between(-0.05, 0.05);
        Curve course{from.tip};
        geo::Point way = from.way;
        for (double far = 0; far < wanted; far += step) {
            way = turned(way, old ? m_random.between(-0.24, 0.24) : bend + m_random.between(-0.015, 0.015));
            const geo::Point next = course.back() + way * step;
            if (remoteness(next) > m_reach || m_land.slope(next) > 0.24 || is_near_barrier(next, 16)) break;
            if (m_occupied.blocks_street(course.back(), next, k_street_clear_m + 0.5)) break;
            if (far > 30 && m_occupied.distance_to_lines(next) < (old ? 24 : 34)) {
                join(course, old ? 36 : 50);
                break;
            }
            if (far <= 30 && far > step && m_occupied.distance_to_lines(next) < far * 0.55) break;
            course.push_back(next);
        }
        if (length(course) < (old ? 28 : 45)) return;
        m_streets.push_back({RoadClass::Local, course, {}, {}, m_index, old});
        m_occupied.add_line(course, k_street_clear_m);
        open_front(course, k_street_clear_m, {static_cast<int>(m_streets.size()) - 1, -1, 0});
    }

    /// Leads the end of a street to the nearest point of another one, if no house or water is in the way.
    void join(Curve& course, double reach_m) {
        const geo::Point end = course.back();
        geo::Point best = end;
        double nearest = reach_m;
        for (const geo::Point vertex : m_vertices) {
            const double away = distance(vertex, end);
            if (away < nearest && dot(vertex - end, course.back() - course[course.size() - 2]) > 0) nearest = away, best = vertex;
        }
        if (best == end || is_near_barrier((best + end) * 0.5, 14) || m_occupied.blocks_street(end, best, k_street_clear_m + 0.5)) return;
        course.push_back(best);
    }

    void build_along(const Growth& front) {
        m_plots.build_along(front.front, front.clear_m, front.address, is_old((front.front.front() + front.front.back()) * 0.5));
        m_fronts.push_back(front);
    }

    const Land& m_land;
    const Settlement& m_place;
    int m_index;
    Random m_random;
    double m_reach;
    Occupied m_occupied;
    Plots m_plots;
    std::vector<Curve> m_barriers;
    std::vector<geo::Point> m_vertices;
    std::priority_queue<Growth> m_open;
    std::vector<Growth> m_fronts;
    std::vector<Road> m_streets;
    std::size_t m_order = 0;
};

}  // namespace

Village grown_village(const Land& land, const RoadNet& net, const std::vector<Settlement>& places, int index) {
    return Grower(land, net, places, index).grow();
}

}  // namespace kreisblick::fiction
