#pragma once

#include "core/code_path.h"

#include <cstddef>
#include <cstdint>

namespace kreisblick::potentials {

/// How lines of sight meet the cells beside them (see SightLines).
enum class LineKind { Interpolated, EveryGridLine, NearestCell };

/// One direction's sweep over a grid: parallel lines of sight that advance by one row of the grid at each step, from where the direction
/// looks towards the viewer, and drift sideways meanwhile. Of a grid too large for memory a sweep takes some steps alone: the first of them
/// only look, so that the others have what stands within reach.
struct HorizonSweep {
    const float* heights = nullptr;  ///< cell (0, first_row), with k_sweep_margin cells of NaN on both sides of each row; NaN = no height
    std::ptrdiff_t heights_pitch = 0;
    const std::uint8_t* row_has_holes = nullptr;  ///< from first_row on, too
    int first_row = 0;
    int columns = 0, rows = 0;                              ///< of the grid
    int begin_step = 0, first_code_step = 0, end_step = 0;  ///< from where on it looks, and gives codes, and where it ends
    bool from_last_row = false;
    double drift = 0;            ///< columns per step, -1 … 1
    double step_m = 0;           ///< along the line
    double curvature_per_m = 0;  ///< of the earth, (1 − k)/R
    LineKind lines = LineKind::Interpolated;
    const float* positions = nullptr;  ///< EveryGridLine: where along the line each point lies, by its number
    std::uint8_t* codes = nullptr;     ///< of cell (0, 0), without margin
    std::ptrdiff_t codes_pitch = 0;
};

/// Cells that a bundle of lines may reach beyond the edge of the grid.
inline constexpr int k_sweep_margin = 96;
/// The bits of a float's mantissa that carry the number of the next candidate: that of the last point must fit.
inline constexpr int k_number_bits = 14;

/// The number of the point of a line at a step; with EveryGridLine the point between this step and the one before has the number before.
[[nodiscard]] constexpr int points_per_step(LineKind lines) { return lines == LineKind::EveryGridLine ? 2 : 1; }

/// How a code path does it: lines go in bundles side by side.
struct HorizonKernel {
    int lines = 0;  ///< that one bundle serves
    int width = 0;  ///< 64-bit records that a bundle needs for each point of a line, counted from 0
    /// Sweeps the bundle whose first line meets row 0 of the sweep at this column.
    void (*sweep_bundle)(const HorizonSweep& sweep, int first_line, std::uint64_t* records) = nullptr;
};

[[nodiscard]] HorizonKernel plain_horizon_kernel();
[[nodiscard]] HorizonKernel avx2_horizon_kernel();
[[nodiscard]] HorizonKernel avx512_horizon_kernel();
[[nodiscard]] HorizonKernel horizon_kernel(core::CodePath path);

}  // namespace kreisblick::potentials
