#include "potentials/load_profile.h"

#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_hot_c = 40;
constexpr double k_hours_per_day = 24;

}  // namespace

double load_at(const LoadProfile& profile, double temperature_c) {
    if (temperature_c >= k_hot_c) return profile.d;
    return profile.a / (1 + std::pow(profile.b / (temperature_c - k_hot_c), profile.c)) + profile.d;
}

double peak_by_profile_kw(const LoadProfile& profile, double yearly_kwh, double temperature_c) {
    return yearly_kwh * load_at(profile, temperature_c) / profile.year_sum / k_hours_per_day;
}

}  // namespace kreisblick::potentials
