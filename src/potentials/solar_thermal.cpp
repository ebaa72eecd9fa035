#include "potentials/solar_thermal.h"

#include <algorithm>

namespace kreisblick::potentials {

double collector_efficiency(const Collector& collector, double irradiance_w_m2, double above_air_k) {
    if (!(irradiance_w_m2 > 0)) return 0;
    const double lost_w_m2 = above_air_k * (collector.loss_w_m2_k + collector.loss_w_m2_k2 * above_air_k);
    return std::max(0.0, collector.optical - lost_w_m2 / irradiance_w_m2);
}

Estimate collector_yield_kwh_m2(HeatUse use) {
    switch (use) {
        case HeatUse::Combined: return {250, 300, 350};
        case HeatUse::LargeField: return {350, 400, 500};
        case HeatUse::HotWater: break;
    }
    return {300, 350, 450};
}

double solar_heat_kwh(double collector_m2, double yield_kwh_m2) { return collector_m2 * yield_kwh_m2; }

}  // namespace kreisblick::potentials
