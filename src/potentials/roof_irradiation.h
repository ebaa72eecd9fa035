#pragma once

#include "potentials/plane_irradiation.h"

#include <array>
#include <cstdint>
#include <vector>

namespace kreisblick::potentials {

/// How high the horizon stands around a roof, in 64 directions clockwise from grid north: steps of 0.25°, as in a HorizonMap.
struct RoofHorizon {
    static constexpr std::size_t k_directions = 64;
    static constexpr double k_code_degrees = 0.25;
    std::array<std::uint8_t, k_directions> codes{};
};

/// The yearly irradiation of planes of any tilt and azimuth at one place under one sky, behind any horizon: a table over tilt (5°) and
/// azimuth (10°), bilinear in between (within 0.5 % of the sums of plane_irradiation.h). For each of its entries the table knows what each
/// of the sun's instants (twelve mean days, 10 minutes) would take away if it stood behind the horizon, summed by direction from the lowest
/// up, so that a horizon costs one look-up for each direction. As in r.sun, the horizon takes beam and circumsolar light, nothing else.
class RoofIrradiation {
  public:
    /// convergence: azimuth of grid north, clockwise from true north; planes and horizons are given from grid north.
    RoofIrradiation(const Site& site, const SkyConditions& conditions, double convergence_rad);

    /// Which entries a horizon takes away; of use only for tables of the same site (the sky may differ).
    struct Shade {
        std::array<std::uint16_t, RoofHorizon::k_directions> entries{};
        std::size_t count = 0;
    };
    [[nodiscard]] Shade shade_of(const RoofHorizon& horizon) const;

    /// kWh/m² in a year on a plane, tilt 0…90°.
    [[nodiscard]] double kwh_m2(double tilt_deg, double azimuth_deg, const Shade& shade) const;

  private:
    static constexpr std::size_t k_tilts = 19, k_azimuths = 36;
    static constexpr double k_tilt_step_deg = 5, k_azimuth_step_deg = 10;

    /// The sun at one instant, and the light it gives.
    struct Instant {
        SunPosition sun;
        SkyLight light;
        double weight = 0;  ///< kWh/m² in the year for a W/m²
        std::size_t direction = 0;
    };
    [[nodiscard]] static std::vector<Instant> instants(const Site& site, const SkyConditions& conditions, double convergence_rad);
    void index(const std::vector<Instant>& instants);
    void fill(std::size_t corner, const Plane& plane, const std::vector<Instant>& instants, double albedo);
    [[nodiscard]] double corner_kwh_m2(std::size_t tilt, std::size_t azimuth, const Shade& shade) const;

    std::size_t m_entries = 0;  // of losses for each corner of the table: one more than instants for each direction
    std::array<std::array<std::uint16_t, 256>, RoofHorizon::k_directions> m_entry_of_code{};
    std::vector<float> m_free_kwh_m2;  // by corner
    std::vector<float> m_lost_kwh_m2;  // by corner, then entry: everything below
};

/// The same for a district whose places get more or less sun: two tables of the same months, duller and brighter, and the year's global
/// sum of the place between them.
class RoofSun {
  public:
    struct Sky {
        SkyConditions conditions;
        double year_kwh_m2 = 0;  ///< global, on the level
    };
    RoofSun(const Site& site, const Sky& dull, const Sky& bright, double convergence_rad);

    [[nodiscard]] RoofIrradiation::Shade shade_of(const RoofHorizon& horizon) const { return m_dull.shade_of(horizon); }
    /// year: the place's own global sum, kWh/m².
    [[nodiscard]] double kwh_m2(double tilt_deg, double azimuth_deg, const RoofIrradiation::Shade& shade, double year_kwh_m2) const;

  private:
    RoofIrradiation m_dull, m_bright;
    double m_dull_year, m_bright_year;
};

}  // namespace kreisblick::potentials
