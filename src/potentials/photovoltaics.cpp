#include "potentials/photovoltaics.h"

#include <cmath>

namespace kreisblick::potentials {

double pv_yield_kwh(double power_kwp, double irradiation_kwh_m2, double performance_ratio, double unshaded_share) {
    return power_kwp * irradiation_kwh_m2 * performance_ratio * unshaded_share;
}

double pv_power_kwp(double usable_area_m2, double power_density_kw_m2) { return usable_area_m2 * power_density_kw_m2; }

double module_temperature_faiman(double irradiance_w_m2, double air_c, double wind_m_s, double u0, double u1) {
    return air_c + irradiance_w_m2 / (u0 + u1 * wind_m_s);
}

double dc_power_pvwatts(double irradiance_w_m2, double cell_c, double nominal, double coefficient_per_k) {
    return nominal * irradiance_w_m2 / 1000 * (1 + coefficient_per_k * (cell_c - 25));
}

double pvwatts_default_loss() {
    // Soiling, shading, snow, mismatch, wiring, connections, first light, nameplate, age, availability.
    constexpr std::array losses{0.02, 0.03, 0.0, 0.02, 0.02, 0.005, 0.015, 0.01, 0.0, 0.03};
    double left = 1;
    for (const double loss : losses) left *= 1 - loss;
    return 1 - left;
}

double dc_power_huld(double irradiance_w_m2, double module_c, double nominal, const HuldCoefficients& k) {
    if (!(irradiance_w_m2 > 0)) return 0;
    const double g = irradiance_w_m2 / 1000, t = module_c - 25, l = std::log(g);
    return nominal * g * (1 + l * (k[0] + l * k[1]) + t * (k[2] + l * (k[3] + l * k[4]) + t * k[5]));
}

Estimate usable_roof_share(RoofKind kind) {
    switch (kind) {
        case RoofKind::FlatLaid: return {0.425, 0.50, 0.575};
        case RoofKind::FlatRows: return {0.34, 0.40, 0.46};
        case RoofKind::ListedTimberFrame: return {0, 0.15, 0.3};
        case RoofKind::Pitched: break;
    }
    return {0.51, 0.60, 0.69};
}

bool is_worth_modules(double area_m2, double irradiation_kwh_m2, double tilt_deg, double azimuth_deg, const RoofSegmentRules& rules) {
    const double from_north = std::abs(std::remainder(azimuth_deg, 360.0));
    const bool is_steep_north = tilt_deg > rules.steep_deg && from_north <= rules.north_half_width_deg;
    return area_m2 >= rules.least_area_m2 && irradiation_kwh_m2 >= rules.least_irradiation_kwh_m2 && !is_steep_north;
}

}  // namespace kreisblick::potentials
