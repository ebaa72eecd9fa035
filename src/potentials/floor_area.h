#pragma once

namespace kreisblick::potentials {

/// \file
/// Floor areas from a building's outer measures. Storey heights and shares are general knowledge (buildings.md §1 of the project's
/// reference) but for TABULA's reference area (IWU 2013: 1.1 times the living area).

/// What a storey is high, from floor to floor, m.
inline constexpr double k_storey_residential_m = 2.8;
inline constexpr double k_storey_timber_frame_m = 2.4;
inline constexpr double k_storey_other_m = 3.4;

/// Storeys below the eaves, at least one.
[[nodiscard]] int storeys_below_eaves(double eaves_m, double storey_m);
/// Height of the eaves below a ridge, over a roof of that pitch whose slopes are so wide together; at least 40 % of the height, since no
/// house is all roof. A single slope rises over the whole width.
enum class Slopes { One, Two };
[[nodiscard]] double eaves_below_ridge_m(double height_m, double width_m, double tilt_deg, Slopes slopes = Slopes::Two);

/// An attic that people live in counts half a floor.
inline constexpr double k_attic_share = 0.5;
/// Gross floor area: the footprint on every storey, and a share of it in the attic.
[[nodiscard]] double gross_floor_m2(double footprint_m2, double storeys, double attic_share);
/// Energy reference area of a gross floor area.
[[nodiscard]] double reference_area_m2(double gross_m2);
/// Living area of an energy reference area, and the other way round.
[[nodiscard]] double living_area_m2(double reference_m2);
[[nodiscard]] double reference_of_living_m2(double living_m2);
/// The area that energy certificates count by, of a heated volume (A_N of the Gebäudeenergiegesetz).
[[nodiscard]] double certificate_area_m2(double volume_m3);

}  // namespace kreisblick::potentials
