#pragma once

#include "potentials/estimate.h"
#include "potentials/rocks.h"

namespace kreisblick::potentials {

/// \file
/// Horizontal collectors 1.2–1.5 m below ground, pipes 0.6–1.0 m apart; not under buildings or sealed ground. Extraction by soil: VDI
/// 4640-2 (2001) as general knowledge, ranges of manufacturers (Stiebel Eltron) agree.

enum class CollectorSoil { DryLoose, MoistCohesive, Saturated };
/// The soil that a rock becomes at the surface: saturated gravel and sand stay so, what conducts badly is dry, all else is loamy and moist.
[[nodiscard]] CollectorSoil collector_soil_of(const Rock& rock);
/// W per m² of ground; between 1800 and 2400 hours of use in a year interpolated, outside as at the nearer end.
[[nodiscard]] Estimate collector_extraction_w_m2(CollectorSoil soil, double hours);
/// Ground that a collector takes for a heat output, m².
[[nodiscard]] double collector_area_m2(double heat_kw, double performance_factor, double extraction_w_m2);

}  // namespace kreisblick::potentials
