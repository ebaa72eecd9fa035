#include "engine/session.h"

#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <algorithm>

using namespace kreisblick;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using core::Language;

namespace {

/// A district of 100 × 100 cells of 10 m without rim.
model::District small_district() {
    model::District district;
    district.name = "Probe";
    district.grid = {570000, 5671000, 10, 100, 100};
    district.rim_m = 0;
    return district;
}

io::PartContent raster_part(const std::string& dataset, const std::string& part, int priority, const geo::GridSpec& grid, float value) {
    io::PartContent content;
    content.record.dataset = dataset;
    content.record.name = part;
    content.record.priority = priority;
    content.record.kind = model::DatasetKind::Raster;
    content.record.provenance.source = part;
    content.record.coverage = geo::polygon_of(grid.extent());
    content.content = std::vector<io::BandContent>{{dataset, "m", geo::Raster<float>(grid, value)}};
    return content;
}

io::PartContent plants_part() {
    geo::FeatureTable table(geo::GeometryKind::Point);
    for (const geo::Point place : {geo::Point{570105, 5670105}, geo::Point{570505, 5670505}})
        table.add({geo::GeometryKind::Point, {{{place}, false}}});
    table.column("id", geo::ColumnType::Text).texts = {"SEE1", "SEE2"};
    table.column("technology", geo::ColumnType::Text).texts = {"hydro", "hydro"};
    table.column("power_kw", geo::ColumnType::Number, "kW").numbers = {35000, 35};
    io::PartContent content;
    content.record.dataset = "plants";
    content.record.provenance = {"Register", "dl-de/by-2-0", "2021", 10, model::Nature::Measured};
    content.record.coverage = geo::polygon_of({570000, 5670000, 570800, 5671000});
    content.content = std::move(table);
    return content;
}

/// A house of 10 × 8 m with planes of 56.57 m² to the south and north; a monument.
io::PartContent house_part() {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(geo::polygon_of({570500, 5670500, 570510, 5670508}));
    table.column("id", geo::ColumnType::Text).texts = {"h1"};
    table.column("roof_planes", geo::ColumnType::Text).texts = {"56.57 45.0 180.0; 56.57 45.0 0.0"};
    table.column("heritage", geo::ColumnType::Text).texts = {"yes"};
    io::PartContent content;
    content.record.dataset = "buildings";
    content.record.provenance.source = "Vermessung";
    content.record.coverage = geo::polygon_of(small_district().grid.extent());
    content.content = std::move(table);
    return content;
}

struct Fixture {
    tests::TempFolder folder;
    std::shared_ptr<const engine::Declarations> declarations;
    std::shared_ptr<engine::Session> session;

    explicit Fixture(std::vector<io::PartContent> parts) {
        auto read = engine::Declarations::read();
        REQUIRE(read);
        declarations = std::make_shared<engine::Declarations>(std::move(*read));
        auto file = io::DistrictFile::create(folder / "probe.gpkg", small_district());
        REQUIRE(file);
        const auto stored = file->replace_parts(std::move(parts), {});
        INFO((stored ? "" : stored.error().sentence));
        REQUIRE(stored);
        auto opened = engine::Session::open(folder / "probe.gpkg", declarations, model::Audience::internal());
        REQUIRE(opened);
        session = *opened;
    }

    engine::QueryValue ask(const std::string& layer, geo::Point place) const {
        return session->query(place, Language::German, {layer}).at(0);
    }
};

}  // namespace

TEST_CASE("The part of higher priority answers where it has a value, the lower one elsewhere", "[engine][query]") {
    const Fixture fixture({raster_part("elevation", "coarse", 0, small_district().grid, 300),
                           raster_part("elevation", "fine", 10, {570000, 5670500, 10, 100, 50}, 200)});
    const auto north = fixture.ask("elevation", {570505, 5670805}), south = fixture.ask("elevation", {570505, 5670205});
    CHECK(north.value == 300);
    CHECK(north.provenance.source == "coarse");
    CHECK(south.value == 200);
    CHECK(south.provenance.source == "fine");
    CHECK(south.text == "200\u202fm");
}

TEST_CASE("A computed value names the sources of its inputs and is modelled", "[engine][query]") {
    const Fixture fixture({raster_part("elevation", "flat", 0, small_district().grid, 300)});
    const auto slope = fixture.ask("slope", {570505, 5670505});
    CHECK(slope.has_value);
    CHECK_THAT(slope.value, WithinAbs(0, 1e-6));
    CHECK(slope.provenance.source == "flat");
    CHECK(slope.provenance.nature == model::Nature::Modelled);
}

