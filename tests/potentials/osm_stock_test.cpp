// Buildings of a real town of which OpenStreetMap knows little more than the outline.
#include "io/import.h"
#include "potentials/building_heat.h"
#include "potentials/building_stock.h"
#include "potentials/hectare_heat.h"
#include "support/places.h"
#include "support/real_data.h"
#include "support/village.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using namespace kreisblick::potentials;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;

namespace {

/// The village with the buildings of Lauf an der Pegnitz.
void read_lauf(tests::Village& village) {
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
    village.set_grid(district.grid);
    for (io::PartContent& part : *parts)
        if (part.record.dataset == "buildings") village.buildings = std::get<geo::FeatureTable>(part.content);
}

}  // namespace

TEST_CASE("Outbuildings of a real town are told by size and missing house numbers, and need no heat", "[potentials][buildings][real]") {
    tests::Village village;
    read_lauf(village);
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
    CHECK_THAT(notes, ContainsSubstring("Unknown use") && ContainsSubstring("train_station"));
}

TEST_CASE("The heat of a real town is the same by building, by hectare and by municipality", "[potentials][heat_demand][real]") {
    tests::Village village;
    read_lauf(village);
    // A border through the town: each house is in one of both halves.
    village.divide({662000, 5485000, 669000, 5490000}, 664567.5);
    const BuildingStock stock = village.stock();
    const auto assumptions = HeatAssumptions::of(tests::plain_heat(), "", village.declared(1), village.declared(2));
    REQUIRE(assumptions);
    const std::vector<BuildingHeat> heat = heat_of_buildings(stock, *assumptions);
    double buildings = 0, hectares = 0, municipalities = 0, heated = 0;
    for (const BuildingHeat& one : heat) buildings += one.demand_kwh(), heated += one.demand_kwh() > 0 ? 1 : 0;
    for (const HectareHeat& one : heat_of_hectares(stock, heat)) hectares += one.sum.demand_kwh();
    const auto sums = heat_of_municipalities(stock, heat);
    for (const HeatSum& sum : sums) {
        CHECK(sum.demand_kwh() > 0.1 * buildings);
        municipalities += sum.demand_kwh();
    }
    CHECK(buildings > 200e6);  // 4,500 houses and more of some 50 MWh
    CHECK_THAT(hectares, WithinRel(buildings, 1e-10));
    CHECK_THAT(municipalities, WithinRel(buildings, 1e-10));
    CHECK(heat_of_district(stock, heat).heated() == heated);
}
