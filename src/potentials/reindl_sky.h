#pragma once

#include "potentials/tilted_plane.h"

namespace kreisblick::potentials {

/// Diffuse light on a plane by Reindl, Beckman and Duffie (Solar Energy 45, 1990): Hay and Davies, brighter towards the horizon. For
/// comparison; the models that are used stand in tilted_plane.h.
[[nodiscard]] double diffuse_reindl(const SkyLight& light, const Plane& plane, const SunPosition& sun);

}  // namespace kreisblick::potentials
