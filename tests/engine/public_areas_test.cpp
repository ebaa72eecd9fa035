#include "engine/public_areas.h"

#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

using namespace kreisblick;

namespace {

/// A district of 4 × 4 km with these features in these datasets.
io::DistrictFile district_with(const tests::TempFolder& folder, const std::vector<std::pair<std::string, geo::FeatureTable>>& datasets) {
    model::District district;
    district.grid = {570000, 5674000, 25, 160, 160};
    auto file = io::DistrictFile::create(folder / "d.gpkg", district);
    if (!file) FAIL(file.error().sentence);
    std::vector<io::PartContent> parts;
    for (const auto& [dataset, table] : datasets) {
        io::PartContent part;
        part.record.dataset = dataset;
        part.content = table;
        parts.push_back(part);
    }
    REQUIRE(file->replace_parts(parts, {}));
    return std::move(*file);
}

geo::FeatureTable house_at(geo::Point place) {
    geo::FeatureTable houses(geo::GeometryKind::Polygon);
    houses.column("id", geo::ColumnType::Text);
    houses.add(geo::polygon_of({place.x - 5, place.y - 5, place.x + 5, place.y + 5}));
    houses.find("id")->texts[0] = "h1";
    return houses;
}

geo::FeatureTable places() {
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.column("name", geo::ColumnType::Text);
    table.column("class", geo::ColumnType::Text);
    const auto add = [&](const char* name, const char* place_class, geo::Point point) {
        const std::size_t row = table.add({geo::GeometryKind::Point, {{{point}, false}}});
        table.find("name")->texts[row] = name;
        table.find("class")->texts[row] = place_class;
    };
    add("Westdorf", "village", {571000, 5672000});
    add("Ostdorf", "village", {573000, 5672000});
    add("Einzelhof", "isolated_dwelling", {572900, 5672000});
    return table;
}

}  // namespace

TEST_CASE("Every cell belongs to the nearest village, and single farms are none", "[engine][privacy]") {
    const tests::TempFolder folder;
    const auto areas = engine::PublicAreas::of(district_with(folder, {{"places", places()}, {"buildings", house_at({572850, 5672050})}}));
    REQUIRE(areas);
    REQUIRE(areas->areas().size() == 2);
    CHECK(areas->areas()[*areas->at({571900, 5673500})].name == "Westdorf");
    CHECK(areas->areas()[*areas->at({572100, 5670500})].name == "Ostdorf");
    CHECK_FALSE(areas->at({569000, 5672000}));
    CHECK(areas->buildings() == std::vector<std::size_t>{0, 1});
    CHECK(areas->is_built_up({572899, 5672099}));
    CHECK_FALSE(areas->is_built_up({572750, 5672000}));
    // A case is where its building is, else where it says it is.
    CHECK(areas->of_case("h1", 571000, 5672000) == 1U);
    CHECK(areas->of_case("elsewhere", 571000, 5672000) == 0U);
    CHECK_FALSE(areas->of_case("elsewhere", std::nan(""), std::nan("")));
}

TEST_CASE("Where no villages are known, squares of one kilometre on whole kilometres are the areas", "[engine][privacy]") {
    const tests::TempFolder folder;
    const auto areas = engine::PublicAreas::of(district_with(folder, {{"buildings", house_at({570050, 5673950})}}));
    REQUIRE(areas);
    CHECK(areas->areas().size() == 16);
    CHECK(areas->at({570001, 5673999}) == areas->at({570999, 5673001}));
    CHECK(areas->at({570999, 5673500}) != areas->at({571001, 5673500}));
    CHECK(areas->areas()[*areas->at({571500, 5672500})].place.x == 571500);
}
