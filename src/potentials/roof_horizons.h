#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"
#include "potentials/horizon_map.h"
#include "potentials/roof_irradiation.h"
#include "potentials/roof_sites.h"

#include <span>
#include <vector>

namespace kreisblick::potentials {

/// The relief's horizon around each roof: that of the ground cell under its centre, which on a roof some metres above is a little too high
/// for near ground only. Free outside of the map. An Error if the map's file cannot be read or the job was stopped.
[[nodiscard]] core::Result<std::vector<RoofHorizon>> relief_horizons(const HorizonMap& map, std::span<const RoofSite> sites,
                                                                     const core::Job& job);

/// How far around a roof the surface model is looked at; what stands further away is relief.
inline constexpr double k_surface_reach_m = 500;

/// Raises each roof's horizon by the trees and houses around it, as they stand in the surface model (metres above the sea).
///
/// The eye is at the roof's own height: the median of the surface over the footprint, which neither a chimney nor a tree's overhanging
/// crown moves, and, where cells are coarser than houses, at least two thirds of the building's height above its ground. Sight begins
/// beyond the footprint, so that no roof shades itself; its own tilt is part of the incidence already. ground may be null. Where the job is
/// stopped, the rest stays as it is.
void raise_by_surface(const geo::Raster<float>& surface, const geo::Raster<float>* ground, std::span<const RoofSite> sites,
                      std::span<RoofHorizon> horizons, const core::Job& job);

}  // namespace kreisblick::potentials
