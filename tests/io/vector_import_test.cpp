#include "io/gdal_handles.h"
#include "io/import_fixtures.h"
#include "support/temp_folder.h"

#include <ogrsf_frmts.h>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <fstream>

using namespace kreisblick;
using namespace kreisblick::tests;
using geo::GeometryKind;

namespace {

core::Result<io::PartContent> prepare(const model::ImportSpec& spec, const model::DatasetDeclaration& declaration) {
    return io::prepare_vector(small_district(), declaration, spec, {});
}

core::Result<io::PartContent> prepare(const std::filesystem::path& file, GeometryKind kind) {
    return prepare(spec_of(file), declaration_of(kind));
}

/// A GeoPackage of one layer with these geometries, in EPSG:25832 or without a known CRS.
std::filesystem::path write_geopackage(const std::filesystem::path& path, const std::vector<std::string>& wkts, bool with_crs = true) {
    io::prepare_gdal();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    const io::GdalDataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference utm = io::spatial_reference("EPSG:25832").value();
    OGRLayer* layer = dataset->CreateLayer("shapes", with_crs ? &utm : nullptr, wkbUnknown);
    for (const std::string& wkt : wkts) {
        const io::OgrFeature feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        OGRGeometry* geometry = nullptr;
        REQUIRE(OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry) == OGRERR_NONE);
        feature->SetGeometryDirectly(geometry);
        REQUIRE(layer->CreateFeature(feature.get()) == OGRERR_NONE);
    }
    return path;
}

}  // namespace

TEST_CASE("Points of any CRS come to the same place as with gdaltransform, to a millimetre", "[io][vector]") {
    struct Reference {
        std::string crs, point;
        double east, north;
    };
    // gdaltransform of GDAL 3.6.2, -s_srs CRS -t_srs EPSG:25832
    const std::vector<Reference> references{{"EPSG:4326", "[9.865,51.227]", 560399.559885901, 5675424.10802942},
                                            {"EPSG:25833", "[141000,5690000]", 559663.348296722, 5677761.29253002},
                                            {"EPSG:3035", "[4310000,3125000]", 558817.174590521, 5676397.54500414},
                                            {"EPSG:31467", "[3560500,5677000]", 560402.006841269, 5675168.73746464},
                                            {"EPSG:3857", "[1098000,6660000]", 560306.315174858, 5674455.5873448}};
    const TempFolder folder;
    const auto file = [&](const Reference& r) {
        return folder.write(r.crs.substr(5) + ".geojson",
                            geojson({R"({"type":"Point","coordinates":)" + r.point + "}"}, "urn:ogc:def:crs:EPSG::" + r.crs.substr(5)));
    };
    model::District wide = small_district();
    wide.grid.x_min -= 10000, wide.grid.width *= 2;
    for (const Reference& reference : references) {
        INFO(reference.crs);
        const auto part = io::prepare_vector(wide, declaration_of(GeometryKind::Point), spec_of(file(reference)), {});
        REQUIRE(part);
        const geo::Point point = features_of(*part).part(0, 0)[0];
        CHECK(std::abs(point.x - reference.east) < 0.001);
        CHECK(std::abs(point.y - reference.north) < 0.001);
    }
}

TEST_CASE("GeoPackage, Shapefile and GeoJSON give the same polygon", "[io][vector]") {
    const TempFolder folder;
    const auto package =
        write_geopackage(folder / "a.gpkg", {"POLYGON ((561000 5671000,561100 5671000,561100 5671100,561000 5671100,561000 5671000))"});
    const io::GdalDataset source = io::open_vector(package);
    GDALDriver* shapefile = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    io::GdalDataset copy(shapefile->CreateCopy((folder / "a.shp").c_str(), source.get(), FALSE, nullptr, nullptr, nullptr));
    REQUIRE(copy);
    copy.reset();
    folder.write(
        "a.geojson",
        geojson(
            {R"({"type":"Polygon","coordinates":[[[561000,5671000],[561100,5671000],[561100,5671100],[561000,5671100],[561000,5671000]]]})"}));
    for (const char* name : {"a.gpkg", "a.shp", "a.geojson"}) {
        INFO(name);
        const auto part = prepare(folder / name, GeometryKind::Polygon);
        REQUIRE(part);
        CHECK(features_of(*part).size() == 1);
        CHECK(geo::area(features_of(*part).geometry(0)) == Catch::Approx(10000).margin(1e-6));
        CHECK(part->record.count == 1);
    }
}

