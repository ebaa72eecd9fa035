#include "potentials/solar_run.h"

#include "support/rough_relief.h"
#include "support/run_method.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <atomic>
#include <cmath>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// 51.2 N on the central meridian of zone 32, 200 m high: the place of the tables in solar.md.
constexpr geo::GridSpec k_grid{500000, 5672100, 10, 70, 20};

potentials::Parameters parameters(std::map<std::string, std::string> changed = {}) {
    potentials::Parameters all{{"sky", "real"},        {"day", "year"},   {"step", "6"},
                               {"linke", "monthly"},   {"albedo", "0.2"}, {"plane", "ground"},
                               {"shading", "terrain"}, {"north", "true"}, {"ground_reflection", "full"}};
    for (auto& [name, value] : changed) all[name] = value;
    return all;
}

std::map<std::string, geo::Raster<float>> run(const geo::Raster<float>& heights, const potentials::Parameters& chosen,
                                              const std::map<std::string, const geo::Raster<float>*>& fields = {}) {
    potentials::Inputs inputs;
    inputs.grid = heights.grid;
    inputs.crs = "EPSG:25832";
    inputs.rasters = fields;
    inputs.rasters["elevation"] = &heights;
    return tests::run_method("solar", inputs, chosen);
}

std::string fault(const std::string& name, const std::string& value) {
    const auto request = potentials::SolarRequest::from(parameters({{name, value}}));
    return request ? "" : request.error().sentence;
}

}  // namespace

TEST_CASE("Level ground under the default table gets the table's sums: 1,030 kWh/m² a year, 20 in January", "[potentials][solar]") {
    const geo::Raster<float> level(k_grid, 200.0F);
    const auto bands = run(level, parameters());
    CHECK_THAT(bands.at("global").at(35, 10), WithinRel(1030.0F, 0.005F));
    CHECK_THAT(bands.at("global_01").at(35, 10), WithinRel(20.0F, 0.005F));
    CHECK_THAT(bands.at("global").at(0, 0), WithinRel(bands.at("global").at(69, 19), 1e-3F));
    const float parts = bands.at("beam").at(35, 10) + bands.at("diffuse").at(35, 10) + bands.at("reflected").at(35, 10);
    CHECK_THAT(parts, WithinRel(bands.at("global").at(35, 10), 1e-3F));
}

TEST_CASE("A plane of 35° to the south gets 1,198 kWh/m² under the default table", "[potentials][solar]") {
    const auto bands = run(geo::Raster<float>(k_grid, 200.0F), parameters({{"plane", "35,180"}}));
    CHECK_THAT(bands.at("global").at(35, 10), WithinRel(1198.0F, 0.005F));
}

TEST_CASE("A clear day in Wh/m² is r.sun's: 8,764.69 on day 172 at Linke 3", "[potentials][solar]") {
    const auto bands = run(geo::Raster<float>(k_grid, 200.0F),
                           parameters({{"sky", "clear"}, {"day", "172"}, {"linke", "3"}, {"step", "3"}, {"north", "grid"}}));
    CHECK_THAT(bands.at("global").at(35, 10), WithinRel(8764.69F, 0.002F));
    CHECK_FALSE(bands.contains("global_01"));
}

TEST_CASE("Measured months decide where the district has them", "[potentials][solar]") {
    const geo::Raster<float> level(k_grid, 200.0F);
    std::vector<geo::Raster<float>> months;
    for (int month = 1; month <= 12; ++month)
        months.emplace_back(geo::GridSpec{499000, 5673000, 1000, 3, 3}, 30.0F + 5.0F * static_cast<float>(month));
    std::map<std::string, const geo::Raster<float>*> fields;
    for (std::size_t i = 0; i < 12; ++i) fields[fmt::format("radiation_monthly/{:02}", i + 1)] = &months[i];
    const auto bands = run(level, parameters(), fields);
    CHECK_THAT(bands.at("global_06").at(35, 10), WithinRel(60.0F, 0.005F));
    CHECK_THAT(bands.at("global").at(35, 10), WithinRel(750.0F, 0.005F));  // 12 × 30 + 5 × 78
}

