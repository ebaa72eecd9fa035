#include "app/input.h"

#include <catch2/catch_test_macros.hpp>

using kreisblick::app::Key;
using kreisblick::app::key_named;
using kreisblick::app::MapGrip;

TEST_CASE("A press that hardly moves is a click, one that moves is a drag", "[app][input]") {
    MapGrip grip;
    grip.press(100, 100);
    CHECK_FALSE(grip.move(102, 101, 4));
    CHECK(grip.release());

    grip.press(100, 100);
    const auto moved = grip.move(110, 95, 4);
    REQUIRE(moved);
    CHECK(moved->dx == 10);
    CHECK(moved->dy == -5);
    CHECK(grip.is_dragging());
    const auto back = grip.move(109, 95, 4);
    REQUIRE(back);
    CHECK(back->dx == -1);
    CHECK_FALSE(grip.release());
}

TEST_CASE("A release without a press on the map is no click, and a free pointer drags nothing", "[app][input]") {
    MapGrip grip;
    CHECK_FALSE(grip.release());
    CHECK_FALSE(grip.move(50, 50, 4));
}

TEST_CASE("Keys have names for scripts, in any case", "[app][input]") {
    CHECK(key_named("Home") == Key::Home);
    CHECK(key_named("+") == Key::Plus);
    CHECK(key_named("F1") == Key::Help);
    CHECK_FALSE(key_named("F99"));
}
