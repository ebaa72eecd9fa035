#include "potentials/known_ground.h"

#include "geo/distance_field.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace kreisblick;
using potentials::Inputs;

namespace {

/// Ten by ten cells of 10 m.
Inputs ground() {
    Inputs inputs;
    inputs.grid = {0, 100, 10, 10, 10};
    return inputs;
}

}  // namespace

TEST_CASE("Ground that a dataset's parts leave bare is told from ground where there is nothing", "[potentials][known]") {
    Inputs inputs = ground();
    const geo::Geometry west = geo::polygon_of({0, 0, 40, 100}), middle = geo::polygon_of({40, 0, 70, 100});
    inputs.coverage["roads"] = {&west};
    inputs.coverage["railway"] = {&middle};
    const geo::CellMask roads = potentials::known_cells(inputs, {"roads"});
    CHECK(std::count(roads.begin(), roads.end(), 1) == 40);
    CHECK(roads[3] == 1);
    CHECK(roads[4] == 0);
    const geo::CellMask both = potentials::known_cells(inputs, {"roads", "railway"});
    CHECK(std::count(both.begin(), both.end(), 1) == 70);
    const geo::CellMask nothing = potentials::known_cells(inputs, {"water"});
    CHECK(std::count(nothing.begin(), nothing.end(), 1) == 0);
}

TEST_CASE("The way to unknown ground ends at the edge of the data, and at the edge of the grid", "[potentials][known]") {
    Inputs inputs = ground();
    const geo::Geometry west = geo::polygon_of({0, 0, 70, 100}), all = geo::polygon_of({-500, -500, 600, 600});
    inputs.coverage["roads"] = {&west};
    inputs.coverage["water"] = {&all};
    const auto distance = [&](const std::string& dataset) {
        auto field = geo::distance_field(potentials::unknown_ground(inputs, {dataset}), inputs.grid, {});
        REQUIRE(field);
        return std::move(*field);
    };
    const auto roads = distance("roads");
    CHECK(roads.at(9, 5) == 0);                                        // bare
    CHECK(roads.at(4, 5) == Catch::Approx(25).margin(1));              // of the edge at x = 70
    CHECK(roads.at(0, 5) == Catch::Approx(5).margin(1));               // of the grid's western edge
    CHECK(distance("water").at(4, 4) == Catch::Approx(45).margin(1));  // nobody keeps features beyond the grid
    CHECK(distance("soil").at(4, 4) == 0);                             // no such dataset
}

TEST_CASE("Sums go over the district, or over everything where it has no border", "[potentials][known]") {
    Inputs inputs = ground();
    const geo::CellMask all = potentials::district_cells(inputs);
    CHECK(std::count(all.begin(), all.end(), 1) == 100);
    const geo::Geometry border = geo::polygon_of({20, 20, 80, 80});
    inputs.boundary = &border;
    const geo::CellMask inside = potentials::district_cells(inputs);
    CHECK(std::count(inside.begin(), inside.end(), 1) == 36);
}
