// Buildings of a real town of which OpenStreetMap knows little more than the outline.
#include "io/import.h"
#include "potentials/building_stock.h"
#include "support/places.h"
#include "support/real_data.h"
#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("Outbuildings of a real town are told by size and missing house numbers, and need no heat", "[potentials][buildings][real]") {
    const auto catalogue = model::DatasetCatalogue::read(tests::source_folder() / "layers" / "datasets.toml");
    REQUIRE(catalogue);
    model::District district;
    district.grid = {662000, 5490000, 10, 700, 500};
    model::ImportSpec spec;
    spec.dataset = "osm";
    spec.file = tests::require_real_data() / "vector/osm/lauf_an_der_pegnitz_2020-01-15.osm.pbf";
    auto parts = io::prepare_osm(district, *catalogue, spec, {});
    INFO((parts ? "" : parts.error().sentence));
    REQUIRE(parts);
    tests::Village village;
    village.set_grid(district.grid);
    for (io::PartContent& part : *parts)
        if (part.record.dataset == "buildings") village.buildings = std::get<geo::FeatureTable>(part.content);
    REQUIRE(village.buildings.size() > 6'000);
    const BuildingStock stock = village.stock();
    double dwellings = 0, outbuildings = 0, told = 0;
    for (const Building& building : stock.buildings) {
        dwellings += stock.uses.at(building.use).is_dwelling ? 1 : 0;
        if (stock.uses.at(building.use).id == "shed") {
            ++outbuildings;
            CHECK_FALSE(building.is_heated);
        }
        told += building.use_origin == Origin::Derived ? 1 : 0;
        CHECK(building.storeys >= 1);
        CHECK(building.reference_m2 > 0);
    }
    // 6,359 of 6,533 buildings carry only building=yes, and about 5,400 addresses are mapped.
    CHECK(told > 6'000);
    CHECK(outbuildings > 900);
    CHECK(dwellings > 4'500);
    CHECK(dwellings < 5'500);
    std::string notes;
    for (const core::Words& words : stock.notes) notes += words.english + "\n";
    CHECK_THAT(notes, ContainsSubstring("unknown use") && ContainsSubstring("train_station"));
}
