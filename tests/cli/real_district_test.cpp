// The real district, built once with the program itself from the real open data, and asked as scripts would ask it.
#include "support/places.h"
#include "support/program.h"
#include "support/real_data.h"

#include "cli/bench/stopwatch.h"
#include "engine/session.h"
#include "geo/geometry.h"
#include "io/district_file.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <set>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// The district, made on first use, gone with the test program.
struct RealDistrict {
    std::filesystem::path file;
    double peak_mib = 0;  ///< that making it took
};
const RealDistrict& built_district() {
    static const tests::TempFolder folder;
    static const RealDistrict district = [] {
        const auto data = tests::require_real_data();
        const auto file = folder / "wmk.gpkg";
        const auto taken =
            cli::time_process({tests::program(), "new", file.string(), "--recipe",
                               tests::source_folder().string() + "/layers/recipes/werra-meissner.toml", "--data", data.string()});
        INFO((taken ? "" : taken.error().sentence));
        REQUIRE(taken);
        return RealDistrict{file, taken->peak_mib};
    }();
    return district;
}
const std::filesystem::path& real_district() { return built_district().file; }

geo::FeatureTable features(const std::string& dataset, const std::string& part) {
    const auto file = io::DistrictFile::open(real_district());
    REQUIRE(file);
    for (const model::DatasetPart* found : file->district().parts_of(dataset))
        if (found->name == part) {
            auto table = file->read_features(*found);
            REQUIRE(table);
            return std::move(*table);
        }
    FAIL("there is no part " << part << " of " << dataset);
    return {};
}

/// The sum of columns over the census cells whose centre lies in the district.
double census_sum(const std::vector<std::string>& columns) {
    const auto cells = features("census_100m", "main");
    const auto district = features("boundaries", "district").geometry(0);
    double sum = 0;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (!geo::contains(district, geo::centroid(cells.geometry(row)))) continue;
        for (const std::string& column : columns) {
            const double value = cells.number(row, column);
            if (value == value) sum += value;
        }
    }
    return sum;
}

nlohmann::json value_at(const std::string& longitude, const std::string& latitude, const std::string& layer) {
    const auto answer =
        tests::run_program({"query", real_district().string(), longitude, latitude, "--crs", "EPSG:4326", "--layers", layer, "--json"})
            .json();
    for (const auto& value : answer["values"])
        if (value["layer"] == layer) return value;
    FAIL("no answer of layer " << layer);
    return {};
}

}  // namespace

TEST_CASE("The real district is built with one command, every dataset with source and licence", "[cli][real]") {
    real_district();
    const auto info = tests::run_program({"info", real_district().string(), "--json"}).json();
    CHECK(info["name"] == "Werra-Meißner-Kreis");
    CHECK(info["crs"] == "EPSG:25832");
    CHECK(info["model_data"] == false);
    std::set<std::string> ids;
    for (const auto& dataset : info["datasets"]) {
        ids.insert(dataset["id"].get<std::string>());
        for (const auto& part : dataset["parts"]) {
            INFO(dataset["id"] << " " << part["name"]);
            CHECK_FALSE(part["source"].get<std::string>().empty());
            CHECK_FALSE(part["licence"].get<std::string>().empty());
            CHECK(part["count"].get<int>() > 0);
        }
    }
    for (const char* id : {"boundaries", "places", "statistics", "elevation", "landcover", "radiation_monthly", "census_100m", "census_1km",
                           "plants", "actors", "stations", "heat_flow"})
        CHECK(ids.contains(id));
}

TEST_CASE("The district's area is within 0.2 % of 1,023.9 km², on a grid of 30 million cells", "[cli][real]") {
    real_district();
    const auto info = tests::run_program({"info", real_district().string(), "--json"}).json();
    CHECK_THAT(info["area_km2"].get<double>(), WithinRel(1023.9, 0.002));
    CHECK_THAT(info["width"].get<double>() * info["height"].get<double>(), WithinRel(30e6, 0.07));
}

TEST_CASE("Building the real district takes no more than 1.5 GB of memory", "[cli][real]") { CHECK(built_district().peak_mib < 1500); }

TEST_CASE("The 17 areas cover the district but for 0.6 km², and its enclave stays a hole", "[cli][real]") {
    real_district();
    const auto areas = features("boundaries", "municipalities");
    const auto district = features("boundaries", "district").geometry(0);
    REQUIRE(areas.size() == 17);
    std::vector<geo::Geometry> polygons;
    for (std::size_t row = 0; row < areas.size(); ++row) polygons.push_back(areas.geometry(row));
    CHECK(geo::area(geo::difference(district, geo::united(polygons))) < 0.6e6);
    const auto holes = std::count_if(district.parts.begin(), district.parts.end(), [](const geo::Part& part) { return part.is_hole; });
    CHECK(holes == 1);
}

TEST_CASE("The census cells of the district sum to the figures of the sources", "[cli][real]") {
    real_district();
    CHECK_THAT(census_sum({"geb_baujahr_vor1919", "geb_baujahr_1919_1948", "geb_baujahr_1949_1978", "geb_baujahr_1979_1986",
                           "geb_baujahr_1987_1990", "geb_baujahr_1991_1995", "geb_baujahr_1996_2000", "geb_baujahr_2001_2004",
                           "geb_baujahr_2005_2008", "geb_baujahr_ab2009"}),
               WithinAbs(26012, 30));
    CHECK_THAT(census_sum({"geb_baujahr_vor1919"}), WithinAbs(6528, 10));
    CHECK(census_sum({"wo_nutzung_leerstehend"}) == 2736);
}

