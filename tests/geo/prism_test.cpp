#include "geo/prism.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace kreisblick::geo;
using Catch::Matchers::WithinAbs;

TEST_CASE("The volume below a sloping plane is its area from above times its mean height", "[geo][prism]") {
    // 4 m by 3 m, rising from 5 m to 9 m: 12 m² times 7 m above the level 0, whichever way round the ring goes.
    const SpacePolygon slope{{{{0, 0, 5}, {4, 0, 9}, {4, 3, 9}, {0, 3, 5}, {0, 0, 5}}}};
    const SpacePolygon other_way{{{{0, 0, 5}, {0, 3, 5}, {4, 3, 9}, {4, 0, 9}, {0, 0, 5}}}};
    CHECK_THAT(prism_volume(slope, 0), WithinAbs(84, 1e-9));
    CHECK_THAT(prism_volume(other_way, 0), WithinAbs(84, 1e-9));
    CHECK_THAT(prism_volume(slope, 6), WithinAbs(12, 1e-9));
}

TEST_CASE("A hole takes its volume away, and an upright polygon has none", "[geo][prism]") {
    const SpacePolygon ring{{{{0, 0, 2}, {10, 0, 2}, {10, 10, 2}, {0, 10, 2}}, {{4, 4, 2}, {6, 4, 2}, {6, 6, 2}, {4, 6, 2}}}};
    CHECK_THAT(prism_volume(ring, 0), WithinAbs(192, 1e-9));
    CHECK_THAT(prism_volume({{{{0, 0, 0}, {4, 0, 0}, {4, 0, 3}, {0, 0, 3}}}}, 0), WithinAbs(0, 1e-9));
    CHECK(prism_volume({}, 0) == 0);
}
