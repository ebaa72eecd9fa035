#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"

#include <array>
#include <cstdint>
#include <vector>

namespace kreisblick::potentials {

/// To how many cells a cell hands its water on.
enum class FlowSpread {
    Multiple,  ///< to all lower neighbours by slope and shared edge (Quinn and others 1991)
    Steepest,  ///< to the steepest one (D8, O'Callaghan and Mark 1984)
};

/// \file
/// Where the water of every cell goes. Heights are rounded to 65,000 levels between the lowest and the highest; water goes to lower cells.
/// A cell of a flat hands it on along the shortest way over the flat to a cell that has a lower one. From a pit it goes over the lowest
/// saddle to the next lower ground: the way there is carved through, so that nothing is filled and no slope is lost (Soille 2004; Lindsay
/// 2016). The search is a flood from the pit, lowest cell first (as in Barnes, Lehman and Mulla 2014). Cells at the edge of the grid, or
/// beside cells without height, let their water go.
///
/// No way comes back to where it was: a carved way ends lower than its pit, and so than any cell on it. (A cell as low as the pit that has
/// lower ground beside it ends the way there, since the flood takes the lower ground first.)

/// What the ways of a cell's water are.
enum class WaterWay : std::uint8_t {
    Spread = 0,  ///< to all lower neighbours
    // 1 … 8: to the neighbour with that number less one
    Leaves = 9,  ///< out of the grid
    NoData = 10,
    Unknown = 11,  ///< while ways are searched for
};

/// All cells with a frame of cells without data around them, so that each has eight neighbours.
struct Drainage {
    static constexpr std::uint16_t k_no_level = 65535;

    geo::GridSpec grid;
    std::vector<std::uint16_t> levels;
    std::vector<std::uint8_t> ways;  ///< WaterWay, or the number of a neighbour plus one

    [[nodiscard]] std::int64_t stride() const { return grid.width + std::int64_t{2}; }
    [[nodiscard]] std::int64_t index(int column, int row) const { return (row + std::int64_t{1}) * stride() + column + 1; }
    /// From a cell to its neighbours: east first, then clockwise; the opposite of number n is n + 4, modulo 8.
    [[nodiscard]] std::array<std::int64_t, 8> neighbours() const {
        const std::int64_t s = stride();
        return {1, s + 1, s, s - 1, -1, -s - 1, -s, -s + 1};
    }
};
[[nodiscard]] constexpr std::uint8_t opposite(std::uint8_t neighbour) { return (neighbour + 4) % 8; }

/// What of a spreading cell's water a lower neighbour gets, times the sum of all weights: the fall in levels by the length of the shared
/// edge over the distance, which for a diagonal neighbour is half that of another.
[[nodiscard]] constexpr std::uint32_t flow_weight(std::uint8_t neighbour, std::uint32_t fall) {
    return neighbour % 2 == 0 ? 2 * fall : fall;
}

/// An Error only where the job was stopped.
[[nodiscard]] core::Result<Drainage> drainage_of(const geo::Raster<float>& heights, FlowSpread spread, const core::Job& job);

}  // namespace kreisblick::potentials
