#include "engine/feature_raster.h"

#include "io/whole_raster.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Two fields that share a column of cells, and a number and a text of each.
geo::FeatureTable fields() {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(geo::polygon_of({500000, 5600000, 500020, 5600020}));
    table.add(geo::polygon_of({500010, 5600000, 500030, 5600020}));
    table.column("use", geo::ColumnType::Text).texts = {"arable", "grassland"};
    table.column("soil_value", geo::ColumnType::Number).numbers = {60, 35};
    table.column("area_ha", geo::ColumnType::Number, "ha").numbers = {0.04, 0.04};
    return table;
}

const geo::GridSpec k_grid{500000, 5600020, 10, 4, 2};

}  // namespace

TEST_CASE("A cell has the value of the field that its centre lies in, of the first of two, and none outside", "[engine][export]") {
    const tests::TempFolder folder;
    const auto written = engine::write_feature_raster(folder / "f.tif", "EPSG:25832", k_grid, fields(), "soil_value", "test", {});
    INFO((written ? "" : written.error().sentence));
    REQUIRE(written);
    const auto raster = io::read_whole_raster(folder / "f.tif");
    REQUIRE(raster);
    REQUIRE(raster->values.size() == 8);
    for (const std::size_t row : {0U, 4U}) {
        CHECK(raster->values[row] == 60);
        CHECK(raster->values[row + 1] == 60);
        CHECK(raster->values[row + 2] == 35);
        CHECK(std::isnan(raster->values[row + 3]));
    }
}

TEST_CASE("Points have no cells, and a column that is not there is answered with those that are", "[engine][export]") {
    const tests::TempFolder folder;
    const auto refusal = [&](const geo::FeatureTable& table, const char* column) {
        const auto written = engine::write_feature_raster(folder / "f.tif", "EPSG:25832", k_grid, table, column, "test", {});
        REQUIRE_FALSE(written);
        return written.error().sentence;
    };
    CHECK_THAT(refusal(geo::FeatureTable(geo::GeometryKind::Point), ""), ContainsSubstring("choose .gpkg, .geojson or .csv"));
    CHECK_THAT(refusal(fields(), "use"), ContainsSubstring("soil_value, area_ha"));
    CHECK_FALSE(std::filesystem::exists(folder / "f.tif"));
}
