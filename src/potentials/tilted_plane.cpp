#include "potentials/tilted_plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

/// One bin of clearness of Perez et al. (1990), table 6, set "all sites".
struct PerezBin {
    double upper_clearness, f11, f12, f13, f21, f22, f23;
};
constexpr std::array<PerezBin, 8> k_perez_bins{{{1.065, -0.008, 0.588, -0.062, -0.060, 0.072, -0.022},
                                                {1.23, 0.130, 0.683, -0.151, -0.019, 0.066, -0.029},
                                                {1.5, 0.330, 0.487, -0.221, 0.055, -0.064, -0.026},
                                                {1.95, 0.568, 0.187, -0.295, 0.109, -0.152, -0.014},
                                                {2.8, 0.873, -0.392, -0.362, 0.226, -0.462, 0.001},
                                                {4.5, 1.132, -1.237, -0.412, 0.288, -0.823, 0.056},
                                                {6.2, 1.060, -1.600, -0.359, 0.264, -1.127, 0.131},
                                                {0, 0.678, -0.327, -0.250, 0.156, -1.377, 0.251}}};

const PerezBin& perez_bin(double clearness) {
    for (std::size_t i = 0; i + 1 < k_perez_bins.size(); ++i)
        if (clearness < k_perez_bins[i].upper_clearness) return k_perez_bins[i];
    return k_perez_bins.back();
}

/// Half a view: what a plane sees of an equally bright sky.
double isotropic_share(double tilt_rad) { return (1 + std::cos(tilt_rad)) / 2; }

}  // namespace

double cos_incidence(const Plane& plane, const SunPosition& sun) {
    return std::sin(sun.elevation_rad) * std::cos(plane.tilt_rad) +
           std::cos(sun.elevation_rad) * std::sin(plane.tilt_rad) * std::cos(sun.azimuth_rad - plane.azimuth_rad);
}

double muneer_sky_share(double tilt_rad, double distribution) {
    const double half = std::sin(tilt_rad / 2);
    return isotropic_share(tilt_rad) + (std::sin(tilt_rad) - tilt_rad * std::cos(tilt_rad) - std::numbers::pi * half * half) * distribution;
}

double muneer_distribution(double beam_share) { return 0.00263 - beam_share * (0.712 + 0.6883 * beam_share); }

double diffuse_muneer(const SkyLight& light, const Plane& plane, const SunPosition& sun, Sunlight sunlight) {
    if (plane.tilt_rad == 0) return light.diffuse_horizontal_w_m2;
    const double cosine = cos_incidence(plane, sun);
    if (sunlight == Sunlight::Blocked || cosine <= 0)
        return light.diffuse_horizontal_w_m2 * muneer_sky_share(plane.tilt_rad, k_muneer_unlit);
    const double beam_share = light.beam_normal_w_m2 / light.extraterrestrial_w_m2;
    const double circumsolar =
        sun.elevation_rad >= k_muneer_low_sun_rad
            ? cosine / std::sin(sun.elevation_rad)
            : std::sin(plane.tilt_rad) * std::cos(sun.azimuth_rad - plane.azimuth_rad) / (k_muneer_low_sun_rad - 0.008 * sun.elevation_rad);
    const double sky = muneer_sky_share(plane.tilt_rad, muneer_distribution(beam_share));
    return light.diffuse_horizontal_w_m2 * (sky * (1 - beam_share) + beam_share * circumsolar);
}

double diffuse_isotropic(const SkyLight& light, const Plane& plane) {
    return light.diffuse_horizontal_w_m2 * isotropic_share(plane.tilt_rad);
}

double diffuse_hay_davies(const SkyLight& light, const Plane& plane, const SunPosition& sun) {
    const double anisotropy = light.beam_normal_w_m2 / light.extraterrestrial_w_m2;
    const double ratio = std::max(cos_incidence(plane, sun), 0.0) / std::max(std::sin(sun.elevation_rad), 0.01745);
    return light.diffuse_horizontal_w_m2 * (anisotropy * ratio + (1 - anisotropy) * isotropic_share(plane.tilt_rad));
}

double diffuse_perez(const SkyLight& light, const Plane& plane, const SunPosition& sun, double air_mass) {
    const double diffuse = light.diffuse_horizontal_w_m2, zenith = std::numbers::pi / 2 - sun.elevation_rad;
    if (!(diffuse > 0)) return 0;
    const double cubed = 1.041 * zenith * zenith * zenith;
    const PerezBin& bin = perez_bin(((diffuse + light.beam_normal_w_m2) / diffuse + cubed) / (1 + cubed));
    const double brightness = diffuse * air_mass / light.extraterrestrial_w_m2;
    const double around_sun = std::max(0.0, bin.f11 + bin.f12 * brightness + bin.f13 * zenith);
    const double at_horizon = bin.f21 + bin.f22 * brightness + bin.f23 * zenith;
    const double a = std::max(cos_incidence(plane, sun), 0.0), b = std::max(std::cos(85 * std::numbers::pi / 180), std::cos(zenith));
    return diffuse * ((1 - around_sun) * isotropic_share(plane.tilt_rad) + around_sun * a / b + at_horizon * std::sin(plane.tilt_rad));
}

double ground_reflection(double global_horizontal_w_m2, double albedo, double tilt_rad) {
    return albedo * global_horizontal_w_m2 * (1 - std::cos(tilt_rad)) / 2;
}

}  // namespace kreisblick::potentials
