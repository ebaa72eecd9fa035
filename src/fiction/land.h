#pragma once

#include "fiction/streams.h"

namespace kreisblick::fiction {

/// The land before anybody lived there, with what one asks of it most.
struct Land {
    Plan plan;
    MainRiver river;
    Terrain terrain;
    std::vector<Stream> streams;
    Field<float> water_distance;  ///< m to the nearest water on the 50 m ground, at most 1,000
    Field<float> water_size;      ///< km² drained by that water

    [[nodiscard]] static Land made(const Plan& plan, const core::Job& job);
    [[nodiscard]] double height(geo::Point place) const { return sampled(terrain.heights, place); }
    [[nodiscard]] double slope(geo::Point place) const { return steepness(terrain.heights, place); }
};

}  // namespace kreisblick::fiction
