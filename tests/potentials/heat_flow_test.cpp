#include "potentials/heat_flow.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_range_equals.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <random>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using potentials::PointValue;

namespace {

/// A smooth surface with known values, on a square of 10 by 10 places 1 km apart.
std::vector<PointValue> waves() {
    std::vector<PointValue> values;
    for (int x = 0; x < 10; ++x)
        for (int y = 0; y < 10; ++y) values.push_back({{x * 1000.0, y * 1000.0}, 70 + 8 * std::sin(x * 0.5) * std::cos(y * 0.4)});
    return values;
}

geo::FeatureTable records(const std::vector<std::pair<geo::Point, double>>& given) {
    geo::FeatureTable table(geo::GeometryKind::Point);
    for (const auto& [place, value] : given) table.add({geo::GeometryKind::Point, {{{place}, false}}});
    geo::Column& values = table.column("heat_flow", geo::ColumnType::Number);
    geo::Column& names = table.column("name", geo::ColumnType::Text);
    for (std::size_t i = 0; i < given.size(); ++i) {
        values.numbers[i] = given[i].second;
        names.texts[i] = "B" + std::to_string(i + 1);
    }
    return table;
}

}  // namespace

TEST_CASE("Between two measurements lies their mean, and far away the mean of all with the whole variance", "[potentials][kriging]") {
    const std::vector<PointValue> values{{{0, 0}, 60}, {{10000, 0}, 80}};
    const potentials::Variogram variogram{0, 25, 8000};
    const potentials::Kriging kriging(values, variogram);
    CHECK_THAT(kriging.at({5000, 0}).value, WithinAbs(70, 1e-9));
    CHECK_THAT(kriging.at({5000, 40000}).value, WithinAbs(70, 1e-9));
    // On a measurement without nugget its own value, known exactly.
    CHECK_THAT(kriging.at({0, 0}).value, WithinAbs(60, 0.001));
    CHECK_THAT(kriging.at({0, 0}).deviation, WithinAbs(0, 0.02));
    // Far away: variance of one more value, 25, and of the mean, 25 (1 + ρ)/2 with ρ = exp(−10/8).
    CHECK_THAT(kriging.at({1e7, 0}).deviation, WithinAbs(std::sqrt(25 + 25 * (1 + std::exp(-1.25)) / 2), 1e-6));
}

TEST_CASE("Ordinary kriging solves its equations: three measurements on a line, by hand", "[potentials][kriging]") {
    // Covariances e^(−h) at 0, 1, 3 km, wanted at 2 km. The weights of the system with the condition Σw = 1 are computed here by Cramer's
    // rule over the 4 × 4 matrix, independently of the factorisation.
    const double c[4][5] = {{1, std::exp(-1), std::exp(-3), 1, std::exp(-2)},
                            {std::exp(-1), 1, std::exp(-2), 1, std::exp(-1)},
                            {std::exp(-3), std::exp(-2), 1, 1, std::exp(-1)},
                            {1, 1, 1, 0, 1}};
    const auto determinant = [&](int replaced) {
        const auto cell = [&](int row, int column) { return column == replaced ? c[row][4] : c[row][column]; };
        double sum = 0;
        int order[4] = {0, 1, 2, 3};
        do {
            int inversions = 0;
            for (int i = 0; i < 4; ++i)
                for (int j = i + 1; j < 4; ++j) inversions += order[i] > order[j];
            sum += (inversions % 2 ? -1 : 1) * cell(0, order[0]) * cell(1, order[1]) * cell(2, order[2]) * cell(3, order[3]);
        } while (std::next_permutation(std::begin(order), std::end(order)));
        return sum;
    };
    const double whole = determinant(-1);
    const double weights[3] = {determinant(0) / whole, determinant(1) / whole, determinant(2) / whole};
    const double lagrange = determinant(3) / whole;
    const std::vector<PointValue> values{{{0, 0}, 50}, {{1000, 0}, 65}, {{3000, 0}, 90}};
    const auto found = potentials::Kriging(values, {0, 1, 1000}).at({2000, 0});
    CHECK_THAT(found.value, WithinAbs(50 * weights[0] + 65 * weights[1] + 90 * weights[2], 1e-3));
    const double variance = 1 - weights[0] * std::exp(-2) - (weights[1] + weights[2]) * std::exp(-1) - lagrange;
    CHECK_THAT(found.deviation, WithinAbs(std::sqrt(variance), 1e-4));
}

