#pragma once

#include "fiction/house.h"
#include "fiction/road_net.h"

#include <span>

namespace kreisblick::fiction {

/// What stands and runs in a place, hashed by 40 m cells, so that nothing new is put where something is.
class Occupied {
  public:
    Occupied(geo::Point centre, double reach_m);

    [[nodiscard]] bool covers(geo::Point place) const { return m_grid.has(m_grid.column_at(place.x), m_grid.row_at(place.y)); }
    /// Whether a street keeps its distance from a line, or crosses it as it likes.
    enum class Streets { KeepAway, Cross };
    void add_line(std::span<const geo::Point> course, double clear_m, Streets streets = Streets::KeepAway);
    /// Nothing stands in an area.
    void add_area(geo::Geometry area) { m_areas.push_back(std::move(area)); }
    void add(const Box& box);
    /// Whether a box would come nearer to a line than it asks, or to another box than gap_m.
    [[nodiscard]] bool hinders(const Box& box, double gap_m) const;
    /// Whether a street of that half width from here to there would run into a building.
    [[nodiscard]] bool blocks_street(geo::Point from, geo::Point to, double half_width_m) const;
    /// Distance to the nearest line that streets keep away from; at most 80 m.
    [[nodiscard]] double distance_to_lines(geo::Point place) const;

  private:
    struct Segment {
        geo::Point from, to;
        double clear_m;
        Streets streets;
    };
    template <typename Visit>
    void visit(geo::Point low, geo::Point high, const Visit& visit) const;

    geo::GridSpec m_grid;
    std::vector<std::vector<Segment>> m_segments;
    std::vector<std::vector<Box>> m_boxes;
    std::vector<geo::Geometry> m_areas;
};

/// Streets and buildings of one place.
struct Village {
    std::vector<Road> streets;
    std::vector<House> houses;
};

/// Grows a place around the roads that pass through it: crooked lanes and farmyards first, rows and estates after.
/// Depends on nothing but its arguments, so that places can be grown side by side.
[[nodiscard]] Village grown_village(const Land& land, const RoadNet& net, const std::vector<Settlement>& places, int index);

}  // namespace kreisblick::fiction
