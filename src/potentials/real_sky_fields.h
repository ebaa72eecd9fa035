#pragma once

#include "potentials/irradiation.h"
#include "potentials/real_sky.h"

#include <array>

namespace kreisblick::potentials {

/// Monthly sums of global radiation on the level, kWh/m², January to December; all on one grid in the CRS of the heights.
using MonthlyGlobalRasters = std::array<const geo::Raster<float>*, 12>;

/// The real sky's factors for irradiation(): measured months against the clear sky at each place's latitude and height, in cells of 1 km
/// that reach one cell beyond the heights. A place without measurement takes the nearest cell that has one, as radiation varies by a few
/// percent over a district. An Error if a month is missing or nowhere measured.
[[nodiscard]] core::Result<SkyFields> real_sky_fields(const MonthlyGlobalRasters& global_kwh_m2, const geo::Raster<float>& heights,
                                                      const SolarPlaceFinder& place_of, const SkyConditions& conditions);

}  // namespace kreisblick::potentials