TEST_CASE("Values that all lie at one place, or are all equal, are their mean", "[potentials][kriging]") {
    const std::vector<PointValue> twins{{{0, 0}, 60}, {{0, 0}, 64}};
    const auto found = potentials::Kriging(twins, potentials::fitted_variogram(twins)).at({500, 500});
    CHECK_THAT(found.value, WithinAbs(62, 1e-6));
    CHECK_THAT(found.deviation, WithinAbs(std::sqrt(8 + 4), 1e-6));  // their variance 8, and half of it for the mean of two
    const std::vector<PointValue> equal(12, PointValue{{1, 2}, 70});
    CHECK_THAT(potentials::Kriging(equal, potentials::fitted_variogram(equal)).at({9, 9}).value, WithinAbs(70, 1e-6));
    CHECK(potentials::Kriging(std::vector{PointValue{{0, 0}, 55}}, {}).at({100, 100}).value == 55);
}

TEST_CASE("A fitted variogram finds a smooth surface again, and noise as nugget", "[potentials][kriging]") {
    std::vector<PointValue> values = waves();
    const potentials::Variogram smooth = potentials::fitted_variogram(values);
    CHECK(smooth.nugget < 3);
    CHECK(smooth.sill > 10);
    const potentials::Kriging kriging(values, smooth);
    for (const double x : {1500.0, 4300.0, 7700.0})
        CHECK_THAT(kriging.at({x, 3500}).value, WithinAbs(70 + 8 * std::sin(x / 2000) * std::cos(3.5 * 0.4), 0.6));
    std::minstd_rand random(7);
    for (PointValue& one : values) one.value = random() % 2 ? 65 : 75;  // no order in space
    const potentials::Variogram noise = potentials::fitted_variogram(values);
    CHECK(noise.nugget > 15);
    CHECK_THAT(noise.at(5000), WithinRel(25.0, 0.3));
}

TEST_CASE("Records out of range, without value, or listed twice do not count, and are named", "[potentials][geothermal]") {
    const auto table = records({{{0, 0}, 70},
                                {{700, 0}, 70.2},
                                {{5000, 0}, 117},
                                {{9000, 0}, 12},
                                {{700, 50}, 64},
                                {{20000, 0}, std::numeric_limits<double>::quiet_NaN()},
                                {{2500, 0}, 70}});
    const std::vector<const geo::FeatureTable*> tables{&table};
    const auto sifted = potentials::sifted_heat_flow(tables, {});
    CHECK(sifted.used.size() == 3);
    CHECK_THAT(sifted.twins, Catch::Matchers::RangeEquals(std::vector<std::string>{"B2"}));
    CHECK_THAT(sifted.out_of_range, Catch::Matchers::RangeEquals(std::vector<std::string>{"B3", "B4"}));
    CHECK_THAT(sifted.without_value, Catch::Matchers::RangeEquals(std::vector<std::string>{"B6"}));
    CHECK(potentials::sifted_heat_flow({}, {}).used.empty());
}

TEST_CASE("Temperature at depth follows from heat flow and conductivity, with both uncertainties", "[potentials][geothermal]") {
    // 72 mW/m² in 2.4 W/(m·K) are 30 K/km: the reference's 39.9 °C at 1,000 m and 99.9 °C at 3,000 m above 300 m of height.
    const double surface = potentials::surface_temperature_c(300);
    const auto at = [&](double depth) {
        return potentials::deep_temperature_c(surface, depth, potentials::k_usual_heat_flow, potentials::k_deep_conductivity_w_m_k);
    };
    CHECK_THAT(at(1000).value, WithinAbs(39.9, 0.05));
    CHECK_THAT(at(3000).value, WithinAbs(99.9, 0.05));
    // 9/72 = 12.5 % and 15 %: 19.5 % of 30 K, and half a kelvin at the surface.
    CHECK_THAT(at(1000).deviation, WithinAbs(std::hypot(30 * std::hypot(0.125, 0.15), 0.5), 1e-9));
    // The usual gradient of 2.5–3.2 K/100 m lies within the uncertainty of the heat flow alone.
    CHECK(potentials::gradient_k_per_m(72 - 2 * 9, 2.4) < 0.025);
    CHECK(potentials::gradient_k_per_m(72 + 9, 2.4) > 0.032);
}
