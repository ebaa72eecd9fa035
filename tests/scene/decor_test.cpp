#include "scene/decor.h"

#include "scene/legend_painter.h"
#include "scene/tile.h"
#include "support/scene_fixture.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace kreisblick;
using namespace kreisblick::scene;
using tests::SceneFixture;

TEST_CASE("A scale bar is 1, 2 or 5 times a power of ten and fits", "[scene][decor]") {
    const auto bar = [](double metres_per_pixel, double max_px) {
        return scale_bar({{0, 0}, metres_per_pixel, 800, 600, 1}, max_px, core::Language::German);
    };
    CHECK(bar(10, 130).metres == Catch::Approx(1000));
    CHECK(bar(10, 130).width_px == Catch::Approx(100));
    CHECK(bar(10, 130).text == "1\u202fkm");
    CHECK(bar(56, 130).metres == Catch::Approx(5000));
    CHECK(bar(1.4, 130).metres == Catch::Approx(100));
    CHECK(bar(1.4, 130).text == "100\u202fm");
    CHECK(bar(0.001, 130).text == "0,1\u202fm");
    CHECK(bar(0, 130).metres == 0);
    for (const double metres : {0.13, 0.7, 3.3, 29.0, 412.0}) CHECK(bar(metres, 130).width_px <= 130);
}

TEST_CASE("The legend of classes lists them below the layer's title", "[scene][decor]") {
    SceneFixture scene;
    model::LayerDeclaration layer;
    layer.title = {"Landbedeckung", "Land cover"};
    layer.style.kind = "classes";
    layer.style.classes = {{{211}, {"Acker", "Arable land"}, "land.arable"}, {{311}, {"Wald", "Forest"}, "land.forest"}};
    const auto entries = legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::English, 25000);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].sample == LegendEntry::Sample::Heading);
    CHECK(entries[0].text == "Land cover");
    CHECK(entries[2].text == "Forest");
    CHECK(entries[2].colour == scene.snapshot.theme->colour("land.forest"));
}

TEST_CASE("Coarse cells of classes are said where they fill the screen", "[scene][decor]") {
    struct Kilometres : RasterSource {
        [[nodiscard]] geo::Raster<float> read(const geo::GridSpec& wanted) const override { return geo::Raster<float>(wanted, 211.0F); }
        [[nodiscard]] double resolution_m() const override { return 1000; }
    };
    SceneFixture scene;
    auto declared = std::make_shared<model::LayerDeclaration>();
    declared->title = {"Landbedeckung", "Land cover"};
    declared->style.kind = "classes";
    declared->style.classes = {{{211}, {"Acker", "Arable land"}, "land.arable"}};
    const DrawableLayer layer{declared, 1, {}, std::make_shared<Kilometres>()};
    const auto heading_at = [&](double metres_per_pixel, core::Language language) {
        const LayerPresence presence = presence_of(layer, {{5000, 5000}, metres_per_pixel, 400, 400, 1});
        return legend_of(*declared, *scene.snapshot.theme, *scene.snapshot.looks, language, 4000, &presence).front().text;
    };
    CHECK(heading_at(50, core::Language::German) == "Landbedeckung");  // 20 pixels
    CHECK(heading_at(40, core::Language::German) == "Landbedeckung (Raster 1\u202fkm)");
    CHECK(heading_at(1, core::Language::English) == "Land cover (1\u202fkm grid)");
}

TEST_CASE("A ramp's legend has its unit and round marks", "[scene][decor]") {
    SceneFixture scene;
    model::LayerDeclaration layer;
    layer.title = {"Höhe", ""};
    layer.unit = "m";
    layer.style.kind = "ramp";
    layer.style.ramp = "gelaende";
    layer.style.min = 100;
    layer.style.max = 800;
    const auto entries = legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].text == "Höhe in m");
    REQUIRE(entries[1].marks.size() == 4);
    CHECK(entries[1].marks[0].second == "200");
    CHECK(entries[1].marks[3].second == "800");
    CHECK(entries[1].marks[3].first == Catch::Approx(1));
}

TEST_CASE("The steps of a choropleth are written as ranges", "[scene][decor]") {
    SceneFixture scene;
    model::LayerDeclaration layer;
    layer.style.kind = "choropleth";
    layer.style.ramp = "haus";
    layer.style.breaks = {3, 5};
    const auto entries = legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000);
    REQUIRE(entries.size() == 4);
    CHECK(entries[1].text == "unter 3");
    CHECK(entries[2].text == "3–5");
    CHECK(entries[3].text == "ab 5");
    CHECK(entries[3].colour == scene.snapshot.looks->ramps.at("haus").at(1));
    layer.style.classes = {{{}, {"E0", ""}, ""}, {{}, {"E1", ""}, ""}, {{}, {"E2", ""}, ""}};
    CHECK(legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000)[2].text == "E1: 3–5");
}

