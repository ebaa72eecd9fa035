#include "potentials/plane_irradiation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

/// What holds for a whole day at a place.
struct Day {
    double declination_rad;
    double extraterrestrial_w_m2;
    double linke;
    SkyMonth sky;
};

Day day_of(const SkyConditions& conditions, int day_of_year) {
    const auto month = static_cast<std::size_t>(month_of_day(day_of_year) - 1);
    return {declination_of_day(day_of_year, conditions.declination), extraterrestrial_w_m2(day_of_year, conditions.solar_constant_w_m2),
            conditions.linke[month], conditions.sky[month]};
}

PlaneSums irradiance(const Site& site, const Plane& plane, const SkyConditions& conditions, const Day& day, double solar_hours,
                     const HorizonElevation& horizon) {
    const SunPosition sun = sun_at_solar_time(day.declination_rad, site.latitude_rad, solar_hours);
    if (sun.elevation_rad <= 0) return {};
    const ClearSky clear = clear_sky(day.extraterrestrial_w_m2, sun.elevation_rad, site.altitude_m, day.linke);
    const SkyLight light{clear.diffuse_horizontal_w_m2 * day.sky.diffuse, clear.beam_normal_w_m2 * day.sky.beam, day.extraterrestrial_w_m2};
    const double cosine = cos_incidence(plane, sun);
    const bool is_sunlit = cosine > 0 && !(horizon && sun.elevation_rad < horizon(sun.azimuth_rad));
    PlaneSums sums;
    sums.beam = is_sunlit ? light.beam_normal_w_m2 * cosine : 0;
    sums.diffuse = diffuse_muneer(light, plane, sun, is_sunlit ? Sunlight::Reaches : Sunlight::Blocked);
    const bool ground_in_sun = is_sunlit || conditions.ground_reflection == GroundReflection::Full;
    const double ground_beam = ground_in_sun ? light.beam_normal_w_m2 * std::sin(sun.elevation_rad) : 0;
    sums.reflected = ground_reflection(ground_beam + light.diffuse_horizontal_w_m2, conditions.albedo, plane.tilt_rad);
    sums.sunlit_hours = is_sunlit ? 1 : 0;
    return sums;
}

void add(PlaneSums& sum, const PlaneSums& part, double weight) {
    sum.beam += part.beam * weight;
    sum.diffuse += part.diffuse * weight;
    sum.reflected += part.reflected * weight;
    sum.sunlit_hours += part.sunlit_hours * weight;
}

}  // namespace

PlaneSums plane_irradiance(const Site& site, const Plane& plane, const SkyConditions& conditions, int day_of_year, double solar_hours,
                           const HorizonElevation& horizon) {
    return irradiance(site, plane, conditions, day_of(conditions, day_of_year), solar_hours, horizon);
}

PlaneSums day_irradiation(const Site& site, const Plane& plane, const SkyConditions& conditions, int day_of_year, double step_minutes,
                          const HorizonElevation& horizon) {
    const Day day = day_of(conditions, day_of_year);
    const double step_hours = step_minutes / 60;
    const int steps = static_cast<int>(std::lround(24 / step_hours));
    PlaneSums sum;
    for (int step = 0; step < steps; ++step)
        add(sum, irradiance(site, plane, conditions, day, (step + 0.5) * step_hours, horizon), step_hours);
    return sum;
}

std::array<PlaneSums, 12> month_irradiation(const Site& site, const Plane& plane, const SkyConditions& conditions, double step_minutes,
                                            const HorizonElevation& horizon) {
    std::array<PlaneSums, 12> months;
    for (std::size_t month = 0; month < 12; ++month) {
        const PlaneSums day = day_irradiation(site, plane, conditions, k_mean_days[month], step_minutes, horizon);
        add(months[month], day, k_month_lengths[month] / 1000.0);
        months[month].sunlit_hours = day.sunlit_hours * k_month_lengths[month];
    }
    return months;
}

PlaneSums year_of(const std::array<PlaneSums, 12>& months) {
    PlaneSums year;
    for (const PlaneSums& month : months) add(year, month, 1);
    return year;
}

double sunset_hour_angle(double latitude_rad, double declination_rad) {
    return std::acos(std::clamp(-std::tan(latitude_rad) * std::tan(declination_rad), -1.0, 1.0));
}

double extraterrestrial_day_wh_m2(double latitude_rad, double declination_rad, double extraterrestrial_w_m2) {
    const double sunset = sunset_hour_angle(latitude_rad, declination_rad);
    return 24 / std::numbers::pi * extraterrestrial_w_m2 *
           (std::cos(latitude_rad) * std::cos(declination_rad) * std::sin(sunset) +
            sunset * std::sin(latitude_rad) * std::sin(declination_rad));
}

}  // namespace kreisblick::potentials
