// Corrections of single buildings as scripts make them, and what they do to the results.
#include "support/program.h"
#include "support/temp_folder.h"

#include <fmt/format.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A district with three houses from a GeoJSON file.
std::filesystem::path three_houses(const tests::TempFolder& folder) {
    std::string features;
    for (int i = 0; i < 3; ++i) {
        const double x = 10.0 + 0.001 * i, y = 51.2;
        features += fmt::format(
            "{}{{\"type\":\"Feature\",\"properties\":{{\"id\":\"h{}\",\"building\":\"house\",\"start_date\":1950,"
            "\"building:levels\":2}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{},{}],[{},{}],[{},{}],[{},{}],"
            "[{},{}]]]}}}}",
            i > 0 ? "," : "", i, x, y, x + 0.00014, y, x + 0.00014, y + 0.00009, x, y + 0.00009, x, y);
    }
    const auto source = folder.write("houses.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    const std::string file = (folder / "d.gpkg").string();
    REQUIRE(tests::run_program({"new", file, "--extent", "569000,5671000,571000,5673000", "--rim", "0"}).exit_code == 0);
    REQUIRE(tests::run_program({"import", file, "buildings", source.string(), "--source", "Test", "--licence", "CC0", "--date", "2026"})
                .exit_code == 0);
    return file;
}

double demand_of(const std::filesystem::path& file, const std::string& id, const tests::TempFolder& folder) {
    const auto out = folder / "demand.geojson";
    const auto done = tests::run_program({"export", file.string(), "heat_demand", out.string()});
    INFO(done.error);
    REQUIRE(done.exit_code == 0);
    const auto document = nlohmann::json::parse(tests::read_file(out));
    for (const auto& feature : document["features"])
        if (feature["properties"]["id"] == id) return feature["properties"]["demand_kwh_a"];
    FAIL("no row of " << id);
    return 0;
}

}  // namespace

TEST_CASE("A correction changes the building's heat, is listed with its reason, and can be taken back", "[cli][override]") {
    const tests::TempFolder folder;
    const auto file = three_houses(folder);
    const double before = demand_of(file, "h1", folder);
    CHECK(before > 10'000);
    const auto set =
        tests::run_program({"override", file.string(), "set", "h1", "demand_kwh_a=4321", "--reason", "Zähler 2024", "--user", "Anna"});
    INFO(set.error);
    REQUIRE(set.exit_code == 0);
    CHECK(demand_of(file, "h1", folder) == 4321);
    const auto listed = tests::run_program({"override", file.string(), "list", "--json"}).json();
    REQUIRE(listed["overrides"].size() == 1);
    CHECK(listed["overrides"][0]["building"] == "h1");
    CHECK(listed["overrides"][0]["value"] == "4321");
    CHECK(listed["overrides"][0]["reason"] == "Zähler 2024");
    CHECK(listed["overrides"][0]["user"] == "Anna");
    REQUIRE(tests::run_program({"override", file.string(), "clear", "h1", "--reason", "falscher Zähler"}).exit_code == 0);
    CHECK(demand_of(file, "h1", folder) == before);
    const auto empty = tests::run_program({"override", file.string(), "list", "--json"}).json();
    CHECK(empty["overrides"].empty());
    CHECK(empty["history"] == 2);
}

TEST_CASE("A correction that cannot be is refused in a sentence, and nothing is written", "[cli][override]") {
    const tests::TempFolder folder;
    const auto file = three_houses(folder).string();
    const auto refused = [&](std::vector<std::string> words, const std::string& part) {
        std::vector<std::string> arguments{"override", file, "set"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        const auto done = tests::run_program(arguments);
        INFO(done.error);
        CHECK(done.exit_code == 1);
        CHECK_THAT(done.error, ContainsSubstring(part));
    };
    refused({"h1", "year=3019", "--reason", "x"}, "3019");
    refused({"h1", "use=pagoda", "--reason", "x"}, "pagoda");
    refused({"h1", "colour=red", "--reason", "x"}, "colour");
    refused({"h1", "heated=perhaps", "--reason", "x"}, "yes or no");
    refused({"h9", "year=1900", "--reason", "x"}, "h9");
    refused({"h1", "year=1900"}, "reason");
    const auto clear = tests::run_program({"override", file, "clear", "h1"});
    CHECK(clear.exit_code == 1);
    CHECK(tests::run_program({"override", file, "list", "--json"}).json()["history"] == 0);
    const auto outside = tests::run_program({"override", file, "list", "--audience", "public"});
    CHECK(outside.exit_code == 1);
}
