#include "potentials/turbine_tables.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Approx;

namespace {
constexpr double k_none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("A table with a column a speed gives a turbine a row; empty cells are no points", "[potentials][wind]") {
    geo::FeatureTable table;
    for (int row = 0; row < 4; ++row) table.add_row();
    table.column("turbine_type", geo::ColumnType::Text).texts = {"E-82", "N131", "leer", ""};
    table.column("3.0", geo::ColumnType::Number).numbers = {25'000, 0, k_none, 1};
    table.column("3.5", geo::ColumnType::Number).numbers = {k_none, 100, k_none, 1};
    table.column("12", geo::ColumnType::Number).numbers = {2'050'000, 3000, k_none, 1};
    table.column("99", geo::ColumnType::Number).numbers = {1, 1, 1, 1};  // no wind on land blows so
    const std::vector<model::Turbine> turbines = turbines_of_table(table);
    REQUIRE(turbines.size() == 2);  // one has no point, one no name
    CHECK(turbines[0].id == "E-82");
    CHECK(turbines[0].curve.size() == 2);
    CHECK(turbines[0].power_kw(3) == Approx(25));  // it was in watts
    CHECK(turbines[0].rated_kw == Approx(2050));
    CHECK(turbines[1].curve.size() == 3);
    CHECK(turbines[1].power_kw(3.5) == Approx(100));
}

TEST_CASE("Sizes of a turbine are taken where a table has them", "[potentials][wind]") {
    geo::FeatureTable table;
    for (int row = 0; row < 2; ++row) table.add_row();
    table.column("turbine", geo::ColumnType::Text).texts = {"A", "A"};
    table.column("speed", geo::ColumnType::Number).numbers = {3, 12};
    table.column("power", geo::ColumnType::Number).numbers = {0, 2900};
    table.column("rotor_m", geo::ColumnType::Number).numbers = {138, k_none};
    table.column("rated_kw", geo::ColumnType::Number).numbers = {3000, -1};
    table.column("hub_m", geo::ColumnType::Number).numbers = {k_none, 160};
    const std::vector<model::Turbine> turbines = turbines_of_table(table);
    REQUIRE(turbines.size() == 1);
    CHECK(turbines[0].rotor_m == 138);
    CHECK(turbines[0].rated_kw == 3000);
    CHECK(turbines[0].hub_m == 160);
}
