#include "engine/session.h"
#include "geo/roof_planes.h"
#include "io/citygml.h"
#include "io/import_fixtures.h"
#include "io/survey_codes.h"
#include "io/lod2_fixtures.h"
#include "support/real_data.h"
#include "support/temp_folder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numeric>
#include <random>

using namespace kreisblick;
using namespace kreisblick::tests;
using Catch::Approx;

namespace {

/// Imports a file into the dataset buildings as it is declared.
core::Result<io::PartContent> prepare(const std::filesystem::path& file, const std::string& source_crs = {},
                                      const model::District& district = small_district()) {
    static const auto declarations = engine::Declarations::read();
    REQUIRE(declarations);
    model::ImportSpec spec = spec_of(file);
    spec.dataset = "buildings";
    spec.source_crs = source_crs;
    return io::prepare_vector(district, *declarations->datasets.find("buildings"), spec, {});
}

core::Result<io::PartContent> prepare_text(const std::string& gml, const std::string& source_crs = {}) {
    const TempFolder folder;
    return prepare(folder.write("houses.gml", gml), source_crs);
}

std::vector<geo::RoofPlane> planes_of(const geo::FeatureTable& table, std::size_t row) {
    const auto planes = geo::roof_planes_from(table.text(row, "roof_planes"));
    REQUIRE(planes);
    return *planes;
}

double area_of(const std::vector<geo::RoofPlane>& planes) {
    return std::accumulate(planes.begin(), planes.end(), 0.0, [](double sum, const geo::RoofPlane& plane) { return sum + plane.area_m2; });
}

/// The plane that faces this way; REQUIREs one.
geo::RoofPlane facing(const std::vector<geo::RoofPlane>& planes, double azimuth_deg) {
    for (const geo::RoofPlane& plane : planes)
        if (std::abs(plane.azimuth_deg - azimuth_deg) < 0.5) return plane;
    FAIL("no plane faces " << azimuth_deg);
    return {};
}

/// Whether the import fails with a sentence that holds the words.
void check_refused(const std::string& gml, const std::string& words) {
    const auto part = prepare_text(gml);
    INFO(words);
    REQUIRE_FALSE(part);
    INFO(part.error().sentence);
    CHECK(says(part.error(), words));
    CHECK(says(part.error(), "houses.gml"));
}

}  // namespace

TEST_CASE("A gabled house of CityGML 1.0 and 2.0 comes in with its footprint, facts and two planes of 56.57 m²", "[io][lod2]") {
    const std::string facts =
        "<gml:name>Mühle</gml:name><bldg:function>31001_1221</bldg:function><bldg:yearOfConstruction>1780</bldg:yearOfConstruction>"
        "<bldg:roofType>3100</bldg:roofType><bldg:measuredHeight uom=\"urn:adv:uom:m\">7.1</bldg:measuredHeight>"
        "<bldg:storeysAboveGround>2</bldg:storeysAboveGround>";
    for (const std::string version : {"1.0", "2.0"}) {
        INFO(version);
        const auto part = prepare_text(citygml(version, building_xml("DEHE1", facts, gable_house())));
        REQUIRE(part);
        const geo::FeatureTable& table = features_of(*part);
        REQUIRE(table.size() == 1);
        CHECK(geo::area(table.geometry(0)) == Approx(80));
        CHECK(table.text(0, "id") == "DEHE1");
        CHECK(table.text(0, "name") == "Mühle");
        CHECK(table.text(0, "use") == "farm");
        CHECK(table.text(0, "roof_shape") == "gabled");
        CHECK(table.number(0, "height_m") == Approx(7.1));
        CHECK(table.number(0, "storeys") == 2);
        CHECK(table.number(0, "year") == 1780);
        CHECK(table.text(0, "roof_planes") == "56.57 45.0 180.0; 56.57 45.0 0.0");
        CHECK(part->record.notes.empty());
    }
}

