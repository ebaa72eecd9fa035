#include "engine/intermediate_store.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kreisblick;

TEST_CASE("A costly thing is made once for equal inputs, and again for others", "[engine][cache]") {
    engine::IntermediateStore store;
    int made = 0;
    const auto length = [&](std::uint64_t inputs, const std::string& name) {
        const auto kept = store.of(inputs);
        const auto text =
            kept->get<std::string>(name, [&]() -> core::Result<std::string> { return std::string(static_cast<std::size_t>(++made), 'x'); });
        REQUIRE(text);
        return (*text)->size();
    };
    CHECK(length(1, "horizons 64") == 1);
    CHECK(length(1, "horizons 64") == 1);
    CHECK(length(1, "horizons 32") == 2);
    CHECK(length(2, "horizons 64") == 3);
    CHECK(length(1, "horizons 64") == 1);
}

TEST_CASE("What failed is tried again", "[engine][cache]") {
    engine::IntermediateStore store;
    const auto kept = store.of(1);
    CHECK_FALSE(kept->get<int>("number", []() -> core::Result<int> { return core::fail("it was stopped"); }));
    const auto second = kept->get<int>("number", []() -> core::Result<int> { return 7; });
    REQUIRE(second);
    CHECK(**second == 7);
}
