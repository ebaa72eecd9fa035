#pragma once

#include "potentials/clear_sky.h"
#include "potentials/solar_position.h"
#include "potentials/tilted_plane.h"

#include <array>
#include <functional>

namespace kreisblick::potentials {

/// \file
/// Sums of irradiation on one plane over a day, the months and the year, step by step in double precision: for single planes (roofs), and
/// the reference that the raster kernel (irradiation.h) is tested against. Days run in true solar time; each step counts with the sun of
/// its middle.

/// Klein's (1977) mean days: the day of the year whose extraterrestrial sum is the month's mean.
inline constexpr std::array<int, 12> k_mean_days{17, 47, 75, 105, 135, 162, 198, 228, 258, 288, 318, 344};
inline constexpr std::array<int, 12> k_month_lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// What the ground throws onto a plane while the sun does not reach that plane itself.
enum class GroundReflection {
    Full,      ///< of beam and diffuse light, as the ground around lies in the sun
    Unshaded,  ///< r.sun: of diffuse light only, as if the ground around lay in the shade too
};

/// Beam and diffuse light of a real sky as multiples of the clear sky's, by month; 1 = clear.
struct SkyMonth {
    double beam = 1;     ///< kb
    double diffuse = 1;  ///< kd; usually above 1 where kb is below
};
using SkyYear = std::array<SkyMonth, 12>;

/// The sky and the ground around. Linke turbidity and real-sky factors of a day are those of its month.
struct SkyConditions {
    MonthlyLinke linke = linke_turbidity(LinkeClimate::Rural);
    SkyYear sky{};
    double albedo = 0.2;  ///< of the ground, 0…1
    double solar_constant_w_m2 = k_solar_constant_w_m2;
    Declination declination = Declination::Noaa;
    GroundReflection ground_reflection = GroundReflection::Full;
};

/// A place: latitude (north positive) and altitude above the sea.
struct Site {
    double latitude_rad = 0;
    double altitude_m = 0;
};

/// Elevation of the horizon (rad) at an azimuth (rad, clockwise from north); an empty function is a free horizon.
using HorizonElevation = std::function<double(double azimuth_rad)>;

/// Sums by where the light comes from, in Wh/m² of a day or kWh/m² of a month or year.
struct PlaneSums {
    double beam = 0;
    double diffuse = 0;
    double reflected = 0;
    double sunlit_hours = 0;  ///< time that the sun reaches the plane

    [[nodiscard]] double global() const { return beam + diffuse + reflected; }
};

/// One instant: what a plane gets in W/m² (sunlit_hours 1 or 0).
[[nodiscard]] PlaneSums plane_irradiance(const Site& site, const Plane& plane, const SkyConditions& conditions, int day_of_year,
                                         double solar_hours, const HorizonElevation& horizon = {});
/// A day (1…366) in steps of so many minutes, Wh/m².
[[nodiscard]] PlaneSums day_irradiation(const Site& site, const Plane& plane, const SkyConditions& conditions, int day_of_year,
                                        double step_minutes, const HorizonElevation& horizon = {});
/// The months by their mean days times their lengths, kWh/m².
[[nodiscard]] std::array<PlaneSums, 12> month_irradiation(const Site& site, const Plane& plane, const SkyConditions& conditions,
                                                          double step_minutes, const HorizonElevation& horizon = {});
/// The sum of months.
[[nodiscard]] PlaneSums year_of(const std::array<PlaneSums, 12>& months);

/// Extraterrestrial sum of a day on the level, Wh/m².
[[nodiscard]] double extraterrestrial_day_wh_m2(double latitude_rad, double declination_rad, double extraterrestrial_w_m2);
/// Hour angle of sunset, rad: 0 in the polar night, π in the polar day.
[[nodiscard]] double sunset_hour_angle(double latitude_rad, double declination_rad);

}  // namespace kreisblick::potentials
