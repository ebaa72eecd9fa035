#include "support/program.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <fmt/format.h>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using tests::failure_of;
using tests::run_program;

namespace {

/// A polygon from (west, south) to (east, north) with properties, in EPSG:25832.
std::string polygon(const std::string& properties, double west, double south, double east, double north) {
    return fmt::format(R"({{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::25832"}}}},
"features":[{{"type":"Feature","properties":{{{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}}]}})",
                       properties, west, south, east, south, east, north, west, north, west, south);
}

/// A district of 2 × 2 km with level ground at 300 m.
struct District {
    tests::TempFolder folder;
    std::string file = (folder / "small.gpkg").string();
    District() {
        run({"new", file, "--extent", "570000,5670000,572000,5672000", "--rim", "1000"});
        std::string heights = "ncols 4\nnrows 4\nxllcorner 569000\nyllcorner 5669000\ncellsize 1000\nNODATA_value -9999\n";
        for (int row = 0; row < 4; ++row) heights += "300 300 300 300\n";
        run({"import", file, "elevation", folder.write("heights.asc", heights).string(), "--source-crs", "EPSG:25832"});
    }
    static void run(const std::vector<std::string>& arguments) {
        const auto done = run_program(arguments);
        INFO(done.error);
        REQUIRE(done.exit_code == 0);
    }
    void add(const std::string& dataset, const std::string& properties, double west, double east) {
        const auto source = folder.write(dataset + ".geojson", polygon(properties, west, 5669000, east, 5673000));
        run({"import", file, dataset, source.string()});
    }
    [[nodiscard]] std::string parcel(double west, double south, double edge) {
        return folder.write("parcel.geojson", polygon("", west, south, west + edge, south + edge)).string();
    }
};

}  // namespace

TEST_CASE("A hectare of boreholes in shell limestone has a count, a power and a yearly heat with their range", "[cli][geothermal]") {
    District district;
    district.add("geology", R"("name":"Muschelkalk")", 569000, 573000);
    const auto parcel = district.parcel(570500, 5670500, 100);
    const auto field = run_program({"probes", district.file, "--parcel", parcel, "--json"}).json();
    const double count = field["count"];
    CHECK(count == 279);
    CHECK_THAT(field["area_ha"].get<double>(), WithinAbs(1, 1e-6));
    CHECK_THAT(field["conductivity"].get<double>(), WithinAbs(2.4, 1e-5));
    CHECK_THAT(field["ground_temperature"].get<double>(), WithinAbs(11.436, 1e-3));
    CHECK(field["influence"] == 0.75);
    // One probe alone gives 8.86 MWh/a by G.POT in this ground.
    const auto single = run_program({"query", district.file, "570550", "5670550", "--layers", "geothermal", "--json"}).json();
    const double alone = single["values"][0]["value"]["mid"];
    CHECK_THAT(alone, WithinAbs(8.9, 0.4));
    // A temperature has its own range in kelvin, not a share of its degrees.
    const auto warm = run_program({"query", district.file, "570550", "5670550", "--layers", "geothermal", "--set",
                                   "geothermal.show=ground_temperature", "--json"})
                          .json();
    CHECK_THAT(warm["values"][0]["value"]["low"].get<double>(), WithinAbs(10.936, 1e-3));
    CHECK_THAT(warm["values"][0]["value"]["high"].get<double>(), WithinAbs(11.936, 1e-3));
    CHECK_THAT(field["energy_mwh"]["mid"].get<double>(), WithinRel(count * 0.75 * alone, 1e-5));
    CHECK_THAT(field["energy_mwh"]["low"].get<double>(), WithinRel(0.85 * field["energy_mwh"]["mid"].get<double>(), 1e-9));
    CHECK_THAT(field["power_kw"]["mid"].get<double>(), WithinRel(count * 0.75 * alone * 1000 / 1800, 1e-5));
    CHECK_THAT(field["heat_35_mwh"]["mid"].get<double>(), WithinRel(field["energy_mwh"]["mid"].get<double>() * 4 / 3, 1e-9));
    CHECK(field["permission"]["light"] == "unchecked");
    CHECK_THAT(field["permission"]["sentence"].get<std::string>(), ContainsSubstring("keine Genehmigung"));
    CHECK(field["cooling_k_per_year"].get<double>() > 1);
    CHECK_THAT(field["notes"].dump(), ContainsSubstring("Wärmerückgabe"));
    CHECK_THAT(field["notes"].dump(), ContainsSubstring("vereinfachte Verfahren nicht"));
}

