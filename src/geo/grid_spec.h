#pragma once

#include "geo/extent.h"

#include <cmath>
#include <cstdint>

namespace kreisblick::geo {

/// A grid of square cells: row 0 is the northernmost, column 0 the westernmost. Every raster of a district shares one GridSpec
/// or a whole multiple of it, so that kernels are plain loops. Coordinates in metres of the district's CRS.
struct GridSpec {
    double x_min = 0;    ///< western edge of column 0
    double y_max = 0;    ///< northern edge of row 0
    double cell_m = 10;  ///< edge of a cell, > 0
    int width = 0;       ///< columns
    int height = 0;      ///< rows

    [[nodiscard]] std::int64_t cells() const { return static_cast<std::int64_t>(width) * height; }
    [[nodiscard]] std::int64_t index(int column, int row) const { return static_cast<std::int64_t>(row) * width + column; }
    [[nodiscard]] Extent extent() const { return {x_min, y_max - height * cell_m, x_min + width * cell_m, y_max}; }
    [[nodiscard]] Point centre(int column, int row) const { return {x_min + (column + 0.5) * cell_m, y_max - (row + 0.5) * cell_m}; }
    /// The column (row) a coordinate falls into; may lie outside [0, width) ([0, height)).
    [[nodiscard]] int column_at(double x) const { return static_cast<int>(std::floor((x - x_min) / cell_m)); }
    [[nodiscard]] int row_at(double y) const { return static_cast<int>(std::floor((y_max - y) / cell_m)); }
    [[nodiscard]] bool has(int column, int row) const { return column >= 0 && column < width && row >= 0 && row < height; }

    /// The part of the grid that covers an extent: its edges lie on this grid's edges; never larger than this grid.
    [[nodiscard]] GridSpec window(const Extent& wanted) const;
    /// The same ground in cells factor times as large, grown to the east and south to whole cells.
    [[nodiscard]] GridSpec coarser(int factor) const;
    /// The smallest grid of this cell size whose edges are multiples of snap_m and that covers the extent.
    [[nodiscard]] static GridSpec covering(const Extent& extent, double cell_m, double snap_m);

    friend bool operator==(const GridSpec&, const GridSpec&) = default;
};

}  // namespace kreisblick::geo
