#include "model/figure.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

namespace model = kreisblick::model;
using kreisblick::core::Language;

TEST_CASE("A figure is written with its unit, a modelled one in two digits with its range", "[model][figure]") {
    model::Figure figure{"allowed_ha", {"Zulässig", "Allowed"}, 2050.4, "ha"};
    CHECK(model::text_of(figure, Language::German) == "2.050\u202fha");
    figure.range = {1845, 2255};
    CHECK(model::text_of(figure, Language::German) == "2.100\u202fha (1.800–2.300)");
    CHECK(model::text_of({"turbines", {}, 41}, Language::English) == "41");
    CHECK(model::text_of({"share", {}, 2.04, "%", 1}, Language::German) == "2,0\u202f%");
    CHECK(model::text_of({"none", {}, std::numeric_limits<double>::quiet_NaN(), "ha"}, Language::German) == "–");
}

TEST_CASE("A parameter that scales a figure scales its range too", "[model][figure]") {
    model::Figure figure{"energy", {}, 100, "MWh/a"};
    figure.range = {90, 110};
    const model::Figure less = model::scaled(figure, 0.8);
    CHECK(less.value == Catch::Approx(80));
    CHECK(less.range->first == Catch::Approx(72));
    CHECK(less.range->second == Catch::Approx(88));
}
