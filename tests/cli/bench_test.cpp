#include "cli/bench/bench.h"
#include "cli/bench/stopwatch.h"
#include "support/program.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("The median is the middle value, or the mean of the two middle ones", "[cli][bench]") {
    CHECK(cli::median(std::vector<double>{}) == 0);
    CHECK(cli::median(std::vector<double>{3, 1, 2}) == 2);
    CHECK(cli::median(std::vector<double>{4, 1, 2, 8}) == 3);
}

TEST_CASE("A result is held against its goal in its own unit, or as a multiple of the reference", "[cli][bench]") {
    cli::BenchResult result{"render", "", 0.8, "s", 3};
    CHECK_FALSE(result.reaches_goal());
    result.target = cli::BenchTarget{0.5, 1.0};
    CHECK(result.reaches_goal() == false);
    CHECK(result.reaches_must() == true);
    result.target = cli::BenchTarget{0.7, 0.7, cli::BenchTarget::Of::Ratio, cli::BenchTarget::Better::Higher};
    CHECK_FALSE(result.reaches_goal());  // there is nothing to compare with
    result.reference = cli::BenchReference{"the same elsewhere", 1.0};
    CHECK(result.ratio() == 0.8);
    CHECK(result.reaches_goal() == true);
}

TEST_CASE("A process that fails is an error, one that ends well has its time", "[cli][bench]") {
    CHECK(cli::time_process({"true"}));
    CHECK_FALSE(cli::time_process({"false"}));
    CHECK_FALSE(cli::time_process({"there-is-no-such-program"}));
    const auto failed = cli::time_process({"sh", "-c", "echo first >&2; echo the roof leaks >&2; exit 3"});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().sentence == "sh failed (exit code 3): the roof leaks");
    CHECK(cli::is_installed("sh"));
    CHECK_FALSE(cli::is_installed("there-is-no-such-program"));
}

TEST_CASE("The benchmark of the map says machine, figures, goals and runs as JSON", "[cli][bench]") {
    const tests::TempFolder folder;
    const std::string file = (folder / "small.gpkg").string();
    REQUIRE(tests::run_program({"new", file, "--extent", "570000,5670000,572000,5672000", "--rim", "1000"}).exit_code == 0);
    const auto document = tests::run_program({"bench", "map", "--runs", "1", "--district", file, "--json"}).json();
    CHECK_THAT(document["machine"].get<std::string>(), ContainsSubstring("cores"));
    std::vector<std::string> names;
    for (const auto& result : document["results"]) {
        names.push_back(result["name"]);
        CHECK(result["value"].get<double>() > 0);
        CHECK(result["unit"] == "ms");
        CHECK(result["runs"] == 1);
        for (const char* field : {"goal", "must", "reference", "ratio", "limit"}) CHECK(result.contains(field));
    }
    CHECK(names == std::vector<std::string>{"map.roads", "map.roads_with_casing", "map.buildings", "map.redraw_district",
                                            "map.redraw_25000", "map.redraw_5000"});
}

TEST_CASE("The benchmark of the window pans, rests and shows everything in the real window", "[cli][bench][.][long]") {
    if (!cli::is_installed("xvfb-run")) SKIP("needs xvfb-run");
    const tests::TempFolder folder;
    const std::string file = (folder / "small.gpkg").string();
    REQUIRE(tests::run_program({"model", file, "--scale", "0.03", "--quiet"}).exit_code == 0);
    const auto document = tests::run_program({"bench", "viewer", "--runs", "1", "--district", file, "--json"}).json();
    std::vector<std::string> names;
    for (const auto& result : document["results"]) {
        names.push_back(result["name"]);
        CHECK(result["value"].get<double>() > 0);
        CHECK(result["goal"].is_number());
    }
    CHECK(names == std::vector<std::string>{"viewer.pan_district", "viewer.pan_25000", "viewer.pan_5000", "viewer.rest", "viewer.memory"});
}

TEST_CASE("A benchmark that does not exist is named", "[cli][bench]") {
    CHECK_THAT(tests::failure_of({"bench", "speed"}), ContainsSubstring("speed"));
}
