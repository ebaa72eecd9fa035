#pragma once

#include "core/job.h"
#include "geo/row_reader.h"
#include "potentials/horizon_map.h"

#include <functional>
#include <span>

namespace kreisblick::potentials {

/// How a line of sight meets the cells beside it.
enum class SightLines {
    Interpolated,   ///< between the two cells beside it, once a row (or column): for relief
    EveryGridLine,  ///< also where it crosses the columns (or rows) in between: keeps the crests of walls; half as much work again
    NearestCell,    ///< the nearest cell as it is: for surface models, whose blocks stay blocks for the eye and for what it sees
};

struct HorizonOptions {
    int directions = 64;  ///< evenly spaced, clockwise from grid north; at least 4
    SightLines lines = SightLines::Interpolated;
    double earth_radius_m = 6'371'000;  ///< infinity for a flat earth
    double refraction = 0.13;           ///< the share of the earth's curvature that the bending of light takes away
    std::int64_t memory_budget_bytes = std::int64_t{700} << 20;  ///< a larger map lives in a file
    /// So many rows (or columns) of heights, in multiples of 64, lie in memory at once; at the most that a reach on both sides leaves room
    /// for.
    int block_cells = 9984;
    /// So far at least is looked beyond such a block: at that distance the ground has dropped by 27 m.
    double reach_m = 20'000;
};

/// The largest grid that horizons are computed on: cells along one edge (half of it with EveryGridLine).
inline constexpr int k_horizon_cells_along_edge = 16'000;

/// The horizon around every cell: the greatest atan((z − z0 − d²(1 − k)/2R)/d) along each direction, to the edge of the grid, or, on a grid
/// of more than one block, to the edge of the block it lies in and reach_m beyond. A cell without height hides nothing and has no
/// horizon (0). Heights in metres, of which no more than a block with its reach is in memory. An Error for a grid that is too large or
/// where the job was stopped.
///
/// Blocks change no line of sight, only where it begins: with a reach over the whole grid the codes are the same, bit for bit.
///
/// Method: parallel lines of sight, one cell apart, on each the upper convex hull, kept as a chain of horizon points (Dozier, Bruno
/// and Downey, Computers & Geosciences 7, 1981); results are interpolated from the two lines beside a cell.
[[nodiscard]] core::Result<HorizonMap> horizons(const geo::GridRows& heights, const HorizonOptions& options, const core::Job& job);

/// The same towards one azimuth alone (degrees clockwise from grid north), in degrees to 0.25°; no value where there is no height.
/// Whole rows go to the sink, from several threads at once.
using RowSink = std::function<void(int first_row, std::span<const float> values)>;
[[nodiscard]] core::Result<void> horizon_towards(const geo::Raster<float>& heights, double azimuth_degrees, const HorizonOptions& options,
                                                 const RowSink& sink, const core::Job& job);

/// The share of the sky that a horizontal cell sees, 0…1: 1 − mean of sin² of the horizon; no value where there is no height.
[[nodiscard]] core::Result<void> sky_view(const geo::Raster<float>& heights, const HorizonMap& map, const RowSink& sink,
                                          const core::Job& job);

}  // namespace kreisblick::potentials
