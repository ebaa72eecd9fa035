#include "potentials/real_sky.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {

double erbs_diffuse_share(double clearness, double sunset_hour_angle_rad) {
    const double k = std::clamp(clearness, 0.0, 0.8);
    const bool is_winter = sunset_hour_angle_rad <= 81.4 * std::numbers::pi / 180;
    return std::min(1.0, is_winter ? 1.391 + k * (-3.560 + k * (4.189 - k * 2.137)) : 1.311 + k * (-3.022 + k * (3.427 - k * 1.821)));
}

std::array<ClearMonth, 12> clear_months(const Site& site, const SkyConditions& conditions, double step_minutes) {
    SkyConditions clear = conditions;
    clear.sky = {};
    const auto sums = month_irradiation(site, {}, clear, step_minutes);
    std::array<ClearMonth, 12> months;
    for (std::size_t month = 0; month < 12; ++month) {
        const int day = k_mean_days[month];
        const double declination = declination_of_day(day, conditions.declination);
        const double outside = extraterrestrial_w_m2(day, conditions.solar_constant_w_m2);
        months[month] = {sums[month].beam, sums[month].diffuse,
                         extraterrestrial_day_wh_m2(site.latitude_rad, declination, outside) * k_month_lengths[month] / 1000,
                         sunset_hour_angle(site.latitude_rad, declination)};
    }
    return months;
}

RealMonth real_month(double global_kwh_m2, const ClearMonth& clear) {
    RealMonth month;
    month.sky = {0, 0};
    if (!(clear.beam > 0) || !(clear.diffuse > 0)) return month;
    month.clearness = global_kwh_m2 / clear.extraterrestrial;
    month.clear_index = global_kwh_m2 / (clear.beam + clear.diffuse);
    month.diffuse_share = erbs_diffuse_share(month.clearness, clear.sunset_hour_angle_rad);
    month.sky.beam = global_kwh_m2 * (1 - month.diffuse_share) / clear.beam;
    month.sky.diffuse = global_kwh_m2 * month.diffuse_share / clear.diffuse;
    return month;
}

core::Result<SkyYear> real_sky(const MonthlyGlobal& global_kwh_m2, const Site& site, const SkyConditions& conditions) {
    const auto clear = clear_months(site, conditions);
    SkyYear year;
    for (std::size_t month = 0; month < 12; ++month) {
        if (!(global_kwh_m2[month] >= 0) || !std::isfinite(global_kwh_m2[month]))
            return core::fail("the measured radiation of month {} is {} kWh/m², which is no sum of radiation", month + 1,
                              global_kwh_m2[month]);
        year[month] = real_month(global_kwh_m2[month], clear[month]).sky;
    }
    return year;
}

}  // namespace kreisblick::potentials
