#include "potentials/uncertainty.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

namespace kreisblick::potentials {
namespace {

using enum UncertainInput;

constexpr std::array k_irradiation{Irradiation};
constexpr std::array k_pv_yield{Irradiation, PerformanceRatio};
constexpr std::array k_roof_pv{Irradiation, RoofUsability, PerformanceRatio};
constexpr std::array k_solar_heat{Irradiation, RoofUsability};
constexpr std::array k_wind{WindSpeed};
constexpr std::array k_ground_heat{GroundConductivity};
constexpr std::array k_house_heat{HouseHeatDemand};
constexpr std::array k_village_heat{VillageHeatDemand};
constexpr std::array k_network_cost{VillageHeatDemand, PipeCost};

/// How often an input counts in a product.
double exponent_of(UncertainInput input) { return input == WindSpeed ? 2 : 1; }

}  // namespace

double standard_uncertainty(UncertainInput input) {
    switch (input) {
        case Irradiation: return 0.04;
        case PerformanceRatio:
        case WindSpeed: return 0.05;
        case RoofUsability:
        case GroundConductivity: return 0.15;
        case HouseHeatDemand: return 0.30;
        case VillageHeatDemand: return 0.10;
        case PipeCost: break;
    }
    return 0.20;
}

std::string_view name_of(UncertainInput input) {
    switch (input) {
        case Irradiation: return "irradiation";
        case RoofUsability: return "roof_usability";
        case PerformanceRatio: return "performance_ratio";
        case WindSpeed: return "wind_speed";
        case GroundConductivity: return "ground_conductivity";
        case HouseHeatDemand: return "house_heat_demand";
        case VillageHeatDemand: return "village_heat_demand";
        case PipeCost: break;
    }
    return "pipe_cost";
}

std::span<const UncertainInput> inputs_of(ResultKind kind) {
    switch (kind) {
        case ResultKind::Irradiation: return k_irradiation;
        case ResultKind::PvYield:
        case ResultKind::FieldPvEnergy: return k_pv_yield;
        case ResultKind::RoofPvEnergy: return k_roof_pv;
        case ResultKind::SolarHeat: return k_solar_heat;
        case ResultKind::WindEnergy: return k_wind;
        case ResultKind::GroundHeat: return k_ground_heat;
        case ResultKind::HouseHeat: return k_house_heat;
        case ResultKind::VillageHeat: return k_village_heat;
        case ResultKind::HeatNetworkCost: break;
    }
    return k_network_cost;
}

double product_uncertainty(std::span<const double> relative_uncertainties) {
    double squares = 0;
    for (const double uncertainty : relative_uncertainties) squares += uncertainty * uncertainty;
    return std::sqrt(squares);
}

double sum_uncertainty(std::span<const double> weights, std::span<const double> uncertainties) {
    assert(weights.size() == uncertainties.size());
    double squares = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) squares += weights[i] * weights[i] * uncertainties[i] * uncertainties[i];
    return std::sqrt(squares);
}

double relative_uncertainty(ResultKind kind) {
    std::vector<double> parts;
    for (const UncertainInput input : inputs_of(kind)) parts.push_back(exponent_of(input) * standard_uncertainty(input));
    return product_uncertainty(parts);
}

Estimate with_range(double value, ResultKind kind) {
    const double away = std::abs(value) * relative_uncertainty(kind);
    return {std::max(value - away, std::min(value, 0.0)), value, value + away};
}

double rounded_to_digits(double value, int digits) {
    if (value == 0 || !std::isfinite(value)) return value;
    const double power = digits - 1 - std::floor(std::log10(std::abs(value)));
    // A power of ten above the point is exact, below it would not be.
    const double scale = std::pow(10.0, std::abs(power));
    return power >= 0 ? std::round(value * scale) / scale : std::round(value / scale) * scale;
}

}  // namespace kreisblick::potentials
