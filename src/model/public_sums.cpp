#include "model/public_sums.h"

#include "model/audience.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::model {
namespace {

/// No value may come from one building for more than this share.
constexpr double k_largest_share = 0.5;
/// One of so many buildings moves their mean by a tenth at most.
constexpr std::size_t k_fewest_for_tenths = 10;

}  // namespace

double ValueClass::middle() const {
    if (!(low > 0)) return (low + high) / 2;
    const double middle = std::sqrt(low * high), step = std::pow(10, std::floor(std::log10(middle)) - 1);
    return std::round(middle / step) * step;
}

ValueClass count_class(std::size_t count) {
    if (count < k_fewest_buildings) return {0, static_cast<double>(k_fewest_buildings)};
    return amount_class(static_cast<double>(count));
}

ValueClass amount_class(double amount) {
    if (!(amount > 0)) return {0, 0};
    const double power = std::pow(10, std::floor(std::log10(amount)));
    // A value on a bound may come out a hair below it.
    const double digit = amount / power * (1 + 1e-12);
    if (digit >= 10) return {10 * power, 20 * power};
    if (digit < 2) return {power, 2 * power};
    return digit < 5 ? ValueClass{2 * power, 5 * power} : ValueClass{5 * power, 10 * power};
}

ValueClass share_class(double share, double whole, std::size_t buildings) {
    const double classes = buildings < k_fewest_for_tenths ? 4 : 10;
    const double step = std::clamp(std::floor(share / whole * classes + 1e-9), 0.0, classes - 1);
    return {step * whole / classes, (step + 1) * whole / classes};
}

bool adds_up(const std::string& unit) {
    if (unit.empty() || unit == "%" || unit == "–" || unit == "-") return false;
    const auto slash = unit.find('/');
    if (slash == std::string::npos) return true;
    const std::string below = unit.substr(slash + 1);
    return below == "a" || below == "d";
}

void AreaSum::add(double value, double buildings_of_it) {
    const auto count = static_cast<std::size_t>(std::max(0.0, std::round(buildings_of_it)));
    if (!std::isfinite(value)) return;
    buildings += count;
    if (value != 0) with_values += count;
    sum += value;
    largest = std::max(largest, std::abs(value) / std::max(1.0, buildings_of_it));
}

std::optional<ValueClass> AreaSum::told(const std::string& unit) const {
    if (buildings < k_fewest_buildings || with_values < k_fewest_buildings) return std::nullopt;
    const double mean = sum / static_cast<double>(buildings);
    if (unit == "%") return share_class(mean, 100, buildings);
    if (unit.empty()) return share_class(mean, 1, buildings);
    if (!(sum > 0) || largest > k_largest_share * sum) return std::nullopt;
    return amount_class(adds_up(unit) ? sum : mean);
}

}  // namespace kreisblick::model
