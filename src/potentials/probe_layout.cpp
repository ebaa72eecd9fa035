#include "potentials/probe_layout.h"

#include "geo/buffer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace kreisblick::potentials {
namespace {

constexpr double k_degree = std::numbers::pi / 180;
constexpr int k_turn_step_deg = 5;
constexpr std::size_t k_longest_edges = 4;
/// Positions of the pattern that are tried along and across its rows.
constexpr int k_positions = 8;
constexpr double k_most_probes = 200'000;
/// A place this far outside by rounding still lies on the edge.
constexpr double k_edge_m = 1e-6;

geo::Point turned(geo::Point point, double cosine, double sine) {
    return {point.x * cosine - point.y * sine, point.x * sine + point.y * cosine};
}

/// The ground on which probes may stand.
geo::Geometry free_ground(const geo::Geometry& parcel, double border_m) {
    if (border_m <= 0) return parcel;
    // So many steps that the chords of arcs around corners come nearer than the border by some thousandths of a millimetre only.
    constexpr int arc_steps = 512;
    return geo::buffered(parcel, -border_m, arc_steps);
}

/// A pattern with its rows to the east: how far its rows are apart, and by how much every second one is shifted.
struct Pattern {
    ProbePattern kind;
    double spacing_m;
    [[nodiscard]] double row_distance_m() const { return kind == ProbePattern::Square ? spacing_m : spacing_m * std::sqrt(3) / 2; }
    [[nodiscard]] double shift_m(int row) const { return kind == ProbePattern::Hexagonal && row % 2 ? spacing_m / 2 : 0; }
    [[nodiscard]] double symmetry_deg() const { return kind == ProbePattern::Square ? 90 : 60; }
};

/// Where a row lies in the ground: between x_min and x_max.
struct Stretch {
    int row = 0;
    double y = 0, x_min = 0, x_max = 0;
    /// The numbers of the first place and the one behind the last, for places x0 + n · spacing.
    [[nodiscard]] std::pair<double, double> places(double x0, double spacing_m) const {
        return {std::ceil((x_min - x0 - k_edge_m) / spacing_m), std::floor((x_max - x0 + k_edge_m) / spacing_m) + 1};
    }
};

/// The ground turned so that the rows run to the east.
class TurnedGround {
  public:
    TurnedGround(const geo::Geometry& ground, double degrees) {
        const double cosine = std::cos(-degrees * k_degree), sine = std::sin(-degrees * k_degree);
        for (const geo::Part& ring : ground.parts)
            for (std::size_t i = 1; i < ring.points.size(); ++i) {
                m_edges.emplace_back(turned(ring.points[i - 1], cosine, sine), turned(ring.points[i], cosine, sine));
                m_extent.include(m_edges.back().first);
                m_extent.include(m_edges.back().second);
            }
    }
    [[nodiscard]] const geo::Extent& extent() const { return m_extent; }

    /// The stretches of all rows, the first of which lies so far above the southern edge.
    [[nodiscard]] std::vector<Stretch> stretches(const Pattern& pattern, double first_m) const {
        std::vector<Stretch> found;
        for (int row = 0;; ++row) {
            const double y = m_extent.y_min + first_m + row * pattern.row_distance_m();
            if (y > m_extent.y_max + k_edge_m) return found;
            // On the very edge of the ground nothing is crossed: looked at from just inside.
            const std::vector<double> crossings = crossings_at(std::clamp(y, m_extent.y_min + k_edge_m, m_extent.y_max - k_edge_m));
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) found.push_back({row, y, crossings[i], crossings[i + 1]});
        }
    }

  private:
    [[nodiscard]] std::vector<double> crossings_at(double y) const {
        std::vector<double> found;
        for (const auto& [a, b] : m_edges)
            if ((a.y > y) != (b.y > y)) found.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        std::sort(found.begin(), found.end());
        return found;
    }
    std::vector<std::pair<geo::Point, geo::Point>> m_edges;
    geo::Extent m_extent;
};

/// One way to lay the pattern.
struct Attempt {
    Pattern pattern;
    double degrees = 0;
    double first_row_m = 0;  // above the southern edge
    double first_m = 0;      // from the western edge
    double count = 0;
};

double count_of(const std::vector<Stretch>& stretches, const Pattern& pattern, double x0) {
    double count = 0;
    for (const Stretch& stretch : stretches) {
        const auto [first, end] = stretch.places(x0 + pattern.shift_m(stretch.row), pattern.spacing_m);
        count += std::max(0.0, end - first);
    }
    return count;
}

