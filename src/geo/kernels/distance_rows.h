#pragma once

#include "core/code_path.h"

#include <cstdint>

namespace kreisblick::geo {

/// What features take of a narrow column, in rows from the grid's northern edge.
struct Stretch {
    float north = 0;
    float south = 0;
};

/// Rows of a distance field that are filled together, on every code path.
inline constexpr int k_rows_together = 16;
/// Cells that a column is compared with to either side before it is looked at, at most; so many values stand around those of the cells.
inline constexpr int k_farthest_rival = 128;

/// Stretches are asked for so many narrow columns before they are read.
inline constexpr int k_columns_ahead = 16;

/// Neighbouring rows of a distance field.
struct DistanceRows {
    int columns = 0;  ///< narrow columns
    int columns_per_cell = 1;
    float cells_before_grid = 0;  ///< the narrow columns begin so many cells west of cell 0
    int cells = 0;                ///< along a row
    float cell_m = 1;
    float first_centre = 0;  ///< of the first row, in rows
    float last_centre = 0;   ///< of the last row, whether it is there or not
    const Stretch* stretches =
        nullptr;  ///< of each narrow column, from north to south, between one far north and one far south of everything
    // By narrow column, kept up to date by the kernel as it goes from north to south:
    std::uint32_t* at =
        nullptr;                ///< the first stretch that does not end north of the first row's centre; k_columns_ahead more than columns
    float* north_of = nullptr;  ///< where the stretch before that ends
    float* next = nullptr;      ///< where that stretch begins
    float* lowest = nullptr;    ///< by cell of the narrow columns: a bound of the squared distance within its columns from below
    float* highest = nullptr;   ///< and of the least of them from above; with k_farthest_rival values of k_no_square on both sides
    std::uint64_t* records = nullptr;  ///< room for one record per lane, narrow column and one more
    float* out = nullptr;              ///< metres; the first row's first cell
    std::int64_t out_pitch = 0;
    int rows = 0;  ///< that are really there, at most k_rows_together
};

struct DistanceKernel {
    int lanes = 0;
    void (*fill_rows)(DistanceRows& rows) = nullptr;
};

/// No feature in that direction.
inline constexpr float k_no_stretch = 1e9F;
inline constexpr float k_no_square = 1e18F;
/// Records number the narrow columns with 16 bits.
inline constexpr int k_most_narrow_columns = 65'000;

[[nodiscard]] DistanceKernel plain_distance_kernel();
[[nodiscard]] DistanceKernel avx2_distance_kernel();
[[nodiscard]] DistanceKernel avx512_distance_kernel();
[[nodiscard]] DistanceKernel distance_kernel(core::CodePath path);

}  // namespace kreisblick::geo
