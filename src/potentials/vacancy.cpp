#include "potentials/vacancy.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_shrinking_percent = -10;
constexpr double k_far_m = 1000;

/// Mean expectation of the houses at a base; 0 without any.
double mean_expectation(std::span<const double> shifts, std::span<const double> weights, double base) {
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        sum += weights[i] * vacancy_expectation(base, shifts[i]);
        total += weights[i];
    }
    return total > 0 ? sum / total : 0;
}

}  // namespace

double vacancy_shift(const VacancySigns& signs) {
    double shift = k_weight_before_1919 * signs.before_1919;
    if (signs.people_percent_per_10_years < k_shrinking_percent) shift += k_weight_shrinking;
    if (signs.to_stop_m > k_far_m) shift += k_weight_far_from_stop;
    return shift;
}

double vacancy_base(std::span<const double> shifts, std::span<const double> weights, double rate) {
    const double alone = std::log(rate / (1 - rate));
    // No shift is below 0 or above the sum of the weights, so that the base lies within two of the rate's own logit.
    double low = alone - 2, high = alone;
    if (!(mean_expectation(shifts, weights, high) > 0)) return alone;
    constexpr int steps = 30;
    for (int step = 0; step < steps; ++step) {
        const double middle = (low + high) / 2;
        (mean_expectation(shifts, weights, middle) < rate ? low : high) = middle;
    }
    return (low + high) / 2;
}

double vacancy_expectation(double base, double shift) { return 1 / (1 + std::exp(-(base + shift))); }

}  // namespace kreisblick::potentials