TEST_CASE("A roof tells its yield with its own range, how its planes are known and whose permission it needs", "[engine][query][roofs]") {
    const Fixture fixture({house_part()});
    const auto roof = fixture.ask("roofs", {570505, 5670504});
    REQUIRE(roof.has_value);
    // 56.57 m² of which 15 % may be used on a monument, 1,192 kWh/m² a year, 0.22 kW/m², performance ratio 0.80.
    CHECK_THAT(roof.value, WithinAbs(56.57 * 0.15 * 1192 * 0.22 * 0.80, 30));
    CHECK(roof.low() == 0);
    CHECK(roof.high() > 1.9 * roof.value);
    CHECK(roof.text.find("1.800\u202fkWh/a (0–3.600)") == 0);
    CHECK(roof.text.find("Denkmal: mit Genehmigung möglich") != std::string::npos);
    CHECK(roof.text.find("Dachflächen vermessen") != std::string::npos);
    CHECK(roof.provenance.nature == model::Nature::Modelled);

    engine::ParameterValues chosen;
    REQUIRE(engine::set_parameter(*fixture.declarations, chosen, "roofs.performance_ratio=0.84"));
    const auto better = fixture.session->query({570505, 5670504}, Language::German, {"roofs"}, chosen).at(0);
    CHECK_THAT(better.value / roof.value, WithinAbs(1.05, 1e-9));
    CHECK_THAT(better.high() / roof.high(), WithinAbs(1.05, 1e-9));
}

TEST_CASE("Nothing recorded, no data and a missing dataset are three different answers", "[engine][query]") {
    const Fixture fixture({plants_part()});
    CHECK_THAT(fixture.ask("plants", {570110, 5670105}).text, ContainsSubstring("35.000"));
    const auto covered = fixture.ask("plants", {570105, 5670905}), beyond = fixture.ask("plants", {570950, 5670950}),
               missing = fixture.ask("roads", {570105, 5670105});
    CHECK_FALSE(covered.has_value);
    CHECK_THAT(covered.text, ContainsSubstring("nichts verzeichnet"));
    CHECK(covered.provenance.source == "Register");
    CHECK_THAT(beyond.text, ContainsSubstring("keine Daten"));
    CHECK_THAT(missing.text, ContainsSubstring("Es fehlt: Straßen"));
}

TEST_CASE("What nobody checked has no value but a reason; where a method found nothing it says so", "[engine][query]") {
    const geo::GridSpec grid = small_district().grid;
    const Fixture fixture({raster_part("elevation", "dem", 0, grid, 300), raster_part("landcover", "corine", 0, grid, 311)});
    const auto light = fixture.ask("borehole_permission", {570505, 5670505}), area = fixture.ask("wind_area", {570505, 5670505});
    CHECK_FALSE(light.has_value);
    CHECK_THAT(light.text, ContainsSubstring("Nicht geprüft: Wasserschutz unbekannt"));
    CHECK_FALSE(area.has_value);
    CHECK(area.text.starts_with("nicht geprüft"));
    CHECK_THAT(area.text, ContainsSubstring("Freileitungen"));
}

TEST_CASE("A layer is ready only when its datasets are there", "[engine][layers]") {
    const Fixture fixture({plants_part()});
    for (const engine::LayerStatus& status : fixture.session->layers()) {
        const bool ready = status.declaration->id == "plants";
        CHECK((status.state == engine::LayerState::Ready) == ready);
        CHECK(status.reason.german.empty() == ready);
    }
    CHECK(fixture.session->start_view().layers == std::vector<std::string>{"plants"});
}

TEST_CASE("check reports a hydro plant beyond what such rivers carry, and only that one", "[engine][check]") {
    const Fixture fixture({plants_part()});
    const auto findings = fixture.session->check(Language::German);
    const auto count = std::count_if(findings.begin(), findings.end(), [](const engine::Finding& f) { return f.rule == "range"; });
    REQUIRE(count == 1);
    const auto slip = std::find_if(findings.begin(), findings.end(), [](const engine::Finding& f) { return f.rule == "range"; });
    CHECK(slip->severity == "warning");
    CHECK_THAT(slip->feature, ContainsSubstring("SEE1"));
    CHECK_THAT(slip->text, ContainsSubstring("35.000"));
}

TEST_CASE("check finds heights outside the plausible range cell by cell", "[engine][check]") {
    auto part = raster_part("elevation", "spiked", 0, small_district().grid, 300);
    std::get<geo::Raster<float>>(std::get<std::vector<io::BandContent>>(part.content)[0].raster).at(50, 50) = 4000;
    const Fixture fixture({std::move(part)});
    const auto findings = fixture.session->check(Language::English);
    const auto spike = std::find_if(findings.begin(), findings.end(),
                                    [](const engine::Finding& f) { return f.dataset == "elevation" && f.rule == "range"; });
    REQUIRE(spike != findings.end());
    CHECK_THAT(spike->text, ContainsSubstring("1 ×") && ContainsSubstring("4,000"));
}

