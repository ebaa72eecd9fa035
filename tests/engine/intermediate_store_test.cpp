#include "engine/intermediate_store.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace kreisblick;

namespace {

/// A district whose elevation came with this date.
model::District district_of(const std::string& date) {
    model::District district;
    district.parts.resize(1);
    district.parts[0].dataset = "elevation";
    district.parts[0].provenance.date = date;
    return district;
}

constexpr geo::GridSpec k_grid{0, 100, 10, 10, 10};

}  // namespace

TEST_CASE("A costly thing is made once for equal inputs, and again for others", "[engine][cache]") {
    engine::IntermediateStore store;
    int made = 0;
    const model::District older = district_of("2011"), newer = district_of("2024");
    const auto length = [&](const model::District& district, const std::string& name, const std::vector<std::string>& datasets) {
        const auto kept = store.of(district, k_grid);
        const auto text = kept->get<std::string>(
            name, datasets, [&]() -> core::Result<std::string> { return std::string(static_cast<std::size_t>(++made), 'x'); });
        REQUIRE(text);
        return (*text)->size();
    };
    CHECK(length(older, "horizons 64", {"elevation"}) == 1);
    CHECK(length(older, "horizons 64", {"elevation"}) == 1);
    CHECK(length(older, "horizons 32", {"elevation"}) == 2);
    CHECK(length(newer, "horizons 64", {"elevation"}) == 3);
    CHECK(length(newer, "horizons 64", {"elevation"}) == 3);
}

TEST_CASE("What failed is tried again", "[engine][cache]") {
    engine::IntermediateStore store;
    const model::District district = district_of("2011");
    const auto kept = store.of(district, k_grid);
    CHECK_FALSE(kept->get<int>("number", {}, []() -> core::Result<int> { return core::fail("it was stopped"); }));
    const auto second = kept->get<int>("number", {}, []() -> core::Result<int> { return 7; });
    REQUIRE(second);
    CHECK(**second == 7);
}