TEST_CASE("A file without a CRS is refused with the option that helps, and taken with it", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto file = write_geopackage(folder / "bare.gpkg", {"POINT (561000 5671000)"}, false);
    const auto refused = prepare(file, GeometryKind::Point);
    REQUIRE_FALSE(refused);
    CHECK(says(refused.error(), "--source-crs"));
    CHECK(says(refused.error(), "bare.gpkg"));
    auto spec = spec_of(file);
    spec.source_crs = "EPSG:25832";
    CHECK(prepare(spec, declaration_of(GeometryKind::Point)));
    spec.source_crs = "EPSG:nonsense";
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "EPSG:nonsense"));
}

TEST_CASE("A missing layer is answered with the layers there are", "[io][vector][bad-input]") {
    const TempFolder folder;
    auto spec = spec_of(write_geopackage(folder / "a.gpkg", {"POINT (561000 5671000)"}));
    spec.layer = "roads";
    const auto part = prepare(spec, declaration_of(GeometryKind::Point));
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "\"roads\""));
    CHECK(says(part.error(), "shapes"));
    spec.layer = "shapes";
    CHECK(prepare(spec, declaration_of(GeometryKind::Point)));
}

TEST_CASE("An empty layer, a missing file and a file of another kind are each refused in a sentence", "[io][vector][bad-input]") {
    const TempFolder folder;
    CHECK(says(prepare(write_geopackage(folder / "empty.gpkg", {}), GeometryKind::Point).error(), "holds no features"));
    CHECK(says(prepare(folder / "none.gpkg", GeometryKind::Point).error(), "no such file"));
    const auto refused = prepare(folder.write("letter.gpkg", "Dear office, here are the data."), GeometryKind::Point);
    REQUIRE_FALSE(refused);
    CHECK(says(refused.error(), "letter.gpkg"));
}

TEST_CASE("A truncated GeoPackage and a truncated GeoJSON are refused, not half taken", "[io][vector][bad-input]") {
    const TempFolder folder;
    std::vector<std::string> points;
    for (int i = 0; i < 3000; ++i) points.push_back(fmt::format("POINT ({} 5671000)", 561000 + i));
    const auto package = write_geopackage(folder / "cut.gpkg", points);
    std::filesystem::resize_file(package, std::filesystem::file_size(package) * 2 / 3);
    const auto from_package = prepare(package, GeometryKind::Point);
    REQUIRE_FALSE(from_package);
    CHECK(says(from_package.error(), "cut.gpkg"));
    const std::string text =
        geojson({R"({"type":"Point","coordinates":[561000,5671000]})", R"({"type":"Point","coordinates":[561000,5671000]})"});
    const auto from_json = prepare(folder.write("cut.geojson", text.substr(0, text.size() - 40)), GeometryKind::Point);
    REQUIRE_FALSE(from_json);
    CHECK(says(from_json.error(), "cut.geojson"));
}

TEST_CASE("A shapefile that lost its end or its index is refused", "[io][vector][bad-input]") {
    const TempFolder folder;
    std::vector<std::string> points;
    for (int i = 0; i < 1000; ++i) points.push_back(fmt::format("POINT ({} 5671000)", 561000 + i));
    const io::GdalDataset source = io::open_vector(write_geopackage(folder / "a.gpkg", points));
    GDALDriver* shapefile = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    for (const char* ending : {"shp", "dbf", "shx"}) {
        INFO(ending);
        const std::string name = std::string("cut_") + ending;
        io::GdalDataset copy(shapefile->CreateCopy((folder / (name + ".shp")).c_str(), source.get(), FALSE, nullptr, nullptr, nullptr));
        copy.reset();
        const auto victim = folder / (name + "." + ending);
        std::filesystem::resize_file(victim, std::filesystem::file_size(victim) / 2);
        const auto part = prepare(folder / (name + ".shp"), GeometryKind::Point);
        REQUIRE_FALSE(part);
        CHECK(says(part.error(), name));
    }
}

