#pragma once

#include "core/job.h"
#include "core/result.h"
#include "potentials/irradiation.h"
#include "potentials/real_sky.h"

namespace kreisblick::potentials {

/// Real-sky factors of every cell of a measured monthly radiation: each cell's twelve sums are split (real_sky.h) and set against the clear
/// sky at its latitude and mean height. months: global sums on the level, kWh/m², January first, all on one (coarse) grid; heights: of
/// the district, on any grid. A cell without measurement has no factors; one without height is taken at the mean height of all.
/// conditions: turbidity and albedo; conditions.sky is not looked at.
/// An Error only where the job was stopped.
[[nodiscard]] core::Result<SkyFields> real_sky_fields(const std::array<const geo::Raster<float>*, 12>& months, const geo::GridRows& heights,
                                                      const SkyConditions& conditions, const SolarPlaceFinder& place_of,
                                                      const core::Job& job);

}  // namespace kreisblick::potentials
