#pragma once

/// \file What hills do to the wind, roughly. Taylor & Lee 1984 and Walmsley, Taylor & Salmon 1989 ("simple guidelines"); the terrain index
/// is no wind atlas: it says which places have more wind than others, not how much.

namespace kreisblick::potentials {

enum class HillShape { Ridge, Hill, Escarpment };

/// The share by which wind is faster above the top of a hill than over even ground at the same height over ground. height_m: of the hill
/// over its surroundings; half_width_m: from the top to where it is half as high; steeper than 0.5 counts as 0.5.
[[nodiscard]] double speed_up(HillShape shape, double height_m, double half_width_m, double above_ground_m);

/// A factor on the mean speed of a region from how far a place lies above the mean of its surroundings within 2 km (positive: above), by c
/// per 100 m, within 0.80…1.20; deep valleys (more than 50 m below) at most 0.85.
[[nodiscard]] double terrain_factor(double above_surroundings_m, double per_100_m = 0.065);

/// Ruggedness above this share of steep slopes (more than 30 % within 3.5 km) makes estimates uncertain (Bowen & Mortensen 1996).
inline constexpr double k_rugged_share = 0.05;

}  // namespace kreisblick::potentials
