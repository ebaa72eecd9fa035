#include "support/program.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using tests::failure_of;
using tests::run_program;

namespace {

/// An empty district of 2 × 2 km near Eschwege with a rim of 1 km.
std::string empty_district(const tests::TempFolder& folder) {
    const std::string file = (folder / "small.gpkg").string();
    const auto run = run_program({"new", file, "--extent", "570000,5670000,572000,5672000", "--rim", "1000"});
    INFO(run.error);
    REQUIRE(run.exit_code == 0);
    return file;
}

}  // namespace

TEST_CASE("Wrong usage leaves with exit code 2 and says what is wrong", "[cli][usage]") {
    CHECK(run_program({"paint"}).exit_code == 2);
    CHECK(run_program({"info"}).exit_code == 2);
    CHECK(run_program({"new", "/tmp/never.gpkg"}).exit_code == 2);
    CHECK(run_program({"query", "f.gpkg", "east", "north"}).exit_code == 2);
    CHECK(run_program({"info", "f.gpkg", "--audience", "everybody"}).exit_code == 2);
}

TEST_CASE("Help is help, not an error", "[cli][usage]") {
    for (const char* command : {"view", "new", "model", "import", "info", "check", "layers", "query", "export", "probes", "turbines",
                                "register", "card", "pack", "render", "bench"}) {
        const auto run = run_program({command, "--help"});
        CHECK(run.exit_code == 0);
        CHECK_THAT(run.out, ContainsSubstring("--json"));
    }
}

TEST_CASE("An empty district knows its grid and lists every layer as missing with what that costs", "[cli][new]") {
    const tests::TempFolder folder;
    const auto file = empty_district(folder);
    const auto info = run_program({"info", file, "--json"}).json();
    CHECK(info["width"] == 400);
    CHECK(info["height"] == 400);
    CHECK(info["area_km2"] == 4.0);
    CHECK(info["datasets"].empty());
    const auto layers = run_program({"layers", file, "--json"}).json();
    for (const auto& layer : layers["layers"]) {
        CHECK(layer["state"] == "missing");
        CHECK_FALSE(layer["reason"].get<std::string>().empty());
    }
}

TEST_CASE("A district is never overwritten", "[cli][new]") {
    const tests::TempFolder folder;
    const auto file = empty_district(folder);
    const auto before = tests::read_file(file);
    CHECK_THAT(failure_of({"new", file, "--extent", "0,0,1000,1000"}), ContainsSubstring("small.gpkg"));
    CHECK(tests::read_file(file) == before);
}

TEST_CASE("A missing file, a folder and a file of another kind are named in the sentence", "[cli][bad]") {
    const tests::TempFolder folder;
    CHECK_THAT(failure_of({"info", (folder / "none.gpkg").string()}), ContainsSubstring("none.gpkg"));
    CHECK_THAT(failure_of({"info", folder.path().string()}), ContainsSubstring(folder.path().string()));
    CHECK_THAT(failure_of({"info", folder.write("words.gpkg", "these are words").string()}), ContainsSubstring("words.gpkg"));
    const auto file = empty_district(folder);
    CHECK_THAT(failure_of({"import", file, "elevation", (folder / "none.tif").string()}), ContainsSubstring("none.tif"));
    CHECK_THAT(failure_of({"import", file, "hights", (folder / "none.tif").string()}), ContainsSubstring("hights"));
}

TEST_CASE("A picture into a folder that does not exist fails with a sentence", "[cli][bad]") {
    const tests::TempFolder folder;
    const auto file = empty_district(folder);
    CHECK_THAT(failure_of({"render", file, (folder / "no/such/folder/map.png").string()}), ContainsSubstring("map.png"));
    CHECK_THAT(failure_of({"render", file, (folder / "map.bmp").string()}), ContainsSubstring("map.bmp"));
    CHECK_THAT(failure_of({"render", file, (folder / "map.png").string(), "--size", "12x"}), ContainsSubstring("--size"));
    CHECK_THAT(failure_of({"render", file, (folder / "map.png").string(), "--layers", "hills"}), ContainsSubstring("hills"));
}

TEST_CASE("A place outside the district is refused, with the way to give degrees", "[cli][query]") {
    const tests::TempFolder folder;
    const auto file = empty_district(folder);
    CHECK_THAT(failure_of({"query", file, "10.0", "51.2"}), ContainsSubstring("--crs EPSG:4326"));
    const auto inside = run_program({"query", file, "571000", "5671000", "--json"}).json();
    for (const auto& value : inside["values"]) CHECK(value["value"].is_null());
}
