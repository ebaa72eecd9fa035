#include "potentials/ground_collectors.h"

#include "potentials/borehole_heat.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// At 1800 and at 2400 hours.
struct Row {
    Estimate fewer_hours;
    Estimate more_hours;
};

Row row_of(CollectorSoil soil) {
    switch (soil) {
        case CollectorSoil::DryLoose: return {{10, 10, 10}, {8, 8, 8}};
        case CollectorSoil::MoistCohesive: return {{20, 25, 30}, {16, 20, 24}};
        case CollectorSoil::Saturated: break;
    }
    return {{40, 40, 40}, {32, 32, 32}};
}

}  // namespace

CollectorSoil collector_soil_of(const Rock& rock) {
    constexpr double dry_below_w_m_k = 1;
    if (rock.kind == GroundKind::WetSand) return CollectorSoil::Saturated;
    return rock.conductivity_w_m_k < dry_below_w_m_k ? CollectorSoil::DryLoose : CollectorSoil::MoistCohesive;
}

Estimate collector_extraction_w_m2(CollectorSoil soil, double hours) {
    const Row row = row_of(soil);
    const double t = std::clamp((hours - k_fewer_hours) / (k_more_hours - k_fewer_hours), 0.0, 1.0);
    return {std::lerp(row.fewer_hours.low, row.more_hours.low, t), std::lerp(row.fewer_hours.mid, row.more_hours.mid, t),
            std::lerp(row.fewer_hours.high, row.more_hours.high, t)};
}

double collector_area_m2(double heat_kw, double performance_factor, double extraction_w_m2) {
    return heat_kw * 1000 * (1 - 1 / performance_factor) / extraction_w_m2;
}

}  // namespace kreisblick::potentials