TEST_CASE("A hipped roof has two trapezoids and two triangles", "[io][lod2]") {
    const auto part = prepare_text(citygml("2.0", building_xml("hip", "", hip_house())));
    REQUIRE(part);
    const auto planes = planes_of(features_of(*part), 0);
    REQUIRE(planes.size() == 4);
    // Trapezoid: (10 + 2)/2 · 4 m on the map, triangle: 8 · 4 / 2; both by √2 on the slope of 45°.
    CHECK(facing(planes, 180).area_m2 == Approx(24 * std::sqrt(2)).margin(0.01));
    CHECK(facing(planes, 90).area_m2 == Approx(16 * std::sqrt(2)).margin(0.01));
    CHECK(facing(planes, 270).tilt_deg == Approx(45).margin(0.1));
    CHECK(features_of(*part).number(0, "height_m") == Approx(7));  // from the lowest to the highest corner: none is stated
}

TEST_CASE("Flat and mono-pitch roofs are what they are", "[io][lod2]") {
    const std::vector<Surface> flat{{"GroundSurface", k_square_ground}, {"RoofSurface", "0 0 3 10 0 3 10 8 3 0 8 3 0 0 3"}};
    // Down to the west: 10 m wide, 5 m high.
    const std::vector<Surface> mono{{"GroundSurface", k_square_ground}, {"RoofSurface", "0 0 3 10 0 8 10 8 8 0 8 3 0 0 3"}};
    const auto part = prepare_text(citygml("1.0", building_xml("flat", "", flat) + building_xml("mono", "", mono)));
    REQUIRE(part);
    CHECK(features_of(*part).text(0, "roof_planes") == "80.00 0.0 0.0");
    CHECK(features_of(*part).text(1, "roof_planes") == "89.44 26.6 270.0");  // 8 · √125 m², atan(1/2)
}

TEST_CASE("An L of two building parts is one building with the planes of both", "[io][lod2]") {
    const std::vector<Surface> wing{{"GroundSurface", "10 0 0 10 6 0 16 6 0 16 0 0 10 0 0"},
                                    {"RoofSurface", "10 0 2.5 16 0 2.5 16 6 2.5 10 6 2.5 10 0 2.5"}};
    const auto as_part = [](const std::string& facts, const std::vector<Surface>& surfaces) {
        return "<bldg:consistsOfBuildingPart><bldg:BuildingPart>" + facts + surfaces_xml(surfaces) +
               "</bldg:BuildingPart></bldg:consistsOfBuildingPart>";
    };
    const std::string parts = as_part("<bldg:roofType>3100</bldg:roofType><bldg:measuredHeight>7</bldg:measuredHeight>", gable_house()) +
                              as_part("<bldg:roofType>1000</bldg:roofType><bldg:measuredHeight>2.5</bldg:measuredHeight>", wing);
    const auto part = prepare_text(citygml("2.0", building_xml("L", parts, {})));
    REQUIRE(part);
    const geo::FeatureTable& table = features_of(*part);
    REQUIRE(table.size() == 1);
    CHECK(geo::area(table.geometry(0)) == Approx(80 + 36));
    CHECK(table.part_count(0) == 1);  // united
    CHECK(table.number(0, "height_m") == Approx(7));
    CHECK(table.text(0, "roof_shape") == "mixed");
    CHECK(table.text(0, "roof_planes") == "56.57 45.0 180.0; 56.57 45.0 0.0; 36.00 0.0 0.0");
}

TEST_CASE("Roof surfaces that only point to the polygons of the solid are followed", "[io][lod2]") {
    const std::string solid =
        "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember><gml:Polygon gml:id=\"p1\"><gml:exterior>"
        "<gml:LinearRing><gml:pos>" +
        in_district("0 0 3") + "</gml:pos><gml:pos>" + in_district("10 0 3") + "</gml:pos><gml:pos>" + in_district("10 8 3") +
        "</gml:pos></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:CompositeSurface></gml:exterior></gml:Solid>"
        "</bldg:lod2Solid>";
    const std::string roof =
        "<bldg:boundedBy><bldg:RoofSurface><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember xlink:href=\"#p1\"/>"
        "<gml:surfaceMember xlink:href=\"#nowhere\"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:RoofSurface></bldg:boundedBy>";
    const auto part = prepare_text(citygml("1.0", building_xml("a", solid + roof, {})));
    REQUIRE(part);
    CHECK(features_of(*part).text(0, "roof_planes") == "40.00 0.0 0.0");
    CHECK(notes_say(*part, "1 building has no ground surface"));
}

