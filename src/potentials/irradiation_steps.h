#pragma once

#include "potentials/kernels/irradiation_tile.h"
#include "potentials/plane_irradiation.h"

#include <vector>

namespace kreisblick::potentials {

/// \file
/// The sun's steps over a block of ground, and the table over all of them. A block is small enough (256 cells) that one set of steps serves
/// it: what changes within it, height and latitude, is followed by the first derivative.

/// What time is summed over: one day, or a year by its twelve mean days.
struct SumPeriod {
    int day_of_year = 0;  ///< 1…366; 0 = the year
    double step_minutes = 30;
};

/// A block's middle.
struct BlockSite {
    double latitude_rad = 0;
    double convergence_rad = 0;  ///< azimuth of grid north, clockwise from true north
    double altitude_m = 0;
    SkyYear sky{};  ///< real-sky factors
};

/// Steps by month, the months' common terms, and the same for all steps at once.
struct BlockSteps {
    std::vector<SunStep> steps;
    std::vector<StepGroup> groups;
    std::vector<double> beam_weights, diffuse_weights;  ///< of each group: its light on the level, for sums over groups
    StepGroup whole;
};
/// conditions.sky is not looked at: the site's counts. Codes lie in so many directions of 1,024 bytes each.
[[nodiscard]] BlockSteps block_steps(const BlockSite& site, const SkyConditions& conditions, const SumPeriod& period, int directions);

/// The table of a block (TableSector, kernels/irradiation_table_sums.h), in twice as many sectors as directions.
struct BlockTable {
    std::vector<TableSector> sectors;
    std::vector<float> entries;
};
[[nodiscard]] BlockTable block_table(const BlockSteps& steps, int directions);

}  // namespace kreisblick::potentials
