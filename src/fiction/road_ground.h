#pragma once

#include "fiction/land.h"

namespace kreisblick::fiction {

/// What building and using a road or railway costs per cell, on the 100 m grid.
struct RoadGround {
    geo::GridSpec grid;
    std::vector<float> heights, burden;

    explicit RoadGround(const Land& land);
    /// The cell a place lies in, never at the very edge.
    [[nodiscard]] std::uint32_t cell_of(geo::Point place) const;
    [[nodiscard]] geo::Point place_of(std::uint32_t cell) const;
    /// The cost of a step; climbing counts with the power `climb`.
    [[nodiscard]] float step(std::uint32_t from, std::uint32_t to, float far, float climb) const;
};

}  // namespace kreisblick::fiction
