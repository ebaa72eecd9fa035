#pragma once

#include "core/code_path.h"

#include <cstdint>

namespace kreisblick::geo {

/// Rows whose narrow columns are sifted together, before each row by itself.
inline constexpr int k_rows_of_strip = 16;
/// Narrow columns that are sifted together, on every code path.
inline constexpr int k_columns_of_block = 16;
/// A block is compared with others up to so many blocks away.
inline constexpr int k_farthest_rival = 128;
/// What a kernel may read or write behind the values it looks at or leaves.
inline constexpr int k_most_lanes = 16;

/// No feature in that direction; the square of more than any distance.
inline constexpr float k_no_stretch = 1e9F;
inline constexpr float k_no_square = 1e18F;
/// There are no more narrow columns than that.
inline constexpr int k_most_narrow_columns = 65'000;

/// What the kernel of distance fields works on, one for each thread. Along a row, it counts in narrow columns from the first, the middle of
/// which is 0.5.
struct DistanceRow {
    int blocks = 0;  ///< of narrow columns; the last ones may stand for nothing
    int columns_per_cell = 1;
    int cells_before_grid = 0;  ///< the narrow columns begin so many cells west of cell 0
    int cells = 0;              ///< along a row
    float cell_m = 1;
    // By narrow column, in rows from the grid's northern edge:
    const float* south = nullptr;  ///< where the last stretch ends that begins north of the row's centres (or on them)
    const float* north = nullptr;  ///< where the next one begins
    // What the kernel keeps:
    float* squares = nullptr;   ///< by narrow column: of the distance within it; k_most_lanes more than columns on both sides
    float* nearest = nullptr;   ///< by block: how small the squares of a strip may be, then those of a row; k_most_lanes more than blocks
    float* farthest = nullptr;  ///< by block: how large the smallest is at most; k_farthest_rival + k_most_lanes more on both sides
    std::int32_t* live = nullptr;  ///< the blocks that may have a nearest feature
    int live_blocks = 0;
    float* wanted = nullptr;    ///< numbers of the blocks that may have one of a row's; k_most_lanes more than blocks
    float* ceilings = nullptr;  ///< by narrow column: how high the square may be where a cell needs it; k_most_lanes more on both sides
    int sites = 0;              ///< what the row before left, or none
    float* places = nullptr;    ///< of the sites: narrow columns that may have a nearest feature
    float* heights = nullptr;   ///< of the sites: the squares there
    float* starts = nullptr;    ///< of the sites: the first cell each is the nearest to
    float* slopes = nullptr;    ///< of the sites: of the ceiling east of each
    float* nearest_places = nullptr;   ///< by cell: the place of the site that is the nearest
    float* nearest_heights = nullptr;  ///< by cell: the square there; k_most_lanes more than cells
    float* out = nullptr;              ///< by cell: metres
};

struct DistanceKernel {
    /// Before the first row of a strip: leaves out the blocks that cannot have the nearest feature of any of its cells.
    void (*sift_blocks)(DistanceRow& row, float first_centre, float last_centre) = nullptr;
    /// Fills a row whose centres lie there.
    void (*fill_row)(DistanceRow& row, float centre) = nullptr;
};

[[nodiscard]] DistanceKernel plain_distance_kernel();
[[nodiscard]] DistanceKernel avx2_distance_kernel();
[[nodiscard]] DistanceKernel avx512_distance_kernel();
[[nodiscard]] DistanceKernel distance_kernel(core::CodePath path);

}  // namespace kreisblick::geo
