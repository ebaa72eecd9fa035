#pragma once

#include "core/job.h"
#include "fiction/drainage.h"
#include "fiction/main_river.h"
#include "geo/geometry.h"
#include "geo/raster.h"

namespace kreisblick::fiction {

/// The shape of the land on the plan's 50 m ground, carved by the water that runs off it.
struct Terrain {
    Field<float> heights;         ///< m; along every water way falling downstream
    Field<float> floor;           ///< height of the main valley's floor; NaN elsewhere
    Field<float> river_distance;  ///< m from the main river's middle, at most 1,500
    Drainage drainage;            ///< to the main river

    [[nodiscard]] static Terrain carved(const Plan& plan, const MainRiver& river, const core::Job& job);
};

/// A water way with its heights: what the fine grid is carved along.
struct Channel {
    Curve course;          ///< downstream
    double valley_m = 60;  ///< half the width of the valley's flat bottom
};

/// Standing water: its shape and height.
struct LevelWater {
    geo::Geometry shape;
    double level_m = 0;
};

/// Heights on the fine grid: the terrain with small unevenness, every channel falling downstream without a hollow, lakes level.
[[nodiscard]] geo::Raster<float> detailed(const Terrain& terrain, const geo::GridSpec& grid, std::span<const Channel> channels,
                                          std::span<const LevelWater> waters, std::uint64_t seed);

}  // namespace kreisblick::fiction
