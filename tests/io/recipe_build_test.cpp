#include "io/import.h"

#include "support/places.h"
#include "support/real_data.h"
#include "support/temp_folder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>
#include <sstream>

using namespace kreisblick;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr const char* k_square = R"({"type": "FeatureCollection",
"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
 [[[560000, 5680000], [562000, 5680000], [562000, 5682000], [560000, 5682000], [560000, 5680000]]]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
 [[[562000, 5680000], [563000, 5680000], [563000, 5682000], [562000, 5682000], [562000, 5680000]]]}}]})";

/// An ESRI ASCII grid of 100 m cells that covers the square and its rim with one height.
std::string flat_grid(int height) {
    std::ostringstream text;
    text << "ncols 60\nnrows 60\nxllcorner 558500\nyllcorner 5678000\ncellsize 100\n";
    for (int row = 0; row < 60; ++row) {
        for (int column = 0; column < 60; ++column) text << height << ' ';
        text << '\n';
    }
    return text.str();
}

model::DatasetCatalogue catalogue() {
    auto read = model::DatasetCatalogue::read(tests::source_folder() / "layers/datasets.toml");
    if (!read) FAIL(read.error().sentence);
    return std::move(*read);
}

model::ImportSpec heights(const std::string& part, const std::string& file) {
    model::ImportSpec spec;
    spec.dataset = "elevation";
    spec.part = part;
    spec.file = file;
    spec.source_crs = "EPSG:25832";
    spec.provenance.source = "test source";
    return spec;
}

model::Recipe small_recipe() {
    model::Recipe recipe;
    recipe.name = "Square";
    recipe.rim_m = 1000;
    recipe.boundary_file = "square.geojson";
    recipe.imports = {heights("low", "low.asc"), heights("high", "high.asc")};
    return recipe;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("A boundary of several polygons is melted into one", "[io][recipe]") {
    const tests::TempFolder folder;
    const auto boundary = io::read_boundary(folder.write("square.geojson", k_square), "", "EPSG:25832");
    if (!boundary) FAIL(boundary.error().sentence);
    CHECK(boundary->parts.size() == 1);
    CHECK(geo::area(*boundary) == Approx(6e6));
    const auto bad = io::read_boundary(folder.write("bad.geojson", "{"), "", "EPSG:25832");
    REQUIRE_FALSE(bad);
    CHECK_THAT(bad.error().sentence, ContainsSubstring("bad.geojson"));
}

TEST_CASE("A recipe builds the district; later parts lie above earlier ones", "[io][recipe]") {
    const tests::TempFolder data, out;
    data.write("square.geojson", k_square);
    data.write("low.asc", flat_grid(100));
    data.write("high.asc", flat_grid(200));
    const auto path = out / "square.gpkg";
    const auto report = io::build_from_recipe(path, small_recipe(), catalogue(), data.path(), {});
    if (!report) FAIL(report.error().sentence);
    CHECK(report->parts.size() == 2);
    CHECK(report->warnings.empty());
    CHECK(names_in(out.path()) == std::vector<std::string>{"square.gpkg"});
    const auto file = io::DistrictFile::open(path);
    REQUIRE(file);
    CHECK(file->district().name == "Square");
    CHECK(file->district().grid == geo::GridSpec{559000, 5683000, 10, 500, 400});
    const auto parts = file->district().parts_of("elevation");
    REQUIRE(parts.size() == 2);
    CHECK(parts[0]->name == "low");
    CHECK(parts[1]->name == "high");
    CHECK(parts[1]->priority > parts[0]->priority);
    CHECK(io::build_from_recipe(path, small_recipe(), catalogue(), data.path(), {}).error().sentence.find("exists") != std::string::npos);
}

TEST_CASE("A missing or broken source is a warning, and the district is built", "[io][recipe][bad]") {
    const tests::TempFolder data, out;
    data.write("square.geojson", k_square);
    data.write("low.asc", "ncols 60\nnrows");
    const model::DatasetCatalogue known = catalogue();
    const auto report = io::build_from_recipe(out / "square.gpkg", small_recipe(), known, data.path(), {});
    if (!report) FAIL(report.error().sentence);
    REQUIRE(report->warnings.size() == 2);
    CHECK_THAT(report->warnings[0], ContainsSubstring("low.asc"));
    CHECK_THAT(report->warnings[1], ContainsSubstring("high.asc") && ContainsSubstring(known.find("elevation")->title.english) &&
                                        ContainsSubstring(known.find("elevation")->cost_of_absence.english));
    CHECK(io::DistrictFile::open(out / "square.gpkg")->district().parts.empty());
}

TEST_CASE("Without its boundary, or when it is stopped, a recipe leaves nothing behind", "[io][recipe][bad]") {
    const tests::TempFolder data, out;
    const auto without = io::build_from_recipe(out / "square.gpkg", small_recipe(), catalogue(), data.path(), {});
    REQUIRE_FALSE(without);
    CHECK_THAT(without.error().sentence, ContainsSubstring("square.geojson"));
    data.write("square.geojson", k_square);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(io::build_from_recipe(out / "square.gpkg", small_recipe(), catalogue(), data.path(), {stop.get_token(), {}}));
    CHECK(names_in(out.path()).empty());
}

TEST_CASE("An import of an unknown dataset or a missing file is refused", "[io][recipe][bad]") {
    const tests::TempFolder folder;
    model::ImportSpec spec = heights("main", "");
    spec.file = folder / "absent.tif";
    CHECK_THAT(io::prepare_import({}, catalogue(), spec, {}).error().sentence, ContainsSubstring("no such file"));
    spec.dataset = "unicorns";
    CHECK_THAT(io::prepare_import({}, catalogue(), spec, {}).error().sentence, ContainsSubstring("unicorns"));
}