TEST_CASE("Broken surfaces are left out, counted and named, and the rest comes in", "[io][lod2]") {
    std::vector<Surface> house = gable_house();
    house.push_back({"RoofSurface", "0 0 3 10 0 3"});                     // two corners
    house.push_back({"RoofSurface", "0 0 0 10 0 0 10 0 3 0 0 3 0 0 0"});  // a wall called roof
    std::vector<Surface> unreadable = gable_house();
    unreadable.push_back({"RoofSurface", "0 0 3 10 0 3 10 8"});  // not three numbers a corner
    const std::vector<Surface> warped{{"GroundSurface", k_square_ground}, {"RoofSurface", "0 0 3 10 0 3 10 8 4 0 8 3 0 0 3"}};
    const std::vector<Surface> no_roof{{"GroundSurface", k_square_ground}};
    const std::string without_list =
        "<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>"
        "<gml:LinearRing/></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface>"
        "</bldg:boundedBy>";
    const auto part =
        prepare_text(citygml("1.0", building_xml("a", "", house) + building_xml("b", "", unreadable) + building_xml("c", "", warped) +
                                        building_xml("d", "", no_roof) + building_xml("e", without_list, {})));
    REQUIRE(part);
    const geo::FeatureTable& table = features_of(*part);
    REQUIRE(table.size() == 4);
    CHECK(area_of(planes_of(table, 0)) == Approx(2 * 56.57).margin(0.01));
    CHECK(area_of(planes_of(table, 1)) == Approx(2 * 56.57).margin(0.01));
    CHECK(table.text(3, "roof_planes").empty());
    CHECK(notes_say(*part, "1 building has roof surfaces without area, which were left out: a."));
    CHECK(notes_say(*part, "1 building has roof surfaces that stand upright, which were left out as walls: a."));
    CHECK(notes_say(*part, "2 buildings have surfaces without readable coordinates, which were left out: b, e."));
    CHECK(notes_say(*part, "not flat (a corner more than 5 cm off), which count as their mean plane: c."));
    CHECK(notes_say(*part, "1 building has no roof planes, so its roof is assumed from the footprint: d."));
    CHECK(notes_say(*part, "1 building was left out because no surface shows its outline: e."));
}

TEST_CASE("What is no CityGML, breaks off or speaks of an unknown place is refused in one sentence", "[io][lod2]") {
    const std::string whole = citygml("1.0", building_xml("a", "", gable_house()));
    check_refused(whole.substr(0, whole.size() / 2), "its XML is broken or breaks off at byte");
    check_refused("<gpx><trk/></gpx>", "its root element is <gpx>, not <CityModel>");
    check_refused("", "its XML is broken or breaks off at byte 0");
    check_refused(citygml("3.0", building_xml("a", "", gable_house())), "it is CityGML 3.0, and only 1.0 and 2.0 are read");
    check_refused(citygml("1.0", ""), "it holds no building");
    check_refused(citygml("1.0", building_xml("a", "", gable_house()), "urn:of:nowhere"), "its srsName \"urn:of:nowhere\" is none");
    check_refused(citygml("1.0", building_xml("a", "", gable_house()), "EPSG:4326"), "its coordinates are degrees");
    check_refused(citygml("1.0", building_xml("a", "", gable_house()), "EPSG:99999"), "EPSG:99999");
    check_refused(citygml("1.0", building_xml("a", "", {})), "none of its 1 buildings has a surface that can be read");
    check_refused(citygml("1.0", building_xml("a", "", gable_house()), "EPSG:25833"), "lies in the district or its rim");
}

TEST_CASE("Whatever happens to the bytes of a CityGML file, the import answers or says why not", "[io][lod2][fuzz]") {
    const std::string whole =
        citygml("1.0", building_xml("a", "<bldg:roofType>3100</bldg:roofType>", gable_house()) + building_xml("b", "", hip_house()));
    std::mt19937 random(20261122);  // the same changes on every machine
    for (int round = 0; round < 300; ++round) {
        std::string changed = whole;
        for (int change = 0; change < 3; ++change) {
            const std::size_t at = random() % changed.size(), length = 1 + random() % 40;
            if (random() % 2 == 0)
                changed[at] = static_cast<char>(random());
            else
                changed.erase(at, length);
        }
        const auto part = prepare_text(changed);
        if (!part) REQUIRE(says(part.error(), "houses.gml"));
        if (!part) continue;
        for (std::size_t row = 0; row < features_of(*part).size(); ++row)
            REQUIRE(geo::roof_planes_from(features_of(*part).text(row, "roof_planes")));
    }
}