TEST_CASE("Curves are drawn as lines and heights are left out", "[io][vector][bad-input]") {
    const TempFolder folder;
    // A circle of radius 50 m and a raised square of 100 m.
    const auto file =
        write_geopackage(folder / "curved.gpkg",
                         {"CURVEPOLYGON (CIRCULARSTRING (561000 5671050,561050 5671100,561100 5671050,561050 5671000,561000 5671050))",
                          "POLYGON Z ((562000 5671000 120,562100 5671000 121,562100 5671100 122,562000 5671100 123,562000 5671000 120))"});
    const auto part = prepare(file, GeometryKind::Polygon);
    REQUIRE(part);
    REQUIRE(features_of(*part).size() == 2);
    CHECK(geo::area(features_of(*part).geometry(0)) == Catch::Approx(7854).epsilon(0.002));
    CHECK(geo::area(features_of(*part).geometry(1)) == Catch::Approx(10000));
}

TEST_CASE("A self-crossing polygon is mended and told", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto file = folder.write(
        "bow.geojson",
        geojson(
            {R"({"type":"Polygon","coordinates":[[[561000,5671000],[561100,5671100],[561100,5671000],[561000,5671100],[561000,5671000]]]})"}));
    const auto part = prepare(file, GeometryKind::Polygon);
    REQUIRE(part);
    const geo::Geometry mended = features_of(*part).geometry(0);
    CHECK(geo::invalid_reason(mended).empty());
    CHECK(geo::area(mended) == Catch::Approx(5000));  // both wings of the bow tie
    CHECK(notes_say(*part, "1 self-crossing or otherwise invalid polygon was mended: 1."));
}

TEST_CASE("What has no geometry, another kind or absurd coordinates is left out with count and ids", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto file = folder.write("mixed.geojson", geojson({"null", R"({"type":"Polygon","coordinates":[]})",
                                                             R"({"type":"LineString","coordinates":[[561000,5671000],[561100,5671000]]})",
                                                             R"({"type":"Point","coordinates":[1e30,5671000]})",
                                                             R"({"type":"Point","coordinates":[561000,5671000]})"}));
    const auto points = prepare(file, GeometryKind::Point);
    REQUIRE(points);
    CHECK(features_of(*points).size() == 1);
    CHECK(notes_say(*points, "2 features were left out because they have no geometry: 1, 2."));
    CHECK(notes_say(*points, "1 feature was left out because points are needed here: 3."));
    CHECK(notes_say(*points, "1 feature was left out because its coordinates are nowhere on Earth: 4."));
    const auto lines = prepare(file, GeometryKind::Line);
    REQUIRE(lines);
    CHECK(features_of(*lines).size() == 1);
    CHECK(geo::length(features_of(*lines).geometry(0)) == Catch::Approx(100));
}

TEST_CASE("From a collection the members of the wanted kind are taken", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto file = folder.write("collection.geojson",
                                   geojson({R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[561000,5671000]},
        {"type":"LineString","coordinates":[[561000,5671000],[561100,5671000]]},{"type":"LineString","coordinates":[[562000,5671000],[562100,5671000]]}]})"}));
    const auto part = prepare(file, GeometryKind::Line);
    REQUIRE(part);
    CHECK(features_of(*part).part_count(0) == 2);
}

TEST_CASE("A file with nothing but absurd coordinates says so", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto part = prepare(folder.write("far.geojson", geojson({R"({"type":"Point","coordinates":[1e30,1e30]})"})), GeometryKind::Point);
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "1e+30"));
    CHECK(says(part.error(), "nowhere on Earth"));
    CHECK(says(part.error(), "--source-crs"));
}

TEST_CASE("Points in the Gulf of Guinea are named as such", "[io][vector][bad-input]") {
    const TempFolder folder;
    const std::string gulf = R"({"type":"Point","coordinates":[0.001,0.002]})";
    const auto part = prepare(folder.write("gulf.geojson", geojson({gulf, gulf}, "urn:ogc:def:crs:OGC:1.3:CRS84")), GeometryKind::Point);
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "0.00° N 0.00° E in the Gulf of Guinea"));
    CHECK(says(part.error(), "2 features"));
    CHECK(says(part.error(), "--source-crs"));
}

