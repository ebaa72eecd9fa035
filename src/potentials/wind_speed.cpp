#include "potentials/wind_speed.h"

#include <cmath>
#include <limits>

namespace kreisblick::potentials {

Weibull Weibull::of_mean(double mean_m_s, double shape) { return {mean_m_s / std::tgamma(1 + 1 / shape), shape}; }

double Weibull::density(double speed_m_s) const {
    if (speed_m_s < 0 || scale_m_s <= 0) return 0;
    const double ratio = speed_m_s / scale_m_s;
    return shape / scale_m_s * std::pow(ratio, shape - 1) * std::exp(-std::pow(ratio, shape));
}

double Weibull::share_below(double speed_m_s) const {
    if (speed_m_s <= 0) return 0;
    return scale_m_s <= 0 ? 1 : -std::expm1(-std::pow(speed_m_s / scale_m_s, shape));
}

double Weibull::mean_m_s() const { return scale_m_s * std::tgamma(1 + 1 / shape); }

double Weibull::mean_cube() const { return std::pow(scale_m_s, 3) * std::tgamma(1 + 3 / shape); }

double Weibull::energy_pattern_factor() const { return std::tgamma(1 + 3 / shape) / std::pow(std::tgamma(1 + 1 / shape), 3); }

double speed_by_log_law(double speed_m_s, double from_m, double to_m, double roughness_m, double obstacle_m) {
    const double displaced = 0.7 * obstacle_m;
    return speed_m_s * std::log((to_m - displaced) / roughness_m) / std::log((from_m - displaced) / roughness_m);
}

double speed_by_power_law(double speed_m_s, double from_m, double to_m, double exponent) {
    return speed_m_s * std::pow(to_m / from_m, exponent);
}

double exponent_of_roughness(double height_m, double roughness_m) { return 1 / std::log(height_m / roughness_m); }

double exponent_of_speeds(double speed_1, double height_1_m, double speed_2, double height_2_m) {
    if (!(speed_1 > 0) || !(speed_2 > 0)) return std::numeric_limits<double>::quiet_NaN();
    return std::log(speed_2 / speed_1) / std::log(height_2_m / height_1_m);
}

double roughness_of_corine(int code) {
    switch (code) {
        case 111: return 1.0;
        case 112: return 0.5;
        case 121: return 0.7;  // EMD's: the course has none
        case 211: return 0.05;
        case 231: return 0.03;
        case 242:
        case 243: return 0.15;
        case 311:
        case 312:
        case 313: return 0.8;
        case 324: return 1.5;
        case 511:
        case 512: return 0.0002;
        default: return 0.1;
    }
}

}  // namespace kreisblick::potentials
