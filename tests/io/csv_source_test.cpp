#include "geo/crs.h"
#include "io/import_fixtures.h"
#include "support/real_data.h"
#include "support/temp_folder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cmath>
#include <numeric>

using namespace kreisblick;
using namespace kreisblick::tests;
using geo::GeometryKind;

namespace {

core::Result<io::PartContent> prepare(const model::ImportSpec& spec, const model::DatasetDeclaration& declaration) {
    return io::prepare_vector(small_district(), declaration, spec, {});
}

/// The district's polygon of the real data, in EPSG:25832.
geo::Geometry real_boundary(const std::filesystem::path& data) {
    model::District wide = small_district();
    wide.grid = {500000, 5750000, 100, 1500, 1500};
    const auto spec = spec_of(data / "vector/boundaries/landkreis_06636_vg250_2025-01-01.geojson");
    return features_of(io::prepare_vector(wide, declaration_of(GeometryKind::Polygon), spec, {}).value()).geometry(0);
}

/// The census file in a district wider than it.
io::PartContent real_census(const std::filesystem::path& data) {
    model::District wide = small_district();
    wide.grid = {500000, 5750000, 100, 1500, 1500};
    model::DatasetDeclaration declaration = declaration_of(GeometryKind::Polygon);
    declaration.key = "cell";
    declaration.fields = {{"cell", "", true, {"gitter_id_100m"}}, {"ags", "", true, {}}};
    return io::prepare_vector(wide, declaration, spec_of(data / "vector/statistics/zensus2011_gitter100m_bbox.csv"), {}).value();
}

}  // namespace

TEST_CASE("Rows with latitude and longitude become points", "[io][csv]") {
    const TempFolder folder;
    const auto part = prepare(spec_of(folder.write("a.csv", "name,lat_NS,long_EW\nMeißner,51.227,9.865\nno place,,\n")),
                              declaration_of(GeometryKind::Point));
    REQUIRE(part);
    REQUIRE(features_of(*part).size() == 1);
    CHECK(std::abs(features_of(*part).part(0, 0)[0].x - 560399.560) < 0.001);
    CHECK(part->record.mapping == "name = name, place = long_EW, lat_NS (EPSG:4326)");
    CHECK(notes_say(*part, "1 feature was left out because it has no geometry: line 3."));
}

TEST_CASE("Semicolons, decimal commas, Latin-1 and a byte order mark change nothing", "[io][csv][bad-input]") {
    const TempFolder folder;
    const std::string plain =
        "Bezeichnung;Rechtswert;Hochwert;Leistung\nGro\xC3\x9F"
        "almerode;561000,5;5671000,25;12,5\n";
    std::string latin = plain;
    latin.replace(latin.find("\xC3\x9F"), 2, "\xDF");
    const std::string comma = "Bezeichnung,Rechtswert,Hochwert,Leistung\nGroßalmerode,561000.5,5671000.25,12.5\n";
    for (const auto& [name, text] :
         {std::pair{"plain.csv", plain}, {"latin.csv", latin}, {"mark.csv", "\xEF\xBB\xBF" + plain}, {"comma.csv", comma}}) {
        INFO(name);
        auto spec = spec_of(folder.write(name, text));
        spec.source_crs = "EPSG:25832";
        const auto part = prepare(spec, declaration_of(GeometryKind::Point));
        REQUIRE(part);
        CHECK(features_of(*part).text(0, "name") == "Großalmerode");
        CHECK(features_of(*part).number(0, "power_kw") == 12.5);
        CHECK(features_of(*part).part(0, 0)[0] == geo::Point{561000.5, 5671000.25});
    }
}

TEST_CASE("A CRS in the column names is understood, and without any the option is named", "[io][csv]") {
    const TempFolder folder;
    const auto coded = prepare(spec_of(folder.write("coded.csv", "name,x_mp_epsg3035,y_mp_epsg3035\nA,4311200,3125000\n")),
                               declaration_of(GeometryKind::Point));
    REQUIRE(coded);
    CHECK(features_of(*coded).part(0, 0)[0].x == Catch::Approx(560018).margin(5));
    auto spec = spec_of(folder.write("bare.csv", "name,x,y\nA,561000,5671000\n"));
    const auto refused = prepare(spec, declaration_of(GeometryKind::Point));
    REQUIRE_FALSE(refused);
    CHECK(says(refused.error(), "--source-crs"));
    spec.source_crs = "EPSG:25832";
    CHECK(prepare(spec, declaration_of(GeometryKind::Point)));
}

TEST_CASE("Coordinate columns can be named", "[io][csv]") {
    const TempFolder folder;
    auto spec = spec_of(folder.write("a.csv", "name,links,oben\nA,561000,5671000\n"));
    spec.mapping = {{"x", "links"}, {"y", "oben"}};
    spec.source_crs = "EPSG:25832";
    REQUIRE(prepare(spec, declaration_of(GeometryKind::Point)));
    spec.mapping = {{"x", "links"}};
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "both x and y"));
}

