#include "io/import_fixtures.h"
#include "support/real_data.h"
#include "support/temp_folder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iterator>

using namespace kreisblick;
using namespace kreisblick::tests;

namespace {

/// A catalogue in which only buildings are declared, with their id called otherwise.
model::DatasetCatalogue catalogue_in(const TempFolder& folder) {
    return model::DatasetCatalogue::read(folder.write("datasets.toml", R"([[dataset]]
id = "buildings"
title = { de = "Gebäude", en = "Buildings" }
kinds = ["vector"]
geometry = "polygon"
cost_of_absence = { de = "Viel.", en = "Much." }
field = [{ name = "id", text = true, also_called = ["osm_id"] }]
)"))
        .value();
}

core::Result<std::vector<io::PartContent>> prepare(const std::filesystem::path& file, const model::District& district = small_district(),
                                                   const std::map<std::string, std::string>& settings = {}) {
    const TempFolder folder;
    auto spec = spec_of(file);
    spec.dataset = "osm";
    spec.settings = settings;
    return io::prepare_osm(district, catalogue_in(folder), spec, {});
}

const io::PartContent& part_of(const std::vector<io::PartContent>& parts, const std::string& dataset, const std::string& name = "main") {
    for (const io::PartContent& part : parts)
        if (part.record.dataset == dataset && part.record.name == name) return part;
    FAIL("no part " << dataset << "/" << name);
    return parts.front();
}

/// A tiny extract inside small_district(): a house, a bow tie, a street, a lake of a relation with an island, a bus stop, a village, a
/// solar field.
std::string tiny_extract() {
    std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6"><bounds minlat="51.2100" minlon="9.9000" maxlat="51.2200" maxlon="9.9200"/>
)";
    const auto node = [&](int id, double lat, double lon, const std::string& tags = "") {
        text += fmt::format(R"(<node id="{}" version="1" timestamp="2024-03-01T00:00:00Z" lat="{:.7f}" lon="{:.7f}">{}</node>)", id, lat,
                            lon, tags) +
                "\n";
    };
    const auto square = [&](int first, double lat, double lon, double size) {
        node(first, lat, lon), node(first + 1, lat, lon + size), node(first + 2, lat + size, lon + size), node(first + 3, lat + size, lon);
    };
    square(1, 51.211, 9.901, 0.0001);
    square(11, 51.212, 9.902, 0.0001);
    square(21, 51.213, 9.903, 0.001);
    square(31, 51.2132, 9.9032, 0.0004);
    square(41, 51.215, 9.905, 0.001);
    node(51, 51.214, 9.904, R"(<tag k="highway" v="bus_stop"/><tag k="name" v="Anger"/>)");
    node(52, 51.215, 9.906, R"(<tag k="place" v="village"/><tag k="name" v="Musterdorf"/><tag k="population" v="412"/>)");
    const auto way = [&](int id, std::initializer_list<int> nodes, const std::string& tags) {
        text += fmt::format(R"(<way id="{}" version="1" timestamp="2024-05-02T00:00:00Z">)", id);
        for (const int ref : nodes) text += fmt::format(R"(<nd ref="{}"/>)", ref);
        text += tags + "</way>\n";
    };
    way(100, {1, 2, 3, 4, 1}, R"(<tag k="building" v="house"/><tag k="addr:street" v="Anger"/><tag k="addr:housenumber" v="1"/>)");
    way(101, {11, 13, 12, 14, 11}, R"(<tag k="building" v="yes"/>)");
    way(102, {1, 11}, R"(<tag k="highway" v="residential"/><tag k="name" v="Anger"/>)");
    way(103, {21, 22, 23, 24, 21}, "");
    way(104, {31, 32, 33, 34, 31}, "");
    way(105, {41, 42, 43, 44, 41},
        R"(<tag k="power" v="plant"/><tag k="plant:source" v="solar"/><tag k="plant:output:electricity" v="1.5 MW"/>)");
    way(106, {1, 2, 3, 4, 1}, R"(<tag k="building" v="no"/>)");
    text += R"(<relation id="200" version="1"><member type="way" ref="103" role="outer"/><member type="way" ref="104" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="Teich"/></relation>
</osm>
)";
    return text;
}

double total_area_m2(const geo::FeatureTable& features) {
    double sum = 0;
    for (std::size_t row = 0; row < features.size(); ++row) sum += geo::area(features.geometry(row));
    return sum;
}