TEST_CASE("check lists what is missing with what will not work", "[engine][check]") {
    const Fixture fixture({plants_part()});
    const auto findings = fixture.session->check(Language::German);
    const auto roads = std::find_if(findings.begin(), findings.end(), [](const engine::Finding& f) { return f.dataset == "roads"; });
    REQUIRE(roads != findings.end());
    CHECK(roads->rule == "missing");
    CHECK_THAT(roads->text, ContainsSubstring("Wärmenetze"));
}

TEST_CASE("A snapshot holds the shown layers from bottom to top and gets a number of its own", "[engine][snapshot]") {
    const Fixture fixture({plants_part(), raster_part("elevation", "flat", 0, small_district().grid, 300)});
    engine::ViewState view;
    view.layers = {"plants", "elevation", "roads"};
    const auto first = fixture.session->snapshot(view, {}), second = fixture.session->snapshot(view, {});
    REQUIRE(first);
    REQUIRE((*first)->layers.size() == 2);
    CHECK((*first)->layers[0].declaration->id == "elevation");
    CHECK((*first)->layers[1].declaration->id == "plants");
    CHECK((*first)->version != (*second)->version);
    CHECK((*first)->layers[0].raster->read({570000, 5671000, 100, 10, 10}).at(5, 5) == 300);
    view.theme = "pink";
    CHECK_FALSE(fixture.session->snapshot(view, {}));
}

TEST_CASE("A chosen parameter changes the map and the answer; the same choice again is not computed again", "[engine][parameters]") {
    auto ramp = raster_part("elevation", "ramp", 0, small_district().grid, 0);
    auto& heights = std::get<geo::Raster<float>>(std::get<std::vector<io::BandContent>>(ramp.content)[0].raster);
    for (int row = 0; row < 100; ++row)
        for (int column = 0; column < 100; ++column) heights.at(column, row) = static_cast<float>(column) * 10;  // rises to the east
    const Fixture fixture({std::move(ramp)});
    const auto shade = [&](const engine::ParameterValues& chosen) {
        return fixture.session->query({570505, 5670505}, Language::German, {"hillshade"}, chosen).at(0).value;
    };
    const double from_west = shade({{"hillshade", {{"azimuth", "270"}, {"exaggeration", "1"}}}});
    const double from_east = shade({{"hillshade", {{"azimuth", "90"}, {"exaggeration", "1"}}}});
    CHECK_THAT(from_west, WithinAbs(255, 0.01));  // a slope of 45° looks straight into a light of 45°
    CHECK_THAT(from_east, WithinAbs(1, 0.01));

    engine::ViewState view;
    view.layers = {"hillshade"};
    const auto first = fixture.session->snapshot(view, {});
    view.parameters = {{"hillshade", {{"azimuth", "90"}}}};
    const auto turned = fixture.session->snapshot(view, {});
    view.parameters.clear();
    const auto again = fixture.session->snapshot(view, {});
    CHECK((*first)->layers[0].raster != (*turned)->layers[0].raster);
    CHECK((*first)->layers[0].raster == (*again)->layers[0].raster);
}

TEST_CASE("A raster under areas that know the whole grid is not drawn; under areas that know a part of it, it is", "[engine][snapshot]") {
    const auto areas_part = [](const geo::Extent& known) {
        geo::FeatureTable table(geo::GeometryKind::Polygon);
        table.add(geo::polygon_of(known));
        table.column("code", geo::ColumnType::Number).numbers = {211};
        io::PartContent content;
        content.record.dataset = "landcover";
        content.record.name = "areas";
        content.record.priority = 10;
        content.record.coverage = geo::polygon_of(known);
        content.content = std::move(table);
        return content;
    };
    const geo::Extent whole = small_district().grid.extent();
    for (const bool knows_all : {true, false}) {
        const Fixture fixture({raster_part("landcover", "classes", 0, small_district().grid, 311),
                               areas_part(knows_all ? whole : geo::Extent{570000, 5670000, 570500, 5671000})});
        engine::ViewState view;
        view.layers = {"landcover"};
        const auto snapshot = fixture.session->snapshot(view, {});
        REQUIRE(snapshot);
        REQUIRE((*snapshot)->layers.size() == 1);
        CHECK(((*snapshot)->layers.front().raster == nullptr) == knows_all);
        CHECK((*snapshot)->layers.front().features.size() == 1);
    }
}