TEST_CASE("Metres read as degrees are refused with the hint", "[io][vector][bad-input]") {
    const TempFolder folder;
    const auto part = prepare(
        folder.write("metres.geojson", geojson({R"({"type":"Point","coordinates":[561000,5671000]})"}, "urn:ogc:def:crs:OGC:1.3:CRS84")),
        GeometryKind::Point);
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "561000"));
    CHECK(says(part.error(), "--source-crs"));
}

TEST_CASE("Features outside are left out with count, those across the edge are clipped", "[io][vector]") {
    const TempFolder folder;
    const auto file = folder.write("edge.geojson", geojson({R"({"type":"LineString","coordinates":[[569000,5675000],[571000,5675000]]})",
                                                            R"({"type":"LineString","coordinates":[[600000,5675000],[601000,5675000]]})"}));
    const auto part = prepare(file, GeometryKind::Line);
    REQUIRE(part);
    REQUIRE(features_of(*part).size() == 1);
    CHECK(geo::length(features_of(*part).geometry(0)) == Catch::Approx(1000));
    CHECK(notes_say(*part, "1 feature was left out because it lies outside the district and its rim: 2."));
    auto everywhere = declaration_of(GeometryKind::Line);
    everywhere.beyond_district = true;
    const auto all = prepare(spec_of(file), everywhere);
    REQUIRE(all);
    CHECK(features_of(*all).size() == 2);
    CHECK(geo::length(features_of(*all).geometry(0)) == Catch::Approx(2000));
}

TEST_CASE("A point dataset takes a point inside each polygon and keeps the area", "[io][vector]") {
    const TempFolder folder;
    // A U whose centre of gravity lies in its opening.
    const auto file =
        folder.write("u.geojson", geojson({R"({"type":"Polygon","coordinates":[[[561000,5671000],[561300,5671000],[561300,5671300],
        [561250,5671300],[561250,5671050],[561050,5671050],[561050,5671300],[561000,5671300],[561000,5671000]]]})"}));
    auto declaration = declaration_of(GeometryKind::Point);
    declaration.fields.push_back({"area_m2", "m²", false, {}});
    const auto part = prepare(spec_of(file), declaration);
    REQUIRE(part);
    const geo::Point point = features_of(*part).part(0, 0)[0];
    CHECK((point.y <= 5671050 || point.x <= 561050 || point.x >= 561250));
    CHECK(features_of(*part).number(0, "area_m2") == Catch::Approx(300 * 50 + 2 * 50 * 250));
}

TEST_CASE("Columns are guessed from their names and the guess is kept", "[io][vector][mapping]") {
    const TempFolder folder;
    const std::string point = R"({"type":"Point","coordinates":[561000,5671000]})";
    const auto file =
        folder.write("plants.geojson",
                     geojson({point + R"(|{"Bezeichnung":"Mühle","Leistung [kW]":"12,5","Schluessel":6636001,"Höhe [m]":120,"fid":7})",
                              point + R"(|{"Bezeichnung":"Wehr","Leistung [kW]":"ca. 12","Schluessel":6636002,"Höhe [m]":121,"fid":8})"}));
    const auto part = prepare(file, GeometryKind::Point);
    REQUIRE(part);
    const geo::FeatureTable& table = features_of(*part);
    CHECK(part->record.mapping == "name = Bezeichnung, power_kw = Leistung [kW], ags = Schluessel");
    CHECK(table.text(0, "name") == "Mühle");
    CHECK(table.number(0, "power_kw") == 12.5);
    CHECK(std::isnan(table.number(1, "power_kw")));
    CHECK(table.find("power_kw")->unit == "kW");
    CHECK(table.text(0, "ags") == "06636001");
    CHECK(table.number(0, "Höhe_m") == 120);
    CHECK(table.number(1, "source_fid") == 8);
    CHECK(notes_say(*part, "\"ca. 12\""));
}

