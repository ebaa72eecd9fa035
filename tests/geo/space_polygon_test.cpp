#include "geo/space_polygon.h"

#include "geo/roof_planes.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Approx;

namespace {

/// A facet from its corners; REQUIREs that it is one.
geo::Facet facet(std::vector<geo::SpacePoint> corners) {
    const auto result = geo::facet_of({{std::move(corners)}});
    REQUIRE(result);
    return *result;
}

/// The plane z = rise · (y − y0) over a rectangle, far from the origin as UTM coordinates are.
geo::Facet facing_south(double x, double y, double width, double depth, double rise) {
    const double e = 560000 + x, n = 5675000 + y;
    return facet({{e, n, 200 + rise * y},
                  {e + width, n, 200 + rise * y},
                  {e + width, n + depth, 200 + rise * (y + depth)},
                  {e, n + depth, 200 + rise * (y + depth)}});
}

}  // namespace

TEST_CASE("A plane rising to the north by one in one faces south at 45 degrees, with its true area", "[geo][roof]") {
    const geo::Facet south = facing_south(0, 0, 10, 4, 1);
    CHECK(south.area_m2 == Approx(10 * 4 * std::sqrt(2)).epsilon(1e-9));
    CHECK(south.tilt_deg == Approx(45));
    CHECK(south.azimuth_deg == Approx(180));
    CHECK(south.residual_m < 1e-6);
}

TEST_CASE("Neither the direction of the ring nor its repeated first corner matters", "[geo][roof]") {
    const geo::Facet open = facet({{0, 0, 0}, {3, 0, 4}, {3, 5, 4}, {0, 5, 0}});
    const geo::Facet reversed = facet({{0, 0, 0}, {0, 5, 0}, {3, 5, 4}, {3, 0, 4}, {0, 0, 0}});
    CHECK(open.area_m2 == Approx(25));  // 5 m up the slope by 5 m
    CHECK(open.tilt_deg == Approx(std::atan2(4, 3) * 180 / 3.14159265358979));
    CHECK(open.azimuth_deg == Approx(270));
    CHECK(reversed.area_m2 == Approx(open.area_m2));
    CHECK(reversed.azimuth_deg == Approx(open.azimuth_deg));
    CHECK(reversed.normal.z > 0);
}

TEST_CASE("A hole takes its area away, whichever way it turns", "[geo][roof]") {
    const std::vector<geo::SpacePoint> outer{{0, 0, 5}, {10, 0, 5}, {10, 10, 5}, {0, 10, 5}};
    const auto clockwise = geo::facet_of({{outer, {{2, 2, 5}, {2, 4, 5}, {4, 4, 5}, {4, 2, 5}}}});
    const auto counter = geo::facet_of({{outer, {{2, 2, 5}, {4, 2, 5}, {4, 4, 5}, {2, 4, 5}}}});
    REQUIRE(clockwise);
    REQUIRE(counter);
    CHECK(clockwise->area_m2 == Approx(96));
    CHECK(counter->area_m2 == Approx(96));
    CHECK(clockwise->tilt_deg == 0);
}

TEST_CASE("A warped quadrilateral says how far its corners are off the mean plane", "[geo][roof]") {
    // One corner of a level square lifted by 0.4 m: every corner is 0.1 m off the mean plane, but for its slight tilt.
    const geo::Facet warped = facet({{0, 0, 0}, {10, 0, 0}, {10, 10, 0.4}, {0, 10, 0}});
    CHECK(warped.residual_m == Approx(0.1).margin(0.001));
}

TEST_CASE("Rings without area or with impossible coordinates are no facets", "[geo][roof]") {
    CHECK_FALSE(geo::facet_of({}));
    CHECK_FALSE(geo::facet_of({{{{0, 0, 0}, {1, 0, 0}}}}));
    CHECK_FALSE(geo::facet_of({{{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}, {0, 0, 0}}}}));
    CHECK_FALSE(geo::facet_of({{{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}}}}));
    CHECK_FALSE(geo::facet_of({{{{0, 0, 0}, {1, 0, std::nan("")}, {1, 1, 0}}}}));
}

TEST_CASE("Touching facets of one plane are one, others stay apart", "[geo][roof]") {
    const geo::Facet lower = facing_south(0, 0, 10, 2, 1), upper = facing_south(0, 2, 10, 2, 1);
    const geo::Facet far = facing_south(30, 0, 10, 2, 1);       // in the same plane, 20 m away
    const geo::Facet steeper = facing_south(0, 2, 10, 2, 1.2);  // 50.2 degrees
    const auto planes = geo::roof_planes(std::vector{lower, upper, far});
    REQUIRE(planes.size() == 2);
    CHECK(planes[0].area_m2 == Approx(10 * 4 * std::sqrt(2)));
    CHECK(planes[0].azimuth_deg == Approx(180));
    CHECK(planes[1].area_m2 == Approx(10 * 2 * std::sqrt(2)));
    CHECK(geo::roof_planes(std::vector{lower, steeper}).size() == 2);
}

TEST_CASE("Below three degrees a roof is flat", "[geo][roof]") {
    const auto flat = geo::roof_planes(std::vector{facing_south(0, 0, 10, 10, 0.05)});       // 2.86 degrees
    const auto pitched = geo::roof_planes(std::vector{facing_south(0, 0, 10, 10, 0.0525)});  // 3.005 degrees
    CHECK(flat[0].tilt_deg == 0);
    CHECK(flat[0].azimuth_deg == 0);
    CHECK(pitched[0].tilt_deg == Approx(3.005).margin(0.001));
}

TEST_CASE("Roof planes survive being written and read, and nonsense is not read", "[geo][roof]") {
    const std::vector<geo::RoofPlane> planes{{56.57, 45, 180}, {12.5, 0, 0}};
    CHECK(geo::to_text(planes) == "56.57 45.0 180.0; 12.50 0.0 0.0");
    CHECK(geo::roof_planes_from(geo::to_text(planes)) == planes);
    CHECK(geo::roof_planes_from("")->empty());
    for (const char* nonsense :
         {"56.57 45.0", "56.57;45;180", "-1 45 180", "10 95 180", "10 nan 0", "10 20 30 40", "roof", "10 20 30; x"}) {
        INFO(nonsense);
        CHECK_FALSE(geo::roof_planes_from(nonsense));
    }
}
