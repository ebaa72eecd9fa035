#pragma once

#include "fiction/people.h"

namespace kreisblick::fiction {

/// From the broadest to the narrowest.
enum class RoadClass : std::uint8_t { Federal, State, District, Local, Track };
[[nodiscard]] std::string to_string(RoadClass road);

/// A road, or a street of a village. Where two meet they share a point to the last digit.
struct Road {
    RoadClass road = RoadClass::Local;
    Curve course;
    std::string name, ref;
    int settlement = -1;   ///< of streets: whose
    bool is_old = false;   ///< of streets: of the old centre
    geo::Extent extent{};  ///< of the course of a road of the net
    int route = -1;        ///< of roads: what runs on as one, in one class; streets have none
};

/// Roads from place to place and tracks into fields and forest, on 100 m cells: one connected net. Railway and its own way.
struct RoadNet {
    std::vector<Road> roads;
    Curve railway;

    [[nodiscard]] static RoadNet between(const Land& land, const std::vector<Settlement>& places);
};

}  // namespace kreisblick::fiction
