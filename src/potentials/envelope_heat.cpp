#include "potentials/envelope_heat.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_kwh_per_watt_day = 0.024;
constexpr double k_inner_gains_w_m2 = 3;
constexpr double k_capacity_wh_m2_k = 45;
// Radiation on vertical windows in the heating season, kWh/m², Germany.
constexpr double k_south = 392, k_east_west = 271, k_north = 160;
constexpr double k_not_straight = 0.9, k_frames = 0.7, k_shading = 0.6;

/// Rooms are heated less, and at night less, the more that costs: linear between well insulated and badly insulated.
double set_back_factor(double transmission_w_m2_k, HouseSize size) {
    const double bad = std::clamp((transmission_w_m2_k - 1) / 3, 0.0, 1.0);
    return (size == HouseSize::OneFamily ? 0.9 : 0.95) - 0.1 * bad;
}

double solar_gains_kwh(const Envelope& envelope) {
    const double on_windows = envelope.window_south_m2 * k_south + (envelope.window_east_m2 + envelope.window_west_m2) * k_east_west +
                              envelope.window_north_m2 * k_north;
    return on_windows * envelope.glass * k_not_straight * k_frames * k_shading;
}

/// Which share of the gains replaces heating.
double used_share(double gains_per_losses, double time_constant_h) {
    const double a = 0.8 + time_constant_h / 30;
    if (std::abs(gains_per_losses - 1) < 1e-9) return a / (a + 1);
    return (1 - std::pow(gains_per_losses, a)) / (1 - std::pow(gains_per_losses, a + 1));
}

}  // namespace

double room_heat_kwh_m2(const Envelope& envelope, HouseSize size, const HeatingSeason& season) {
    const double transfer = envelope.transmission_w_k + envelope.ventilation_w_k;
    const double losses = transfer * set_back_factor(envelope.transmission_w_k / envelope.reference_m2, size) * k_kwh_per_watt_day *
                          season.days * (season.inside_c - season.outside_c);
    if (!(losses > 0)) return 0;
    const double gains = k_kwh_per_watt_day * k_inner_gains_w_m2 * season.days * envelope.reference_m2 + solar_gains_kwh(envelope);
    const double time_constant_h = k_capacity_wh_m2_k * envelope.reference_m2 / transfer;
    return std::max(0.0, losses - used_share(gains / losses, time_constant_h) * gains) / envelope.reference_m2;
}

}  // namespace kreisblick::potentials