TEST_CASE("An unknown srsName is no obstacle where --source-crs names the system", "[io][lod2]") {
    CHECK(prepare_text(citygml("1.0", building_xml("a", "", gable_house()), "urn:of:nowhere"), "EPSG:25832"));
}

TEST_CASE("The names that survey offices give to reference systems are understood", "[io][lod2]") {
    CHECK(io::crs_of_srs_name("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH") == "EPSG:25832");
    CHECK(io::crs_of_srs_name("urn:adv:crs:ETRS89_UTM33*DE_DHHN92_NH") == "EPSG:25833");
    CHECK(io::crs_of_srs_name("urn:adv:crs:DE_DHDN_3GK3*DE_DHHN92_NH") == "EPSG:31467");
    CHECK(io::crs_of_srs_name("EPSG:25832") == "EPSG:25832");
    CHECK(io::crs_of_srs_name("EPSG:5555") == "EPSG:25832");
    CHECK(io::crs_of_srs_name("urn:ogc:def:crs:EPSG:6.12:25832") == "EPSG:25832");
    CHECK(io::crs_of_srs_name("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783") == "EPSG:25832");
    CHECK(io::crs_of_srs_name("http://www.opengis.net/def/crs/EPSG/0/25832") == "EPSG:25832");
    CHECK_FALSE(io::crs_of_srs_name("EPSG:"));
    CHECK_FALSE(io::crs_of_srs_name("WGS84"));
}

TEST_CASE("Eastings with the number of the zone before them come to the same place", "[io][lod2]") {
    std::string gml = citygml("1.0", building_xml("a", "", gable_house()));
    for (std::size_t at = gml.find("5610"); at != std::string::npos; at = gml.find("5610", at + 6)) gml.insert(at, "32");
    const auto part = prepare_text(gml);
    REQUIRE(part);
    const geo::Extent extent = features_of(*part).extent();
    CHECK(extent.x_min == Approx(561000).margin(0.001));
    CHECK(extent.y_max == Approx(5671008).margin(0.001));
}

TEST_CASE("Codes of use and roof become words, and unknown ones stay", "[io][lod2]") {
    CHECK(io::building_use_word("31001_2721") == "barn");
    CHECK(io::building_use_word("1010") == "house");
    CHECK(io::building_use_word("31001_9998").empty());
    CHECK(io::building_use_word("51002_1290") == "51002_1290");
    CHECK(io::roof_shape_word("3200") == "hipped");
    CHECK(io::roof_shape_word("0").empty());
    CHECK(io::roof_shape_word("7777") == "7777");
}

TEST_CASE("The 589 buildings of Görlitz come in with all of their roofs, turned to the district's north", "[io][lod2][real]") {
    const std::filesystem::path file = require_real_data() / "vector/buildings/lod2_goerlitz_ausschnitt.gpkg";
    model::District district;
    district.name = "Görlitz";
    district.crs = "EPSG:25833";
    district.grid = {499000, 5667000, 10, 200, 200};
    const auto part = prepare(file, {}, district);
    REQUIRE(part);
    const geo::FeatureTable& table = features_of(*part);
    CHECK(table.size() == 589);
    double total_m2 = 0;
    for (std::size_t row = 0; row < table.size(); ++row) total_m2 += area_of(planes_of(table, row));
    // The sum over the file's 1,105 roof polygons by Newell's formula, computed apart from this program.
    CHECK(total_m2 == Approx(87689.42).margin(5));  // the text rounds each of 1,000 planes to 0.01 m²
    const auto planes = planes_of(table, 0);
    REQUIRE(planes.size() == 3);

    // In the neighbouring zone grid north is turned by (15° − 9°) · sin 51.15° = 4.67°.
    district.crs = "EPSG:25832";
    district.grid = {915000, 5690000, 10, 4000, 4000};
    const auto turned = prepare(file, {}, district);
    REQUIRE(turned);
    REQUIRE(features_of(*turned).size() == 589);
    const auto turned_planes = planes_of(features_of(*turned), 0);
    CHECK(turned_planes[0].area_m2 == planes[0].area_m2);
    CHECK(turned_planes[0].azimuth_deg - planes[0].azimuth_deg == Approx(-4.67).margin(0.15));
}
