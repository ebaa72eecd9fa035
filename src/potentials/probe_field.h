#pragma once

namespace kreisblick::potentials {

/// \file
/// Several boreholes beside each other. They take heat from the same ground: the factors by spacing and the distance to the border (half of
/// the 10 m between neighbours' probes) are general knowledge, no replacement for a simulation, which every larger field needs.

/// Least distance of a probe to the border of its plot.
inline constexpr double k_probe_border_m = 5;
/// From this many probes on they count as a field.
inline constexpr int k_field_probes = 4;

/// What a probe of a field gives as a share of what it would give alone: 0.75 at 6 m, 0.9 at 10 m, all of it from 20 m on, in straight
/// lines between them and below.
[[nodiscard]] double field_factor(int probes, double spacing_m);
/// Probes in a square hectare, in a square pattern.
[[nodiscard]] int probes_per_hectare(double spacing_m, double border_m = k_probe_border_m);
/// What a hectare of such a field gives, in the unit of the single probe.
[[nodiscard]] double hectare_yield(double probe_yield, double spacing_m, double border_m = k_probe_border_m);
/// By how much the ground of a field cools in a year, K, if nothing flowed back: heat taken over the heat capacity of its ground. Where it
/// is more than a fraction of a kelvin the field has to be recharged in summer (solar heat, cooling).
[[nodiscard]] double yearly_cooling_k(double energy_mwh, double area_m2, double length_m, double heat_capacity_mj_m3_k);

}  // namespace kreisblick::potentials
