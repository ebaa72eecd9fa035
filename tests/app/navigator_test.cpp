#include "app/navigator.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using Catch::Approx;
using kreisblick::app::Navigator;
using kreisblick::geo::Extent;
using kreisblick::geo::Point;

namespace {

/// A window of 1300 × 732 pixels with a panel of 300 at the left and a line of 32 at the bottom, over a world of 100 × 100 km.
Navigator navigator() {
    Navigator made;
    made.resize(1300, 732, 300, 32, 1);
    made.set_world({0, 0, 100000, 100000});
    return made;
}

void let_it_arrive(Navigator& made) {
    for (int frame = 0; frame < 200 && made.is_moving(); ++frame) made.step(1.0 / 60);
    CHECK_FALSE(made.is_moving());
}

}  // namespace

TEST_CASE("The whole district is shown in the part of the window that no panel covers", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Extent{20000, 30000, 60000, 50000});
    const auto& camera = made.camera();
    const Point middle = camera.to_pixel({40000, 40000});
    CHECK(middle.x == Approx(800));
    CHECK(middle.y == Approx(350));
    CHECK(camera.to_pixel({20000, 40000}).x == Approx(300 + 24));
    CHECK(camera.to_pixel({60000, 40000}).x == Approx(1300 - 24));
}

TEST_CASE("A place at a scale lies in the middle of the free map", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{50000, 50000}, 100000);
    CHECK(made.camera().scale_denominator() == Approx(100000));
    CHECK(made.camera().to_pixel({50000, 50000}).x == Approx(800));
    CHECK(made.camera().to_pixel({50000, 50000}).y == Approx(350));
}

TEST_CASE("A zoom keeps the ground under the pointer and arrives at the exact factor", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{50000, 50000}, 100000);
    const Point under = made.camera().to_world(1000, 200);
    const double before = made.camera().metres_per_pixel;
    made.zoom(1.25, 1000, 200);
    CHECK(made.step(1.0 / 60));
    CHECK(made.camera().to_world(1000, 200).x == Approx(under.x));
    let_it_arrive(made);
    CHECK(made.camera().metres_per_pixel == Approx(before / 1.25));
    CHECK(made.camera().to_world(1000, 200).x == Approx(under.x));
    CHECK(made.camera().to_world(1000, 200).y == Approx(under.y));
}

TEST_CASE("Zooming in and out again comes back to the same scale, to the last bit", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{50000, 50000}, 123456);
    const double before = made.camera().metres_per_pixel;
    for (const double factor : {1.25, 1.25, 1.25, 0.8, 0.8, 0.8}) {
        made.zoom(factor, 700, 300);
        let_it_arrive(made);
    }
    CHECK(made.camera().metres_per_pixel == before);
}

TEST_CASE("Zoom and drag end at the edges of what can be shown", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{50000, 50000}, 100000);
    made.zoom(1e9, 800, 350);
    let_it_arrive(made);
    CHECK(made.camera().scale_denominator() == Approx(250));
    made.zoom(1e-9, 800, 350);
    let_it_arrive(made);
    CHECK(made.camera().metres_per_pixel == Approx(2 * 100000.0 / 700));
    made.drag(1e7, -1e7);
    CHECK(made.camera().centre == Point{0, 0});
}

TEST_CASE("Another window size keeps the middle of the free map where it was", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{50000, 50000}, 100000);
    made.resize(1920, 1080, 340, 32, 1);
    CHECK(made.camera().to_pixel({50000, 50000}).x == Approx((1920 + 340) / 2.0));
    CHECK(made.camera().to_pixel({50000, 50000}).y == Approx((1080 - 32) / 2.0));
    CHECK(made.camera().scale_denominator() == Approx(100000));
}

TEST_CASE("A flight takes 0.7 s, arrives exactly, and ends when a hand moves the map", "[app][navigator]") {
    Navigator made = navigator();
    made.show(Point{10000, 10000}, 50000);
    Navigator jumped = made;
    const Extent target{70000, 70000, 72000, 71000};
    jumped.show(target);
    made.fly(target);
    CHECK(made.is_moving());
    CHECK(made.middle().x == Approx(10000));
    made.step(0.35);
    CHECK(made.is_moving());
    CHECK(made.middle().x > 12000);
    CHECK(made.middle().x < 70000);
    Navigator dragged = made;
    made.step(0.34);
    CHECK(made.is_moving());
    made.step(0.02);
    CHECK_FALSE(made.is_moving());
    CHECK(made.camera().metres_per_pixel == jumped.camera().metres_per_pixel);
    CHECK(made.middle().x == Approx(71000));
    CHECK(made.middle().y == Approx(70500));
    const Point before = dragged.middle();
    dragged.drag(10, 0);
    CHECK_FALSE(dragged.is_moving());
    CHECK(dragged.middle().x == Approx(before.x - 10 * dragged.camera().metres_per_pixel));
}
