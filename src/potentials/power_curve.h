#pragma once

#include "core/words.h"
#include "model/turbine.h"

#include <vector>

namespace kreisblick::potentials {

using model::CurvePoint;
using model::Turbine;

/// What was wrong with a curve, counted and named; the curve is defined all the same.
struct CheckedTurbine {
    Turbine turbine;
    std::vector<core::Words> warnings;
};

/// A turbine with its points put in order. Points without a speed or power are left out; of two at one speed the first is kept; a power
/// below 0 counts as 0; a drop before the rated power is kept and said (a curve that sinks was measured so, or is wrong); a gap of more
/// than 2 m/s between points is bridged by a straight line and said; more than 0.5 of the wind's power, or above Betz's limit, is kept and
/// said.
[[nodiscard]] CheckedTurbine checked(Turbine turbine);

/// The highest share of the wind's power that a curve takes from 3 m/s on; 0 where the size of the rotor is not known.
[[nodiscard]] double greatest_power_coefficient(const Turbine& turbine);

/// A curve from the rated power and its share of the swept area alone: the wind's power times 0.44 from 3 m/s on, up to 25 m/s.
[[nodiscard]] Turbine generic_turbine(double rated_kw, double rotor_m);

}  // namespace kreisblick::potentials