TEST_CASE("The legend leaves out what the scale does not show and what has no title", "[scene][decor]") {
    SceneFixture scene;
    model::LayerDeclaration layer;
    layer.style.rules.resize(3);
    for (model::StyleRule& rule : layer.style.rules) {
        rule.line = "ink";
        rule.line_px = {{{1000, 2}}};
        rule.title = {"Weg", ""};
    }
    layer.style.rules[1].scale_to = 10000;
    layer.style.rules[2].title = {};
    const auto entries = legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].sample == LegendEntry::Sample::Line);
}

TEST_CASE("Decor stands in every size of picture, also in absurdly small ones", "[scene][decor]") {
    SceneFixture scene;
    scene.add_value_layer();
    scene.add_crossing_roads();
    const DecorContent content{"Ein Titel, der viel zu lang für ein kleines Bild ist", {"Quelle A", "Quelle B, dl-de/by-2-0"}, true};
    for (const auto& [width, height] : {std::pair{800, 600}, {1920, 1080}, {300, 200}, {60, 50}, {1, 1}}) {
        Image picture(width, height, 0xffffffffU);
        lay_over(picture, make_decor(scene.snapshot, {{5000, 5000}, 10, width, height, 1}, content));
        for (const std::uint32_t pixel : picture.pixels) REQUIRE(pixel >> 24 == 255);
    }
    Image picture(800, 600, 0xffff0000U);
    lay_over(picture, make_decor(scene.snapshot, {{5000, 5000}, 10, 800, 600, 1}, content));
    CHECK(picture.at(60, 580) != 0xffff0000U);   // sources
    CHECK(picture.at(20, 30) != 0xffff0000U);    // title
    CHECK(picture.at(780, 30) != 0xffff0000U);   // MODELLDATEN
    CHECK(picture.at(700, 580) != 0xffff0000U);  // scale
    CHECK(picture.at(600, 300) == 0xffff0000U);  // the map
}

TEST_CASE("A picture's legend speaks only of what the picture shows", "[scene][decor]") {
    SceneFixture scene;
    scene.add_crossing_roads();
    scene.snapshot.layers[0].declaration = [&] {
        auto roads = std::make_shared<model::LayerDeclaration>(*scene.snapshot.layers[0].declaration);
        roads->title = {"Straßen", "Roads"};
        roads->style.rules[0].title = {"nach Osten", "to the east"};
        roads->style.rules[1].title = {"nach Norden", "to the north"};
        return roads;
    }();
    const DrawableLayer& layer = scene.snapshot.layers[0];
    const auto legend_at = [&](geo::Point centre) {
        const LayerPresence presence = presence_of(layer, {centre, 1, 400, 400, 1});
        return legend_of(*layer.declaration, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::English, 4000, &presence);
    };
    CHECK(legend_at({5000, 5000}).size() == 3);  // the crossing: a heading and both
    REQUIRE(legend_at({2000, 5000}).size() == 1);
    CHECK(legend_at({2000, 5000})[0].text == "to the east");
    CHECK(legend_at({5000, 2000})[0].text == "to the north");
    CHECK(legend_at({2000, 2000}).empty());
}

TEST_CASE("An area counts as shown where it covers the whole window, its bare border only where it runs", "[scene][decor]") {
    SceneFixture scene;
    scene.add_polygon_layer(geo::polygon_of({1000, 1000, 9000, 9000}), "#FF0000");
    const Camera inside{{5000, 5000}, 1, 400, 400, 1}, beyond{{500, 500}, 1, 400, 400, 1};
    CHECK(presence_of(scene.snapshot.layers[0], inside).rules[0]);
    CHECK_FALSE(presence_of(scene.snapshot.layers[0], beyond).rules[0]);
    auto border = std::make_shared<model::LayerDeclaration>(*scene.snapshot.layers[0].declaration);
    border->style.rules[0].fill.clear();
    border->style.rules[0].line = "ink";
    scene.snapshot.layers[0].declaration = border;
    CHECK_FALSE(presence_of(scene.snapshot.layers[0], inside).rules[0]);
    CHECK(presence_of(scene.snapshot.layers[0], {{1000, 5000}, 1, 400, 400, 1}).rules[0]);
}

