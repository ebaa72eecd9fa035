#include "model/dataset.h"
#include "support/places.h"
#include "support/small_fiction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <set>

using namespace kreisblick;
using Catch::Matchers::WithinRel;
using tests::small_fiction;
using tests::table_of;

TEST_CASE("The model district has no column that its dataset does not declare", "[fiction][datasets]") {
    const auto datasets = model::DatasetCatalogue::read(tests::source_folder() / "layers" / "datasets.toml");
    REQUIRE(datasets);
    for (const fiction::Part& part : small_fiction(1).parts) {
        const model::DatasetDeclaration* declared = datasets->find(part.record.dataset);
        REQUIRE(declared);
        const auto* table = std::get_if<geo::FeatureTable>(&part.content);
        if (!table) continue;
        for (const geo::Column& column : table->columns()) {
            INFO(part.record.dataset << "." << column.name);
            const model::FieldDeclaration* field = declared->field(column.name);
            REQUIRE(field);
            CHECK(field->is_text == column.is_text());
            CHECK(field->unit == column.unit);
        }
    }
}

TEST_CASE("The statistics of the model district agree with its buildings", "[fiction][statistics]") {
    const fiction::Fiction& fiction = small_fiction(2);
    const geo::FeatureTable &statistics = table_of(fiction, "statistics"), &buildings = table_of(fiction, "buildings"),
                            &boundaries = table_of(fiction, "boundaries"), &vacancies = table_of(fiction, "register");
    std::set<std::string> vacant;
    for (std::size_t row = 0; row < vacancies.size(); ++row) vacant.insert(vacancies.text(row, "building"));
    for (std::size_t municipality = 0; municipality < statistics.size(); ++municipality) {
        // The first boundary is the district's.
        const geo::Geometry area = boundaries.geometry(municipality + 1);
        REQUIRE(boundaries.text(municipality + 1, "ags") == statistics.text(municipality, "ags"));
        int houses = 0, old = 0, empty = 0;
        for (std::size_t row = 0; row < buildings.size(); ++row) {
            const std::string use = buildings.text(row, "use");
            if (use != "house" && use != "apartments" && use != "farm") continue;
            if (!geo::contains(area, geo::centroid(buildings.geometry(row)))) continue;
            ++houses;
            old += buildings.number(row, "year") < 1919;
            empty += vacant.contains(buildings.text(row, "id"));
        }
        CHECK(statistics.number(municipality, "dwelling_houses") == houses);
        CHECK(statistics.number(municipality, "dwelling_houses_before_1919") == old);
        CHECK(statistics.number(municipality, "vacant_houses") == empty);
        CHECK_THAT(statistics.number(municipality, "area_km2"), WithinRel(geo::area(area) / 1e6, 1e-9));
    }
}

TEST_CASE("As many people live in the places of the model district as its statistics say", "[fiction][statistics]") {
    const fiction::Fiction& fiction = small_fiction(2);
    const geo::FeatureTable &statistics = table_of(fiction, "statistics"), &places = table_of(fiction, "places");
    double counted = 0, people = 0;
    for (std::size_t row = 0; row < statistics.size(); ++row) counted += statistics.number(row, "population");
    for (std::size_t row = 0; row < places.size(); ++row)
        if (tests::is_inside(fiction, places, row)) people += places.number(row, "population");
    CHECK(counted == people);
    CHECK_THAT(counted, WithinRel(100000 * tests::k_small_scale, 0.02));
}
