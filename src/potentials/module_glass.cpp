#include "potentials/module_glass.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

/// Angular losses coefficient of Martin and Ruiz for usual silicon modules.
constexpr double k_angular_loss = 0.16;

/// Martin and Ruiz (2005) by what they call the angle of the diffuse light.
double glass_share_of_diffuse(double angle) {
    constexpr double c1 = 0.4244, c2 = k_angular_loss / 2 - 0.154;
    return 1 - std::exp(-(c1 * angle + c2 * angle * angle) / k_angular_loss);
}

}  // namespace

double glass_share_of_beam(double cos_incidence) {
    if (!(cos_incidence > 0)) return 0;
    return (1 - std::exp(-cos_incidence / k_angular_loss)) / (1 - std::exp(-1 / k_angular_loss));
}

double glass_share_of_sky(double tilt_rad) {
    const double tilt = std::min(tilt_rad, std::numbers::pi / 2);
    return glass_share_of_diffuse(std::sin(tilt) + (std::numbers::pi - tilt - std::sin(tilt)) / (1 + std::cos(tilt)));
}

double glass_share_of_ground(double tilt_rad) {
    if (!(tilt_rad > 0)) return 0;
    return glass_share_of_diffuse(std::sin(tilt_rad) + (tilt_rad - std::sin(tilt_rad)) / (1 - std::cos(tilt_rad)));
}

}  // namespace kreisblick::potentials
