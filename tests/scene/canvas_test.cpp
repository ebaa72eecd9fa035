#include "scene/canvas.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

using namespace kreisblick;
using namespace kreisblick::scene;

namespace {

constexpr std::uint32_t k_black = 0xff000000U;
constexpr std::uint32_t k_white = 0xffffffffU;

double sum_of(const AreaMask& mask, int width, int height) {
    double sum = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) sum += mask.coverage(x, y);
    return sum;
}

double sum_of(const StrokeMask& mask, int width, int height) {
    double sum = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) sum += mask.coverage(x, y) / 255.0;
    return sum;
}

int red(std::uint32_t pixel) { return static_cast<int>(pixel & 255); }

}  // namespace

TEST_CASE("A half covered pixel is painted half", "[scene][canvas]") {
    Image image(4, 4, 0U);
    Canvas canvas(image);
    canvas.fill_rectangle(1, 1, 2.5, 3, k_white);
    CHECK(image.at(1, 1) == k_white);
    CHECK(std::abs(static_cast<int>(image.at(2, 1) >> 24) - 128) <= 1);
    CHECK(image.at(3, 1) == 0U);
    CHECK(image.at(1, 0) == 0U);
}

TEST_CASE("The coverage of a triangle sums up to its area", "[scene][canvas]") {
    AreaMask mask(40, 30);
    const std::array<PixelPoint, 3> triangle{{{3.3, 2.1}, {35.7, 9.4}, {11.2, 27.9}}};
    mask.add_ring(triangle, false);
    const double area = std::abs((35.7 - 3.3) * (27.9 - 2.1) - (11.2 - 3.3) * (9.4 - 2.1)) / 2;
    CHECK(sum_of(mask, 40, 30) == Catch::Approx(area).margin(1e-3));
}

TEST_CASE("A ring covers the same whichever way it runs, and a hole takes its area away", "[scene][canvas]") {
    AreaMask mask(20, 20);
    const std::array<PixelPoint, 4> outer{{{2, 2}, {18, 2}, {18, 18}, {2, 18}}};
    const std::array<PixelPoint, 4> hole{{{5, 5}, {9, 5}, {9, 9}, {5, 9}}};  // runs the same way round
    mask.add_ring(outer, false);
    mask.add_ring(hole, true);
    CHECK(sum_of(mask, 20, 20) == Catch::Approx(16 * 16 - 4 * 4).margin(1e-4));
    CHECK(mask.coverage(6, 6) == Catch::Approx(0).margin(1e-6));
}

TEST_CASE("Areas that reach beyond the canvas cover what is inside", "[scene][canvas]") {
    Image image(16, 16, k_white);
    Canvas canvas(image);
    canvas.fill_rectangle(-1e7, -1e7, 1e7, 1e7, k_black);
    for (const std::uint32_t pixel : image.pixels) REQUIRE(pixel == k_black);
    const std::array<PixelPoint, 3> broken{{{0, 0}, {1e30, 5}, {-1e30, 1e30}}};
    canvas.areas().add_ring(broken, false);
    canvas.paint_areas(k_white);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::array<PixelPoint, 3> senseless{{{nan, 0}, {3, nan}, {nan, nan}}};
    canvas.areas().add_ring(senseless, false);
    canvas.strokes().add_line(senseless, 2);
    canvas.strokes().add_line(broken, 2);
    canvas.paint_areas(k_white);
    canvas.paint_strokes(k_white);
    SUCCEED("neither hangs nor writes outside");
}

TEST_CASE("Two neighbours of one colour join without a seam", "[scene][canvas]") {
    Image image(10, 10, k_white);
    Canvas canvas(image);
    const std::array<PixelPoint, 4> left{{{1, 1}, {4.3, 1}, {5.8, 9}, {1, 9}}};
    const std::array<PixelPoint, 4> right{{{4.3, 1}, {9, 1}, {9, 9}, {5.8, 9}}};
    canvas.areas().add_ring(left, false);
    canvas.areas().add_ring(right, false);
    canvas.paint_areas(k_black);
    for (int y = 1; y < 9; ++y)
        for (int x = 1; x < 9; ++x) CHECK(red(image.at(x, y)) <= 1);
}

