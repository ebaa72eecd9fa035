#include "engine/house_groups.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace kreisblick;
using engine::PlacedCase;

namespace {

double distance(geo::Point a, geo::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

std::vector<PlacedCase> scattered(std::minstd_rand& random, int count, double width_m) {
    std::uniform_real_distribution<double> anywhere(0, width_m);
    std::vector<PlacedCase> cases;
    for (int i = 0; i < count; ++i) cases.push_back({"L-" + std::to_string(i), {570000 + anywhere(random), 5670000 + anywhere(random)}});
    return cases;
}

/// Whether so many of the cases are all within a distance of each other, by trying every set.
bool has_group(const std::vector<PlacedCase>& cases, std::size_t size, double together_m) {
    for (unsigned set = 0; set < (1U << cases.size()); ++set) {
        std::vector<geo::Point> members;
        for (std::size_t i = 0; i < cases.size(); ++i)
            if ((set >> i & 1U) != 0) members.push_back(cases[i].place);
        if (members.size() != size) continue;
        bool is_group = true;
        for (const geo::Point a : members)
            for (const geo::Point b : members) is_group = is_group && distance(a, b) <= together_m;
        if (is_group) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("Where there is a group of houses near each other one is found, and what is found is one", "[engine][register]") {
    std::minstd_rand random(7);
    int with_group = 0, without = 0;
    for (int turn = 0; turn < 150; ++turn) {
        const auto cases = scattered(random, 12, 260);
        for (const std::size_t size : {3U, 5U, 6U}) {
            const auto groups = engine::group_houses(cases, {}, {size, 800, 100, 20});
            INFO("turn " << turn << ", " << size);
            const bool expected = has_group(cases, size, 100);
            ++(expected ? with_group : without);
            CHECK(groups.empty() != expected);
            std::set<std::string> seen;
            std::vector<PlacedCase> left = cases;
            for (const engine::HouseGroup& group : groups) {
                CHECK(group.cases.size() >= size);
                CHECK(group.diameter_m <= 100);
                for (const std::string& id : group.cases) CHECK(seen.insert(id).second);
                std::erase_if(left, [&](const PlacedCase& one) { return seen.contains(one.id); });
            }
            // Nothing that is left over would have been a group.
            CHECK_FALSE(has_group(left, size, 100));
        }
    }
    CHECK(with_group > 50);
    CHECK(without > 50);
}

TEST_CASE("Groups are ranked by their number of houses, and as many are told as were asked for", "[engine][register]") {
    std::minstd_rand random(3);
    const auto cases = scattered(random, 60, 2000);
    const auto all = engine::group_houses(cases, {}, {2, 800, 150, 100}), two = engine::group_houses(cases, {}, {2, 800, 150, 2});
    REQUIRE(all.size() > 2);
    REQUIRE(two.size() == 2);
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i].rank == static_cast<int>(i) + 1);
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i - 1].score >= all[i].score);
    CHECK(two[1].cases == all[1].cases);
}
