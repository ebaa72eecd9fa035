// Bad input as people really have it: every run must end with exit code 1 and one sentence that names the file, and leave the district
// byte for byte as it was, with nothing beside it.
#include "support/places.h"
#include "support/program.h"
#include "support/real_data.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>

using namespace kreisblick;
namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;

namespace {

/// An empty district of 2 × 2 km at Eschwege in a folder of its own, and the sources beside it.
struct Workshop {
    tests::TempFolder home;
    tests::TempFolder sources;
    std::string district = (home / "small.gpkg").string();

    Workshop() {
        const auto run = tests::run_program({"new", district, "--extent", "570000,5670000,572000,5672000", "--rim", "1000"});
        INFO(run.error);
        REQUIRE(run.exit_code == 0);
    }

    /// Imports and expects the refusal; returns its sentence.
    std::string refusal(const std::string& dataset, const fs::path& source, std::vector<std::string> more = {}) const {
        const std::string before = tests::read_file(district);
        std::vector<std::string> arguments{"import", district, dataset, source.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const std::string sentence = tests::failure_of(arguments);
        CHECK_THAT(sentence, ContainsSubstring(source.filename().string()));
        const bool one_line = std::count(sentence.begin(), sentence.end(), '\n') <= 1;
        CHECK(one_line);
        const bool unchanged = tests::read_file(district) == before;
        CHECK(unchanged);
        CHECK(std::distance(fs::directory_iterator(home.path()), {}) == 1);
        return sentence;
    }

    /// Imports and expects that it works; returns what it printed on stderr.
    std::string accepted(const std::string& dataset, const fs::path& source, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"import", district, dataset, source.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto run = tests::run_program(arguments);
        INFO(run.error);
        CHECK(run.exit_code == 0);
        return run.error;
    }

    /// The first bytes of a file of the real data.
    fs::path truncated(const fs::path& source, std::size_t bytes) const {
        return sources.write("truncated_" + source.filename().string(), tests::read_file(source).substr(0, bytes));
    }
};

/// An ESRI ASCII grid of 4 × 4 cells of 100 m with this value everywhere.
std::string ascii_grid(const std::string& value) {
    std::string text = "ncols 4\nnrows 4\nxllcorner 570500\nyllcorner 5670500\ncellsize 100\nNODATA_value -9999\n";
    for (int row = 0; row < 4; ++row) text += value + " " + value + " " + value + " " + value + "\n";
    return text;
}

std::string geojson(const std::string& geometry, const std::string& properties = "{\"name\":\"A\"}") {
    return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[{"type":"Feature","properties":)" +
           properties + R"(,"geometry":)" + geometry + "}]}";
}

}  // namespace

TEST_CASE("Truncated files are refused whole", "[cli][bad]") {
    const auto data = tests::require_real_data();
    const Workshop shop;
    shop.refusal("elevation", shop.truncated(data / "raster/elevation/dem_srtm3_3arcsec_south_strip.tif", 60'000));
    shop.refusal("elevation", shop.truncated(data / "raster/elevation/original/N50E010.hgt.gz", 200'000));
    shop.refusal("census_100m", shop.truncated(data / "vector/statistics/zensus2011_gitter100m_06636.gpkg", 300'000));
    shop.refusal("osm", shop.truncated(data / "vector/osm/dreieich_2022-10.osm.pbf", 100'000));
    shop.refusal("plants", shop.truncated(data / "vector/energy/ufz2019_windkraft_bis2015_bbox.geojson", 9'000));
}

TEST_CASE("A truncated or foreign district file is refused by every command", "[cli][bad]") {
    const Workshop shop;
    const auto half = shop.sources.write("half.gpkg", tests::read_file(shop.district).substr(0, 20'000));
    const auto words = shop.sources.write("words.gpkg", "these are words, not a GeoPackage");
    for (const fs::path& file : {half, words})
        for (const std::vector<std::string>& rest : std::vector<std::vector<std::string>>{{"info"}, {"check"}, {"layers"}}) {
            INFO(rest[0]);
            CHECK_THAT(tests::failure_of({rest[0], file.string()}), ContainsSubstring(file.filename().string()));
        }
    CHECK_THAT(tests::failure_of({"render", words.string(), (shop.home / "x.png").string()}), ContainsSubstring("words.gpkg"));
    CHECK_THAT(tests::failure_of({"query", words.string(), "1", "2"}), ContainsSubstring("words.gpkg"));
    CHECK_THAT(tests::failure_of({"import", words.string(), "plants", half.string()}), ContainsSubstring("words.gpkg"));
}

TEST_CASE("A raster without values, or without a reference system, is refused", "[cli][bad]") {
    const Workshop shop;
    const auto empty = shop.sources.write("empty.asc", ascii_grid("-9999"));
    CHECK_THAT(shop.refusal("elevation", empty), ContainsSubstring("--source-crs"));
    shop.refusal("elevation", empty, {"--source-crs", "EPSG:25832"});
    const auto good = shop.sources.write("good.asc", ascii_grid("300"));
    CHECK_THAT(shop.refusal("elevation", good), ContainsSubstring("--source-crs"));
    CHECK_THAT(shop.refusal("elevation", good, {"--source-crs", "EPSG:99999"}), ContainsSubstring("EPSG:99999"));
    shop.accepted("elevation", good, {"--source-crs", "EPSG:25832"});
    const auto value = tests::run_program({"query", shop.district, "570700", "5670700", "--layers", "elevation", "--json"}).json();
    CHECK(value["values"][0]["value"] == 300);
}

TEST_CASE("A raster far away, or a vector file where a raster is due, is refused", "[cli][bad]") {
    const Workshop shop;
    const auto good = shop.sources.write("good.asc", ascii_grid("300"));
    const auto points = shop.sources.write("points.geojson", geojson(R"({"type":"Point","coordinates":[571000,5671000]})"));
    CHECK_FALSE(shop.refusal("elevation", good, {"--source-crs", "EPSG:31467"}).empty());
    CHECK_FALSE(shop.refusal("elevation", points).empty());
    CHECK_FALSE(shop.refusal("plants", good, {"--source-crs", "EPSG:25832"}).empty());
    CHECK_THAT(shop.refusal("elevation", good, {"--source-crs", "EPSG:25832", "--band", "7"}), ContainsSubstring("7"));
}

TEST_CASE("Points in the Gulf of Guinea, empty layers and wild coordinates are refused", "[cli][bad]") {
    const Workshop shop;
    const auto guinea = shop.sources.write(
        "guinea.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[0.01,0.02]}}]})");
    CHECK_THAT(shop.refusal("plants", guinea), ContainsSubstring("Guinea"));
    shop.refusal("plants", shop.sources.write("none.geojson", R"({"type":"FeatureCollection","features":[]})"));
    shop.refusal("plants", shop.sources.write("wild.geojson", geojson(R"({"type":"Point","coordinates":[1e30,-1e30]})")));
    shop.refusal("plants", shop.sources.write("null.geojson", geojson("null")));
}

TEST_CASE("Self-crossing, 3D and mixed geometry is mended or left out with a sentence", "[cli][bad]") {
    const Workshop shop;
    const auto bow = shop.sources.write(
        "bow.geojson",
        geojson(
            R"({"type":"Polygon","coordinates":[[[571000,5671000],[571100,5671100],[571100,5671000],[571000,5671100],[571000,5671000]]]})"));
    CHECK_THAT(shop.accepted("protected_areas", bow), ContainsSubstring("protected_areas"));
    const auto high = shop.sources.write(
        "high.geojson",
        geojson(
            R"({"type":"Polygon","coordinates":[[[571000,5671000,200],[571100,5671000,201],[571100,5671100,202],[571000,5671000,200]]]})"));
    shop.accepted("flood", high);
    const auto mixed = shop.sources.write(
        "mixed.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[
        {"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[571000,5671000]}},
        {"type":"Feature","properties":{"name":"B"},"geometry":{"type":"LineString","coordinates":[[571000,5671000],[571500,5671500]]}}]})");
    CHECK_THAT(shop.accepted("roads", mixed), ContainsSubstring("left out"));
    const auto info = tests::run_program({"info", shop.district, "--json"}).json();
    for (const auto& dataset : info["datasets"]) CHECK(dataset["count"] == 1);
}

TEST_CASE("Tables of the offices: missing columns are named, their writing is understood", "[cli][bad]") {
    const Workshop shop;
    CHECK_THAT(shop.refusal("plants", shop.sources.write("no_place.csv", "a,b\n1,2\n")), ContainsSubstring("a") && ContainsSubstring("b"));
    CHECK_THAT(shop.refusal("statistics", shop.sources.write("no_key.csv", "gemeinde,wert\nEschwege,5\n")), ContainsSubstring("ags"));
    const auto latin = shop.sources.write("latin.csv", "\xEF\xBB\xBFname;lat;lon;leistung_kw\nM\xC3\xBChle;51,18;10,01;12,5\n");
    shop.accepted("plants", latin);
    const auto windows = shop.sources.write("windows.csv", "name;lat;lon;leistung_kw\nM\xFChle;51,18;10,01;12,5\n");
    shop.accepted("plants", windows, {"--part", "windows"});
    const auto answer = tests::run_program({"check", shop.district, "--json"});
    CHECK(answer.exit_code == 0);
    CHECK_THAT(shop.refusal("plants", latin, {"--map", "power_kw=kilowatt"}), ContainsSubstring("kilowatt"));
    CHECK_THAT(shop.refusal("plants", latin, {"--map", "power=leistung_kw"}), ContainsSubstring("power"));
}

TEST_CASE("A missing folder and a missing source are named", "[cli][bad]") {
    const Workshop shop;
    shop.refusal("plants", shop.sources / "nowhere.geojson");
    CHECK_THAT(tests::failure_of({"new", (shop.home / "no/folder/x.gpkg").string(), "--extent", "0,0,1000,1000"}),
               ContainsSubstring("x.gpkg"));
    CHECK_THAT(tests::failure_of({"new", (shop.home / "y.gpkg").string(), "--boundary", (shop.sources / "b.geojson").string()}),
               ContainsSubstring("b.geojson"));
    CHECK_FALSE(fs::exists(shop.home / "y.gpkg"));
    CHECK_THAT(tests::failure_of({"new", (shop.home / "z.gpkg").string(), "--recipe", (shop.sources / "r.toml").string(), "--data",
                                  shop.sources.path().string()}),
               ContainsSubstring("r.toml"));
}

TEST_CASE("A broken recipe or layer file is named with its line, by the program itself", "[cli][bad]") {
    const Workshop shop;
    const auto recipe = shop.sources.write("bad.toml", "name = \"X\"\nboundary = \"b.geojson\"\ncel_m = 10\n");
    CHECK_THAT(
        tests::failure_of({"new", (shop.home / "x.gpkg").string(), "--recipe", recipe.string(), "--data", shop.sources.path().string()}),
        ContainsSubstring("bad.toml:3"));
    const auto escaping = shop.sources.write("out.toml", "name = \"X\"\nboundary = \"../b.geojson\"\n");
    CHECK_THAT(
        tests::failure_of({"new", (shop.home / "x.gpkg").string(), "--recipe", escaping.string(), "--data", shop.sources.path().string()}),
        ContainsSubstring("out.toml:2"));
    const tests::TempFolder home;
    const fs::path source = tests::source_folder();
    fs::copy(source / "layers", home / "layers", fs::copy_options::recursive);
    fs::copy(source / "assets", home / "assets", fs::copy_options::recursive);
    home.write("layers/slope.toml", "id = \"slope\"\ntitle = \"Slope\"\n[input]\nmethod = \"../../evil\"\nneeds = [\"elevation\"]\n");
    REQUIRE(setenv("KREISBLICK_HOME", home.path().c_str(), 1) == 0);
    CHECK_THAT(tests::failure_of({"layers", shop.district}), ContainsSubstring("slope.toml:4"));
    unsetenv("KREISBLICK_HOME");
}

TEST_CASE("Two programs on one file: the second writer gets a sentence", "[cli][bad]") {
    const Workshop shop;
    const auto good = shop.sources.write("good.asc", ascii_grid("300"));
    const std::string hold = "sqlite3 '" + shop.district + "' 'BEGIN IMMEDIATE' '.shell sleep 6' 'ROLLBACK' >/dev/null 2>&1 &";
    REQUIRE(std::system(hold.c_str()) == 0);
    REQUIRE(std::system("sleep 0.5") == 0);
    const std::string sentence = tests::failure_of({"import", shop.district, "elevation", good.string(), "--source-crs", "EPSG:25832"});
    CHECK_THAT(sentence, ContainsSubstring("small.gpkg"));
}