/// Tries the positions of one pattern in one direction.
void try_direction(const geo::Geometry& ground, const Pattern& pattern, double degrees, Attempt& best) {
    const TurnedGround turned_ground(ground, degrees);
    for (int across = 0; across < k_positions; ++across) {
        const double first_row_m = across * pattern.row_distance_m() / k_positions;
        const std::vector<Stretch> stretches = turned_ground.stretches(pattern, first_row_m);
        for (int along = 0; along < k_positions; ++along) {
            const double first_m = along * pattern.spacing_m / k_positions;
            const double count = count_of(stretches, pattern, turned_ground.extent().x_min + first_m);
            if (count > best.count) best = {pattern, degrees, first_row_m, first_m, count};
        }
    }
}

/// The directions of the longest edges, the longest first.
std::vector<double> edge_directions(const geo::Geometry& parcel) {
    std::vector<std::pair<double, double>> edges;  // length, direction
    for (const geo::Part& ring : parcel.parts)
        for (std::size_t i = 1; i < ring.points.size(); ++i) {
            const geo::Point a = ring.points[i - 1], b = ring.points[i];
            edges.emplace_back(std::hypot(b.x - a.x, b.y - a.y), std::atan2(b.y - a.y, b.x - a.x) / k_degree);
        }
    std::stable_sort(edges.begin(), edges.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
    if (edges.size() > k_longest_edges) edges.resize(k_longest_edges);
    std::vector<double> directions;
    for (const auto& [length, direction] : edges) directions.push_back(direction + 180);
    return directions;
}

/// The directions that are tried, each within what the pattern's symmetry leaves.
std::vector<double> directions_of(const geo::Geometry& parcel, const Pattern& pattern) {
    std::vector<double> directions = edge_directions(parcel);
    for (int degrees = 0; degrees < static_cast<int>(pattern.symmetry_deg()); degrees += k_turn_step_deg) directions.push_back(degrees);
    for (double& direction : directions) direction = std::fmod(direction, pattern.symmetry_deg());
    return directions;
}

std::vector<geo::Point> places_of(const geo::Geometry& ground, const Attempt& best) {
    const TurnedGround turned_ground(ground, best.degrees);
    const double cosine = std::cos(best.degrees * k_degree), sine = std::sin(best.degrees * k_degree);
    std::vector<geo::Point> places;
    for (const Stretch& stretch : turned_ground.stretches(best.pattern, best.first_row_m)) {
        const double x0 = turned_ground.extent().x_min + best.first_m + best.pattern.shift_m(stretch.row);
        const auto [first, end] = stretch.places(x0, best.pattern.spacing_m);
        for (double n = first; n < end; ++n) places.push_back(turned({x0 + n * best.pattern.spacing_m, stretch.y}, cosine, sine));
    }
    return places;
}

/// Moves a geometry so that small numbers stay exact.
geo::Geometry moved(geo::Geometry geometry, geo::Point by) {
    for (geo::Part& part : geometry.parts)
        for (geo::Point& point : part.points) point = {point.x + by.x, point.y + by.y};
    return geometry;
}

}  // namespace

core::Result<ProbeLayout> laid_out_probes(const geo::Geometry& parcel, const ProbeLayoutRules& rules) {
    if (!(rules.spacing_m >= 1 && rules.spacing_m <= 200))
        return core::fail("a spacing of {} m between probes is not between 1 and 200 m", rules.spacing_m);
    if (!(rules.border_m >= 0 && rules.border_m <= 200))
        return core::fail("a distance of {} m to the border is not between 0 and 200 m", rules.border_m);
    ProbeLayout layout;
    const geo::Point origin = parcel.is_empty() ? geo::Point{} : parcel.extent().centre();
    const geo::Geometry ground = free_ground(moved(parcel, {-origin.x, -origin.y}), rules.border_m);
    layout.free_area_m2 = geo::area(ground);
    if (layout.free_area_m2 / (rules.spacing_m * rules.spacing_m) > k_most_probes)
        return core::fail("the parcel has {:.0f} ha: at a spacing of {} m more than {:.0f} probes would stand on it",
                          layout.free_area_m2 / 1e4, rules.spacing_m, k_most_probes);
    if (ground.is_empty()) return layout;
    Attempt best{{ProbePattern::Square, rules.spacing_m}};
    for (const ProbePattern kind : {ProbePattern::Square, ProbePattern::Hexagonal}) {
        const Pattern pattern{kind, rules.spacing_m};
        for (const double degrees : directions_of(parcel, pattern)) try_direction(ground, pattern, degrees, best);
    }
    layout.pattern = best.pattern.kind;
    layout.turned_deg = best.degrees;
    for (const geo::Point place : places_of(ground, best)) layout.places.push_back({place.x + origin.x, place.y + origin.y});
    return layout;
}

}  // namespace kreisblick::potentials
