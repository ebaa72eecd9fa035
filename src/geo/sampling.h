#pragma once

#include "geo/raster.h"

namespace kreisblick::geo {

/// The value of the cell that holds the point; no data outside.
[[nodiscard]] float nearest_at(const Raster<float>& raster, Point point);

/// Bilinear between the four cell centres around the point. Neighbours without data lend no weight; where the nearest cell has no data,
/// or outside the grid, there is none.
[[nodiscard]] float bilinear_at(const Raster<float>& raster, Point point);

/// The raster on another grid: bilinear where that is finer, by the nearest cell else.
[[nodiscard]] Raster<float> sampled(const Raster<float>& raster, const GridSpec& wanted);

/// The same for codes of classes: always the nearest cell.
[[nodiscard]] Raster<float> picked(const Raster<float>& raster, const GridSpec& wanted);

/// Half the resolution: each cell is the mean of the (up to four) cells with data in it.
[[nodiscard]] Raster<float> halved(const Raster<float>& raster);

/// The same for codes of classes: the code that most of them have, of equally frequent ones the largest.
[[nodiscard]] Raster<float> halved_by_class(const Raster<float>& raster);

/// The grid with this many cells more on every side.
[[nodiscard]] GridSpec grown(const GridSpec& grid, int cells);

/// The cells of an inner grid whose edges lie on the raster's; it must lie within it.
[[nodiscard]] Raster<float> cut_out(const Raster<float>& raster, const GridSpec& inner);

/// Twice the mean over a square of 2 · radius + 1 cells: close to a bell curve. Cells without data stay without and lend no weight.
[[nodiscard]] Raster<float> smoothed(const Raster<float>& raster, int radius_cells);

}  // namespace kreisblick::geo
