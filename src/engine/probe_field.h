#pragma once

#include "engine/method_runner.h"
#include "engine/parameters.h"
#include "engine/session.h"
#include "potentials/borehole_permission.h"
#include "potentials/estimate.h"
#include "potentials/probe_layout.h"

#include <map>
#include <vector>

namespace kreisblick::engine {

/// Boreholes on a parcel and what they give together. Amounts are the ground's heat unless they say otherwise.
struct ProbeField {
    potentials::ProbeLayout layout;
    double parcel_area_m2 = 0;
    double spacing_m = 0;
    double border_m = 0;
    double length_m = 0;                                  ///< of one probe
    double hours = 0;                                     ///< of full use in a year
    double influence = 1;                                 ///< what a probe gives as a share of what it would give alone
    double conductivity_w_m_k = 0;                        ///< mean over the probes
    double ground_temperature_c = 0;                      ///< mean over the probes, each along its length
    potentials::Estimate power_kw;                        ///< during the hours of full use
    potentials::Estimate energy_mwh;                      ///< of a year
    potentials::Estimate heat_35_mwh;                     ///< of a year, from a heat pump at a flow of 35 °C
    potentials::Estimate heat_55_mwh;                     ///< of a year, from a heat pump at a flow of 55 °C
    double cooling_k_per_year = 0;                        ///< of the field's ground, if no heat flowed back
    std::map<potentials::BoreholeFinding, int> findings;  ///< probes by what is found at their place
    std::vector<core::Words> notes;                       ///< what must be said beside the numbers
    geo::FeatureTable probes;  ///< points: number, length_m, energy_mwh, conductivity, ground_temperature, permission

    /// The weightiest finding; Favourable where there is no probe.
    [[nodiscard]] potentials::BoreholeFinding worst_finding() const;
};

/// Places probes on the parcel (in the district's CRS) by the parameters of the layer "geothermal", and adds up what that layer gives at
/// their places. An Error where the parcel lies outside district and rim, or the layers are missing.
[[nodiscard]] core::Result<ProbeField> plan_probe_field(const MethodRunner& runner, const Declarations& declarations,
                                                        const geo::Geometry& parcel, const ParameterValues& chosen, const core::Job& job);

}  // namespace kreisblick::engine
