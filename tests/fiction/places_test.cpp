#include "fiction/curve.h"
#include "fiction/fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <set>

using namespace kreisblick;
using Catch::Matchers::WithinRel;

namespace {

constexpr double k_scale = 0.05;

/// A small district, made once for all checks.
const fiction::Fiction& district() {
    static const fiction::Fiction made = [] {
        auto result = fiction::invent({3, k_scale, 25}, {});
        REQUIRE(result);
        return std::move(*result);
    }();
    return made;
}

const geo::FeatureTable& table_of(const fiction::Fiction& fiction, const std::string& dataset, const std::string& part = "model") {
    for (const fiction::Part& candidate : fiction.parts)
        if (candidate.record.dataset == dataset && candidate.record.name == part) return std::get<geo::FeatureTable>(candidate.content);
    FAIL("no part " << dataset);
    throw;
}

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

bool segments_cross(geo::Point a, geo::Point b, geo::Point c, geo::Point d) {
    using fiction::operator-;
    const auto side = [](geo::Point p, geo::Point q, geo::Point r) { return fiction::cross(q - p, r - p); };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/// Pairs of rows of two tables whose edges cross, or of which one holds the first point of the other (polygons).
int crossings(const geo::FeatureTable& buildings, const geo::FeatureTable& others) {
    constexpr double cell = 100;
    const bool is_same = &buildings == &others;
    std::map<std::pair<int, int>, std::vector<std::pair<std::size_t, std::size_t>>> edges;
    const auto cells = [&](geo::Point a, geo::Point b, const auto& visit) {
        for (int x = static_cast<int>(std::floor(std::min(a.x, b.x) / cell)); x <= static_cast<int>(std::floor(std::max(a.x, b.x) / cell));
             ++x)
            for (int y = static_cast<int>(std::floor(std::min(a.y, b.y) / cell));
                 y <= static_cast<int>(std::floor(std::max(a.y, b.y) / cell)); ++y)
                visit(std::pair{x, y});
    };
    for (std::size_t row = 0; row < others.size(); ++row)
        for (std::size_t index = 1; index < others.part(row, 0).size(); ++index)
            cells(others.part(row, 0)[index - 1], others.part(row, 0)[index], [&](auto at) { edges[at].emplace_back(row, index); });
    int count = 0;
    for (std::size_t row = 0; row < buildings.size(); ++row) {
        const auto ring = buildings.part(row, 0);
        bool is_crossed = false;
        for (std::size_t index = 1; index < ring.size(); ++index)
            cells(ring[index - 1], ring[index], [&](auto at) {
                if (const auto found = edges.find(at); found != edges.end())
                    for (const auto& [other, edge] : found->second) {
                        if (is_same && other == row) continue;
                        const auto line = others.part(other, 0);
                        is_crossed = is_crossed || segments_cross(ring[index - 1], ring[index], line[edge - 1], line[edge]);
                    }
            });
        count += is_crossed;
    }
    return count;
}

}  // namespace

TEST_CASE("Roads, streets and tracks make one net", "[fiction][roads]") {
    const geo::FeatureTable& roads = table_of(district(), "roads");
    CHECK(roads.size() > 100);
    CHECK(nets_of(roads) == 1);
}

TEST_CASE("No building of the model district crosses a building, a street, the railway or water", "[fiction][buildings]") {
    const geo::FeatureTable& buildings = table_of(district(), "buildings");
    CHECK(crossings(buildings, buildings) == 0);
    CHECK(crossings(buildings, table_of(district(), "roads")) == 0);
    CHECK(crossings(buildings, table_of(district(), "railway")) == 0);
    CHECK(crossings(buildings, table_of(district(), "water", "lines")) == 0);
    CHECK(crossings(buildings, table_of(district(), "water", "areas")) == 0);
}

TEST_CASE("The model district has as many places and buildings as the real one, for its size, and as old ones", "[fiction][totals]") {
    const geo::FeatureTable& buildings = table_of(district(), "buildings");
    CHECK(table_of(district(), "places").size() == 6);
    CHECK_THAT(static_cast<double>(buildings.size()), WithinRel(60000 * k_scale, 0.05));
    int dwellings = 0, before_1919 = 0;
    for (std::size_t row = 0; row < buildings.size(); ++row) {
        const std::string use = buildings.text(row, "use");
        if (use != "house" && use != "apartments" && use != "farm") continue;
        ++dwellings;
        before_1919 += buildings.number(row, "year") < 1919;
    }
    // Census of 2011, Werra-Meißner-Kreis: 32,871 dwelling houses, 7,654 of them from before 1919.
    CHECK_THAT(dwellings, WithinRel(32871 * k_scale, 0.05));
    CHECK_THAT(static_cast<double>(before_1919) / dwellings, WithinRel(0.2328, 0.05));
}

TEST_CASE("The full model district keeps its promises too", "[.long][fiction]") {
    const auto made = fiction::invent({}, {});
    REQUIRE(made);
    const geo::FeatureTable& buildings = table_of(*made, "buildings");
    CHECK(table_of(*made, "places").size() == 120);
    CHECK_THAT(static_cast<double>(buildings.size()), WithinRel(60000.0, 0.05));
    CHECK(nets_of(table_of(*made, "roads")) == 1);
    CHECK(crossings(buildings, buildings) == 0);
    CHECK(crossings(buildings, table_of(*made, "roads")) == 0);
}
