#include "scene/label_layout.h"

#include "scene/fonts.h"
#include "scene/text.h"
#include "scene/tile.h"
#include "support/scene_fixture.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

using namespace kreisblick;
using namespace kreisblick::scene;
using tests::SceneFixture;

namespace {

bool has_fonts() { return text_width("Ä", Face::Regular, 13) > 0; }

/// A layer of one line with a name along it.
void add_named_line(SceneFixture& scene, const std::vector<geo::Point>& line, const std::string& name) {
    geo::FeatureTable table(geo::GeometryKind::Line);
    table.column("name", geo::ColumnType::Text);
    table.add({geo::GeometryKind::Line, {{line, false}}});
    table.find("name")->texts[0] = name;
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].line = "ink";
    style.rules[0].line_px = {{{1000, 2}}};
    model::LabelStyle label;
    label.field = "name";
    label.size_px = {{{1000, 12}}};
    label.along_line = true;
    style.rules[0].label = label;
    scene.add_layer(style, std::make_shared<IndexedFeatures>(std::move(table)));
}

}  // namespace

TEST_CASE("No label lies over another, and each stands once", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    scene.add_places(400);
    const LabelLayout layout = place_labels(scene.snapshot, 10);
    CHECK(layout.labels.size() > 50);
    CHECK(layout.labels.size() < 400);
    std::set<std::string> texts;
    for (std::size_t i = 0; i < layout.labels.size(); ++i) {
        CHECK(texts.insert(layout.labels[i].text).second);
        CHECK(layout.labels[i].box.contains(layout.labels[i].anchor));
        for (std::size_t k = i + 1; k < layout.labels.size(); ++k) REQUIRE_FALSE(layout.labels[i].box.intersects(layout.labels[k].box));
    }
}

TEST_CASE("The largest place gets its label where it is tight, every time the same", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    scene.add_places(300);
    const geo::FeatureTable& places = scene.snapshot.layers[0].features[0]->table();
    const auto& population = places.find("population")->numbers;
    const auto largest = static_cast<std::size_t>(std::max_element(population.begin(), population.end()) - population.begin());
    const LabelLayout layout = place_labels(scene.snapshot, 60), again = place_labels(scene.snapshot, 60);
    REQUIRE_FALSE(layout.labels.empty());
    CHECK(layout.labels[0].text == places.find("name")->texts[largest]);
    REQUIRE(again.labels.size() == layout.labels.size());
    for (std::size_t i = 0; i < layout.labels.size(); ++i) CHECK(again.labels[i].anchor == layout.labels[i].anchor);
}

TEST_CASE("A name along a line follows it and is never upside down", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    for (const double degrees : {0.0, 30.0, 89.0, 91.0, 135.0, 180.0, 250.0, 300.0}) {
        SceneFixture scene;
        const double angle = degrees * std::numbers::pi / 180;
        add_named_line(scene,
                       {{5000 - 2000 * std::cos(angle), 5000 - 2000 * std::sin(angle)},
                        {5000 + 2000 * std::cos(angle), 5000 + 2000 * std::sin(angle)}},
                       "Werra");
        const LabelLayout layout = place_labels(scene.snapshot, 10);
        REQUIRE(layout.labels.size() == 1);
        CHECK(std::abs(layout.labels[0].angle) <= std::numbers::pi / 2 + 1e-9);
        CHECK(std::abs(std::sin(layout.labels[0].angle - angle)) < 1e-6);
    }
}

TEST_CASE("A name along a long line comes again every 600 pixels or so; on a crooked or short one it is left out", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    add_named_line(scene, {{0, 5000}, {10000, 5000}}, "Werra");
    const LabelLayout layout = place_labels(scene.snapshot, 10000.0 / 2000);
    CHECK(layout.labels.size() == 3);
    SceneFixture crooked;
    std::vector<geo::Point> zigzag;
    for (int i = 0; i < 100; ++i) zigzag.push_back({i * 10.0, i % 2 == 0 ? 0.0 : 60.0});
    add_named_line(crooked, zigzag, "Werra");
    CHECK(place_labels(crooked.snapshot, 5).labels.empty());
    SceneFixture brief;
    add_named_line(brief, {{0, 0}, {100, 0}}, "Werra");
    CHECK(place_labels(brief.snapshot, 10).labels.empty());
}

TEST_CASE("In a picture no name leaves the frame or lies beneath a panel", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    scene.add_places(400);
    const geo::Extent inside{2000, 2500, 8000, 7500}, panel{2000, 6000, 4000, 7500};
    const auto stand_inside = [&](const LabelLayout& layout) {
        return std::all_of(layout.labels.begin(), layout.labels.end(), [&](const PlacedLabel& label) {
            return inside.grown(1e-6).contains(label.box) && !panel.intersects(label.box);
        });
    };
    CHECK_FALSE(stand_inside(place_labels(scene.snapshot, 10)));
    scene.snapshot.label_frame = LabelFrame{inside, {panel}};
    const LabelLayout framed = place_labels(scene.snapshot, 10);
    CHECK(framed.labels.size() > 20);
    CHECK(stand_inside(framed));
}

