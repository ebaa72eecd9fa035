#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "potentials/roof_irradiation.h"
#include "potentials/roof_sites.h"
#include "potentials/roofs.h"

#include <span>

namespace kreisblick::potentials {

/// Every building with what its roof can give.
struct RoofTable {
    /// Footprints with id, use, usable_m2, kwp, kwh_a, solar_heat_kwh_a (each also with _low and _high), specific_kwh_kwp, tilt_deg,
    /// azimuth_deg, roof_source, permission. kwp and kwh_a are those of modules of 1 kW/m² at a performance ratio of 1: they are
    /// proportional to both.
    geo::FeatureTable features;
    std::size_t assumed = 0;  ///< roofs without planes of their own
};

/// One row for each site, in their order. The spans run alongside the sites: the horizon around each, and its year's global sum, kWh/m².
/// An Error if the job was stopped.
[[nodiscard]] core::Result<RoofTable> roof_table(std::span<const RoofSite> sites, std::span<const RoofHorizon> horizons,
                                                 std::span<const double> year_kwh_m2, const RoofSun& sun, const RoofRules& rules,
                                                 const core::Job& job);

}  // namespace kreisblick::potentials
