#include "scene/screen_shape.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace kreisblick;
using scene::PixelPoint;

namespace {

/// The canvas' pixels are metres, y downwards from 0.
scene::ScreenShape shape_in_metres() { return scene::ScreenShape({0, 0, 1}); }

double distance_to(PixelPoint place, PixelPoint a, PixelPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, px = place.x - a.x, py = place.y - a.y;
    const double share = std::clamp((px * dx + py * dy) / std::max(dx * dx + dy * dy, 1e-12), 0.0, 1.0);
    return std::hypot(px - share * dx, py - share * dy);
}

}  // namespace

TEST_CASE("Of a straight line two points are left, of a bent one the bend too", "[scene][shape]") {
    auto shape = shape_in_metres();
    CHECK(shape.straightened(std::vector<geo::Point>{{0, 0}, {5, 0}, {10, 0}, {15, 0}}).size() == 2);
    CHECK(shape.straightened(std::vector<geo::Point>{{0, 0}, {5, 0.19}, {10, 0}}).size() == 2);
    const std::vector<geo::Point> corner{{0, 0}, {5, 0}, {10, 0}, {10, -5}};
    const auto bent = shape.straightened(corner);
    REQUIRE(bent.size() == 3);
    CHECK(bent[1].x == 10);
    CHECK(bent[1].y == 0);
    CHECK(shape.straightened(std::vector<geo::Point>{{7, 7}}).size() == 1);
    CHECK(shape.straightened({}).empty());
}

TEST_CASE("What is left out of a line lies within half a pixel of what stays", "[scene][shape]") {
    std::vector<geo::Point> spiral;
    for (int i = 0; i < 400; ++i) spiral.push_back({(5 + 0.1 * i) * std::cos(0.07 * i), (5 + 0.1 * i) * std::sin(0.07 * i)});
    auto shape = shape_in_metres();
    const auto stays = shape.straightened(spiral);
    CHECK(stays.size() < 200);
    for (const geo::Point& point : spiral) {
        double nearest = 1e9;
        for (std::size_t i = 1; i < stays.size(); ++i)
            nearest = std::min(nearest, distance_to({point.x, -point.y}, stays[i - 1], stays[i]));
        CHECK(nearest <= scene::k_straight_px + scene::k_simplify_px);
    }
}