TEST_CASE("A name at the edge of the map is moved inwards and stands whole", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    scene.add_places(400);
    const LabelLayout layout = place_labels(scene.snapshot, 10);
    for (const PlacedLabel& label : layout.labels) CHECK(scene.snapshot.grid.extent().grown(1e-6).contains(label.box));
}

TEST_CASE("Names stay where they are on the ground while the map is dragged", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    scene.add_places(400);
    scene.add_crossing_roads();
    add_named_line(scene, {{0, 3000}, {10000, 4000}}, "Werra");
    const Camera start = Camera{{5000, 5000}, 10, 500, 400, 1}.snapped(scene.snapshot.grid);
    const Image before = compose_picture(scene.snapshot, start);
    for (const int step : {1, 2, 3, 7, 20, 64, 133, 200}) {
        const Camera moved = start.panned(step, -step);
        const Image after = compose_picture(scene.snapshot, moved);
        const geo::Point shift = start.to_pixel(moved.to_world(0, 0));
        const int dx = static_cast<int>(std::lround(shift.x)), dy = static_cast<int>(std::lround(shift.y));
        REQUIRE(std::abs(dx) == step);
        int different = 0;
        for (int y = std::max(0, -dy); y < std::min(400, 400 - dy); ++y)
            for (int x = std::max(0, -dx); x < std::min(500, 500 - dx); ++x) different += after.at(x, y) != before.at(x + dx, y + dy);
        CHECK(different == 0);
    }
}

TEST_CASE("A road's number stands on its road, upright, and not on each of its pieces", "[scene][labels]") {
    if (!has_fonts()) SKIP("no font is installed");
    SceneFixture scene;
    geo::FeatureTable table(geo::GeometryKind::Line);
    table.column("ref", geo::ColumnType::Text);
    for (int piece = 0; piece < 40; ++piece)
        table.add({geo::GeometryKind::Line, {{{{piece * 100.0, 5000}, {piece * 100.0 + 100, 5040}}, false}}});
    std::fill(table.find("ref")->texts.begin(), table.find("ref")->texts.end(), "B 27");
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].line = "ink";
    model::LabelStyle shield;
    shield.field = "ref";
    shield.size_px = {{{1000, 11}}};
    shield.plate = "#FFEE00";
    style.rules[0].shield = shield;
    scene.add_layer(style, std::make_shared<IndexedFeatures>(std::move(table)));
    const LabelLayout layout = place_labels(scene.snapshot, 5);  // 800 pixels of road
    REQUIRE(layout.labels.size() == 2);
    for (const PlacedLabel& label : layout.labels) {
        CHECK(label.angle == 0);
        CHECK(std::abs(label.anchor.y - 5020) <= 20);
    }
    const Camera camera = Camera{layout.labels[0].anchor, 5, 200, 100, 1}.snapped(scene.snapshot.grid);
    const Image picture = compose_picture(scene.snapshot, camera);
    CHECK(std::count(picture.pixels.begin(), picture.pixels.end(), 0xff00eeffU) > 100);  // the plate
}

TEST_CASE("Labels can be switched off", "[scene][labels]") {
    SceneFixture scene;
    scene.add_places(40);
    scene.snapshot.labels = false;
    CHECK(place_labels(scene.snapshot, 10).labels.empty());
}

TEST_CASE("UTF-8 is read character by character, and broken bytes do no harm", "[scene][text]") {
    CHECK(characters_of("aß²\u202f·€") == std::vector<char32_t>{U'a', U'ß', U'²', U'\u202f', U'·', U'€'});
    CHECK(characters_of("\xf0\x9f\x8c\xbe") == std::vector<char32_t>{U'\U0001F33E'});
    CHECK(characters_of("a\xffz") == std::vector<char32_t>{U'a', U'\uFFFD', U'z'});
    CHECK(characters_of("\xc3") == std::vector<char32_t>{U'\uFFFD'});
}

TEST_CASE("Texts are broken at spaces and shortened with an ellipsis", "[scene][text]") {
    if (!has_fonts()) SKIP("no font is installed");
    const std::string text = "eins zwei drei vier";
    const auto lines = wrapped_text(text, Face::Regular, 12, text_width("eins zwei", Face::Regular, 12) + 1);
    CHECK(lines == std::vector<std::string>{"eins zwei", "drei vier"});
    CHECK(shortened_text(text, Face::Regular, 12, 1000) == text);
    const std::string shorter = shortened_text(text, Face::Regular, 12, text_width("eins zw…", Face::Regular, 12) + 0.5);
    CHECK(shorter == "eins zw…");
}

TEST_CASE("Letters are drawn where the pen is, dark in the middle and inside their box", "[scene][text]") {
    if (!has_fonts()) SKIP("no font is installed");
    Image image(60, 40, 0xffffffffU);
    Canvas canvas(image);
    draw_text(canvas, "H", {20, 30}, {Face::Bold, 20, 0, 0xff000000U, 0, 0});
    const double width = text_width("H", Face::Bold, 20);
    int dark = 0;
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 60; ++x)
            if ((image.at(x, y) & 255) < 128) {
                ++dark;
                CHECK(x >= 19);
                CHECK(x <= 20 + static_cast<int>(width));
                CHECK(y < 30);
                CHECK(y >= 30 - 16);
            }
    CHECK(dark > 60);
}
