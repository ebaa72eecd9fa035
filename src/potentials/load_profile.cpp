#include "potentials/load_profile.h"

#include <cmath>
#include <numeric>

namespace kreisblick::potentials {
namespace {

constexpr double k_hot_c = 40;
constexpr std::array<double, 4> k_weights{1, 0.5, 0.25, 0.125};  // the day, and the three before it

}  // namespace

double load_at(const LoadProfile& profile, double temperature_c) {
    if (temperature_c >= k_hot_c) return profile.d;
    return profile.a / (1 + std::pow(profile.b / (temperature_c - k_hot_c), profile.c)) + profile.d;
}

std::vector<double> heating_temperatures(std::span<const double> daily_mean_c) {
    const double weights = std::accumulate(k_weights.begin(), k_weights.end(), 0.0);
    const std::size_t days = daily_mean_c.size();
    std::vector<double> temperatures(days, 0);
    for (std::size_t day = 0; day < days; ++day)
        for (std::size_t back = 0; back < k_weights.size(); ++back)
            temperatures[day] += k_weights[back] * daily_mean_c[(day + k_weights.size() * days - back) % days] / weights;
    return temperatures;
}

std::vector<double> daily_kwh(const LoadProfile& profile, std::span<const double> daily_mean_c, double yearly_kwh) {
    std::vector<double> days = heating_temperatures(daily_mean_c);
    for (double& day : days) day = load_at(profile, day);
    const double sum = std::accumulate(days.begin(), days.end(), 0.0);
    for (double& day : days) day *= yearly_kwh / sum;
    return days;
}

}  // namespace kreisblick::potentials
