#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace kreisblick;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using tests::small_fiction;
using tests::table_of;

namespace {

/// The share of the district's area that a column of its statistics sums to.
double share_of(const fiction::Fiction& fiction, const std::string& column) {
    const geo::FeatureTable& statistics = table_of(fiction, "statistics");
    double hectares = 0;
    for (std::size_t row = 0; row < statistics.size(); ++row) hectares += statistics.number(row, column);
    return hectares * 1e4 / geo::area(fiction.district.boundary);
}

/// The share of the district's cells whose land cover lies between two CORINE classes.
double cells_between(const fiction::Fiction& fiction, int first, int last) {
    for (const fiction::Part& part : fiction.parts) {
        if (part.record.dataset != "landcover" || part.record.name != "classes") continue;
        const auto& classes = std::get<geo::Raster<std::int16_t>>(std::get<std::vector<fiction::Band>>(part.content).at(0).raster);
        double inside = 0, matching = 0;
        for (int row = 0; row < classes.grid.height; row += 3)
            for (int column = 0; column < classes.grid.width; column += 3) {
                if (!geo::contains(fiction.district.boundary, classes.grid.centre(column, row))) continue;
                ++inside;
                matching += classes.at(column, row) >= first && classes.at(column, row) <= last;
            }
        return matching / inside;
    }
    FAIL("no land cover");
    return 0;
}

// Land use of the Werra-Meißner-Kreis in 2021 by the statistical offices, of 102,483 ha: settlement 5,750, traffic 6,275, agriculture
// 43,877 (to which 640 of bare and marshy land are added here), forest and woods 44,526, water 1,408.
constexpr double k_settlement = 0.0561, k_traffic = 0.0612, k_agriculture = 0.0063 + 0.4281, k_forest = 0.4345, k_water = 0.0137;

}  // namespace

TEST_CASE("Every use has its share of a small model district, and together they are the whole", "[fiction][land]") {
    const fiction::Fiction& fiction = small_fiction(1);
    const double settlement = share_of(fiction, "settlement_ha"), traffic = share_of(fiction, "traffic_ha"),
                 agriculture = share_of(fiction, "agriculture_ha"), forest = share_of(fiction, "forest_ha"),
                 water = share_of(fiction, "water_ha");
    CHECK_THAT(settlement, WithinRel(k_settlement, 0.15));
    CHECK_THAT(traffic, WithinRel(k_traffic, 0.2));
    CHECK_THAT(agriculture, WithinRel(k_agriculture, 0.1));
    CHECK_THAT(forest, WithinRel(k_forest, 0.1));
    CHECK_THAT(settlement + traffic + agriculture + forest + water, WithinAbs(1, 0.015));
}

TEST_CASE("The statistics of land use agree with the land cover, of which traffic takes its part", "[fiction][land]") {
    const fiction::Fiction& fiction = small_fiction(1);
    const double traffic = share_of(fiction, "traffic_ha");
    const double wooded = cells_between(fiction, 311, 313), forest = share_of(fiction, "forest_ha");
    CHECK(wooded > forest - 0.01);
    CHECK(wooded < forest + traffic);
    const double tilled = cells_between(fiction, 211, 231), agriculture = share_of(fiction, "agriculture_ha");
    CHECK(tilled > agriculture - 0.01);
    CHECK(tilled < agriculture + traffic + 0.02);
}

TEST_CASE("The land use of the full model district is that of the real one", "[.long][fiction][land]") {
    const auto made = fiction::invent({1, 1, 25}, {});
    REQUIRE(made);
    CHECK_THAT(share_of(*made, "settlement_ha"), WithinRel(k_settlement, 0.05));
    CHECK_THAT(share_of(*made, "traffic_ha"), WithinRel(k_traffic, 0.05));
    CHECK_THAT(share_of(*made, "agriculture_ha"), WithinRel(k_agriculture, 0.05));
    CHECK_THAT(share_of(*made, "forest_ha"), WithinRel(k_forest, 0.05));
    CHECK_THAT(share_of(*made, "water_ha"), WithinRel(k_water, 0.05));
}
