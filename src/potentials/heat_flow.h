#pragma once

#include "geo/feature_table.h"
#include "potentials/ground_temperature.h"
#include "potentials/kriging.h"

#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// Heat flow from the depth by records of boreholes, and the temperature that follows from it. Collections of records hold values of very
/// different worth; which of them count is said by the rules below.

/// Which records count. Defaults after what is known of the records of northern Hesse and Thuringia in the Global Heat Flow Database:
/// values above 100 mW/m² are estimates from before 1983, and several wells stand there twice, up to a kilometre apart. General knowledge,
/// to be edited.
struct HeatFlowRules {
    double lowest_mw_m2 = 20;
    double highest_mw_m2 = 100;
    double twin_distance_m = 1000;       ///< two records this near …
    double twin_difference_mw_m2 = 0.5;  ///< … and this equal are one
};

/// The records that count, and the names of those that don't.
struct SiftedHeatFlow {
    std::vector<PointValue> used;
    std::vector<std::string> out_of_range;
    std::vector<std::string> twins;
    std::vector<std::string> without_value;
};
/// Sifts the tables' records (points with a column "heat_flow"); their order does not change what is found, only which twin stays: the
/// first.
[[nodiscard]] SiftedHeatFlow sifted_heat_flow(std::span<const geo::FeatureTable* const> tables, const HeatFlowRules& rules);

/// Heat flow where no record tells, with its standard deviation, mW/m²: what the usual gradient of 2.5–3.2 K/100 m means in rock of the
/// usual conductivity. General knowledge.
inline constexpr KrigedValue k_usual_heat_flow{72, 9};
/// Conductivity of the rock down to some kilometres, W/(m·K), with which the usual heat flow gives the usual gradient of 30 K/km.
inline constexpr double k_deep_conductivity_w_m_k = 2.4;

/// Temperature at a depth with its standard uncertainty; both follow from the heat flow, the conductivity (15 %, mcda.md) and the surface.
[[nodiscard]] KrigedValue deep_temperature_c(double surface_c, double depth_m, const KrigedValue& heat_flow_mw_m2,
                                             double conductivity_w_m_k);

}  // namespace kreisblick::potentials
