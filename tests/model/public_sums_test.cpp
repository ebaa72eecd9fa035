#include "model/public_sums.h"

#include "model/audience.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;
using model::ValueClass;

TEST_CASE("Counts and amounts are told in classes of fixed bounds", "[model][privacy]") {
    CHECK(model::count_class(0) == ValueClass{0, 5});
    CHECK(model::count_class(4) == ValueClass{0, 5});
    CHECK(model::count_class(5) == ValueClass{5, 10});
    CHECK(model::count_class(9) == ValueClass{5, 10});
    CHECK(model::count_class(10) == ValueClass{10, 20});
    CHECK(model::count_class(49) == ValueClass{20, 50});
    CHECK(model::count_class(1000) == ValueClass{1000, 2000});
    CHECK(model::amount_class(1999.9) == ValueClass{1000, 2000});
    CHECK(model::amount_class(0) == ValueClass{0, 0});
    CHECK(model::share_class(0.34, 1, 10) == ValueClass{3.0 * 1 / 10, 4.0 * 1 / 10});
    CHECK(model::share_class(100, 100, 10) == ValueClass{90, 100});
    // One of nine houses moves their mean by more than a tenth.
    CHECK(model::share_class(34, 100, 9) == ValueClass{25, 50});
    CHECK(model::share_class(100, 100, 9) == ValueClass{75, 100});
}

TEST_CASE("Energies add up, shares and densities do not", "[model][privacy]") {
    for (const char* unit : {"kWh/a", "MWh", "kW", "t/a", "m²"}) CHECK(model::adds_up(unit));
    for (const char* unit : {"", "%", "kWh/(m²·a)", "MWh/(ha·a)", "W/m²"}) CHECK_FALSE(model::adds_up(unit));
}

TEST_CASE("An area is silent below five houses, and where one house makes up the sum", "[model][privacy]") {
    model::AreaSum four;
    for (int i = 0; i < 4; ++i) four.add(100, 1);
    CHECK_FALSE(four.told("kWh/a"));
    four.add(0, 1);
    CHECK_FALSE(four.told("kWh/a"));  // a fifth that gives nothing hides nobody
    four.add(100, 1);
    CHECK(four.told("kWh/a") == ValueClass{500, 1000});
    four.add(1000, 1);
    CHECK_FALSE(four.told("kWh/a"));  // one house gives two thirds of the sum

    model::AreaSum shares;
    for (int i = 0; i < 10; ++i) shares.add(i < 5 ? 40 : 60, 1);
    CHECK(shares.told("%") == ValueClass{50, 60});
    model::AreaSum cell;
    cell.add(7 * 20.0, 7);
    CHECK(cell.told("kWh/a") == ValueClass{100, 200});
}

TEST_CASE("An audience is read by its name, and only that", "[model][privacy]") {
    CHECK(model::Audience::from("public")->is_public());
    CHECK(model::Audience::from("internal")->is_internal());
    CHECK(model::Audience::from("council")->name() == "council");
    CHECK_FALSE(model::Audience::from("everybody"));
    CHECK_FALSE(model::Audience::everybody().as<model::Internal>());
}
