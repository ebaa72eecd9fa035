#pragma once

#include "potentials/estimate.h"

namespace kreisblick::potentials {

/// \file
/// Heat from the sun: the efficiency of a collector (ISO 9806) and yearly yields per collector area. Yields and sizes after
/// Umweltministerium Baden-Württemberg and co2online where they are published, general knowledge otherwise; all of them are to be edited.

/// η0, a1 (W/(m²·K)) and a2 (W/(m²·K²)) of a collector.
struct Collector {
    double optical = 0;
    double loss_w_m2_k = 0;
    double loss_w_m2_k2 = 0;
};
inline constexpr Collector k_flat_plate{0.78, 3.5, 0.015};
inline constexpr Collector k_evacuated_tube{0.675, 1.2, 0.006};

/// Share of the irradiance (W/m²) that becomes heat when the collector's mean is so many kelvin above the air; never below 0.
[[nodiscard]] double collector_efficiency(const Collector& collector, double irradiance_w_m2, double above_air_k);

enum class HeatUse { HotWater, Combined, LargeField };
/// Useful heat of a square metre of collector in a year, kWh/m².
[[nodiscard]] Estimate collector_yield_kwh_m2(HeatUse use);
[[nodiscard]] double solar_heat_kwh(double collector_m2, double yield_kwh_m2);

/// Flat collector for hot water, m² per person.
inline constexpr double k_hot_water_collector_m2_per_person = 1.5;
/// Share of the demand of hot water that it covers.
inline constexpr Estimate k_hot_water_cover{0.50, 0.575, 0.65};
/// Share of a house's heat demand that a combined plant covers.
inline constexpr double k_combined_cover = 0.20;
/// Ground that a field takes per collector area, m²/m².
inline constexpr Estimate k_field_ground_m2_per_m2{2.2, 2.35, 2.5};

}  // namespace kreisblick::potentials
