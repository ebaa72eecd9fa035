#include "potentials/vacancy.h"

#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::WithinAbs;

TEST_CASE("Signs of vacancy add up on the logit scale", "[potentials][vacancy]") {
    CHECK(vacancy_shift({}) == 0);
    CHECK_THAT(vacancy_shift({1, -12, 1500}), WithinAbs(0.5 + 0.4 + 0.2, 1e-12));
    CHECK_THAT(vacancy_shift({0.5, -10, 1000}), WithinAbs(0.25, 1e-12));
    // A logit of ln(0.05/0.95) and +0.5: odds 0.05263 · 1.6487 = 0.08677.
    CHECK_THAT(vacancy_expectation(std::log(0.05 / 0.95), 0.5), WithinAbs(0.08677 / 1.08677, 1e-5));
}

TEST_CASE("The expectations of all houses together meet the known rate", "[potentials][vacancy]") {
    const std::vector<double> shifts{0, 0.5, 1.1, 0.2}, weights{1, 2, 1, 10};
    const double base = vacancy_base(shifts, weights, 0.07);
    double sum = 0;
    for (std::size_t i = 0; i < shifts.size(); ++i) sum += weights[i] * vacancy_expectation(base, shifts[i]);
    CHECK_THAT(sum / 14, WithinAbs(0.07, 1e-8));
    CHECK_THAT(vacancy_base({}, {}, 0.07), WithinAbs(std::log(0.07 / 0.93), 1e-12));
}

TEST_CASE("Only the register says that a house is empty; other houses share the rest of what is to be expected", "[potentials][vacancy]") {
    tests::Village village;
    for (int i = 0; i < 10; ++i)
        village.add("h" + std::to_string(i), {500100.0 + 30 * i, 5679000}, 10, 10, "house",
                    {{"year", i < 5 ? 1900 : 1990}, {"storeys", 2}});
    village.add("barn", {500100, 5679100}, 10, 10, "barn");
    geo::FeatureTable& borders = village.tables.emplace("boundaries", geo::GeometryKind::Polygon).first->second;
    borders.add(geo::polygon_of({500000, 5678000, 502000, 5680000}));
    borders.column("level", geo::ColumnType::Text).texts = {"municipality"};
    borders.column("ags", geo::ColumnType::Text).texts = {"99001"};
    geo::FeatureTable& statistics = village.tables.emplace("statistics", geo::GeometryKind::None).first->second;
    statistics.add_row();
    statistics.column("ags", geo::ColumnType::Text).texts = {"99001"};
    statistics.column("dwelling_houses", geo::ColumnType::Number).numbers = {10};
    statistics.column("vacant_houses", geo::ColumnType::Number).numbers = {1};
    geo::FeatureTable& cases = village.tables.emplace("register", geo::GeometryKind::None).first->second;
    cases.add_row();
    cases.column("building", geo::ColumnType::Text).texts = {"h3"};
    cases.column("state", geo::ColumnType::Text).texts = {"vacant"};
    engine::ExportReport told;
    const auto table = tests::run_feature_method("vacancy", village.inputs(), {}, &told);
    CHECK(table.number(3, "vacancy") == 100);
    CHECK(table.text(3, "basis") == "registered");
    for (const std::size_t row : {0U, 1U, 2U, 4U, 5U, 9U}) {
        CHECK(table.text(row, "basis") == "expected");
        CHECK(table.number(row, "vacancy") < 50);
    }
    CHECK(table.number(0, "vacancy") > table.number(9, "vacancy"));
    CHECK_THAT(table.number(0, "municipal_rate"), WithinAbs(10, 1e-9));
    CHECK(std::isnan(table.number(10, "vacancy")));  // nobody lives in a barn
    REQUIRE_FALSE(told.figures.empty());
    CHECK(told.figures[0].value == 1);
}
