#include "model/dark_ramps.h"
#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

namespace model = kreisblick::model;

TEST_CASE("On dark ground a ramp ends where it began on light ground; diverging ones stay", "[model][ramps]") {
    const auto looks = model::Looks::read(kreisblick::tests::source_folder() / "assets");
    REQUIRE(looks);
    const model::Looks dark = model::with_ramps_for_dark_ground(*looks);
    REQUIRE(dark.ramps.size() == looks->ramps.size());
    int turned = 0;
    for (const auto& [id, ramp] : looks->ramps) {
        INFO(id);
        const bool stays = ramp.is_diverging();
        turned += stays ? 0 : 1;
        for (int step = 0; step < 256; ++step) {
            const auto before = ramp.colours()[static_cast<std::size_t>(stays ? step : 255 - step)];
            const auto after = dark.ramps.at(id).colours()[static_cast<std::size_t>(step)];
            CHECK(std::abs(before.red - after.red) <= 1);
            CHECK(std::abs(before.green - after.green) <= 1);
            CHECK(std::abs(before.blue - after.blue) <= 1);
        }
    }
    CHECK(turned >= 7);
    CHECK(dark.themes.size() == looks->themes.size());
}
