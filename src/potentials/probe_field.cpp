#include "potentials/probe_field.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {

double field_factor(int probes, double spacing_m) {
    if (probes < k_field_probes) return 1;
    const double factor = spacing_m < 10 ? std::lerp(0.75, 0.9, (spacing_m - 6) / 4) : std::lerp(0.9, 1.0, (spacing_m - 10) / 10);
    return std::clamp(factor, 0.0, 1.0);
}

int probes_per_hectare(double spacing_m, double border_m) {
    constexpr double edge_m = 100;
    const double free_m = edge_m - 2 * border_m;
    if (free_m < 0) return 0;
    const int along = static_cast<int>(std::floor(free_m / spacing_m + 1e-9)) + 1;
    return along * along;
}

double hectare_yield(double probe_yield, double spacing_m, double border_m) {
    const int probes = probes_per_hectare(spacing_m, border_m);
    return probes * field_factor(probes, spacing_m) * probe_yield;
}

double yearly_cooling_k(double energy_mwh, double area_m2, double length_m, double heat_capacity_mj_m3_k) {
    constexpr double mj_per_mwh = 3600;
    return energy_mwh * mj_per_mwh / (area_m2 * length_m * heat_capacity_mj_m3_k);
}

}  // namespace kreisblick::potentials
