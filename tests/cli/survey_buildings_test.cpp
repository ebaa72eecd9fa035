// Buildings as the survey's offices give them out (ALKIS): functions as codes or names, years and storeys under their own columns.
#include "io/gdal_handles.h"
#include "io/survey_codes.h"
#include "support/program.h"
#include "support/temp_folder.h"
#include "support/village.h"

#include <fmt/format.h>
#include <ogrsf_frmts.h>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

struct Surveyed {
    const char *id, *function, *address, *roof;
    int year, storeys;
    double length_m, width_m;
};

/// As in the object catalogue; the year is 0 where the office knows none.
constexpr Surveyed k_surveyed[] = {{"DEHE1", "31001_1010", "Lange Straße 12 a", "3100", 1950, 2, 10, 10},
                                   {"DEHE2", "2721", "", "3100", 0, 0, 20, 10},
                                   {"DEHE3", "1221", "Mühlgäßchen 3; Am Anger 1", "3200", 1750, 2, 20, 10},
                                   {"DEHE4", "2463", "", "1000", 0, 1, 6, 3},
                                   {"DEHE5", "2700", "", "2100", 1980, 1, 40, 20},
                                   {"DEHE6", "3021", "Schulstraße 1", "1000", 1965, 2, 30, 20},
                                   {"DEHE7", "2700", "", "3100", 1980, 1, 15, 10}};

/// What the columns are called.
struct Names {
    const char *id, *function, *address, *roof, *year, *storeys;
};
constexpr Names k_short{"OID", "GFK", "LAGE", "DAF", "BJA", "AOG"};
constexpr Names k_long{"gml_id", "gebaeudefunktion", "lagebeztxt", "dachform", "baujahr", "anzahlDerOberirdischenGeschosse"};

void add_features(OGRLayer& layer, const Names& names) {
    for (const auto& [name, type] :
         {std::pair{names.id, OFTString}, std::pair{names.function, OFTString}, std::pair{names.address, OFTString},
          std::pair{names.roof, OFTString}, std::pair{names.year, OFTInteger}, std::pair{names.storeys, OFTInteger}}) {
        OGRFieldDefn field(name, type);
        REQUIRE(layer.CreateField(&field) == OGRERR_NONE);
    }
    double x = 500500;
    for (const Surveyed& one : k_surveyed) {
        const io::OgrFeature feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
        const std::string wkt =
            fmt::format("POLYGON (({0} 5679000,{1} 5679000,{1} {2},{0} {2},{0} 5679000))", x, x + one.length_m, 5679000 + one.width_m);
        OGRGeometry* geometry = nullptr;
        REQUIRE(OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry) == OGRERR_NONE);
        feature->SetGeometryDirectly(geometry);
        int field = 0;
        for (const char* text : {one.id, one.function, one.address, one.roof}) feature->SetField(field++, text);
        for (const int number : {one.year, one.storeys}) feature->SetField(field++, number);
        REQUIRE(layer.CreateFeature(feature.get()) == OGRERR_NONE);
        x += 60;
    }
}

std::filesystem::path write_buildings(const std::filesystem::path& path, const char* format, const Names& names) {
    io::prepare_gdal();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format);
    const io::GdalDataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(dataset);
    OGRSpatialReference utm = io::spatial_reference("EPSG:25832").value();
    char encoding[] = "ENCODING=ISO-8859-1";
    char* options[] = {encoding, nullptr};
    const bool is_shapefile = path.extension() == ".shp";
    OGRLayer* layer = dataset->CreateLayer("gebaeude", &utm, wkbPolygon, is_shapefile ? options : nullptr);
    REQUIRE(layer);
    add_features(*layer, names);
    return path;
}

nlohmann::json heat_after_import(const tests::TempFolder& folder, const std::filesystem::path& source) {
    const std::string file = (folder / "d.gpkg").string(), out = (folder / "heat.geojson").string();
    REQUIRE(tests::run_program({"new", file, "--extent", "500000,5678000,502000,5680000", "--rim", "0"}).exit_code == 0);
    const auto imported = tests::run_program({"import", file, "buildings", source.string()});
    INFO(imported.error);
    REQUIRE(imported.exit_code == 0);
    CHECK_THAT(imported.error, ContainsSubstring("7 buildings had a function of the survey's list"));
    const auto computed = tests::run_program({"compute", file, "heat_demand", "--out", out, "--set", "heat_demand.refurbishment=as_built",
                                              "--set", "heat_demand.climate=standard"});
    INFO(computed.error);
    REQUIRE(computed.exit_code == 0);
    CHECK(computed.error.find("Impossible year") == std::string::npos);  // a year of 0 is one that the office does not know
    nlohmann::json by_id;
    const auto document = nlohmann::json::parse(tests::read_file(out));
    for (const auto& feature : document["features"]) by_id[feature["properties"]["id"].get<std::string>()] = feature["properties"];
    REQUIRE(by_id.size() == std::size(k_surveyed));
    return by_id;
}

