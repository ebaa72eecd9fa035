#include "fiction/house.h"

#include <cmath>

namespace kreisblick::fiction {
namespace {

/// How far a box reaches along an axis to each side of its centre.
double shadow(const Box& box, geo::Point axis) {
    return box.half_length * std::abs(dot(box.along, axis)) + box.half_depth * std::abs(dot(left_of(box.along), axis));
}

}  // namespace

std::array<geo::Point, 4> Box::corners() const {
    const geo::Point length = along * half_length, depth = left_of(along) * half_depth;
    return {centre - length - depth, centre + length - depth, centre + length + depth, centre - length + depth};
}

bool touch(const Box& a, const Box& b, double gap_m) {
    const geo::Point way = b.centre - a.centre;
    for (const geo::Point axis : {a.along, left_of(a.along), b.along, left_of(b.along)})
        if (std::abs(dot(way, axis)) > shadow(a, axis) + shadow(b, axis) + gap_m) return false;
    return true;
}

bool touches(const Box& box, geo::Point from, geo::Point to, double clear_m) {
    const Box segment{(from + to) * 0.5, direction(to - from), distance(from, to) / 2, 0};
    return touch(box, segment, clear_m);
}

geo::Geometry House::footprint() const {
    const auto [a, b, c, d] = box.corners();
    std::vector<geo::Point> ring{a, b};
    if (has_wing) {
        // The far corner on one side stays open: a yard.
        const geo::Point inner = box.centre + box.along * (box.half_length * 0.1) + left_of(box.along) * (box.half_depth * 0.0);
        const geo::Point east = box.centre + box.along * box.half_length, north = inner + left_of(box.along) * box.half_depth;
        ring.insert(ring.end(), {east, inner, north});
    } else {
        ring.push_back(c);
    }
    ring.insert(ring.end(), {d, a});
    return {geo::GeometryKind::Polygon, {{ring, false}}};
}

std::string to_string(Use use) {
    switch (use) {
        case Use::Dwelling: return "house";
        case Use::Apartments: return "apartments";
        case Use::Barn: return "barn";
        case Use::Shed: return "shed";
        case Use::Garage: return "garage";
        case Use::Workshop: return "commercial";
        case Use::Hall: return "industrial";
        case Use::School: return "school";
        case Use::Church: return "church";
        case Use::TownHall: return "townhall";
        case Use::FireStation: return "fire_station";
        case Use::Farm: return "farm";
    }
    return {};
}

}  // namespace kreisblick::fiction
