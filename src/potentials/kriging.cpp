#include "potentials/kriging.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

namespace kreisblick::potentials {
namespace {

constexpr int k_lags = 15;
constexpr int k_ranges = 24;

/// A class of distances of the measured variogram.
struct Lag {
    double distance_m = 0;  // mean
    double value = 0;
    double weight = 0;
};

double distance_between(geo::Point a, geo::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

double largest_distance(std::span<const PointValue> values) {
    double largest = 0;
    for (const PointValue& a : values)
        for (const PointValue& b : values) largest = std::max(largest, distance_between(a.place, b.place));
    return largest;
}

double variance_of(std::span<const PointValue> values) {
    if (values.size() < 2) return 0;
    const double count = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const PointValue& one : values) sum += one.value;
    for (const PointValue& one : values) squares += (one.value - sum / count) * (one.value - sum / count);
    return squares / (count - 1);
}

/// Half the mean squared difference of the pairs in each class; classes without pairs are left out.
std::vector<Lag> measured_variogram(std::span<const PointValue> values, double reach_m) {
    std::array<Lag, k_lags> lags;
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = i + 1; j < values.size(); ++j) {
            const double distance_m = distance_between(values[i].place, values[j].place);
            const auto at = static_cast<std::size_t>(distance_m / reach_m * k_lags);
            if (at >= lags.size()) continue;
            lags[at].distance_m += distance_m;
            lags[at].value += (values[i].value - values[j].value) * (values[i].value - values[j].value) / 2;
            lags[at].weight += 1;
        }
    std::vector<Lag> filled;
    for (const Lag& lag : lags)
        if (lag.weight > 0) filled.push_back({lag.distance_m / lag.weight, lag.value / lag.weight, lag.weight});
    // Pairs over squared value: a large half difference is known less well (Cressie 1985).
    for (Lag& lag : filled) lag.weight /= std::max(lag.value * lag.value, 1e-12);
    return filled;
}

double misfit(const std::vector<Lag>& lags, const Variogram& model) {
    double sum = 0;
    for (const Lag& lag : lags) sum += lag.weight * (model.at(lag.distance_m) - lag.value) * (model.at(lag.distance_m) - lag.value);
    return sum;
}

/// The best nugget and sill, neither below 0, for a range: least squares in two unknowns.
Variogram fitted_for_range(const std::vector<Lag>& lags, double range_m) {
    double w = 0, wf = 0, wff = 0, wy = 0, wfy = 0;
    for (const Lag& lag : lags) {
        const double f = 1 - std::exp(-lag.distance_m / range_m);
        w += lag.weight, wf += lag.weight * f, wff += lag.weight * f * f;
        wy += lag.weight * lag.value, wfy += lag.weight * f * lag.value;
    }
    const double determinant = w * wff - wf * wf;
    const double sill = determinant > 0 ? (w * wfy - wf * wy) / determinant : -1;
    const double nugget = (wy - wf * sill) / w;
    if (sill >= 0 && nugget >= 0) return {nugget, sill, range_m};
    const Variogram flat{wy / w, 0, range_m}, rising{0, wfy / wff, range_m};
    return misfit(lags, rising) < misfit(lags, flat) ? rising : flat;
}

}  // namespace

double Variogram::at(double distance_m) const { return distance_m <= 0 ? 0 : nugget + sill * (1 - std::exp(-distance_m / range_m)); }

Variogram fitted_variogram(std::span<const PointValue> values) {
    const Variogram flat{variance_of(values), 0, 1};
    const double reach_m = largest_distance(values) / 2;
    if (values.size() < k_fewest_for_variogram || flat.nugget <= 0 || reach_m <= 0) return flat;
    const std::vector<Lag> lags = measured_variogram(values, reach_m);
    if (lags.size() < 3) return flat;
    Variogram best = flat;
    double least = misfit(lags, best);
    for (int i = 0; i < k_ranges; ++i) {
        // From two classes of distance to all of the reach, by equal ratios: what has faded within one class is noise.
        const Variogram tried = fitted_for_range(lags, reach_m * std::pow(k_lags / 2.0, -1 + i / (k_ranges - 1.0)));
        if (const double off = misfit(lags, tried); off < least) best = tried, least = off;
    }
    return best;
}

Kriging::Kriging(std::span<const PointValue> values, const Variogram& variogram) : m_variogram(variogram) {
    assert(!values.empty() && "kriging needs a measurement");
    std::vector<double> measured;
    for (const PointValue& one : values) {
        m_places.push_back(one.place);
        measured.push_back(one.value);
    }
    decompose(variogram);
    m_ones = forward(std::vector<double>(m_places.size(), 1));
    const std::vector<double> scaled = forward(measured);
    m_mean_variance = 1 / std::inner_product(m_ones.begin(), m_ones.end(), m_ones.begin(), 0.0);
    m_mean = m_mean_variance * std::inner_product(m_ones.begin(), m_ones.end(), scaled.begin(), 0.0);
    for (std::size_t i = 0; i < scaled.size(); ++i) m_residuals.push_back(scaled[i] - m_mean * m_ones[i]);
}

void Kriging::decompose(const Variogram& variogram) {
    const std::size_t count = m_places.size();
    m_factor.assign(count * count, 0);
    // Without any nugget two measurements at one place would leave no factor; a millionth changes nothing else.
    const double on_diagonal = variogram.sill + std::max({variogram.nugget, variogram.sill * 1e-6, 1e-12});
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            const double apart_m = distance_between(m_places[i], m_places[j]);
            double sum = i == j ? on_diagonal : variogram.sill * std::exp(-apart_m / variogram.range_m);
            for (std::size_t k = 0; k < j; ++k) sum -= factor(i, k) * factor(j, k);
            factor(i, j) = i == j ? std::sqrt(sum) : sum / factor(j, j);
        }
}

std::vector<double> Kriging::forward(std::vector<double> right) const {
    for (std::size_t i = 0; i < right.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) right[i] -= factor(i, k) * right[k];
        right[i] /= factor(i, i);
    }
    return right;
}

KrigedValue Kriging::at(geo::Point place) const {
    std::vector<double> covariances;
    for (const geo::Point other : m_places)
        covariances.push_back(m_variogram.sill * std::exp(-distance_between(place, other) / m_variogram.range_m));
    const std::vector<double> scaled = forward(std::move(covariances));
    const auto product = [&](const std::vector<double>& other) {
        return std::inner_product(scaled.begin(), scaled.end(), other.begin(), 0.0);
    };
    const double missing = 1 - product(m_ones);
    const double variance = m_variogram.sill - product(scaled) + missing * missing * m_mean_variance;
    return {m_mean + product(m_residuals), std::sqrt(std::max(0.0, variance) + m_variogram.nugget)};
}

}  // namespace kreisblick::potentials
