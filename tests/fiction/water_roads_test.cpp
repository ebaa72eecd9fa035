#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>

using namespace kreisblick;
using tests::small_fiction;
using tests::table_of;

TEST_CASE("Every brook ends on the course of another water, or where the grid ends", "[fiction][water]") {
    const fiction::Fiction& fiction = small_fiction(2);
    const geo::FeatureTable& lines = table_of(fiction, "water", "lines");
    const geo::Extent inner = fiction.district.grid.extent().grown(-1);
    std::map<std::pair<double, double>, std::set<std::size_t>> waters;
    for (std::size_t row = 0; row < lines.size(); ++row)
        for (const geo::Point point : lines.part(row, 0)) waters[{point.x, point.y}].insert(row);
    int brooks = 0;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        const geo::Point mouth = lines.part(row, 0).back();
        if (!inner.contains(mouth)) continue;
        ++brooks;
        CHECK(waters.at({mouth.x, mouth.y}).size() > 1);
    }
    CHECK(brooks > 20);
}

TEST_CASE("Classified roads bear numbers, streets names, and a number belongs to one class", "[fiction][roads]") {
    const geo::FeatureTable& roads = table_of(small_fiction(2), "roads");
    const std::map<std::string, std::string> letters{{"primary", "B "}, {"secondary", "L "}, {"tertiary", "K "}};
    int named = 0;
    for (std::size_t row = 0; row < roads.size(); ++row) {
        const std::string kind = roads.text(row, "class"), number = roads.text(row, "ref");
        if (const auto letter = letters.find(kind); letter != letters.end())
            CHECK(number.substr(0, 2) == letter->second);
        else
            CHECK(number.empty());
        named += !roads.text(row, "name").empty();
    }
    CHECK(named > 100);
}

TEST_CASE("The highest summit gives the model district its name", "[fiction][names]") {
    const fiction::Fiction& fiction = small_fiction(2);
    const geo::FeatureTable& heights = table_of(fiction, "places", "heights");
    REQUIRE(heights.size() > 0);
    CHECK(fiction.district.name.find(heights.text(0, "name")) != std::string::npos);
}

TEST_CASE("Lakes lie beside the river, not in it, and power comes to every place", "[fiction][water]") {
    const fiction::Fiction& fiction = small_fiction(2);
    const geo::FeatureTable &areas = table_of(fiction, "water", "areas"), &lines = table_of(fiction, "water", "lines"),
                            &power = table_of(fiction, "power_lines"), &plants = table_of(fiction, "plants");
    int lakes = 0, medium_voltage = 0, hydro = 0;
    for (std::size_t row = 0; row < areas.size(); ++row) {
        if (areas.text(row, "class") != "lake") continue;
        ++lakes;
        CHECK(geo::invalid_reason(areas.geometry(row)).empty());
        // The first line is the river.
        for (const geo::Point point : lines.part(0, 0)) CHECK_FALSE(geo::contains(areas.geometry(row), point));
    }
    CHECK(lakes > 2);
    for (std::size_t row = 0; row < power.size(); ++row) medium_voltage += power.text(row, "voltage") == "20000";
    CHECK(medium_voltage + 1 >= static_cast<int>(table_of(fiction, "places").size()) * 3 / 4);
    for (std::size_t row = 0; row < plants.size(); ++row) {
        hydro += plants.text(row, "technology") == "hydro";
        CHECK(fiction.district.grid.extent().contains(plants.part(row, 0)[0]));
    }
    CHECK(hydro > 0);
}
