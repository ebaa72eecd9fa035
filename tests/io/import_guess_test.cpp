#include "io/import_guess.h"

#include "support/places.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

namespace io = kreisblick::io;
namespace model = kreisblick::model;
using kreisblick::geo::GeometryKind;
using kreisblick::tests::TempFolder;

namespace {

const model::DatasetCatalogue& catalogue() {
    static const auto read = model::DatasetCatalogue::read(kreisblick::tests::source_folder() / "layers" / "datasets.toml");
    REQUIRE(read);
    return *read;
}

std::string likeliest(const std::filesystem::path& file) {
    const auto glance = io::glance_at(file);
    INFO((glance ? "" : glance.error().sentence));
    REQUIRE(glance);
    return io::likely_datasets(catalogue(), *glance, file).at(0);
}

}  // namespace

TEST_CASE("What a file is for is guessed from its columns, its geometry and its name", "[io][guess]") {
    const TempFolder folder;
    const auto houses =
        folder.write("export_17.geojson",
                     R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"baujahr":1890,"geschosse":2},
        "geometry":{"type":"Polygon","coordinates":[[[10,51],[10.001,51],[10.001,51.001],[10,51]]]}}]})");
    CHECK(likeliest(houses) == "buildings");
    const auto glance = io::glance_at(houses);
    CHECK(glance->geometry == GeometryKind::Polygon);
    CHECK(glance->columns == std::vector<std::string>{"baujahr", "geschosse"});
    CHECK_FALSE(glance->crs.empty());
    const auto named = folder.write("Naturdenkmale_roads.geojson",
                                    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},
        "geometry":{"type":"LineString","coordinates":[[10,51],[10.001,51]]}}]})");
    CHECK(likeliest(named) == "roads");
    CHECK(likeliest(folder.write("hoehe_elevation.asc", "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 10\n1 2\n3 4\n")) ==
          "elevation");
    CHECK(likeliest(folder.write("region.osm.pbf", "x")) == "osm");
}

TEST_CASE("A file that nothing can be read from is refused with its name", "[io][guess]") {
    const TempFolder folder;
    const auto nonsense = io::glance_at(folder.write("holiday.xyzzy", "no data at all"));
    REQUIRE_FALSE(nonsense);
    CHECK(nonsense.error().sentence.find("holiday.xyzzy") != std::string::npos);
    const auto missing = io::glance_at(folder / "missing.gpkg");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().sentence.find("missing.gpkg") != std::string::npos);
}
