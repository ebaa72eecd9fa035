#pragma once

#include "fiction/lakes.h"
#include "fiction/streams.h"

#include <functional>

namespace kreisblick::fiction {

/// The land before anybody lived there, with what one asks of it most.
struct Land {
    Plan plan;
    MainRiver river;
    Terrain terrain;
    std::vector<Stream> streams;
    std::vector<Lake> lakes;
    Field<float> water_distance;  ///< m to the nearest water on the 50 m ground, at most 1,000
    Field<float> water_size;      ///< km² drained by that water
    Field<char> lake_ground;      ///< whether a 50 m cell lies in a lake or within a few steps of its shore

    [[nodiscard]] static Land made(const Plan& plan, const core::Job& job);
    /// Fills up the lakes that somebody does not want.
    void drain(const std::function<bool(const Lake&)>& is_unwanted);
    [[nodiscard]] double height(geo::Point place) const { return sampled(terrain.heights, place); }
    [[nodiscard]] bool is_at_lake(geo::Point place) const { return lake_ground.near(place) != 0; }
    [[nodiscard]] double slope(geo::Point place) const { return steepness(terrain.heights, place); }
};

}  // namespace kreisblick::fiction
