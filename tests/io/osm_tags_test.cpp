#include "io/osm_tags.h"

#include <catch2/catch_test_macros.hpp>

#include <initializer_list>
#include <set>

using namespace kreisblick;
using io::OsmShape;
using io::OsmTheme;

namespace {

std::vector<io::OsmRow> rows_of(OsmShape shape, std::initializer_list<std::pair<const char*, const char*>> tags) {
    io::OsmTags all;
    for (const auto& [key, value] : tags) all.set(key, value);
    return io::rows_of(shape, all);
}

}  // namespace

TEST_CASE("A building keeps its use, storeys, year, height and address", "[io][osm]") {
    const auto rows = rows_of(OsmShape::Area, {{"building", "house"},
                                               {"building:levels", "2"},
                                               {"start_date", "1784-05"},
                                               {"height", "9,5 m"},
                                               {"addr:street", "Marktplatz"},
                                               {"addr:housenumber", "4a"},
                                               {"heritage", "4"}});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].theme == OsmTheme::Buildings);
    CHECK(rows[0].values == std::vector<std::string>{"house", "", "2", "1784", "9.5", "Marktplatz", "4a", "", "", "", "4"});
    CHECK(rows_of(OsmShape::Area, {{"building", "yes"}})[0].values[0].empty());
    CHECK(rows_of(OsmShape::Area, {{"building", "no"}}).empty());
    CHECK(rows_of(OsmShape::Line, {{"building", "house"}}).empty());
}

TEST_CASE("Land use becomes a CORINE class, and the tag is kept", "[io][osm]") {
    CHECK(io::corine_code("landuse", "farmland") == 211);
    CHECK(io::corine_code("landuse", "meadow") == 231);
    CHECK(io::corine_code("natural", "wood") == 311);
    CHECK(io::corine_code("landuse", "nonsense") == std::nullopt);
    const auto rows = rows_of(OsmShape::Area, {{"leisure", "park"}, {"landuse", "forest"}});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].values == std::vector<std::string>{"311", "landuse=forest", ""});
}

TEST_CASE("One object may stand for several things", "[io][osm]") {
    std::set<OsmTheme> themes;
    for (const io::OsmRow& row : rows_of(OsmShape::Area, {{"building", "school"}, {"amenity", "school"}})) themes.insert(row.theme);
    CHECK(themes == std::set{OsmTheme::Buildings, OsmTheme::Landcover, OsmTheme::Poi});
    themes.clear();
    for (const io::OsmRow& row : rows_of(OsmShape::Area, {{"natural", "water"}, {"name", "Werratalsee"}})) themes.insert(row.theme);
    CHECK(themes == std::set{OsmTheme::Landcover, OsmTheme::WaterAreas});
}

TEST_CASE("Facilities are named by what people look for", "[io][osm]") {
    const auto kind = [](const char* key, const char* value) { return rows_of(OsmShape::Point, {{key, value}}).at(0).values[0]; };
    CHECK(kind("amenity", "school") == "school");
    CHECK(kind("shop", "bakery") == "shop");
    CHECK(kind("highway", "bus_stop") == "bus_stop");
    CHECK(kind("railway", "halt") == "railway_station");
    CHECK(kind("healthcare", "doctor") == "doctors");
    CHECK(rows_of(OsmShape::Point, {{"amenity", "bench"}}).empty());
    CHECK(rows_of(OsmShape::Point, {{"shop", "vacant"}}).empty());
}

TEST_CASE("Roads, waterways, rails and power lines are told apart", "[io][osm]") {
    CHECK(rows_of(OsmShape::Line, {{"highway", "track"}, {"name", "Feldweg"}})[0].values[0] == "track");
    CHECK(rows_of(OsmShape::Line, {{"waterway", "river"}})[0].theme == OsmTheme::WaterLines);
    CHECK(rows_of(OsmShape::Line, {{"waterway", "dam"}}).empty());
    CHECK(rows_of(OsmShape::Line, {{"railway", "rail"}, {"tracks", "2"}})[0].values == std::vector<std::string>{"rail", "", "2"});
    CHECK(rows_of(OsmShape::Line, {{"railway", "abandoned"}}).empty());
    CHECK(rows_of(OsmShape::Line, {{"power", "line"}, {"voltage", "110000"}})[0].values[1] == "110000");
}

TEST_CASE("A power plant has a technology and kilowatts where the tags say so", "[io][osm]") {
    const auto rows = rows_of(OsmShape::Point,
                              {{"power", "generator"}, {"generator:source", "biogas;solar"}, {"generator:output:electricity", "0.5 MW"}});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].values == std::vector<std::string>{"", "biomass", "500", "", "generator"});
    CHECK(io::power_kw_in("3.5 MW") == 3500);
    CHECK(io::power_kw_in("100 kW") == 100);
    CHECK(io::power_kw_in("9,9kWp") == 9.9);
    CHECK_FALSE(io::power_kw_in("yes"));
    CHECK_FALSE(io::power_kw_in("small_installation"));
    CHECK_FALSE(io::power_kw_in("42"));
}

TEST_CASE("Years are found in the dates mappers write", "[io][osm]") {
    for (const char* text : {"1890", "1890-05-01", "~1890", "before 1890", "1890..1910"}) CHECK(io::year_in(text) == 1890);
    for (const char* text : {"", "C18", "12345", "9999"}) CHECK_FALSE(io::year_in(text));
}

TEST_CASE("Heights are metres, and feet say nothing", "[io][osm]") {
    CHECK(io::metres_in("12") == 12);
    CHECK(io::metres_in("12.5 m") == 12.5);
    CHECK_FALSE(io::metres_in("40 ft"));
    CHECK_FALSE(io::metres_in("high"));
}