TEST_CASE("A CSV without any place says what was looked for and what it has", "[io][csv][bad-input]") {
    const TempFolder folder;
    const auto part = prepare(spec_of(folder.write("a.csv", "name,kw\nA,1\n")), declaration_of(GeometryKind::Point));
    REQUIRE_FALSE(part);
    CHECK(says(part.error(), "lat and lon"));
    CHECK(says(part.error(), "name, kw"));
    CHECK(says(part.error(), "a.csv"));
}

TEST_CASE("A table keeps the leading zeros of its key and needs one", "[io][csv]") {
    const TempFolder folder;
    const auto part =
        prepare(spec_of(folder.write("t.csv", "AGS;name;people\n06636001;A;12\n06636002;B;\n;sum;12\n")), table_declaration());
    REQUIRE(part);
    CHECK(part->record.kind == model::DatasetKind::Table);
    REQUIRE(features_of(*part).size() == 2);
    CHECK(features_of(*part).text(0, "ags") == "06636001");
    CHECK(features_of(*part).number(0, "people") == 12);
    CHECK(notes_say(*part, "1 row was left out for want of a key in AGS."));
    auto spec = spec_of(folder.write("n.csv", "code,name\n06636001,A\n"));
    const auto refused = prepare(spec, table_declaration());
    REQUIRE_FALSE(refused);
    CHECK(says(refused.error(), "--key"));
    CHECK(says(refused.error(), "code, name"));
    spec.key = "code";
    CHECK(features_of(prepare(spec, table_declaration()).value()).text(0, "ags") == "06636001");
}

TEST_CASE("Census cells become their squares and stay whole at the edge", "[io][csv][census]") {
    const TempFolder folder;
    const auto file = folder.write("c.csv", "cell,buildings\n100mN31250E43120,3\n100mN31250E43121,NA\n");
    const auto part = prepare(spec_of(file), declaration_of(GeometryKind::Polygon));
    REQUIRE(part);
    REQUIRE(features_of(*part).size() == 2);
    CHECK(geo::area(features_of(*part).geometry(0)) == Catch::Approx(10000).epsilon(0.001));
    CHECK(features_of(*part).number(0, "buildings") == 3);
    CHECK(part->record.provenance.resolution_m == 100);
    model::District cut = small_district();
    cut.grid.x_min = features_of(*part).extent(0).centre().x;
    const auto at_edge = io::prepare_vector(cut, declaration_of(GeometryKind::Polygon), spec_of(file), {});
    REQUIRE(at_edge);
    CHECK(geo::area(features_of(*at_edge).geometry(0)) == Catch::Approx(10000).epsilon(0.001));
}

TEST_CASE("Broken CSV files are refused in a sentence", "[io][csv][bad-input]") {
    const TempFolder folder;
    const auto error = [&](const std::string& text) {
        return prepare(spec_of(folder.write("b.csv", text)), declaration_of(GeometryKind::Point)).error().sentence;
    };
    CHECK(error("").find("it is empty") != std::string::npos);
    CHECK(error("lat,lon\n").find("no rows") != std::string::npos);
    CHECK(error("lat,lon\n\"51,9\n").find("never closed") != std::string::npos);
    CHECK(error(std::string("lat,lon\n51,9\n\0\0", 15)).find("no text") != std::string::npos);
    CHECK(prepare(spec_of(folder / "none.csv"), declaration_of(GeometryKind::Point)).error().sentence.find("no such file") !=
          std::string::npos);
    auto spec = spec_of(folder.write("b.csv", "lat,lon\n51,9\n"));
    spec.encoding = "EBCDIC";
    CHECK(says(prepare(spec, declaration_of(GeometryKind::Point)).error(), "EBCDIC"));
}

TEST_CASE("The census of 2011 comes in whole and sums to what is known of the district", "[io][csv][census][real]") {
    const auto data = require_real_data();
    const auto start = std::chrono::steady_clock::now();
    const io::PartContent part = real_census(data);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const geo::FeatureTable& cells = features_of(part);
    CHECK(cells.size() == 13282);
    CHECK(seconds < 5);  // far above what it takes: a guard against something quadratic
    const geo::Geometry district = real_boundary(data);
    CHECK(geo::area(district) / 1e6 == Catch::Approx(1023.94).epsilon(0.0005));
    double buildings = 0, before_1919 = 0, vacant = 0;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (!geo::contains(district, geo::centroid(cells.geometry(row)))) continue;
        const auto add = [&](double& sum, const std::string& name) {
            sum += std::isnan(cells.number(row, name)) ? 0 : cells.number(row, name);
        };
        for (const geo::Column& column : cells.columns())
            if (column.name.starts_with("geb_baujahr_")) add(buildings, column.name);
        add(before_1919, "geb_baujahr_vor1919");
        add(vacant, "wo_nutzung_leerstehend");
    }
    CHECK(buildings == Catch::Approx(26012).margin(30));
    CHECK(before_1919 == Catch::Approx(6528).margin(10));
    CHECK(vacant == 2736);
}
