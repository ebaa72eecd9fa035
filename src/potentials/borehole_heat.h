#pragma once

#include "potentials/estimate.h"

namespace kreisblick::potentials {

/// \file
/// What a borehole gives by the tables that planners of small plants use: VDI 4640-2 (2001), heating only, up to 30 kW, double-U probes of
/// 40–100 m. VDI 4640-2 (2019) replaces them; for 100 m the old values are about a tenth to a fifth too high (general knowledge).

/// Rows of the table; the first three go by conductivity alone.
enum class GroundKind {
    ByConductivity,
    DrySand,
    WetSand,
    MoistClay,
    Limestone,
    Sandstone,
    AcidMagmatite,
    BasicMagmatite,
    Gneiss,
};
/// Specific extraction, W/m: the range of the table and its middle, where it gives one ("below 25" is read as 0…25). Between 1800 and 2400
/// hours of use in a year interpolated, outside as at the nearer end.
[[nodiscard]] Estimate specific_extraction_w_m(GroundKind kind, double conductivity_w_m_k, double hours);
/// The same without steps (Kaltschmitt, Huenges and Wolff 1999): 13 λ + 10 W/m.
[[nodiscard]] double continuous_extraction_w_m(double conductivity_w_m_k);

/// Heat from the ground in a year.
[[nodiscard]] double probe_heat_mwh(double extraction_w_m, double length_m, double hours);
/// Heat that a heat pump of a seasonal performance factor (above 1) makes of it, with its electricity.
[[nodiscard]] double heat_pump_heat_mwh(double ground_heat_mwh, double performance_factor);
/// Length of probes for a yearly heat.
[[nodiscard]] double probe_length_m(double heat_mwh, double performance_factor, double extraction_w_m, double hours);

/// Seasonal performance factors at a flow of 35 °C (panel heating) and 55 °C (radiators); general knowledge.
inline constexpr double k_performance_factor_35 = 4.0;
inline constexpr double k_performance_factor_55 = 3.3;
/// Hours of full use in a year that the table knows.
inline constexpr double k_fewer_hours = 1800;
inline constexpr double k_more_hours = 2400;

}  // namespace kreisblick::potentials
