#include "core/patience.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

using namespace kreisblick;

TEST_CASE("Work that is waited for gives its outcome and says its progress", "[core][patience]") {
    std::stop_source stop;
    double heard = 0;
    const core::Job job{stop.get_token(), [&](double share, const std::string&) { heard = share; }};
    CHECK(core::wait_unless_stopped(job, [](const core::Job& inner) -> core::Result<void> {
        inner.progress(0.5, "half");
        return {};
    }));
    CHECK(heard == 0.5);
    const auto failed = core::wait_unless_stopped(job, [](const core::Job&) -> core::Result<void> { return core::fail("no room"); });
    REQUIRE_FALSE(failed);
    CHECK(failed.error().sentence == "no room");
}

TEST_CASE("Who is told to stop waits no longer for work that does not listen, and hears no more of it", "[core][patience]") {
    std::stop_source stop;
    std::atomic<int> heard = 0;
    std::promise<void> under_way, may_end, ended;
    std::shared_future<void> wait_for_end = may_end.get_future().share();
    const core::Job job{stop.get_token(), [&](double, const std::string&) { ++heard; }};
    std::thread stopper([&] {
        under_way.get_future().wait();
        stop.request_stop();
    });
    const auto outcome = core::wait_unless_stopped(job, [&, wait_for_end](const core::Job& inner) -> core::Result<void> {
        under_way.set_value();
        wait_for_end.wait();  // deaf until somebody who is not waiting any more lets it go on
        CHECK(inner.stopped());
        inner.progress(1, "done");
        ended.set_value();
        return {};
    });
    stopper.join();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().sentence == "it was stopped");
    may_end.set_value();
    ended.get_future().wait();
    CHECK(heard == 0);
}

TEST_CASE("Work that is left to itself is done without anybody waiting, and lets go of what it owns", "[core][patience]") {
    std::promise<void> may_begin, done;
    const auto owned = std::make_shared<int>(1);
    core::leave_to_itself([&done, begin = may_begin.get_future().share(), mine = owned] {
        begin.wait();
        done.set_value();
    });
    auto finished = done.get_future();
    CHECK(finished.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
    may_begin.set_value();
    finished.wait();
    for (int waits = 0; waits < 500 && owned.use_count() > 1; ++waits) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(owned.use_count() == 1);
}
