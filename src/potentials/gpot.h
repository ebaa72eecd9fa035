#pragma once

#include "core/result.h"

namespace kreisblick::potentials {

/// \file
/// G.POT: the thermal load that one borehole can give for years without its fluid falling below a limit. Casasso and Sethi 2016, Energy
/// 106, 765–773, doi 10.1016/j.energy.2016.03.091. Valid for one probe for itself, heating only, a load that follows half a sine in the
/// season.

/// The ground along a probe.
struct ProbeGround {
    double conductivity_w_m_k = 0;
    double heat_capacity_mj_m3_k = 0;
    double temperature_c = 0;  ///< undisturbed, mean along the probe
};

/// The probe and how it is used.
struct GpotProbe {
    double length_m = 100;
    double radius_m = 0.075;        ///< of the borehole
    double resistance_m_k_w = 0.1;  ///< of the borehole, m·K/W
    double season_days = 180;       ///< heating season
    double years = 50;              ///< that it shall last
    double lowest_fluid_c = -2;     ///< what the fluid may fall to
};

/// The numbers on the way to the load, dimensionless.
struct GpotNumbers {
    double season_share = 0;  ///< tc'
    double lifetime = 0;      ///< us'
    double season = 0;        ///< uc'
    double resistance = 0;    ///< Gmax
};
[[nodiscard]] GpotNumbers gpot_numbers(const ProbeGround& ground, const GpotProbe& probe);
/// Yearly mean of the load, W; 0 where the ground is no warmer than the fluid may be.
[[nodiscard]] double gpot_load_w(const ProbeGround& ground, const GpotProbe& probe);
/// Load per kelvin between ground and coldest fluid, W/K: the part that does not depend on the temperature.
[[nodiscard]] double gpot_load_w_per_k(const ProbeGround& ground, const GpotProbe& probe);
/// Energy of a year at a mean load.
[[nodiscard]] double yearly_energy_mwh(double mean_load_w);
/// An Error names the first number for which the formula is not made.
[[nodiscard]] core::Result<void> check_gpot(const GpotProbe& probe);

/// Resistance of a borehole with n pipes (4 in a double U) of a radius, in grout of a conductivity (Shonder and Beck), m·K/W.
[[nodiscard]] double borehole_resistance_m_k_w(double borehole_radius_m, double pipe_radius_m, int pipes, double grout_w_m_k);

}  // namespace kreisblick::potentials
