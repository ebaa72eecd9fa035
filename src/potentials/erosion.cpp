#include "potentials/erosion.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_unit_plot_m = 22.13;
constexpr double k_sine_of_unit_plot = 0.0896;  // 9 %

/// Sine of the angle of a slope.
double sine_of(double slope_percent) {
    const double rise = slope_percent / 100;
    return rise / std::sqrt(1 + rise * rise);
}

struct SoilFactors {
    std::string_view origin;
    // S, Sl, lS, SL, sL, L (states 1–4), L (5–7), LT (1–4), LT (5–7), T; 0 = no value
    std::array<double, 10> values;
};

// "Zwischenfruchtbau und Mulchsaat als Erosionsschutz", tables 2a, 3 and 4.
constexpr std::array<SoilFactors, 4> k_soil_factors{{
    {"D", {0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 0.50, 0.40, 0.40, 0.30}},
    {"Al", {0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 0.40, 0.35, 0.35, 0.30}},
    {"Lö", {0, 0, 0.25, 0.35, 0.50, 0.55, 0.55, 0, 0, 0}},
    {"V", {0.10, 0.15, 0.20, 0.30, 0.30, 0.40, 0.35, 0.30, 0.25, 0.25}},
}};

/// The column of a soil type, or nothing.
std::optional<std::size_t> column_of(std::string_view soil_type, int state) {
    constexpr std::array<std::string_view, 5> k_first{"S", "Sl", "lS", "SL", "sL"};
    const auto found = std::find(k_first.begin(), k_first.end(), soil_type);
    if (found != k_first.end()) return static_cast<std::size_t>(found - k_first.begin());
    const std::size_t worn = state >= 5 ? 1 : 0;
    if (soil_type == "L") return 5 + worn;
    if (soil_type == "LT") return 7 + worn;
    if (soil_type == "T") return 9;
    return std::nullopt;
}

/// The number of limits that a value reaches.
template <std::size_t N>
int class_of(double value, const std::array<double, N>& limits) {
    return static_cast<int>(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin());
}

}  // namespace

double rain_factor_of_summer(double summer_mm) { return std::max(0.0, 0.141 * summer_mm - 1.48); }

double rain_factor_of_year(double year_mm) { return std::max(0.0, 0.1039 * year_mm - 7.31); }

double rain_factor_growth(double years) { return 1 + 0.01415 * years; }

std::optional<double> soil_factor(std::string_view soil_type, std::string_view origin, int state) {
    const auto row = std::find_if(k_soil_factors.begin(), k_soil_factors.end(), [&](const auto& one) { return one.origin == origin; });
    const std::optional<std::size_t> column = column_of(soil_type, state);
    if (row == k_soil_factors.end() || !column || row->values[*column] == 0) return std::nullopt;
    return row->values[*column];
}

double slope_factor(double slope_percent, SlopeFormula formula) {
    const double sine = sine_of(slope_percent);
    switch (formula) {
        case SlopeFormula::WischmeierSmith: return 65.41 * sine * sine + 4.56 * sine + 0.065;
        case SlopeFormula::McCool: return slope_percent < 9 ? 10.8 * sine + 0.03 : 16.8 * sine - 0.5;
        case SlopeFormula::Nearing: break;
    }
    return -1.5 + 17 / (1 + std::exp(2.3 - 6.1 * sine));
}

double length_exponent(double slope_percent) {
    if (slope_percent < 1) return 0.2;
    if (slope_percent < 3) return 0.3;
    return slope_percent <= 5 ? 0.4 : 0.5;
}

double length_exponent_mccool(double slope_percent) {
    const double sine = sine_of(slope_percent);
    const double ratio = sine / k_sine_of_unit_plot / (3 * std::pow(sine, 0.8) + 0.56);
    return ratio / (1 + ratio);
}

double length_factor(double length_m, double exponent) { return std::pow(length_m / k_unit_plot_m, exponent); }

double length_factor_of_inflow(double inflow_m2, double cell_m, double aspect_rad, double exponent) {
    const double across = std::abs(std::sin(aspect_rad)) + std::abs(std::cos(aspect_rad));
    const double grown = std::pow(inflow_m2 + cell_m * cell_m, exponent + 1) - std::pow(inflow_m2, exponent + 1);
    return grown / (std::pow(cell_m, exponent + 2) * std::pow(across, exponent) * std::pow(k_unit_plot_m, exponent));
}

double topographic_factor(double specific_catchment_m, double slope_percent) {
    return std::pow(specific_catchment_m / k_unit_plot_m, 0.4) * std::pow(sine_of(slope_percent) / k_sine_of_unit_plot, 1.3);
}

double soil_loss(const ErosionFactors& factors) {
    return factors.rain * factors.soil * factors.length * factors.slope * factors.cover * factors.practice;
}

int erosion_class(double soil_loss_t_ha) {
    // Where E6.2 ends the source does not say; 27 goes on as the steps before.
    constexpr std::array<double, 8> k_limits{0.02, 1, 2, 3, 6, 11, 18, 27};
    return class_of(soil_loss_t_ha, k_limits);
}

std::string_view erosion_class_name(int erosion_class) {
    constexpr std::array<std::string_view, 9> k_names{"E0", "E1", "E2", "E3", "E4", "E5", "E6.1", "E6.2", "E6.3"};
    return k_names[static_cast<std::size_t>(std::clamp(erosion_class, 0, 8))];
}

int natural_erosion_class(double soil_loss_t_ha) {
    constexpr std::array<double, 8> k_limits{0.5, 2.5, 5, 7.5, 15, 27.5, 45, 67.5};
    return class_of(soil_loss_t_ha, k_limits);
}

}  // namespace kreisblick::potentials
