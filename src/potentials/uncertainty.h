#pragma once

#include "potentials/estimate.h"

#include <span>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// How far a result may be off: the standard uncertainties of what it is made from, as shares, added in squares since a product's inputs
/// are taken to be independent. The values are general knowledge and to be edited; they are no replacement for a site's own measurement.

/// What a result may depend on.
enum class UncertainInput {
    Irradiation,
    RoofUsability,
    PerformanceRatio,
    WindSpeed,  ///< counts twice in a yield: at 6 m/s it grows with the square of the wind speed
    GroundConductivity,
    HouseHeatDemand,
    VillageHeatDemand,
    PipeCost,
};
/// One standard uncertainty of an input, as a share of its value.
[[nodiscard]] double standard_uncertainty(UncertainInput input);
[[nodiscard]] std::string_view name_of(UncertainInput input);

/// Kinds of result, each with its chain of inputs.
enum class ResultKind {
    Irradiation,    ///< kWh/m²
    PvYield,        ///< kWh/(kWp·a) of any module
    RoofPvEnergy,   ///< of roofs, whose usable part is uncertain too
    FieldPvEnergy,  ///< MWh/(ha·a)
    SolarHeat,      ///< of roofs
    WindEnergy,
    GroundHeat,
    HouseHeat,
    VillageHeat,
    HeatNetworkCost,
};
[[nodiscard]] std::span<const UncertainInput> inputs_of(ResultKind kind);

/// Relative uncertainty of a product of independent inputs.
[[nodiscard]] double product_uncertainty(std::span<const double> relative_uncertainties);
/// Uncertainty of a weighted sum, in the unit of its terms.
[[nodiscard]] double sum_uncertainty(std::span<const double> weights, std::span<const double> uncertainties);
/// Relative uncertainty of a kind of result.
[[nodiscard]] double relative_uncertainty(ResultKind kind);
/// A value one standard uncertainty to both sides; never below 0.
[[nodiscard]] Estimate with_range(double value, ResultKind kind);

/// Rounded to so many significant digits, as values with a range are shown (two).
[[nodiscard]] double rounded_to_digits(double value, int digits = 2);

}  // namespace kreisblick::potentials
