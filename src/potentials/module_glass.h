#pragma once

namespace kreisblick::potentials {

/// \file
/// What the glass of a photovoltaic module lets through, compared with light from straight above: Martin and Ruiz, Solar Energy Materials
/// and Solar Cells 70 (2001), and Progress in Photovoltaics 13 (2005) for diffuse light; coefficient of usual silicon modules.

/// Of the beam, by the cosine of its angle of incidence; 0 from behind.
[[nodiscard]] double glass_share_of_beam(double cos_incidence);
/// Of the sky's light and of the ground's, by the plane's tilt (0…π/2).
[[nodiscard]] double glass_share_of_sky(double tilt_rad);
[[nodiscard]] double glass_share_of_ground(double tilt_rad);

}  // namespace kreisblick::potentials
