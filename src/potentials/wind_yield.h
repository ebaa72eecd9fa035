#pragma once

#include "potentials/altitude_codes.h"
#include "potentials/power_curve.h"
#include "potentials/row_sampler.h"
#include "potentials/wind_energy.h"
#include "potentials/wind_field.h"

#include <memory>
#include <optional>
#include <span>

namespace kreisblick::potentials {

/// What is asked of the wind.
struct WindOptions {
    double hub_m = 150;
    double shear = k_hills_exponent;  ///< where only one height is known
    std::optional<double> shape;      ///< none: as the data say, else Rayleigh's
    double loss = 1 - WindLosses{}.factor();
};

enum class WindBand { MeanSpeed, PowerDensity, EnergyGross, EnergyNet, FullLoadHours };

/// The wind over a district for one turbine at one height: speed, density of the air by altitude, energy by table.
class WindYield {
  public:
    /// field and altitudes must outlive it.
    WindYield(const WindField& field, const AltitudeCodes& altitudes, const geo::GridSpec& grid, Turbine turbine,
              const WindOptions& options);

    WindYield(const WindYield&) = delete;
    WindYield& operator=(const WindYield&) = delete;

    /// One row of the grid of one band, NaN where the wind or the ground is not known.
    void row(WindBand band, int row, std::span<float> out) const;
    /// The energy of a turbine in one cell, MWh/a net, with all speeds multiplied by a factor (1.05: 5 % more wind).
    [[nodiscard]] double energy_net_mwh(int column, int row, double speed_factor) const;
    [[nodiscard]] const Turbine& turbine() const { return m_turbine; }

  private:
    template <typename Value>
    void fill(int row, std::span<float> out, const Value& value) const;
    [[nodiscard]] float energy_gross(float speed, float shape, std::uint8_t altitude) const {
        return m_energy.at(speed * m_speed_factor[altitude], shape);
    }
    [[nodiscard]] float power_density(float speed, float shape, std::uint8_t altitude) const;

    const AltitudeCodes* m_altitudes;
    geo::GridSpec m_grid;
    Turbine m_turbine;
    WindOptions m_options;
    geo::Raster<float> m_speed, m_shape;  // coarse; one cell of shape where all share it
    std::pair<double, double> m_shapes_between;
    RowSampler m_speeds, m_shapes;
    EnergyTable m_energy;
    std::vector<float> m_density, m_speed_factor;  // by code of altitude; NaN for none
    std::vector<float> m_pattern;                  // energy pattern factor by hundredths of the shape
};

}  // namespace kreisblick::potentials