TEST_CASE("A line covers its width times its length, wherever it lies between the pixels", "[scene][canvas]") {
    for (const double offset : {0.0, 0.2, 0.5, 0.77}) {
        StrokeMask mask(60, 20);
        mask.add_segment({-20, 8 + offset}, {80, 8 + offset}, 1);
        CHECK(sum_of(mask, 60, 20) == Catch::Approx(60).epsilon(0.01));
    }
    StrokeMask wide(60, 40);
    wide.add_segment({-20, 18.3}, {80, 18.3}, 6);
    CHECK(sum_of(wide, 60, 40) == Catch::Approx(360).epsilon(0.01));
    StrokeMask thin(60, 20);
    thin.add_segment({-20, 8.3}, {80, 8.3}, 0.4);
    CHECK(sum_of(thin, 60, 20) == Catch::Approx(24).epsilon(0.02));
}

TEST_CASE("A slanted line covers as much as a level one of its length", "[scene][canvas]") {
    StrokeMask mask(200, 200);
    mask.add_segment({20, 30}, {170, 140}, 4);
    const double length = std::hypot(150, 110);
    CHECK(sum_of(mask, 200, 200) == Catch::Approx(4 * length + std::acos(-1.0) * 4).epsilon(0.01));
}

TEST_CASE("A line drawn in pieces looks like the line drawn at once", "[scene][canvas]") {
    StrokeMask whole(40, 40), pieces(40, 40);
    whole.add_segment({5, 5}, {35, 30}, 3);
    const std::array<PixelPoint, 3> line{{{5, 5}, {20, 17.5}, {35, 30}}};
    pieces.add_line(line, 3);
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 40; ++x) REQUIRE(std::abs(whole.coverage(x, y) - pieces.coverage(x, y)) <= 1);
}

TEST_CASE("A mask is empty again after painting", "[scene][canvas]") {
    Image image(30, 30, k_white);
    Canvas canvas(image);
    canvas.strokes().add_segment({3, 3}, {29.9, 28}, 3);
    canvas.paint_strokes(k_black);
    canvas.fill_rectangle(2, 2, 40, 20, k_black);
    std::fill(image.pixels.begin(), image.pixels.end(), k_white);
    canvas.strokes().add_disc({15, 15}, 1);
    canvas.paint_strokes(k_black);
    canvas.paint_areas(k_black);
    CHECK(image.at(3, 3) == k_white);
    CHECK(image.at(29, 28) == k_white);
    CHECK(image.at(29, 5) == k_white);
    CHECK(image.at(15, 15) != k_white);
}

TEST_CASE("Blending is exact for full and for no coverage, and never overflows", "[scene][canvas]") {
    for (int coverage = 0; coverage < 256; ++coverage) {
        std::array<std::uint32_t, 2> pixels{k_white, 0xff102030U};
        const std::array<std::uint8_t, 2> covered{static_cast<std::uint8_t>(coverage), static_cast<std::uint8_t>(coverage)};
        blend_solid(pixels.data(), covered.data(), 2, k_white);
        REQUIRE(pixels[0] == k_white);
        if (coverage == 0) CHECK(pixels[1] == 0xff102030U);
        if (coverage == 255) CHECK(pixels[1] == k_white);
        REQUIRE(pixels[1] >> 24 == 255);
    }
}

TEST_CASE("A hatch goes on over the border of two canvases", "[scene][canvas]") {
    const Hatch hatch = Hatch::diagonal(7, 1);
    Image whole(40, 10, k_white), right(20, 10, k_white);
    Canvas whole_canvas(whole), right_canvas(right, {20, 0});
    const std::array<PixelPoint, 4> all{{{0, 0}, {40, 0}, {40, 10}, {0, 10}}};
    whole_canvas.areas().add_ring(all, false);
    whole_canvas.paint_areas(k_black, &hatch);
    right_canvas.areas().add_ring(all, false);
    right_canvas.paint_areas(k_black, &hatch);
    for (int y = 0; y < 10; ++y)
        for (int x = 0; x < 20; ++x) REQUIRE(right.at(x, y) == whole.at(x + 20, y));
}
