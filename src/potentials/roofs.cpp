#include "potentials/roofs.h"

#include "potentials/solar_thermal.h"
#include "potentials/uncertainty.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// The usable part of a set of planes, in the middle.
struct Usable {
    double area_m2 = 0;
    double sun_kwh = 0;
    const geo::RoofPlane* best = nullptr;
};

/// How far a value may be off to either side, as shares of it.
struct Spread {
    double down = 0;
    double up = 0;

    void add(const Spread& other) { *this = {std::hypot(down, other.down), std::hypot(up, other.up)}; }
};

Usable usable_of(std::span<const geo::RoofPlane> planes, bool is_listed, const PlaneIrradiation& irradiation, const RoofRules& rules) {
    Usable sum;
    double best_kwh_m2 = 0;
    for (const geo::RoofPlane& plane : planes) {
        const double kwh_m2 = irradiation(plane.tilt_deg, plane.azimuth_deg);
        if (!is_worth_modules(plane.area_m2, kwh_m2, plane.tilt_deg, plane.azimuth_deg, rules.segments)) continue;
        const double share = is_listed                                ? usable_roof_share(RoofKind::ListedTimberFrame).mid
                             : plane.tilt_deg < geo::k_flat_below_deg ? rules.flat_share
                                                                      : rules.pitched_share;
        sum.area_m2 += plane.area_m2 * share;
        sum.sun_kwh += plane.area_m2 * share * kwh_m2;
        if (kwh_m2 > best_kwh_m2) best_kwh_m2 = kwh_m2, sum.best = &plane;
    }
    return sum;
}

Spread spread_of(const Estimate& estimate) {
    return {(estimate.mid - estimate.low) / estimate.mid, (estimate.high - estimate.mid) / estimate.mid};
}

Spread both_sides(UncertainInput input) { return {standard_uncertainty(input), standard_uncertainty(input)}; }

/// The middle with its range; never below nothing.
Estimate estimate(double mid, const Spread& spread) { return {mid * std::max(0.0, 1 - spread.down), mid, mid * (1 + spread.up)}; }

/// How far the variants reach below and above the middle.
Spread range(double mid, std::span<const double> others) {
    Spread result;
    if (!(mid > 0)) return result;
    for (const double other : others) {
        result.down = std::max(result.down, (mid - other) / mid);
        result.up = std::max(result.up, (other - mid) / mid);
    }
    return result;
}

}  // namespace

RoofYield roof_yield(const Roof& roof, const PlaneIrradiation& irradiation, const RoofRules& rules) {
    const Usable mid = usable_of(roof.planes, roof.is_listed, irradiation, rules);
    std::vector<double> areas, suns;
    for (const auto& variant : roof.variants) {
        const Usable other = usable_of(variant, roof.is_listed, irradiation, rules);
        areas.push_back(other.area_m2);
        suns.push_back(other.sun_kwh);
    }
    const Spread share = spread_of(usable_roof_share(roof.is_listed ? RoofKind::ListedTimberFrame : RoofKind::Pitched));
    Spread area = share, sun = share;
    area.add(range(mid.area_m2, areas));
    sun.add(range(mid.sun_kwh, suns));
    sun.add(both_sides(UncertainInput::Irradiation));
    const Estimate collector = collector_yield_kwh_m2(HeatUse::HotWater);
    Spread heat = sun;
    heat.add(spread_of(collector));
    sun.add(both_sides(UncertainInput::PerformanceRatio));

    RoofYield result;
    result.usable_m2 = estimate(mid.area_m2, area);
    result.sun_kwh = estimate(mid.sun_kwh, sun);
    result.heat_kwh = estimate(solar_heat_kwh(mid.sun_kwh / k_collector_reference_kwh_m2, collector.mid), heat);
    if (mid.best) {
        result.best_tilt_deg = mid.best->tilt_deg;
        result.best_azimuth_deg = mid.best->azimuth_deg;
        result.mean_kwh_m2 = mid.sun_kwh / mid.area_m2;
    }
    return result;
}

}  // namespace kreisblick::potentials