TEST_CASE("The height of the Hoher Meißner names SRTM 30″, in the south SRTM 3″ lies above it", "[cli][real]") {
    real_district();
    const auto summit = value_at("9.865", "51.227", "elevation");
    CHECK_THAT(summit["value"].get<double>(), WithinAbs(712, 4));
    CHECK(summit["unit"] == "m");
    CHECK_THAT(summit["source"].get<std::string>(), ContainsSubstring("SRTM 30″"));
    CHECK_THAT(value_at("10.0", "50.97", "elevation")["source"].get<std::string>(), ContainsSubstring("SRTM 3″"));
}

TEST_CASE("A layer without data says so and is never read as empty", "[cli][real]") {
    real_district();
    const auto buildings = value_at("10.05", "51.19", "buildings");
    CHECK(buildings["value"].is_null());
    CHECK_THAT(buildings["text"].get<std::string>(), ContainsSubstring("Es fehlt: Gebäude"));
    const auto layers = tests::run_program({"layers", real_district().string(), "--json"}).json();
    for (const auto& layer : layers["layers"])
        if (layer["id"] == "roads" || layer["id"] == "protected_areas") {
            CHECK(layer["state"] == "missing");
            CHECK_FALSE(layer["reason"].get<std::string>().empty());
        }
}

TEST_CASE("The yearly radiation has the level of CM SAF", "[cli][real]") {
    real_district();
    // Longterm CM SAF at 51.2 N 10.0 E is 1,111 kWh/(m²·a); points of it scatter by 3 %.
    CHECK_THAT(value_at("10.0", "51.2", "radiation")["value"].get<double>(), WithinRel(1111.0, 0.03));
}

TEST_CASE("A kilometre below Eschwege it is about 38 °C warm, by the records that count, and how sure that is is said", "[cli][real]") {
    real_district();
    const auto deep = value_at("10.05", "51.18", "temperature_at_depth");
    // 66 ± 15 mW/m² in 2.4 W/(m·K) and 10 °C at the surface; the usual gradient of 2.5–3.2 K/100 m lies within.
    CHECK_THAT(deep["value"]["mid"].get<double>(), WithinAbs(38.5, 2.5));
    CHECK(deep["value"]["low"].get<double>() < 35);
    CHECK(deep["value"]["high"].get<double>() > 42);
    CHECK_THAT(deep["text"].get<std::string>(), ContainsSubstring("Aus 132 Wärmestromwerten; 8 zählen nicht"));
    CHECK_THAT(deep["source"].get<std::string>(), ContainsSubstring("Global Heat Flow Database"));
    CHECK_THAT(value_at("10.05", "51.18", "borehole_permission")["text"].get<std::string>(),
               ContainsSubstring("Nicht geprüft: Wasserschutz"));
    CHECK_THAT(value_at("10.05", "51.18", "geothermal")["text"].get<std::string>(), ContainsSubstring("Ohne Geologie gerechnet"));
}

TEST_CASE("check finds the register slip of 35,000 kW and the rounded place by rules", "[cli][real]") {
    real_district();
    const auto document = tests::run_program({"check", real_district().string(), "--json"}).json();
    bool slip = false, rounded = false;
    for (const auto& finding : document["findings"]) {
        const std::string feature = finding["feature"], rule = finding["rule"];
        slip = slip || (rule == "range" && feature.find("SEE967847277708") != std::string::npos);
        rounded = rounded || (rule == "rounded_place" && feature.find("SEE977794335147") != std::string::npos);
    }
    CHECK(slip);
    CHECK(rounded);
}

TEST_CASE("A picture of the real district is drawn without any window", "[cli][real]") {
    real_district();
    const tests::TempFolder folder;
    const auto run = tests::run_program({"render", real_district().string(), (folder / "map.png").string(), "--size", "800x600"});
    INFO(run.error);
    CHECK(run.exit_code == 0);
    CHECK(tests::read_file(folder / "map.png").substr(1, 3) == "PNG");
    CHECK(std::filesystem::file_size(folder / "map.png") > 30'000);
    CHECK(tests::run_program({"render", real_district().string(), (folder / "map.pdf").string(), "--size", "400x300"}).exit_code == 0);
    CHECK(tests::read_file(folder / "map.pdf").substr(0, 4) == "%PDF");
}

TEST_CASE("Layers are exported as raster and as features", "[cli][real]") {
    real_district();
    const tests::TempFolder folder;
    CHECK(tests::run_program({"export", real_district().string(), "plants", (folder / "plants.geojson").string()}).exit_code == 0);
    CHECK(nlohmann::json::parse(tests::read_file(folder / "plants.geojson"))["features"].size() > 100);
    CHECK(tests::run_program({"export", real_district().string(), "landcover", (folder / "landcover.tif").string()}).exit_code == 0);
    CHECK(std::filesystem::file_size(folder / "landcover.tif") > 1000);
    CHECK_THAT(tests::failure_of({"export", real_district().string(), "plants", (folder / "plants.xyz").string()}),
               ContainsSubstring("plants.xyz"));
    CHECK_THAT(tests::failure_of({"export", real_district().string(), "roads", (folder / "roads.gpkg").string()}),
               ContainsSubstring("roads"));
}
