#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"
#include "potentials/method.h"

#include <memory>

namespace kreisblick::potentials {

/// \file
/// The ruggedness index RIX: the share of the ground within 3.5 km that is steeper than 30 %. Where it is more than 5 % the wind parts from
/// the ground behind the slopes, and estimates of it are uncertain (Bowen & Mortensen 1996, k_rugged_share).

/// RIX, 0 … 1, in cells of about 100 m; NaN where the ground within 3.5 km is not all known. An Error only where the job was stopped.
[[nodiscard]] core::Result<geo::Raster<float>> ruggedness(const geo::Raster<float>& heights, const core::Job& job);

/// RIX of the district, made once and kept; no cells where there are no heights.
[[nodiscard]] core::Result<std::shared_ptr<const geo::Raster<float>>> kept_ruggedness(const Inputs& inputs, const core::Job& job);

/// The ground of the district whose RIX is above k_rugged_share, ha.
[[nodiscard]] double rugged_ha(const geo::Raster<float>& ruggedness, const geo::Geometry* boundary);

}  // namespace kreisblick::potentials
