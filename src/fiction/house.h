#pragma once

#include "fiction/curve.h"
#include "geo/geometry.h"

#include <array>
#include <string>

namespace kreisblick::fiction {

/// A rectangle in any direction.
struct Box {
    geo::Point centre;
    geo::Point along;  ///< direction of the length, length 1
    double half_length = 5;
    double half_depth = 4;

    [[nodiscard]] std::array<geo::Point, 4> corners() const;
    [[nodiscard]] double reach() const { return half_length + half_depth; }
};

/// Whether two boxes come closer than gap_m (by separating axes: a little sooner at corners).
[[nodiscard]] bool touch(const Box& a, const Box& b, double gap_m);
/// Whether a segment comes closer to the box than clear_m.
[[nodiscard]] bool touches(const Box& box, geo::Point from, geo::Point to, double clear_m);

enum class Use : std::uint8_t { Dwelling, Apartments, Barn, Shed, Garage, Workshop, Hall, School, Church, TownHall, FireStation, Farm };
[[nodiscard]] std::string to_string(Use use);
[[nodiscard]] constexpr bool is_dwelling(Use use) { return use == Use::Dwelling || use == Use::Apartments || use == Use::Farm; }

/// What a building fronts: a street of its village, or a road that passes through, beside one of the points of its course.
struct Address {
    int street = -1;
    int road = -1;
    int vertex = 0;
};

/// A building: where it stands, and what came of it.
struct House {
    Box box;
    Use use = Use::Dwelling;
    int settlement = 0;
    int municipality = -1;  ///< it stands in; -1 in the rim
    Address address;
    bool has_wing = false;  ///< an L: the box without one quarter
    double remoteness = 0;  ///< m from the middle of the old centre; farms count as far out
    int year = 0;
    int storeys = 1;
    bool is_heated = false, is_monument = false, is_vacant = false;

    [[nodiscard]] geo::Geometry footprint() const;
    [[nodiscard]] double ground_m2() const { return 4 * box.half_length * box.half_depth * (has_wing ? 0.78 : 1); }
};

}  // namespace kreisblick::fiction
