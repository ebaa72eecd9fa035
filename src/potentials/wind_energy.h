#pragma once

/// \file The energy that a turbine gets out of a year's wind.
/// Integral of the power curve over Weibull's distribution, the speed corrected for the density of the air (IEC 61400-12-1).

#include "potentials/power_curve.h"
#include "potentials/wind_speed.h"

#include <vector>

namespace kreisblick::potentials {

inline constexpr double k_hours_of_year = 8760;

/// Energy of a year without any losses, MWh.
[[nodiscard]] double gross_energy_mwh(const Turbine& turbine, const Weibull& wind, double air_density);

/// What is lost on the way from the rotor to the grid: shares of the energy, 0…1.
struct WindLosses {
    double wake = 0.08;
    double electrical = 0.025;
    double availability = 0.03;
    double other = 0.04;  ///< standing still for bats, noise, shadow, ice
    /// The share that is left: 0.835 by default.
    [[nodiscard]] double factor() const { return (1 - wake) * (1 - electrical) * (1 - availability) * (1 - other); }
};

/// The mean efficiency of wind farms by dena-Netzstudie II as a factor on the wind speed, the other way to reckon wakes; linear between its
/// points.
[[nodiscard]] double farm_speed_factor(double mean_speed_m_s);

/// The gross energy of one turbine over mean speed and shape, for very many places. Thinner air works like less wind: the energy at a mean
/// speed v and density ρ is that at v·(ρ/1.225)^⅓ in standard air, so that the table needs no third side. Within 0.05 % of
/// gross_energy_mwh for mean speeds of 2.5…15 m/s.
class EnergyTable {
  public:
    static constexpr double k_speed_step_m_s = 0.02;
    static constexpr double k_greatest_speed_m_s = 20;  ///< the highest mean speed; more counts as this

    /// shapes from…to (equal: one shape for all places).
    EnergyTable(const Turbine& turbine, double least_shape, double greatest_shape);

    /// MWh for a mean speed in standard air (see above); NaN where speed or shape is NaN, and for speeds below 0.
    [[nodiscard]] float at(float equivalent_speed_m_s, float shape) const {
        return at_row(equivalent_speed_m_s, (shape - m_least_shape) * m_per_shape);
    }
    /// The same where all places share one shape.
    [[nodiscard]] float at(float equivalent_speed_m_s) const { return along(0, equivalent_speed_m_s); }

  private:
    [[nodiscard]] float at_row(float speed, float row) const;
    [[nodiscard]] float along(int row, float speed) const;

    int m_columns = 0, m_rows = 1;
    float m_least_shape = 0, m_per_shape = 0;
    std::vector<float> m_energy_mwh;  // row by row
};

}  // namespace kreisblick::potentials
