#include "scene/label_layout.h"

#include "scene/fonts.h"
#include "scene/text.h"
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
