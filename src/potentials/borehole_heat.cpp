#include "potentials/borehole_heat.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// A row of the table, W/m.
struct Row {
    Estimate fewer_hours;
    Estimate more_hours;
};

constexpr Estimate range(double low, double high) { return {low, (low + high) / 2, high}; }
constexpr Estimate single(double value) { return {value, value, value}; }

Row row_by_conductivity(double conductivity_w_m_k) {
    if (conductivity_w_m_k < 1.5) return {single(25), single(20)};
    if (conductivity_w_m_k <= 3.0) return {single(60), single(50)};
    return {single(84), single(70)};
}

Row row_of(GroundKind kind, double conductivity_w_m_k) {
    switch (kind) {
        case GroundKind::DrySand: return {range(0, 25), range(0, 20)};
        case GroundKind::WetSand:
        case GroundKind::Sandstone: return {range(65, 80), range(55, 65)};
        case GroundKind::MoistClay: return {range(35, 50), range(30, 40)};
        case GroundKind::Limestone: return {range(55, 70), range(45, 60)};
        case GroundKind::AcidMagmatite: return {range(65, 85), range(55, 70)};
        case GroundKind::BasicMagmatite: return {range(40, 65), range(35, 55)};
        case GroundKind::Gneiss: return {range(70, 85), range(60, 70)};
        case GroundKind::ByConductivity: break;
    }
    return row_by_conductivity(conductivity_w_m_k);
}

}  // namespace

Estimate specific_extraction_w_m(GroundKind kind, double conductivity_w_m_k, double hours) {
    const Row row = row_of(kind, conductivity_w_m_k);
    const double t = std::clamp((hours - k_fewer_hours) / (k_more_hours - k_fewer_hours), 0.0, 1.0);
    return {std::lerp(row.fewer_hours.low, row.more_hours.low, t), std::lerp(row.fewer_hours.mid, row.more_hours.mid, t),
            std::lerp(row.fewer_hours.high, row.more_hours.high, t)};
}

double continuous_extraction_w_m(double conductivity_w_m_k) { return 13 * conductivity_w_m_k + 10; }

double probe_heat_mwh(double extraction_w_m, double length_m, double hours) { return extraction_w_m * length_m * hours / 1e6; }

double heat_pump_heat_mwh(double ground_heat_mwh, double performance_factor) {
    return ground_heat_mwh * performance_factor / (performance_factor - 1);
}

double probe_length_m(double heat_mwh, double performance_factor, double extraction_w_m, double hours) {
    return heat_mwh * 1e6 * (1 - 1 / performance_factor) / (extraction_w_m * hours);
}

}  // namespace kreisblick::potentials
