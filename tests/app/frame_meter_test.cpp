#include "app/frame_meter.h"

#include <catch2/catch_test_macros.hpp>

using kreisblick::app::FrameMeter;
using kreisblick::app::FrameTimes;

TEST_CASE("The share of frames that keep to a time is counted from the shortest", "[app][frames]") {
    FrameTimes times;
    CHECK(times.within(0.5) == 0);
    for (int frame = 20; frame >= 1; --frame) times.milliseconds.push_back(frame);
    CHECK(times.within(0.5) == 10);
    CHECK(times.within(0.95) == 19);
    CHECK(times.within(1) == 20);
    times.cpu_seconds = 0.2;
    CHECK(times.in_words() == "20 frames: median 10.00 ms, p95 19.00 ms, longest 20.00 ms, 10.00 ms of processor each");
}

TEST_CASE("A row of frames ends after as many as were asked for", "[app][frames]") {
    FrameMeter meter;
    CHECK_FALSE(meter.is_running());
    meter.start(2);
    for (int frame = 0; frame < 4; ++frame) {
        meter.begin_frame();
        meter.end_frame();
    }
    CHECK_FALSE(meter.is_running());
    CHECK(meter.times().milliseconds.size() == 2);
}
