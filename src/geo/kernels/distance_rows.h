#pragma once

#include "core/code_path.h"

#include <cstdint>

namespace kreisblick::geo {

/// Several neighbouring rows of a distance field, one to each lane.
struct DistanceRows {
    int columns = 0;              ///< narrow columns
    float columns_per_cell = 1;
    float cells_before_grid = 0;  ///< the narrow columns begin so many cells west of cell 0
    int cells = 0;                ///< along a row
    float cell_m = 1;
    float first_centre = 0;       ///< of the first row, in rows
    float last_centre = 0;        ///< of the last row
    const float* north_of = nullptr;  ///< by narrow column: the end of the last stretch that lies wholly north of the first row's centre
    const float* next = nullptr;      ///< by narrow column: the beginning of the first stretch after that
    /// For a narrow column whose next stretch begins before the last row's centre: brings north_of and next up to date; returns the rows'
    /// distances within the column.
    const float* (*look_closely)(void* marks, int column) = nullptr;
    void* marks = nullptr;
    std::uint64_t* records = nullptr;  ///< room for one record per lane, narrow column and one more
    float* out = nullptr;              ///< metres; the first row's first cell
    std::int64_t out_pitch = 0;
    int rows = 0;  ///< that are really there, at most as many as lanes
};

struct DistanceKernel {
    int lanes = 0;
    void (*fill_rows)(const DistanceRows& rows) = nullptr;
};

/// No feature in that direction.
inline constexpr float k_no_stretch = 1e9F;
/// Records number the narrow columns with 16 bits.
inline constexpr int k_most_narrow_columns = 65'000;

[[nodiscard]] DistanceKernel plain_distance_kernel();
[[nodiscard]] DistanceKernel avx2_distance_kernel();
[[nodiscard]] DistanceKernel avx512_distance_kernel();
[[nodiscard]] DistanceKernel distance_kernel(core::CodePath path);

}  // namespace kreisblick::geo
