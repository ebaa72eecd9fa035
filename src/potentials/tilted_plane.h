#pragma once

#include "potentials/solar_position.h"

namespace kreisblick::potentials {

/// \file
/// What reaches a tilted plane: beam, diffuse light of the sky by several models, and light from the ground. Irradiance in W/m², angles in
/// radians, azimuth clockwise from north. The default for the sky is Muneer (1990) as in ESRA, r.sun and PVGIS.

/// A plane by its tilt from the level (0…π/2) and the direction it faces.
struct Plane {
    double tilt_rad = 0;
    double azimuth_rad = 0;
};

/// Whether the sun shines on the plane: not if it stands behind the plane or behind the horizon.
enum class Sunlight { Reaches, Blocked };

/// Cosine of the angle between the plane's normal and the sun; negative when the sun stands behind the plane.
[[nodiscard]] double cos_incidence(const Plane& plane, const SunPosition& sun);

/// Light of the sky on the level ground and what it comes from.
struct SkyLight {
    double diffuse_horizontal_w_m2 = 0;
    double beam_normal_w_m2 = 0;
    double extraterrestrial_w_m2 = 0;  ///< facing the sun, outside the atmosphere
};

/// Muneer (1990): the whole sky by F(N), the sun's surroundings as beam; below 0.1 rad of elevation by the direction alone; the level plane
/// sees all of the diffuse light.
[[nodiscard]] double diffuse_muneer(const SkyLight& light, const Plane& plane, const SunPosition& sun, Sunlight sunlight);
/// The sky equally bright everywhere (Liu & Jordan 1963). Too low for tilted planes: only for comparison.
[[nodiscard]] double diffuse_isotropic(const SkyLight& light, const Plane& plane);
/// Hay & Davies (1980).
[[nodiscard]] double diffuse_hay_davies(const SkyLight& light, const Plane& plane, const SunPosition& sun);
/// Perez et al. (1990), coefficients "all sites"; the relative air mass is that of the sun's elevation, not corrected for altitude.
[[nodiscard]] double diffuse_perez(const SkyLight& light, const Plane& plane, const SunPosition& sun, double air_mass);

/// Share of the sky that a plane sees, with the radiance distribution N of Muneer: F(N).
[[nodiscard]] double muneer_sky_share(double tilt_rad, double distribution);
/// Muneer's distribution under a sun of beam share Kb = B / G0.
[[nodiscard]] double muneer_distribution(double beam_share);
/// Muneer's distribution for a plane that the sun does not reach.
inline constexpr double k_muneer_unlit = 0.25227;
/// Elevation below which Muneer's sunlit formula goes by direction alone, rad.
inline constexpr double k_muneer_low_sun_rad = 0.1;

/// Light that the ground throws onto the plane; albedo 0…1.
[[nodiscard]] double ground_reflection(double global_horizontal_w_m2, double albedo, double tilt_rad);

}  // namespace kreisblick::potentials