void check_heat(const nlohmann::json& heat) {
    const auto demand = [&](const char* id) { return heat[id]["demand_kwh_a"].get<double>(); };
    CHECK(heat["DEHE1"]["use"] == "dwelling");
    CHECK(heat["DEHE1"]["storeys_source"] == "given");
    CHECK(heat["DEHE1"]["age_source"] == "given");
    CHECK_THAT(demand("DEHE1"), WithinAbs(200 * (272.9 + 12.5), 1));  // SFH.04
    CHECK(heat["DEHE2"]["use"] == "barn");
    CHECK(heat["DEHE2"]["storeys_source"] == "assumed");
    CHECK(heat["DEHE2"]["age_source"] == "assumed");
    CHECK(demand("DEHE2") == 0);
    CHECK(heat["DEHE3"]["use"] == "farmhouse");
    CHECK_THAT(demand("DEHE3"), WithinAbs(0.8 * 200 * 2.5 * (282.7 + 12.5), 1));  // SFH.01
    CHECK(demand("DEHE4") == 0);
    CHECK(heat["DEHE5"]["heating"] == "large_farm");
    CHECK_THAT(demand("DEHE6"), WithinAbs(0.8 * 600 * 2 * 100, 1));
    CHECK_THAT(demand("DEHE7"), WithinAbs(0.8 * 150 * 110, 1));  // a farm building of 150 m², which the survey's table heats
}

}  // namespace

TEST_CASE("A GeoPackage of ALKIS buildings gives their uses, years, storeys and addresses", "[cli][import][buildings]") {
    const tests::TempFolder folder;
    check_heat(heat_after_import(folder, write_buildings(folder / "gebaeude.gpkg", "GPKG", k_long)));
    const auto out = folder / "b.geojson";
    REQUIRE(tests::run_program({"export", (folder / "d.gpkg").string(), "buildings", out.string()}).exit_code == 0);
    const nlohmann::json first = nlohmann::json::parse(tests::read_file(out))["features"][0]["properties"];
    CHECK(first["street"] == "Lange Straße");
    CHECK(first["house_number"] == "12 a");
    CHECK(first["use"] == "house");
    CHECK(first["use_stated"] == "31001_1010");
    CHECK(first["roof_shape"] == "gabled");
}

TEST_CASE("A Latin-1 shapefile of ALKIS buildings, with and without a word on its encoding, gives the same", "[cli][import][buildings]") {
    for (const bool tells_encoding : {true, false}) {
        const tests::TempFolder folder;
        const auto source = write_buildings(folder / "gebaeude.shp", "ESRI Shapefile", k_short);
        REQUIRE(tests::read_file(folder / "gebaeude.dbf")
                    .find("Lange Stra\xDF"
                          "e 12 a") != std::string::npos);
        if (!tells_encoding) std::filesystem::remove(folder / "gebaeude.cpg");
        check_heat(heat_after_import(folder, source));
        const auto out = folder / "b.geojson";
        REQUIRE(tests::run_program({"export", (folder / "d.gpkg").string(), "buildings", out.string()}).exit_code == 0);
        const nlohmann::json features = nlohmann::json::parse(tests::read_file(out))["features"];
        CHECK(features[0]["properties"]["street"] == "Lange Straße");
        CHECK(features[2]["properties"]["street"] == "Mühlgäßchen");
        CHECK(features[2]["properties"]["house_number"] == "3");
    }
}

TEST_CASE("Every function of the survey's list is a use that the program knows", "[io][buildings]") {
    const tests::Village village;
    const auto uses = potentials::BuildingUses::from(village.declared(0));
    REQUIRE(uses);
    int known = 0;
    for (int code = 1000; code <= 9999; ++code) {
        const std::string text = std::to_string(code), word = io::building_use_word(text);
        if (word == text || word.empty()) continue;
        INFO(code << " " << word);
        CHECK(uses->use_of(word) != potentials::BuildingUses::k_unknown);
        // A code that the table of uses knows itself means the same there.
        if (uses->use_of(text) != potentials::BuildingUses::k_unknown) CHECK(uses->use_of(text) == uses->use_of(word));
        ++known;
    }
    CHECK(known > 140);
    CHECK(io::building_use_word("Wohngebäude") == "residential");
    CHECK(io::building_use_word("Gebäude für Wirtschaft oder Gewerbe") == "commercial");
    CHECK(io::building_use_word("Scheune und Stall") == "barn");
    CHECK(io::building_use_word("31001_9998").empty());
    CHECK(io::building_use_word("Pagode") == "Pagode");
    CHECK(io::roof_shape_word("Satteldach") == "gabled");
}
