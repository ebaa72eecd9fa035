#pragma once

#include "potentials/estimate.h"

#include <array>

namespace kreisblick::potentials {

/// \file
/// What photovoltaic modules make of irradiation: the yearly yield by a performance ratio, and the parts of a detailed chain (Faiman 2008,
/// PVWatts, Huld et al. 2011). Irradiance in W/m², temperature in °C, power in the unit of the nominal power that is handed in.

/// Yield of a year: nominal power times equivalent hours times performance ratio times what shading leaves (0…1).
[[nodiscard]] double pv_yield_kwh(double power_kwp, double irradiation_kwh_m2, double performance_ratio, double unshaded_share = 1);
/// Nominal power of modules on an area, kWp.
[[nodiscard]] double pv_power_kwp(double usable_area_m2, double power_density_kw_m2);

/// Temperature of a module in the wind (m/s).
[[nodiscard]] double module_temperature_faiman(double irradiance_w_m2, double air_c, double wind_m_s, double u0 = 25.0, double u1 = 6.84);
/// DC power by PVWatts; the temperature coefficient is negative, per kelvin.
[[nodiscard]] double dc_power_pvwatts(double irradiance_w_m2, double cell_c, double nominal, double coefficient_per_k);
/// PVWatts' chain of losses with its defaults: share lost, 0…1.
[[nodiscard]] double pvwatts_default_loss();

/// k1…k6 of Huld et al. (2011).
using HuldCoefficients = std::array<double, 6>;
inline constexpr HuldCoefficients k_huld_silicon_pvgis5{-0.017237, -0.040465, -0.004702, 0.000149, 0.000170, 0.000005};
inline constexpr HuldCoefficients k_huld_silicon_pvgis6{-0.0067560, -0.016444, -0.003015, -0.000045, -0.000043, 0};
/// DC power; 0 without light.
[[nodiscard]] double dc_power_huld(double irradiance_w_m2, double module_c, double nominal, const HuldCoefficients& coefficients);

/// System loss that PVGIS takes by default, share.
inline constexpr double k_pvgis_system_loss = 0.14;
/// Performance ratio; general knowledge, to be edited.
inline constexpr Estimate k_performance_ratio{0.75, 0.80, 0.87};
/// Nominal power of a square metre of modules, kW/m²; general knowledge, to be edited.
inline constexpr Estimate k_power_density_kw_m2{0.20, 0.22, 0.23};
/// Temperature coefficient of power of today's silicon modules per kelvin; general knowledge.
inline constexpr Estimate k_temperature_coefficient_per_k{-0.004, -0.0035, -0.003};

/// Kinds of roof by how much of their area can carry modules.
enum class RoofKind { Pitched, FlatLaid, FlatRows, ListedTimberFrame };
/// Share of a roof's area that can carry modules; general knowledge, one standard uncertainty of 15 % (mcda.md), to be edited.
[[nodiscard]] Estimate usable_roof_share(RoofKind kind);

/// What makes a segment of a roof not worth its modules; general knowledge, to be edited.
struct RoofSegmentRules {
    double least_area_m2 = 10;
    double least_irradiation_kwh_m2 = 650;  ///< of a year on the segment
    double steep_deg = 25;                  ///< a segment tilted more than this …
    double north_half_width_deg = 45;       ///< … and facing north within this angle is left out
};
/// Whether a segment is kept; tilt and azimuth (clockwise from north) in degrees.
[[nodiscard]] bool is_worth_modules(double area_m2, double irradiation_kwh_m2, double tilt_deg, double azimuth_deg,
                                    const RoofSegmentRules& rules = {});

}  // namespace kreisblick::potentials
