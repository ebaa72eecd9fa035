#pragma once

#include "geo/geometry.h"
#include "geo/grid_spec.h"

#include <cstdint>
#include <vector>

namespace kreisblick::geo {

/// A yes or no per cell, row by row from the north-west: 1 or 0.
using CellMask = std::vector<std::uint8_t>;

/// The cells whose centre lies inside the polygon (even-odd over all rings).
[[nodiscard]] CellMask cells_inside(const Geometry& polygon, const GridSpec& grid);

/// The outline of the cells that are set, coarsened on large grids: a block of cells belongs to it only if all of them are set, so the
/// outline promises no more than there is. Where no block is full, the blocks with any cell are taken. Empty if no cell is set.
[[nodiscard]] Geometry outline_of(const CellMask& mask, const GridSpec& grid);

}  // namespace kreisblick::geo
