#include "fiction/road_courses.h"

#include "fiction/random.h"

#include <algorithm>
#include <numeric>

namespace kreisblick::fiction {
namespace {

constexpr int k_none = -1;

template <typename List>
auto& at(List& list, int index) {
    return list[static_cast<std::size_t>(index)];
}

/// A way out of a node, to the next one; `on` is the exit of the same node by which the road runs on, or k_none.
struct Exit {
    int to;
    RoadClass road;
    int on = k_none;
    int course = k_none;
};

struct Node {
    geo::Point place;
    std::vector<Exit> exits;
    int main = k_none;  ///< the exit of the most important road that runs on here

    /// Whether a course that comes by an exit ends here: three roads meet, one ends, or the class changes. Tracks run on among tracks.
    [[nodiscard]] bool ends(int exit) const {
        const Exit& here = exits[static_cast<std::size_t>(exit)];
        if (here.on == k_none || exits[static_cast<std::size_t>(here.on)].road != here.road) return true;
        return exits.size() != 2 && here.road != RoadClass::Track;
    }
    [[nodiscard]] int exit_to(int node) const {
        for (std::size_t index = 0; index < exits.size(); ++index)
            if (exits[index].to == node) return static_cast<int>(index);
        return k_none;
    }
};

/// The net as nodes; from here on a graph with places, no cells any more.
class Graph {
  public:
    explicit Graph(std::vector<Node> nodes) : m_nodes(std::move(nodes)) {
        for (int node = 0; node < static_cast<int>(m_nodes.size()); ++node) find_pairs(node);
    }

    /// Pulls every node towards the middle of the main road's next nodes on both sides.
    void soften(int rounds) {
        std::vector<geo::Point> moved(m_nodes.size());
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t index = 0; index < m_nodes.size(); ++index) {
                const Node& node = m_nodes[index];
                moved[index] = node.place;
                if (node.main == k_none) continue;
                const Exit& exit = at(node.exits, node.main);
                moved[index] = (place(exit.to) + node.place * 2 + place(at(node.exits, exit.on).to)) * 0.25;
            }
            for (std::size_t index = 0; index < m_nodes.size(); ++index) m_nodes[index].place = moved[index];
        }
    }

    std::vector<Road> courses() {
        for (const bool from_ends : {true, false})
            for (int node = 0; node < static_cast<int>(m_nodes.size()); ++node)
                for (int exit = 0; exit < static_cast<int>(at(m_nodes, node).exits.size()); ++exit)
                    if (at(m_nodes, node).ends(exit) == from_ends) walk(node, exit);
        join_routes();
        return std::move(m_roads);
    }

  private:
    [[nodiscard]] geo::Point place(int node) const { return m_nodes[static_cast<std::size_t>(node)].place; }

    /// Where an exit leads, seen over a few steps: single ones know eight directions only.
    [[nodiscard]] geo::Point heading(int node, int exit) const {
        int before = node, here = at(at(m_nodes, node).exits, exit).to;
        for (int step = 0; step < 3 && at(m_nodes, here).exits.size() == 2; ++step) {
            const auto& on = at(m_nodes, here).exits;
            const int next = on[0].to == before ? on[1].to : on[0].to;
            before = here;
            here = next;
        }
        return direction(place(here) - place(node));
    }

