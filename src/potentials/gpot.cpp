#include "potentials/gpot.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr double k_days_per_year = 365;
constexpr double k_seconds_per_day = 86'400;
constexpr double k_hours_per_year = 8760;

}  // namespace

GpotNumbers gpot_numbers(const ProbeGround& ground, const GpotProbe& probe) {
    const double diffusivity_m2_s = ground.conductivity_w_m_k / (ground.heat_capacity_mj_m3_k * 1e6);
    const double season_s = probe.season_days * k_seconds_per_day;
    const double lifetime_s = probe.years * k_days_per_year * k_seconds_per_day;
    const double reach_m2 = probe.radius_m * probe.radius_m;
    GpotNumbers numbers;
    numbers.season_share = probe.season_days / k_days_per_year;
    numbers.lifetime = reach_m2 / (4 * diffusivity_m2_s * lifetime_s);
    numbers.season = reach_m2 / (4 * diffusivity_m2_s * season_s);
    numbers.resistance = -0.619 * numbers.season_share * std::log(numbers.lifetime) +
                         (0.532 * numbers.season_share - 0.962) * std::log(numbers.season) - 0.455 * numbers.season_share - 1.619;
    return numbers;
}

double gpot_load_w_per_k(const ProbeGround& ground, const GpotProbe& probe) {
    const GpotNumbers numbers = gpot_numbers(ground, probe);
    const double conductivity = ground.conductivity_w_m_k;
    return 8 * conductivity * probe.length_m * numbers.season_share /
           (numbers.resistance + 4 * std::numbers::pi * conductivity * probe.resistance_m_k_w);
}

double gpot_load_w(const ProbeGround& ground, const GpotProbe& probe) {
    return std::max(0.0, ground.temperature_c - probe.lowest_fluid_c) * gpot_load_w_per_k(ground, probe);
}

double yearly_energy_mwh(double mean_load_w) { return mean_load_w * k_hours_per_year / 1e6; }

core::Result<void> check_gpot(const GpotProbe& probe) {
    const auto is_within = [](double value, double least, double most) { return value >= least && value <= most; };
    if (!is_within(probe.length_m, 1, 1000)) return core::fail("a probe of {} m is not between 1 and 1000 m long", probe.length_m);
    if (!is_within(probe.radius_m, 0.03, 0.3))
        return core::fail("a borehole's radius of {} m is not between 0.03 and 0.3 m", probe.radius_m);
    if (!is_within(probe.resistance_m_k_w, 0, 1))
        return core::fail("a borehole's resistance of {} m·K/W is not between 0 and 1", probe.resistance_m_k_w);
    if (!is_within(probe.season_days, 30, 365))
        return core::fail("a heating season of {} days is not between 30 and 365", probe.season_days);
    if (!is_within(probe.years, 1, 100)) return core::fail("{} years of use are not between 1 and 100", probe.years);
    return {};
}

double borehole_resistance_m_k_w(double borehole_radius_m, double pipe_radius_m, int pipes, double grout_w_m_k) {
    return std::log(borehole_radius_m / (std::sqrt(pipes) * pipe_radius_m)) / (2 * std::numbers::pi * grout_w_m_k);
}

}  // namespace kreisblick::potentials