TEST_CASE("Parameters of the layer change the field, and its probes are written as points", "[cli][geothermal]") {
    District district;
    const auto parcel = district.parcel(570500, 5670500, 40);
    const auto out = district.folder / "probes.geojson";
    const auto field = run_program({"probes", district.file, "--parcel", parcel, "--set", "geothermal.spacing=10", "--set",
                                    "geothermal.length=120", "--set", "geothermal.method=vdi", "--out", out.string(), "--json"})
                           .json();
    CHECK(field["count"] == 16);  // 30 m free: 4 × 4
    CHECK(field["pattern"] == "square");
    CHECK(field["total_length_m"] == 1920);
    CHECK_THAT(field["energy_mwh"]["mid"].get<double>(), WithinRel(16 * 0.9 * 0.060 * 120 * 1.8, 1e-5));  // 60 W/m, λ 2.2
    CHECK_THAT(field["notes"].dump(), ContainsSubstring("Ohne Geologie gerechnet"));
    CHECK_THAT(field["notes"].dump(), ContainsSubstring("§ 127 BBergG"));
    // Where no map tells the rock, the range is wider than the 15 % of a known one.
    const auto single = run_program({"query", district.file, "570550", "5670550", "--layers", "geothermal", "--json"}).json();
    const auto& range = single["values"][0]["value"];
    CHECK_THAT(field["energy_mwh"]["high"].get<double>() / field["energy_mwh"]["mid"].get<double>(), WithinAbs(1.227, 0.001));
    CHECK_THAT(range["high"].get<double>() / range["mid"].get<double>(), WithinAbs(1.227, 0.001));
    const auto written = nlohmann::json::parse(tests::read_file(out));
    CHECK(written["features"].size() == 16);
    CHECK(written["features"][0]["properties"]["number"] == 1);
    CHECK(written["features"][0]["properties"]["length_m"] == 120);
}

TEST_CASE("Probes in a water protection area are told to be inadmissible, and none is placed where nothing fits", "[cli][geothermal]") {
    District district;
    district.add("water_protection", R"("name":"Brunnen","zone":"III")", 569000, 570520);
    const auto field =
        run_program({"probes", district.file, "--parcel", district.parcel(570500, 5670500, 40), "--json", "--lang", "en"}).json();
    CHECK(field["permission"]["light"] == "inadmissible");
    CHECK(field["permission"]["text"] == "Inadmissible: water protection, zone I–IIIA");
    CHECK(field["permission"]["probes"].size() == 2);
    const auto none = run_program({"probes", district.file, "--parcel", district.parcel(570500, 5670500, 9), "--json"}).json();
    CHECK(none["count"] == 0);
    CHECK(none["energy_mwh"]["mid"] == 0);
}

TEST_CASE("A parcel that is none, or lies elsewhere, is refused in one sentence", "[cli][geothermal]") {
    District district;
    CHECK_THAT(failure_of({"probes", district.file, "--parcel", (district.folder / "none.geojson").string()}),
               ContainsSubstring("none.geojson"));
    CHECK_THAT(failure_of({"probes", district.file, "--parcel", district.parcel(700000, 5670500, 100)}), ContainsSubstring("lies outside"));
    CHECK_THAT(failure_of({"probes", district.file, "--parcel", district.parcel(570500, 5670500, 100), "--set", "geothermal.spacing=2"}),
               ContainsSubstring("geothermal.spacing wants a number between 5 and 30 m"));
    CHECK(run_program({"probes", district.file}).exit_code == 2);
}
