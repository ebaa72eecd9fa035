#pragma once

#include <array>
#include <span>
#include <vector>

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
};
inline constexpr LoadProfile k_one_family_profile{3.0469695, -37.1833141, 5.6727847, 0.1163157};        ///< EFH, class 11, sheltered
inline constexpr LoadProfile k_several_families_profile{2.3877618, -34.7213605, 5.8164304, 0.1460936};  ///< MFH, class 11, sheltered

/// Daily load at that temperature, as a share of the profile's own measure.
[[nodiscard]] double load_at(const LoadProfile& profile, double temperature_c);
/// The temperature that a day's heating goes by: the day's mean and, ever weaker, those of the three days before. The first days take the
/// last ones of the year before them.
[[nodiscard]] std::vector<double> heating_temperatures(std::span<const double> daily_mean_c);
/// The kWh of each day, of a yearly amount, where no weekday counts more than another (houses).
[[nodiscard]] std::vector<double> daily_kwh(const LoadProfile& profile, std::span<const double> daily_mean_c, double yearly_kwh);

}  // namespace kreisblick::potentials
