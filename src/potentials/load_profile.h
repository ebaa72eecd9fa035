#pragma once

namespace kreisblick::potentials {

/// \file
/// How the heat of a year falls on its days: the standard load profiles of the gas trade (BDEW/VKU/GEODE, TU München), sigmoid without the
/// linear part, coefficients as in demandlib. Valid for daily means below 40 °C.

/// A profile's coefficients.
struct LoadProfile {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double year_sum = 0;  ///< of its daily loads over the test reference year 2010 of Kassel
};
inline constexpr LoadProfile k_one_family_profile{3.0469695, -37.1833141, 5.6727847, 0.1163157, 362.1};        ///< EFH, class 11, sheltered
inline constexpr LoadProfile k_several_families_profile{2.3877618, -34.7213605, 5.8164304, 0.1460936, 359.7};  ///< MFH, class 11, sheltered

/// Daily load at that temperature, as a share of the profile's own measure.
[[nodiscard]] double load_at(const LoadProfile& profile, double temperature_c);
/// The mean load, kW, of a day in a spell that is so cold, where a year like that of Kassel needs that heat.
[[nodiscard]] double peak_by_profile_kw(const LoadProfile& profile, double yearly_kwh, double temperature_c);

}  // namespace kreisblick::potentials
