#include "app/errand.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <semaphore>
#include <stdexcept>
#include <thread>

using kreisblick::app::Errand;
using kreisblick::core::Job;

namespace {

/// Waits for the errand to bring everything back.
void settle(Errand& errand) {
    for (int round = 0; round < 2000 && errand.is_busy(); ++round) {
        errand.deliver();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK_FALSE(errand.is_busy());
}

}  // namespace

TEST_CASE("An errand's outcome is handed over in the thread that asks for it", "[app][errand]") {
    Errand errand({});
    std::thread::id worked;
    std::thread::id delivered;
    errand.run([&](const Job&) -> Errand::Delivery {
        worked = std::this_thread::get_id();
        return [&] { delivered = std::this_thread::get_id(); };
    });
    settle(errand);
    CHECK(delivered == std::this_thread::get_id());
    CHECK(worked != delivered);
}

TEST_CASE("A newer errand stops the running one, drops the waiting one, and only its outcome arrives", "[app][errand]") {
    Errand errand({});
    std::binary_semaphore begun(0);
    bool first = false;
    bool second = false;
    bool third = false;
    errand.run([&](const Job& job) -> Errand::Delivery {
        begun.release();
        while (!job.stopped()) std::this_thread::yield();
        return [&] { first = true; };
    });
    begun.acquire();
    errand.run([&](const Job&) -> Errand::Delivery { return [&] { second = true; }; });
    errand.run([&](const Job&) -> Errand::Delivery { return [&] { third = true; }; });
    settle(errand);
    CHECK_FALSE(first);
    CHECK_FALSE(second);
    CHECK(third);
}

TEST_CASE("An errand that throws ends there, and the next one runs", "[app][errand]") {
    Errand errand({});
    errand.run([](const Job&) -> Errand::Delivery { throw std::runtime_error("no such thing"); });
    settle(errand);
    bool next = false;
    errand.run([&](const Job&) -> Errand::Delivery { return [&] { next = true; }; });
    settle(errand);
    CHECK(next);
}

TEST_CASE("A window that closes does not wait for a long errand", "[app][errand]") {
    const auto start = std::chrono::steady_clock::now();
    {
        Errand errand({});
        std::binary_semaphore begun(0);
        errand.run([&](const Job& job) -> Errand::Delivery {
            begun.release();
            for (int round = 0; round < 10000 && !job.stopped(); ++round) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return {};
        });
        begun.acquire();
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
