#include "io/export.h"

#include "support/small_disk.h"
#include "support/temp_folder.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

using namespace kreisblick;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

geo::FeatureTable two_points() {
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.column("name", geo::ColumnType::Text);
    table.column("power_kw", geo::ColumnType::Number, "kW");
    table.add({geo::GeometryKind::Point, {{{{570000, 5680000}}, false}}});
    table.add({geo::GeometryKind::Point, {{{{571000, 5681000}}, false}}});
    table.find("name")->texts = {"Mühle", ""};
    table.find("power_kw")->numbers = {12.5, std::numeric_limits<double>::quiet_NaN()};
    return table;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("An exported raster is a cloud-optimised GeoTIFF with names, units and gaps", "[io][export]") {
    const tests::TempFolder folder;
    geo::Raster<float> raster({560000, 5690000, 10, 700, 600}, 1.5f);
    raster.at(3, 4) = std::numeric_limits<float>::quiet_NaN();
    REQUIRE(io::write_geotiff(folder / "o.tif", "EPSG:25832", {{"global", "kWh/m²", raster}, {"beam", "kWh/m²", raster}}, "NASA; DWD"));
    CHECK(files_in(folder.path()) == 1);
    auto* dataset = GDALDataset::Open((folder / "o.tif").c_str());
    REQUIRE(dataset);
    CHECK(dataset->GetRasterCount() == 2);
    CHECK(std::string(dataset->GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE")) == "COG");
    CHECK(std::string(dataset->GetMetadataItem("TIFFTAG_COPYRIGHT")) == "NASA; DWD");
    CHECK(std::string(dataset->GetSpatialRef()->GetAuthorityCode(nullptr)) == "25832");
    GDALRasterBand* band = dataset->GetRasterBand(2);
    CHECK(std::string(band->GetDescription()) == "beam");
    CHECK(std::string(band->GetUnitType()) == "kWh/m²");
    CHECK(std::isnan(band->GetNoDataValue()));
    CHECK(band->GetOverviewCount() > 0);
    float value = 0;
    REQUIRE(band->RasterIO(GF_Read, 3, 4, 1, 1, &value, 1, 1, GDT_Float32, 0, 0, nullptr) == CE_None);
    CHECK(std::isnan(value));
    GDALClose(GDALDataset::ToHandle(dataset));
}

TEST_CASE("Bands on different grids are refused, and a folder that is not there", "[io][export][bad]") {
    const tests::TempFolder folder;
    const geo::Raster<float> a({0, 100, 10, 2, 2}, 1), b({0, 100, 10, 3, 2}, 1);
    const auto mixed = io::write_geotiff(folder / "o.tif", "EPSG:25832", {{"a", "", a}, {"b", "", b}}, "");
    REQUIRE_FALSE(mixed);
    CHECK_THAT(mixed.error().sentence, ContainsSubstring("o.tif") && ContainsSubstring("different grids"));
    const auto nowhere = io::write_geotiff(folder / "absent/o.tif", "EPSG:25832", {{"a", "", a}}, "");
    REQUIRE_FALSE(nowhere);
    CHECK_THAT(nowhere.error().sentence, ContainsSubstring("no folder"));
    CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("Features are written in WGS 84 as GeoJSON, in the district's CRS as GeoPackage and CSV", "[io][export]") {
    const tests::TempFolder folder;
    REQUIRE(io::write_features(folder / "p.geojson", "EPSG:25832", two_points(), "plants", "MaStR"));
    const std::string json = text_of(folder / "p.geojson");
    CHECK_THAT(json, ContainsSubstring("10.0") && ContainsSubstring("51.26") && ContainsSubstring("MaStR") && ContainsSubstring("Mühle"));
    REQUIRE(io::write_features(folder / "p.csv", "EPSG:25832", two_points(), "plants", "MaStR"));
    CHECK_THAT(text_of(folder / "p.csv"), ContainsSubstring("power_kw [kW]") && ContainsSubstring("570000") && ContainsSubstring("MaStR"));
    REQUIRE(io::write_features(folder / "p.gpkg", "EPSG:25832", two_points(), "plants", "MaStR"));
    auto* dataset = GDALDataset::Open((folder / "p.gpkg").c_str(), GDAL_OF_VECTOR);
    REQUIRE(dataset);
    OGRLayer* layer = dataset->GetLayerByName("plants");
    REQUIRE(layer);
    CHECK(layer->GetFeatureCount() == 2);
    CHECK(std::string(layer->GetMetadataItem("DESCRIPTION")) == "MaStR");
    OGRFeature* feature = layer->GetFeature(1);
    CHECK(feature->GetFieldAsDouble("power_kw") == 12.5);
    CHECK(feature->GetGeometryRef()->toMultiPoint()->getGeometryRef(0)->getX() == 570000);
    OGRFeature::DestroyFeature(feature);
    GDALClose(GDALDataset::ToHandle(dataset));
    CHECK(files_in(folder.path()) == 3);
}

TEST_CASE("An ending that is no format is refused", "[io][export][bad]") {
    const tests::TempFolder folder;
    const auto written = io::write_features(folder / "p.docx", "EPSG:25832", two_points(), "plants", "");
    REQUIRE_FALSE(written);
    CHECK_THAT(written.error().sentence, ContainsSubstring(".docx") && ContainsSubstring(".geojson"));
}

TEST_CASE("A full disk leaves neither half a file nor the old one changed", "[io][export][bad]") {
    const tests::TempFolder folder;
    const auto old = folder.write("o.tif", "the old one");
    geo::Raster<float> raster({560000, 5690000, 10, 500, 500});
    for (std::size_t i = 0; i < raster.values.size(); ++i) raster.values[i] = static_cast<float>((i * 2654435761U) % 1000003);
    geo::FeatureTable many = two_points();
    for (int i = 0; i < 4000; ++i) many.add({geo::GeometryKind::Point, {{{{560000.0 + i, 5680000}}, false}}});
    {
        const tests::SmallDisk disk(50000);
        CHECK_FALSE(io::write_geotiff(old, "EPSG:25832", {{"a", "", raster}}, ""));
        CHECK_FALSE(io::write_features(folder / "m.gpkg", "EPSG:25832", many, "many", ""));
        CHECK_FALSE(io::write_features(folder / "m.geojson", "EPSG:25832", many, "many", ""));
        CHECK_FALSE(io::write_features(folder / "m.csv", "EPSG:25832", many, "many", ""));
    }
    CHECK((text_of(old) == "the old one"));
    CHECK(files_in(folder.path()) == 1);
}
