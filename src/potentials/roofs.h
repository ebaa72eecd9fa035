#pragma once

#include "geo/roof_planes.h"
#include "potentials/estimate.h"
#include "potentials/photovoltaics.h"

#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// What the sun can give on the roof of one building. Defaults and standard uncertainties are general knowledge (solar.md §7, mcda.md §6 of
/// the project's reference), to be edited.

/// Irradiation of the plane (35° south under the default sky) that the yields of collectors are quoted for, kWh/m².
inline constexpr double k_collector_reference_kwh_m2 = 1198;

struct RoofRules {
    double pitched_share = usable_roof_share(RoofKind::Pitched).mid;  ///< of a pitched plane that can carry modules
    double flat_share = usable_roof_share(RoofKind::FlatLaid).mid;    ///< of a flat roof
    RoofSegmentRules segments;
};

/// A roof: its planes, and where they are assumed what they might be instead.
struct Roof {
    std::span<const geo::RoofPlane> planes;
    std::span<const std::vector<geo::RoofPlane>> variants;
    bool is_listed = false;  ///< a monument: fewer modules, and with permission only
};

/// Irradiation of a plane in a year, kWh/m², by tilt and azimuth in degrees.
using PlaneIrradiation = std::function<double(double tilt_deg, double azimuth_deg)>;

/// All of it on the same usable area: modules or collectors, not both.
struct RoofYield {
    Estimate usable_m2;
    Estimate sun_kwh;   ///< irradiation on the usable area in a year: times the modules' kW/m² and performance ratio it is their yield
    Estimate heat_kwh;  ///< useful heat of flat collectors for hot water in a year
    double best_tilt_deg = std::numeric_limits<double>::quiet_NaN();  ///< of the usable plane that gets most; NaN where none is usable
    double best_azimuth_deg = std::numeric_limits<double>::quiet_NaN();
    double mean_kwh_m2 = std::numeric_limits<double>::quiet_NaN();  ///< irradiation of a square metre of the usable area
};

/// Planes that are too small, too dull or face north too steeply give nothing. Low and high enclose the middle by one standard uncertainty
/// of independent factors: usable share, irradiation, performance (in sun_kwh), the collectors' yield (in heat_kwh), and the range of the
/// variants, which counts like one.
[[nodiscard]] RoofYield roof_yield(const Roof& roof, const PlaneIrradiation& irradiation, const RoofRules& rules = {});

}  // namespace kreisblick::potentials
