#include "potentials/reindl_sky.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {

double diffuse_reindl(const SkyLight& light, const Plane& plane, const SunPosition& sun) {
    const double anisotropy = light.beam_normal_w_m2 / light.extraterrestrial_w_m2, half = std::sin(plane.tilt_rad / 2);
    const double beam_w_m2 = light.beam_normal_w_m2 * std::max(std::sin(sun.elevation_rad), 0.0);
    const double global_w_m2 = beam_w_m2 + light.diffuse_horizontal_w_m2;
    const double brightening = global_w_m2 > 0 ? std::sqrt(beam_w_m2 / global_w_m2) * half * half * half : 0;
    return diffuse_hay_davies(light, plane, sun) +
           light.diffuse_horizontal_w_m2 * (1 - anisotropy) * (1 + std::cos(plane.tilt_rad)) / 2 * brightening;
}

}  // namespace kreisblick::potentials