/// Count and area in hectares of the polygons with a tag.
std::pair<int, double> land(const geo::FeatureTable& features, const std::string& tag) {
    std::pair<int, double> result{0, 0};
    for (std::size_t row = 0; row < features.size(); ++row)
        if (features.text(row, "tag") == tag) result.first += 1, result.second += geo::area(features.geometry(row)) / 1e4;
    return result;
}

/// Count and length in kilometres of the roads that people drive and walk on in a town.
std::pair<int, double> town_roads(const geo::FeatureTable& roads) {
    std::pair<int, double> result{0, 0};
    for (std::size_t row = 0; row < roads.size(); ++row)
        for (const char* kind :
             {"residential", "living_street", "unclassified", "tertiary", "secondary", "primary", "pedestrian", "service"})
            if (roads.text(row, "class") == kind) result.first += 1, result.second += geo::length(roads.geometry(row)) / 1000;
    return result;
}

model::District district_around(double x_min, double y_max) {
    model::District district = small_district();
    district.grid = {x_min, y_max, 10, 2000, 2000};
    return district;
}

}  // namespace

TEST_CASE("An extract fills all its datasets in one parse", "[io][osm]") {
    const TempFolder folder;
    const auto parts = prepare(folder.write("tiny.osm", tiny_extract()));
    if (!parts) FAIL(parts.error().sentence);
    REQUIRE(parts->size() == 10);

    const io::PartContent& buildings = part_of(*parts, "buildings");
    REQUIRE(features_of(buildings).size() == 2);
    CHECK(features_of(buildings).text(0, "id") == "way/100");  // the catalogue's name of osm_id
    CHECK(features_of(buildings).text(0, "use") == "house");
    CHECK(features_of(buildings).text(0, "house_number") == "1");
    CHECK(notes_say(buildings, "1 polygon crosses itself or has no area and was kept as drawn: way/101."));

    const geo::FeatureTable& water = features_of(part_of(*parts, "water"));
    REQUIRE(water.size() == 1);
    CHECK(water.text(0, "osm_id") == "relation/200");
    CHECK(water.part_count(0) == 2);
    CHECK(water.part_is_hole(0, 1));
    CHECK(features_of(part_of(*parts, "landcover")).number(0, "code") == 512);
    CHECK(features_of(part_of(*parts, "roads")).text(0, "class") == "residential");
    CHECK(features_of(part_of(*parts, "poi")).text(0, "kind") == "bus_stop");
    CHECK(features_of(part_of(*parts, "places")).number(0, "population") == 412);
    const geo::FeatureTable& plants = features_of(part_of(*parts, "plants"));
    REQUIRE(plants.size() == 1);
    CHECK(plants.text(0, "technology") == "solar");
    CHECK(plants.number(0, "power_kw") == 1500);
    CHECK(plants.number(0, "area_m2") == Catch::Approx(0.001 * 111260 * 0.001 * 69830).epsilon(0.01));
}

TEST_CASE("A dataset without a feature is known to be empty where the extract lies", "[io][osm]") {
    const TempFolder folder;
    const auto parts = prepare(folder.write("tiny.osm", tiny_extract()));
    REQUIRE(parts);
    const io::PartContent& railway = part_of(*parts, "railway");
    CHECK(railway.record.count == 0);
    // 0.02° × 0.01° at 51.215° N
    CHECK(geo::area(railway.record.coverage) / 1e6 == Catch::Approx(0.02 * 69.89 * 0.01 * 111.26).epsilon(0.01));
    CHECK(railway.record.provenance.licence == "ODbL 1.0");
    CHECK(railway.record.provenance.source == "© OpenStreetMap contributors");
    CHECK(railway.record.provenance.date == "2024-05-02");
    const auto wide = prepare(folder / "tiny.osm", small_district(), {{"coverage", "extent"}});
    CHECK(geo::area(part_of(*wide, "railway").record.coverage) == Catch::Approx(1e8));
}

TEST_CASE("Broken extracts are refused in a sentence", "[io][osm][bad-input]") {
    const TempFolder folder;
    const auto error = [&](const std::filesystem::path& file) {
        const auto parts = prepare(file);
        REQUIRE_FALSE(parts);
        return parts.error().sentence;
    };
    CHECK(error(folder / "none.osm.pbf").find("no such file") != std::string::npos);
    CHECK(error(folder.write("letter.osm.pbf", "Dear office, here are the data.")).find("letter.osm.pbf") != std::string::npos);
    CHECK(error(folder.write("empty.osm", "<?xml version=\"1.0\"?>\n<osm version=\"0.6\"></osm>\n")).find("no OpenStreetMap objects") !=
          std::string::npos);
    CHECK(error(folder.write("nothing.osm", "")).find("nothing.osm") != std::string::npos);
    const std::string text = tiny_extract();
    CHECK(error(folder.write("cut.osm", text.substr(0, text.size() / 2))).find("cut.osm") != std::string::npos);
}