    /// Which roads run on through a node: the broadest and straightest pair first.
    void find_pairs(int index) {
        Node& node = at(m_nodes, index);
        struct Pair {
            double worth;
            int a, b;
        };
        std::vector<Pair> pairs;
        const auto is_road = [](const Exit& exit) { return exit.road != RoadClass::Track; };
        const bool is_bend = std::count_if(node.exits.begin(), node.exits.end(), is_road) == 2;
        const auto are_all_of_class = [&](RoadClass road) {
            return std::count_if(node.exits.begin(), node.exits.end(), [&](const Exit& exit) { return exit.road == road; }) == 2;
        };
        for (int a = 0; a < static_cast<int>(node.exits.size()); ++a)
            for (int b = 0; b < a; ++b) {
                const double straight = -dot(heading(index, a), heading(index, b));
                // Two roads with tracks beside them are one road with a bend, however sharp; so are the only two of a class.
                const RoadClass one = at(node.exits, a).road, other = at(node.exits, b).road;
                const bool is_one_road =
                    is_road(at(node.exits, a)) && is_road(at(node.exits, b)) && (is_bend || (one == other && are_all_of_class(one)));
                if (node.exits.size() > 2 && straight < 0.2 && !is_one_road) continue;
                const auto narrow = static_cast<double>(at(node.exits, a).road) + static_cast<double>(at(node.exits, b).road);
                pairs.push_back({straight - 0.8 * narrow + (is_one_road ? 10 : 0), a, b});
            }
        std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& p, const Pair& q) { return p.worth > q.worth; });
        for (const Pair& pair : pairs) {
            if (at(node.exits, pair.a).on != k_none || at(node.exits, pair.b).on != k_none) continue;
            at(node.exits, pair.a).on = pair.b;
            at(node.exits, pair.b).on = pair.a;
            if (node.main == k_none) node.main = pair.a;
        }
    }

    /// The node beyond an end of a course on the road that runs on there; the curve leaves its end towards it.
    [[nodiscard]] std::optional<geo::Point> beyond(int node, int exit) const {
        const auto& exits = at(m_nodes, node).exits;
        if (at(exits, exit).on == k_none) return {};
        return place(at(exits, at(exits, exit).on).to);
    }

    /// Makes the course that leaves a node by an exit, unless it was made from its other end.
    void walk(int from, int exit) {
        if (at(at(m_nodes, from).exits, exit).course != k_none) return;
        const int number = static_cast<int>(m_roads.size());
        Road road;
        road.road = at(at(m_nodes, from).exits, exit).road;
        Curve knots{place(from)};
        int before = from, here = at(at(m_nodes, from).exits, exit).to;
        at(at(m_nodes, from).exits, exit).course = number;
        while (true) {
            knots.push_back(place(here));
            Node& node = at(m_nodes, here);
            const int back = node.exit_to(before);
            at(node.exits, back).course = number;
            const int on = at(node.exits, back).on;
            if (node.ends(back) || at(node.exits, on).course != k_none) {
                road.course = spline(knots, 24, beyond(from, exit), beyond(here, back));
                for (const geo::Point point : road.course) road.extent.include(point);
                break;
            }
            at(node.exits, on).course = number;
            before = here;
            here = at(node.exits, on).to;
        }
        m_roads.push_back(std::move(road));
    }

    /// Courses of one class that run on into each other become one route, numbered by its first course.
    void join_routes() {
        std::vector<int> root(m_roads.size());
        std::iota(root.begin(), root.end(), 0);
        const auto find = [&](int course) {
            while (at(root, course) != course) course = at(root, course) = at(root, at(root, course));
            return course;
        };
        for (const Node& node : m_nodes)
            for (const Exit& exit : node.exits)
                if (exit.on != k_none && at(node.exits, exit.on).road == exit.road) {
                    const int a = find(exit.course), b = find(at(node.exits, exit.on).course);
                    at(root, std::max(a, b)) = std::min(a, b);
                }
        for (int course = 0; course < static_cast<int>(m_roads.size()); ++course) at(m_roads, course).route = find(course);
    }

    std::vector<Node> m_nodes;
    std::vector<Road> m_roads;
};

}  // namespace

void CellNet::add(const std::vector<std::uint32_t>& way, RoadClass road) {
    for (std::size_t index = 0; index < way.size(); ++index) {
        m_is_node[way[index]] = 1;
        if (index == 0) continue;
        std::uint8_t& step = m_steps[slot_of(way[index - 1], way[index])];
        step = std::min(step, static_cast<std::uint8_t>(road));
    }
}

bool CellNet::would_cross(std::uint32_t a, std::uint32_t b) const {
    const auto width = static_cast<std::uint32_t>(m_grid.width);
    const std::uint32_t column_a = a % width, column_b = b % width;
    if (column_a == column_b || a / width == b / width) return false;
    return has(a - column_a + column_b, b - column_b + column_a);
}

std::vector<Road> CellNet::courses(std::uint64_t key) const {
    std::vector<int> numbers(m_is_node.size(), k_none);
    std::vector<Node> nodes;
    for (std::uint32_t cell = 0; cell < m_is_node.size(); ++cell) {
        if (!m_is_node[cell]) continue;
        numbers[cell] = static_cast<int>(nodes.size());
        Random random(scrambled(key + cell));
        const geo::Point centre = m_grid.centre(static_cast<int>(cell) % m_grid.width, static_cast<int>(cell) / m_grid.width);
        nodes.push_back({{centre.x + random.between(-22, 22), centre.y + random.between(-22, 22)}, {}});
    }
    for (std::size_t slot = 0; slot < m_steps.size(); ++slot) {
        if (m_steps[slot] == k_no_step) continue;
        const int a = numbers[slot / k_ways], b = numbers[end_of(slot)];
        const auto road = static_cast<RoadClass>(m_steps[slot]);
        at(nodes, a).exits.push_back({b, road});
        at(nodes, b).exits.push_back({a, road});
    }
    Graph graph(std::move(nodes));
    graph.soften(6);
    return graph.courses();
}

}  // namespace kreisblick::fiction
