#pragma once

#include "core/result.h"
#include "potentials/plane_irradiation.h"

namespace kreisblick::potentials {

/// \file
/// From the clear to the real sky by month: the measured global sum is split into beam and diffuse (Erbs, Klein & Duffie 1982, monthly;
/// Duffie & Beckman, eq. 2.12.1), and each is compared with the clear sky's. Tilted planes then get both through Muneer's model, not
/// through one clear-sky index, which would give 14 % too much on 35° south.

/// Monthly global sums on the level, kWh/m².
using MonthlyGlobal = std::array<double, 12>;
/// Where the district has no measurement of its own: 0.955 times the German mean 1991–2020 (DWD).
inline constexpr MonthlyGlobal k_default_global_kwh_m2{20, 38, 75, 117, 147, 156, 157, 135, 91, 53, 25, 16};

/// Diffuse share of a month's global sum, 0…1, by its clearness KT = global / extraterrestrial. The fit holds for 0.3…0.8; below, where a
/// dull December lies, its polynomial goes on until all light is diffuse.
[[nodiscard]] double erbs_diffuse_share(double clearness, double sunset_hour_angle_rad);

/// A month without clouds on the level without a horizon, kWh/m².
struct ClearMonth {
    double beam = 0;
    double diffuse = 0;
    double extraterrestrial = 0;
    double sunset_hour_angle_rad = 0;  ///< of the mean day
};
[[nodiscard]] std::array<ClearMonth, 12> clear_months(const Site& site, const SkyConditions& conditions, double step_minutes = 6);

/// A month's measured sum against the clear sky.
struct RealMonth {
    SkyMonth sky;              ///< kb and kd
    double clearness = 0;      ///< KT
    double clear_index = 0;    ///< Kc = measured / clear; only to report
    double diffuse_share = 0;  ///< D/H
};
/// Both factors are 0 in a month without sun.
[[nodiscard]] RealMonth real_month(double global_kwh_m2, const ClearMonth& clear);
/// kb and kd of all months at a place, from measured sums; an Error names a sum that is no number of at least 0.
[[nodiscard]] core::Result<SkyYear> real_sky(const MonthlyGlobal& global_kwh_m2, const Site& site, const SkyConditions& conditions);

}  // namespace kreisblick::potentials