TEST_CASE("An extract of somewhere else says where it lies", "[io][osm][bad-input]") {
    const TempFolder folder;
    const auto parts = prepare(folder.write("tiny.osm", tiny_extract()), district_around(400000, 5400000));
    REQUIRE_FALSE(parts);
    CHECK(says(parts.error(), "51.215° N 9.910° E"));
}

TEST_CASE("A truncated PBF is refused, not half taken", "[io][osm][bad-input][real]") {
    const auto data = require_real_data();
    const TempFolder folder;
    std::ifstream stream(data / "vector/osm/dreieich_2022-10.osm.pbf", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    for (const std::size_t share : {2UL, 3UL, 100UL}) {
        const auto file = folder.write("cut.osm.pbf", bytes.substr(0, bytes.size() - bytes.size() / share));
        const auto parts = prepare(file, district_around(470000, 5550000));
        REQUIRE_FALSE(parts);
        CHECK(says(parts.error(), "cut.osm.pbf"));
    }
}

TEST_CASE("Lauf comes in with exactly the counts, lengths and areas of its sources page", "[io][osm][real]") {
    const auto data = require_real_data();
    const auto parts = prepare(data / "vector/osm/lauf_an_der_pegnitz_2020-01-15.osm.pbf", district_around(655000, 5495000));
    if (!parts) FAIL(parts.error().sentence);
    const geo::FeatureTable& buildings = features_of(part_of(*parts, "buildings"));
    CHECK(buildings.size() == 6530);  // 6,531 with one building=no
    CHECK(total_area_m2(buildings) == Catch::Approx(1196081).epsilon(1e-4));
    const auto [road_count, road_km] = town_roads(features_of(part_of(*parts, "roads")));
    CHECK(road_count == 1631);
    CHECK(road_km == Catch::Approx(143.50).epsilon(1e-4));
    const geo::FeatureTable& landcover = features_of(part_of(*parts, "landcover"));
    struct Expected {
        const char* tag;
        int count;
        double ha;
    };
    for (const Expected& use : {Expected{"landuse=farmland", 72, 120.1},
                                {"landuse=meadow", 62, 80.4},
                                {"landuse=forest", 23, 62.5},
                                {"landuse=residential", 380, 368.5}}) {
        INFO(use.tag);
        const auto [count, ha] = land(landcover, use.tag);
        CHECK(count == use.count);
        CHECK(std::abs(ha - use.ha) <= 0.05 + use.ha * 1e-4);  // the page rounds to 0.1 ha
    }
    CHECK(part_of(*parts, "buildings").record.provenance.date == "2020-01-14");  // of the newest object with tags
}

TEST_CASE("Dreieich comes in with exactly the counts, lengths and areas of its sources page", "[io][osm][real]") {
    const auto data = require_real_data();
    const auto parts = prepare(data / "vector/osm/dreieich_2022-10.osm.pbf", district_around(470000, 5550000));
    if (!parts) FAIL(parts.error().sentence);
    const geo::FeatureTable& buildings = features_of(part_of(*parts, "buildings"));
    CHECK(buildings.size() == 3771);
    CHECK(total_area_m2(buildings) == Catch::Approx(422688).epsilon(1e-4));
    const auto [road_count, road_km] = town_roads(features_of(part_of(*parts, "roads")));
    CHECK(road_count == 272);
    CHECK(road_km == Catch::Approx(39.59).epsilon(2e-4));  // the page rounds to 0.01 km
    const auto [farmland, farmland_ha] = land(features_of(part_of(*parts, "landcover")), "landuse=farmland");
    CHECK(farmland == 31);
    CHECK(std::abs(farmland_ha - 35.2) <= 0.05 + 0.0035);
    const auto [meadows, meadow_ha] = land(features_of(part_of(*parts, "landcover")), "landuse=meadow");
    CHECK(meadows == 86);
    CHECK(std::abs(meadow_ha - 46.9) <= 0.05 + 0.0047);
}
