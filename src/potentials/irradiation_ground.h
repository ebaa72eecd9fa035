#pragma once

#include "geo/raster.h"
#include "potentials/kernels/irradiation_tile.h"
#include "potentials/tilted_plane.h"

namespace kreisblick::potentials {

/// Fills rise_east, rise_north and above_m of a tile whose first cell this is, by Horn (1981). Missing neighbours count as high as the cell
/// itself; cells without height, and those beyond the grid, are level and have no above_m.
void lay_rise(const geo::Raster<float>& heights, int first_column, int first_row, double block_altitude_m, TileGround& ground);

/// Gives all cells of a tile the same plane (azimuth from grid north); above_m stays.
void lay_plane(const Plane& plane, TileGround& ground);

}  // namespace kreisblick::potentials
