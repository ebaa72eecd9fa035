#include "fiction/fiction.h"
#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <functional>
#include <map>
#include <numeric>
#include <set>

using namespace kreisblick;
using Catch::Matchers::WithinRel;
using tests::k_small_scale;
using tests::small_fiction;
using tests::table_of;

namespace {

/// How many separate nets the lines make, where lines meet that share a point.
std::size_t nets_of(const geo::FeatureTable& lines) {
    std::vector<std::size_t> parent(lines.size());
    std::iota(parent.begin(), parent.end(), 0);
    const std::function<std::size_t(std::size_t)> root = [&](std::size_t index) {
        return parent[index] == index ? index : parent[index] = root(parent[index]);
    };
    std::map<std::pair<double, double>, std::size_t> seen;
    for (std::size_t row = 0; row < lines.size(); ++row)
        for (const geo::Point point : lines.part(row, 0))
            parent[root(row)] = root(seen.emplace(std::pair{point.x, point.y}, row).first->second);
    std::set<std::size_t> roots;
    for (std::size_t row = 0; row < lines.size(); ++row) roots.insert(root(row));
    return roots.size();
}

/// What is counted of the district itself, without its rim.
struct Counts {
    int places = 0, buildings = 0, dwellings = 0, before_1919 = 0;
};

Counts counts_of(const fiction::Fiction& fiction) {
    Counts counts;
    const geo::FeatureTable &places = table_of(fiction, "places"), &buildings = table_of(fiction, "buildings");
    for (std::size_t row = 0; row < places.size(); ++row) counts.places += tests::is_inside(fiction, places, row);
    for (std::size_t row = 0; row < buildings.size(); ++row) {
        if (!tests::is_inside(fiction, buildings, row)) continue;
        ++counts.buildings;
        const std::string use = buildings.text(row, "use");
        if (use != "house" && use != "apartments" && use != "farm") continue;
        ++counts.dwellings;
        counts.before_1919 += buildings.number(row, "year") < 1919;
    }
    return counts;
}

}  // namespace

TEST_CASE("Roads, streets and tracks make one net", "[fiction][roads]") {
    const geo::FeatureTable& roads = table_of(small_fiction(3), "roads");
    CHECK(roads.size() > 100);
    CHECK(nets_of(roads) == 1);
}

TEST_CASE("The model district has as many places and buildings as the real one, for its size, and as old ones", "[fiction][totals]") {
    const Counts counts = counts_of(small_fiction(3));
    CHECK(counts.places == 6);
    CHECK_THAT(counts.buildings, WithinRel(60000 * k_small_scale, 0.05));
    // Census of 2011, Werra-Meißner-Kreis: 32,871 dwelling houses, 7,654 of them from before 1919.
    CHECK_THAT(counts.dwellings, WithinRel(32871 * k_small_scale, 0.05));
    CHECK_THAT(static_cast<double>(counts.before_1919) / counts.dwellings, WithinRel(0.2328, 0.05));
}

TEST_CASE("Beyond the border of the model district people live too", "[fiction][rim]") {
    const fiction::Fiction& fiction = small_fiction(3);
    const geo::FeatureTable &places = table_of(fiction, "places"), &roads = table_of(fiction, "roads");
    std::size_t in_rim = 0;
    for (std::size_t row = 0; row < places.size(); ++row) {
        in_rim += !tests::is_inside(fiction, places, row);
        CHECK(fiction.district.grid.extent().contains(places.part(row, 0)[0]));
    }
    CHECK(in_rim > 10);
    const auto crosses_border = [&](std::size_t row) {
        const auto course = roads.part(row, 0);
        return geo::contains(fiction.district.boundary, course.front()) != geo::contains(fiction.district.boundary, course.back());
    };
    int crossing = 0;
    for (std::size_t row = 0; row < roads.size(); ++row) crossing += roads.text(row, "class") == "tertiary" && crosses_border(row);
    CHECK(crossing > 0);
}

TEST_CASE("The full model district keeps its promises too", "[.long][fiction]") {
    const auto made = fiction::invent({}, {});
    REQUIRE(made);
    const Counts counts = counts_of(*made);
    CHECK(counts.places == 120);
    CHECK_THAT(counts.buildings, WithinRel(60000.0, 0.05));
    CHECK_THAT(counts.dwellings, WithinRel(32871.0, 0.05));
    CHECK_THAT(static_cast<double>(counts.before_1919) / counts.dwellings, WithinRel(0.2328, 0.05));
    CHECK(nets_of(table_of(*made, "roads")) == 1);
}
