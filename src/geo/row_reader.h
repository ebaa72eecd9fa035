#pragma once

#include "geo/packed_raster.h"
#include "geo/raster.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace kreisblick::geo {

/// Rows [first_row, first_row + count) of a grid.
[[nodiscard]] inline GridSpec strip_of(const GridSpec& grid, int first_row, int count) {
    return {grid.x_min, grid.y_max - first_row * grid.cell_m, grid.cell_m, grid.width, count};
}

/// Gives rows [first_row, first_row + count) of a grid, wherever they lie or by computing them: what a method reads strip by strip, so that
/// a district's many rasters never have to lie in memory together. Called from several threads. Empty where there is nothing to read.
using RowReader = std::function<Raster<float>(int first_row, int count)>;

/// The rows of a raster that outlives the reader.
[[nodiscard]] inline RowReader rows_of(const Raster<float>& raster) {
    return [&raster](int first_row, int count) {
        const GridSpec& grid = raster.grid;
        Raster<float> rows(strip_of(grid, first_row, count));
        std::copy_n(raster.values.begin() + grid.index(0, first_row), rows.values.size(), rows.values.begin());
        return rows;
    };
}
[[nodiscard]] inline RowReader rows_of(const PackedRaster& raster) {
    return [&raster](int first_row, int count) { return raster.rows(first_row, count); };
}

/// A grid whose rows are read strip by strip, so that it need not lie in memory.
struct GridRows {
    GridSpec grid;
    RowReader rows;

    GridRows() = default;
    GridRows(const GridSpec& spec, RowReader reader) : grid(spec), rows(std::move(reader)) {}
    /// Of a raster that outlives this.
    GridRows(const Raster<float>& raster) : grid(raster.grid), rows(rows_of(raster)) {}
};

}  // namespace kreisblick::geo
