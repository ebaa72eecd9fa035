#include "potentials/wind_energy.h"

#include "core/parallel.h"
#include "potentials/air_density.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr double k_longest_piece_m_s = 1;
constexpr double k_shape_step = 0.02;

/// Places and weights of Gauss and Legendre's rule with five points on −1…1.
struct GaussPoint {
    double place, weight;
};
constexpr std::array<GaussPoint, 5> k_gauss{{{-0.906179845938664, 0.236926885056189},
                                             {-0.538469310105683, 0.478628670499366},
                                             {0, 0.568888888888889},
                                             {0.538469310105683, 0.478628670499366},
                                             {0.906179845938664, 0.236926885056189}}};

/// The integral of the share of time with more wind than v, over v.
double time_above(const Weibull& wind, double from, double to) {
    const int pieces = std::max(1, static_cast<int>(std::ceil((to - from) / k_longest_piece_m_s)));
    const double half = (to - from) / pieces / 2;
    double sum = 0;
    for (int piece = 0; piece < pieces; ++piece)
        for (const GaussPoint& point : k_gauss) {
            const double speed = from + (2 * piece + 1 + point.place) * half;
            sum += point.weight * half * (1 - wind.share_below(speed));
        }
    return sum;
}

/// The integral of P(v) f(v) dv, in parts: where a curve is level only its ends count, and steps at the ends are met exactly. Agrees with
/// the trapezoid sum in steps of 0.01 m/s to a few millionths.
double mean_power_kw(const Turbine& turbine, const Weibull& wind) {
    const auto& curve = turbine.curve;
    if (curve.empty()) return 0;
    const auto above = [&](double speed) { return 1 - wind.share_below(speed); };
    double sum = curve.front().power_kw * above(curve.front().speed_m_s) - curve.back().power_kw * above(curve.back().speed_m_s);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const double rise = curve[i].power_kw - curve[i - 1].power_kw, width = curve[i].speed_m_s - curve[i - 1].speed_m_s;
        if (rise != 0 && width > 0) sum += rise / width * time_above(wind, curve[i - 1].speed_m_s, curve[i].speed_m_s);
    }
    return std::max(sum, 0.0);
}

}  // namespace

double gross_energy_mwh(const Turbine& turbine, const Weibull& wind, double air_density) {
    const Weibull equivalent{wind.scale_m_s * speed_factor_of_density(air_density), wind.shape};
    return k_hours_of_year * mean_power_kw(turbine, equivalent) / 1000;
}

double farm_speed_factor(double mean_speed_m_s) {
    struct Point {
        double speed, factor;
    };
    constexpr std::array<Point, 5> points{{{3, 0.995}, {5, 0.943}, {6, 0.940}, {7, 0.944}, {8, 0.949}}};
    if (mean_speed_m_s <= points.front().speed) return points.front().factor;
    for (std::size_t i = 1; i < points.size(); ++i)
        if (mean_speed_m_s <= points[i].speed)
            return std::lerp(points[i - 1].factor, points[i].factor,
                             (mean_speed_m_s - points[i - 1].speed) / (points[i].speed - points[i - 1].speed));
    return points.back().factor;
}

EnergyTable::EnergyTable(const Turbine& turbine, double least_shape, double greatest_shape)
    : m_columns(static_cast<int>(std::lround(k_greatest_speed_m_s / k_speed_step_m_s)) + 2),
      m_rows(greatest_shape > least_shape ? static_cast<int>(std::ceil((greatest_shape - least_shape) / k_shape_step)) + 2 : 1),
      m_least_shape(static_cast<float>(least_shape)),
      m_per_shape(static_cast<float>(1 / k_shape_step)) {
    m_energy_mwh.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
    core::parallel_blocks(static_cast<std::int64_t>(m_energy_mwh.size()), 64, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t cell = begin; cell < end; ++cell) {
            const double speed = static_cast<double>(cell % m_columns) * k_speed_step_m_s;
            const Weibull wind = Weibull::of_mean(speed, least_shape + static_cast<double>(cell / m_columns) * k_shape_step);
            m_energy_mwh[static_cast<std::size_t>(cell)] = static_cast<float>(gross_energy_mwh(turbine, wind, k_standard_air_density));
        }
    });
}

float EnergyTable::along(int row, float speed) const {
    if (!(speed >= 0)) return std::numeric_limits<float>::quiet_NaN();
    const float place = std::min(speed, static_cast<float>(k_greatest_speed_m_s)) * static_cast<float>(1 / k_speed_step_m_s);
    const int column = std::min(static_cast<int>(place), m_columns - 2);
    const float* left = m_energy_mwh.data() + static_cast<std::ptrdiff_t>(row) * m_columns + column;
    return left[0] + (left[1] - left[0]) * (place - static_cast<float>(column));
}

float EnergyTable::at_row(float speed, float row) const {
    if (std::isnan(row)) return std::numeric_limits<float>::quiet_NaN();
    if (m_rows == 1) return along(0, speed);
    const int above = std::clamp(static_cast<int>(row), 0, m_rows - 2);
    return std::lerp(along(above, speed), along(above + 1, speed), std::clamp(row - static_cast<float>(above), 0.0F, 1.0F));
}

}  // namespace kreisblick::potentials
