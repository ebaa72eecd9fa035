#include "potentials/power_curve.h"

#include "potentials/air_density.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr double k_longest_gap_m_s = 2;
constexpr double k_believable_coefficient = 0.5;
constexpr double k_generic_coefficient = 0.44;
constexpr double k_generic_cut_in_m_s = 3, k_generic_cut_out_m_s = 25;

/// "Leistungskurve X: 3 Punkte …" in both languages, as far as there is something to count.
void warn(CheckedTurbine& checked, std::size_t count, const char* german, const char* english) {
    if (count == 0) return;
    const std::string& id = checked.turbine.id;
    checked.warnings.push_back(
        {fmt::format("Leistungskurve {}: {} {}", id, count, german), fmt::format("Power curve {}: {} {}", id, count, english)});
}

bool is_number(const CurvePoint& point) { return std::isfinite(point.speed_m_s) && std::isfinite(point.power_kw) && point.speed_m_s >= 0; }

/// Leaves out what is no point, sorts, and keeps one point a speed.
void put_in_order(CheckedTurbine& checked) {
    auto& curve = checked.turbine.curve;
    const std::size_t broken = std::erase_if(curve, [](const CurvePoint& point) { return !is_number(point); });
    warn(checked, broken, "Punkte ohne Zahl oder mit negativer Geschwindigkeit ausgelassen",
         "points without number or of negative speed left out");
    const auto slower = [](const CurvePoint& a, const CurvePoint& b) { return a.speed_m_s < b.speed_m_s; };
    const bool sorted = std::is_sorted(curve.begin(), curve.end(), slower);
    warn(checked, sorted ? 0 : 1, "Stelle, an der die Geschwindigkeiten nicht steigen: sortiert",
         "or more places where the speeds do not rise: sorted");
    std::stable_sort(curve.begin(), curve.end(), slower);
    const auto same = [](const CurvePoint& a, const CurvePoint& b) { return a.speed_m_s == b.speed_m_s; };
    const auto end = std::unique(curve.begin(), curve.end(), same);
    warn(checked, static_cast<std::size_t>(curve.end() - end), "doppelte Geschwindigkeiten ausgelassen", "doubled speeds left out");
    curve.erase(end, curve.end());
}

void lift_negative(CheckedTurbine& checked) {
    std::size_t below = 0;
    for (CurvePoint& point : checked.turbine.curve)
        if (point.power_kw < 0) point.power_kw = 0, ++below;
    warn(checked, below, "negative Leistungen als 0 gerechnet", "negative powers taken as 0");
}

/// Drops on the way up to the highest power; what comes behind it is the turbine's business.
std::size_t drops(const std::vector<CurvePoint>& curve) {
    const auto weaker = [](const CurvePoint& a, const CurvePoint& b) { return a.power_kw < b.power_kw; };
    const auto top = std::max_element(curve.begin(), curve.end(), weaker);
    std::size_t count = 0;
    for (auto point = curve.begin(); point != top && point + 1 <= top; ++point) count += (point + 1)->power_kw < point->power_kw;
    return count;
}

/// Wide steps between points where the curve still changes.
std::size_t gaps(const std::vector<CurvePoint>& curve) {
    std::size_t count = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const bool wide = curve[i].speed_m_s - curve[i - 1].speed_m_s > k_longest_gap_m_s;
        count += wide && curve[i].power_kw != curve[i - 1].power_kw;
    }
    return count;
}

}  // namespace

double greatest_power_coefficient(const Turbine& turbine) {
    double greatest = 0;
    if (turbine.rotor_m <= 0) return greatest;
    for (const CurvePoint& point : turbine.curve) {
        const double wind_w = 0.5 * k_standard_air_density * turbine.rotor_area_m2() * std::pow(point.speed_m_s, 3);
        if (point.speed_m_s >= k_generic_cut_in_m_s) greatest = std::max(greatest, 1000 * point.power_kw / wind_w);
    }
    return greatest;
}

CheckedTurbine checked(Turbine turbine) {
    CheckedTurbine result{std::move(turbine), {}};
    put_in_order(result);
    lift_negative(result);
    const auto& curve = result.turbine.curve;
    warn(result, drops(curve), "Stellen, an denen die Leistung vor dem Höchstwert sinkt",
         "places where power falls before its highest value");
    warn(result, gaps(curve), "Lücken von mehr als 2 m/s, geradlinig überbrückt", "gaps of more than 2 m/s, bridged by straight lines");
    warn(result, greatest_power_coefficient(result.turbine) > k_believable_coefficient,
         "Leistungsbeiwert über 0,5: für einen Rotor dieser Größe zu viel",
         "power coefficient above 0.5: too much for a rotor of this size");
    return result;
}

Turbine generic_turbine(double rated_kw, double rotor_m) {
    Turbine turbine;
    turbine.id = fmt::format("{:g}-m/{:g}", rotor_m, rated_kw);
    turbine.rotor_m = rotor_m;
    turbine.rated_kw = rated_kw;
    const double factor = 0.5 * k_standard_air_density * turbine.rotor_area_m2() * k_generic_coefficient / 1000;
    constexpr double step = 0.1;
    for (int i = 0; k_generic_cut_in_m_s + i * step <= k_generic_cut_out_m_s + 1e-9; ++i) {
        const double speed = k_generic_cut_in_m_s + i * step;
        turbine.curve.push_back({speed, std::min(rated_kw, factor * std::pow(speed, 3))});
    }
    return turbine;
}

}  // namespace kreisblick::potentials