TEST_CASE("A wall in the south takes the winter sun but not the summer's", "[potentials][solar]") {
    geo::Raster<float> heights({500000, 5672100, 10, 80, 41}, 100.0F);
    for (int column = 0; column < 80; ++column) heights.at(column, 30) = 150;  // 100 m south of row 20, 50 m above it
    const auto day = [&](const char* number, const char* shading) {
        return run(heights, parameters({{"sky", "clear"}, {"linke", "3"}, {"day", number}, {"shading", shading}, {"plane", "horizontal"}}))
            .at("global")
            .at(40, 20);
    };
    CHECK_THAT(day("355", "terrain"), WithinRel(353.61F, 0.02F));  // solar.md §5: diffuse only
    CHECK_THAT(day("355", "none"), WithinRel(1074.05F, 0.01F));
    CHECK_THAT(day("172", "terrain"), WithinRel(day("172", "none"), 0.005F));
}

TEST_CASE("A window gets the values that the whole district has there", "[potentials][solar]") {
    geo::Raster<float> hills({500000, 5673000, 10, 90, 90});
    for (int row = 0; row < 90; ++row)
        for (int column = 0; column < 90; ++column)
            hills.at(column, row) = 300 + 60 * std::sin(static_cast<float>(column) / 7) * std::cos(static_cast<float>(row) / 9);
    potentials::Inputs inputs;
    inputs.grid = hills.grid;
    inputs.crs = "EPSG:25832";
    inputs.rasters["elevation"] = &hills;
    const auto whole = tests::run_method("solar", inputs, parameters({{"step", "30"}}));
    inputs.wanted = {500410, 5672500, 10, 1, 1};
    const auto cell = tests::run_method("solar", inputs, parameters({{"step", "30"}}));
    CHECK(cell.at("global").at(0, 0) == whole.at("global").at(41, 50));
}

TEST_CASE("Heights that are read strip by strip give the same sun, bit for bit, as heights in memory", "[potentials][solar]") {
    const geo::Raster<float> hills = tests::rough_relief({500000, 5680000, 10, 90, 600});  // rows of three blocks of sun steps
    potentials::Inputs inputs;
    inputs.grid = hills.grid;
    inputs.crs = "EPSG:25832";
    inputs.rasters["elevation"] = &hills;
    const auto whole = tests::run_method("solar", inputs, parameters({{"step", "60"}}));
    inputs.rasters.clear();
    std::atomic<int> most_rows = 0;
    inputs.readers["elevation"] = [&, reader = geo::rows_of(hills)](int first_row, int count) {
        for (int most = most_rows; most < count && !most_rows.compare_exchange_weak(most, count);) continue;
        return reader(first_row, count);
    };
    const auto by_strips = tests::run_method("solar", inputs, parameters({{"step", "60"}}));
    REQUIRE(by_strips.size() == whole.size());
    for (const auto& [band, raster] : whole) CHECK(by_strips.at(band).values == raster.values);
    CHECK(most_rows <= 258);
}

TEST_CASE("What a solar parameter may be is said in a sentence", "[potentials][solar]") {
    CHECK_THAT(fault("day", "366"), ContainsSubstring("1 to 365"));
    CHECK_THAT(fault("day", "june"), ContainsSubstring("\"june\""));
    CHECK_THAT(fault("linke", "0"), ContainsSubstring("1 to 12"));
    CHECK_THAT(fault("plane", "35"), ContainsSubstring("\"35,180\""));
    CHECK_THAT(fault("plane", "91,180"), ContainsSubstring("0 to 90"));
    CHECK(fault("plane", "35,180").empty());
    const auto level = potentials::read_plane("horizontal");
    REQUIRE(level);
    REQUIRE(*level);
    CHECK((*level)->tilt_rad == 0);
}
