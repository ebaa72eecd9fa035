#include "geo/oriented_rectangle.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>
#include <vector>

using namespace kreisblick;
using Catch::Approx;

TEST_CASE("The smallest rectangle around a turned house has its sides and its direction", "[geo][rectangle]") {
    for (const double azimuth_deg : {0.0, 30.0, 90.0, 135.0, 179.0}) {
        INFO(azimuth_deg);
        const double a = azimuth_deg * std::numbers::pi / 180;
        const geo::Point along{std::sin(a), std::cos(a)}, side{along.y, -along.x};
        std::vector<geo::Point> corners;
        for (const auto& [u, v] : {std::pair{-6.0, -4.0}, {6.0, -4.0}, {6.0, 4.0}, {2.0, 3.0}, {-6.0, 4.0}, {-6.0, -4.0}})
            corners.push_back({560000 + u * along.x + v * side.x, 5675000 + u * along.y + v * side.y});
        const geo::OrientedRectangle box = geo::smallest_rectangle(corners);
        CHECK(box.length_m == Approx(12).margin(1e-6));
        CHECK(box.width_m == Approx(8).margin(1e-6));
        CHECK(std::abs(std::remainder(box.length_azimuth_deg - azimuth_deg, 180)) < 1e-6);
        CHECK(box.centre.x == Approx(560000).margin(1e-6));
        CHECK(box.centre.y == Approx(5675000).margin(1e-6));
    }
}

TEST_CASE("Points without area have a rectangle of no size", "[geo][rectangle]") {
    CHECK(geo::smallest_rectangle({}).length_m == 0);
    const std::vector<geo::Point> line{{0, 0}, {5, 5}, {10, 10}};
    CHECK(geo::smallest_rectangle(line).width_m == 0);
    CHECK(geo::smallest_rectangle(line).centre == geo::Point{5, 5});
}