TEST_CASE("A legend without room drops whole layers from the end and says which", "[scene][decor]") {
    SceneFixture scene;
    std::vector<LegendEntry> entries;
    for (const char* layer : {"Gewässer", "Straßen", "Wald"})
        for (const char* text : {"", "groß", "mittel", "klein", "winzig"}) {
            LegendEntry entry;
            entry.block = layer;
            entry.starts_block = *text == '\0';
            entry.sample = entry.starts_block ? LegendEntry::Sample::Heading : LegendEntry::Sample::Fill;
            entry.text = entry.starts_block ? layer : text;
            entries.push_back(entry);
        }
    LegendPainter roomy(entries, *scene.snapshot.theme, *scene.snapshot.looks, 1, "Außerdem:");
    roomy.fit(200, 500);
    CHECK(roomy.unshown().empty());
    LegendPainter tight(entries, *scene.snapshot.theme, *scene.snapshot.looks, 1, "Außerdem:");
    tight.fit(200, 160);
    CHECK(tight.unshown() == std::vector<std::string>{"Straßen", "Wald"});
    CHECK(tight.height() <= 160);
    CHECK_FALSE(tight.is_empty());
}

TEST_CASE("Named steps need no numbers, and what was not checked has its hatch in the legend where it is seen", "[scene][decor]") {
    SceneFixture scene;
    auto declared = std::make_shared<model::LayerDeclaration>();
    declared->title = {"Zulässige Fläche", "Allowed area"};
    declared->unit = "of 6";
    declared->style.kind = "choropleth";
    declared->style.ramp = "eignung";
    declared->style.breaks = {0.01, 0.99};
    declared->style.classes = {{{}, {"ausgeschlossen", ""}, ""}, {{}, {"beschränkt", ""}, ""}, {{}, {"zulässig", ""}, ""}};
    declared->style.unchecked = {"nicht geprüft", "not checked"};
    const auto texts = [&](const LayerPresence* presence) {
        std::string all;
        for (const LegendEntry& entry :
             legend_of(*declared, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000, presence))
            all += entry.text + (entry.hatch.empty() ? "|" : "#|");
        return all;
    };
    CHECK(texts(nullptr) == "Zulässige Fläche in von 6|ausgeschlossen: unter 0|beschränkt: 0–1|zulässig: ab 1|nicht geprüft#|");
    declared->style.plain_steps = true;
    CHECK(texts(nullptr) == "Zulässige Fläche|ausgeschlossen|beschränkt|zulässig|nicht geprüft#|");
    const Camera camera{{5000, 5000}, 10, 400, 400, 1};
    const auto presence_with = [&](float value) {
        const DrawableLayer layer{declared, 1, {}, std::make_shared<tests::EvenSource>(value)};
        return presence_of(layer, camera, scene.snapshot.grid.extent());
    };
    const LayerPresence known = presence_with(1), unknown = presence_with(std::nanf(""));
    CHECK(texts(&known) == "Zulässige Fläche|ausgeschlossen|beschränkt|zulässig|");
    CHECK(texts(&unknown) == "Zulässige Fläche|ausgeschlossen|beschränkt|zulässig|nicht geprüft#|");
}

TEST_CASE("A hatch shows in its legend sample over a colour of the layer's ramp", "[scene][decor]") {
    SceneFixture scene;
    model::LayerDeclaration layer;
    layer.title = {"Ackerland", ""};
    layer.style.kind = "choropleth";
    layer.style.ramp = "feld";
    layer.style.breaks = {50};
    layer.style.rules.resize(1);
    layer.style.rules[0].title = {"Bodenwert unbekannt: 50", ""};
    layer.style.rules[0].hatch = "diagonal";
    const auto entries = legend_of(layer, *scene.snapshot.theme, *scene.snapshot.looks, core::Language::German, 25000);
    REQUIRE(entries.size() == 4);
    CHECK(entries[3].hatch == "diagonal");
    CHECK(entries[3].hatch_colour == scene.snapshot.theme->colour("hatch"));
    CHECK(entries[3].colour == scene.snapshot.looks->ramps.at("feld").at(0.5));
    Image sheet(400, 200, 0U);
    Canvas canvas(sheet);
    LegendPainter painter(entries, *scene.snapshot.theme, *scene.snapshot.looks, 1, "more");
    painter.fit(300, 190);
    painter.draw(canvas, {10, 10});
    CHECK(std::count(sheet.pixels.begin(), sheet.pixels.end(), pixel(entries[3].hatch_colour)) > 10);
}

TEST_CASE("A heading too long for the legend goes on in a second line", "[scene][decor]") {
    SceneFixture scene;
    LegendEntry heading;
    heading.sample = LegendEntry::Sample::Heading;
    LegendEntry below;
    below.text = "unter 100";
    const auto height_with = [&](const char* text) {
        heading.text = text;
        LegendPainter painter({heading, below}, *scene.snapshot.theme, *scene.snapshot.looks, 1, "more");
        painter.fit(600, 400);
        return painter.height();
    };
    CHECK(height_with("Strom und Ernte vom selben Feld in MWh/(ha·a)") == height_with("Strom") + 17);
}