TEST_CASE("A given mapping wins, and unknown names are answered with what there is", "[io][vector][mapping]") {
    const TempFolder folder;
    auto spec =
        spec_of(folder.write("a.geojson", geojson({R"({"type":"Point","coordinates":[561000,5671000]}|{"name":"old","titel":"new"})"})));
    spec.mapping = {{"name", "titel"}};
    const auto part = prepare(spec, declaration_of(GeometryKind::Point));
    REQUIRE(part);
    CHECK(features_of(*part).text(0, "name") == "new");
    CHECK(features_of(*part).text(0, "name_2") == "old");
    spec.mapping = {{"name", "gone"}};
    const auto no_column = prepare(spec, declaration_of(GeometryKind::Point));
    REQUIRE_FALSE(no_column);
    CHECK(says(no_column.error(), "\"gone\""));
    CHECK(says(no_column.error(), "titel"));
    spec.mapping = {{"colour", "titel"}};
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "no field \"colour\""));
}

TEST_CASE("Records are kept, shut out one by one, and filled with constants as the spec says", "[io][vector]") {
    const TempFolder folder;
    const std::string point = R"({"type":"Point","coordinates":[561000,5671000]})";
    auto spec = spec_of(folder.write("a.geojson", geojson({point + R"(|{"name":"a","level":4})", point + R"(|{"name":"b","level":4})",
                                                           point + R"(|{"name":"c","level":6})"})));
    spec.only = {{"level", {"4"}}};
    spec.exclusions = {{"name", "b", "stands twice"}, {"name", "z", "never was"}};
    spec.settings = {{"power_kw", "7,5"}, {"height", "140"}};
    spec.provenance = {"Office", "dl-de/by-2-0", "2025", 10, model::Nature::Measured};
    const auto part = prepare(spec, declaration_of(GeometryKind::Point));
    REQUIRE(part);
    REQUIRE(features_of(*part).size() == 1);
    CHECK(features_of(*part).text(0, "name") == "a");
    CHECK(features_of(*part).number(0, "power_kw") == 7.5);
    CHECK(notes_say(*part, "1 record with name = b shut out: stands twice."));
    CHECK(notes_say(*part, "No record has name = z"));
    CHECK(part->record.settings.at("height") == "140");
    CHECK(part->record.provenance.licence == "dl-de/by-2-0");
    spec.only = {{"level", {"9"}}};
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "filtered out"));
}

TEST_CASE("Coverage is the source's rectangle unless the spec says district, extent or features", "[io][vector]") {
    const TempFolder folder;
    auto spec = spec_of(folder.write("a.geojson", geojson({R"({"type":"Point","coordinates":[561000,5671000]})",
                                                           R"({"type":"Point","coordinates":[563000,5672000]})"})));
    const auto covered_km2 = [&](const char* wanted) {
        if (*wanted) spec.settings["coverage"] = wanted;
        return geo::area(prepare(spec, declaration_of(GeometryKind::Point)).value().record.coverage) / 1e6;
    };
    CHECK(covered_km2("") == Catch::Approx(2));
    CHECK(covered_km2("district") == Catch::Approx(100));
    CHECK(covered_km2("extent") == Catch::Approx(100));
    CHECK(covered_km2("features") == Catch::Approx(2));
    spec.settings["coverage"] = "moon";
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "moon"));
}

TEST_CASE("A new part lies above those that are there, a replaced one stays where it was", "[io][vector]") {
    const TempFolder folder;
    auto spec = spec_of(folder.write("a.geojson", geojson({R"({"type":"Point","coordinates":[561000,5671000]})"})));
    model::District district = small_district();
    model::DatasetPart below;
    below.dataset = "things", below.name = "below", below.priority = 4;
    district.parts.push_back(below);
    CHECK(io::prepare_vector(district, declaration_of(GeometryKind::Point), spec, {})->record.priority == 5);
    spec.part = "below";
    CHECK(io::prepare_vector(district, declaration_of(GeometryKind::Point), spec, {})->record.priority == 4);
    spec.priority = 9;
    CHECK(io::prepare_vector(district, declaration_of(GeometryKind::Point), spec, {})->record.priority == 9);
}

TEST_CASE("A stopped job ends the import with a sentence", "[io][vector]") {
    const TempFolder folder;
    const auto spec = spec_of(folder.write("a.geojson", geojson({R"({"type":"Point","coordinates":[561000,5671000]})"})));
    std::stop_source source;
    source.request_stop();
    const auto part = io::prepare_vector(small_district(), declaration_of(GeometryKind::Point), spec, core::Job{source.get_token(), {}});
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "stopped"));
}
