#pragma once

#include "core/result.h"
#include "geo/crs.h"

#include <functional>

namespace kreisblick::potentials {

/// What the sun needs to know of a place on the grid.
struct SolarPlace {
    double latitude_rad = 0;
    double convergence_rad = 0;  ///< azimuth of grid north, clockwise from true north: positive east of a zone's middle (northern half)
};
/// Finds it by coordinates of the grid. One thread at a time.
using SolarPlaceFinder = std::function<SolarPlace(geo::Point)>;

/// By the coordinate reference system of the grid; exact in any projection, also where a district reaches beyond its zone. An Error if the
/// system has no way to degrees.
[[nodiscard]] core::Result<SolarPlaceFinder> solar_places(const geo::Crs& crs);

}  // namespace kreisblick::potentials
