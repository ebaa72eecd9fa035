#include "scene/tile.h"

#include "core/parallel.h"
#include "support/scene_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace kreisblick;
using namespace kreisblick::scene;
using tests::SceneFixture;

namespace {

int difference(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (const int shift : {0, 8, 16, 24})
        most = std::max(most, std::abs(static_cast<int>(a >> shift & 255) - static_cast<int>(b >> shift & 255)));
    return most;
}

/// The picture at a world place.
std::uint32_t at(const Image& picture, const Camera& camera, geo::Point world) {
    const geo::Point p = camera.to_pixel(world);
    return picture.at(static_cast<int>(p.x), static_cast<int>(p.y));
}

}  // namespace

TEST_CASE("Ground, land and a filled polygon have the theme's colours", "[scene][tile]") {
    SceneFixture scene;
    scene.add_polygon_layer(geo::polygon_of({2000, 2000, 4000, 4000}), "#FF0000");
    const Camera camera = Camera{{5000, 5000}, 20, 700, 600, 1}.snapped(scene.snapshot.grid);
    const Image picture = compose_picture(scene.snapshot, camera);
    CHECK(at(picture, camera, {3000, 3000}) == 0xff0000ffU);
    CHECK(at(picture, camera, {7000, 7000}) == pixel(scene.snapshot.theme->colour("land")));
    CHECK(at(picture, camera, {-1500, 5000}) == pixel(scene.snapshot.theme->colour("ground")));
}

TEST_CASE("Areas with a casing have a bank around them all, and none between them", "[scene][tile]") {
    SceneFixture scene;
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(geo::polygon_of({2000, 2000, 4000, 4000}));
    table.add(geo::polygon_of({4000, 2000, 6000, 4000}));
    model::LayerStyle style;
    style.rules.resize(1);
    style.rules[0].fill = "#0000FF";
    style.rules[0].casing = "#FF0000";
    style.rules[0].casing_px = 3;
    style.rules[0].line_px = {{{1000, 8}}};
    scene.add_layer(style, std::make_shared<IndexedFeatures>(std::move(table)));
    const Camera camera = Camera{{5000, 5000}, 20, 700, 600, 1}.snapped(scene.snapshot.grid);
    const Image picture = compose_picture(scene.snapshot, camera);
    CHECK(at(picture, camera, {4000, 3000}) == 0xffff0000U);  // blue where they meet
    CHECK(at(picture, camera, {1970, 3000}) == 0xff0000ffU);  // red beside them
    CHECK(at(picture, camera, {6030, 3000}) == 0xff0000ffU);
    CHECK(at(picture, camera, {6200, 3000}) == pixel(scene.snapshot.theme->colour("land")));
}

TEST_CASE("Coarse classes run into each other instead of showing their cells", "[scene][tile]") {
    SceneFixture scene;
    class Halves : public RasterSource {
      public:
        [[nodiscard]] geo::Raster<float> read(const geo::GridSpec& wanted) const override {
            geo::Raster<float> values(wanted);
            for (int row = 0; row < wanted.height; ++row)
                for (int column = 0; column < wanted.width; ++column)
                    values.at(column, row) = wanted.centre(column, row).x < 5000 ? 1.0F : 2.0F;
            return values;
        }
        [[nodiscard]] double resolution_m() const override { return 1000; }
    };
    model::LayerStyle style;
    style.kind = "classes";
    style.classes = {{{1}, {"", ""}, "#000000"}, {{2}, {"", ""}, "#C8C8C8"}};
    scene.add_layer(style, nullptr).raster = std::make_shared<Halves>();
    const Camera near = Camera{{5000, 5000}, 20, 700, 600, 1}.snapped(scene.snapshot.grid), far{{5000, 5000}, 400, 60, 60, 1};
    const Image soft = compose_picture(scene.snapshot, near), sharp = compose_picture(scene.snapshot, far);
    CHECK(at(soft, near, {3000, 5000}) == 0xff000000U);
    CHECK(at(soft, near, {7000, 5000}) == 0xffc8c8c8U);
    CHECK(difference(at(soft, near, {4995, 5000}), 0xff646464U) < 6);  // half way between them
    int last = 0;
    for (double x = 3000; x <= 7000; x += 20) {
        const auto now = static_cast<int>(at(soft, near, {x, 5000}) & 255);
        CHECK(now >= last);
        CHECK(now - last < 12);
        last = now;
    }
    for (const double x : {1000.0, 4500.0, 5500.0, 9000.0}) CHECK(at(sharp, far, {x, 5000}) == (x < 5000 ? 0xff000000U : 0xffc8c8c8U));
}

TEST_CASE("The first rule that fits draws a feature, within its scales", "[scene][rules]") {
    SceneFixture scene;
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.column("class", geo::ColumnType::Text);
    for (const char* text : {"a", "b", ""}) table.find("class")->texts[table.add(geo::polygon_of({0, 0, 10, 10}))] = text;
    std::vector<model::StyleRule> rules(3);
    rules[0].field = rules[1].field = "class";
    rules[0].values = {"a"};
    rules[0].scale_to = 1000;
    rules[1].values = {"a", "b"};
    rules[2].field = "unheard-of";
    RuleMatcher near(rules, table, 500), far(rules, table, 1000);
    CHECK(near.rule_of(0) == 0);
    CHECK(near.rule_of(1) == 1);
    CHECK(near.rule_of(2) == -1);
    CHECK(far.rule_of(0) == 1);
    rules[2] = {};
    RuleMatcher rest(rules, table, 500);
    CHECK(rest.rule_of(2) == 2);
}

TEST_CASE("Number filters take min and leave max", "[scene][rules]") {
    geo::FeatureTable table(geo::GeometryKind::Point);
    table.column("size", geo::ColumnType::Number);
    for (const double size : {1.0, 5.0, 10.0, std::nan("")})
        table.find("size")->numbers[table.add({geo::GeometryKind::Point, {{{{0, 0}}, false}}})] = size;
    std::vector<model::StyleRule> rules(2);
    rules[0].field = rules[1].field = "size";
    rules[0].min = 5;
    rules[0].max = 10;
    rules[1].values = {"", "10"};
    RuleMatcher matcher(rules, table, 1000);
    CHECK(matcher.rule_of(0) == -1);
    CHECK(matcher.rule_of(1) == 0);
    CHECK(matcher.rule_of(2) == 1);
    CHECK(matcher.rule_of(3) == 1);
}

TEST_CASE("Within a layer every casing lies below every line, and the first rule's line on top", "[scene][tile]") {
    SceneFixture scene;
    scene.add_crossing_roads();
    const Camera camera = Camera{{5000, 5000}, 2, 400, 400, 1}.snapped(scene.snapshot.grid);
    const Image picture = compose_picture(scene.snapshot, camera);
    CHECK(at(picture, camera, {5000, 5000}) == 0xff0000ffU);           // first rule over second
    CHECK(at(picture, camera, {5000, 5000 + 2 * 13}) == 0xff00ff00U);  // the other line over the first rule's casing
}

TEST_CASE("Tiles join: their picture is the one of another cut", "[scene][tile]") {
    SceneFixture scene;
    scene.add_crossing_roads();
    scene.add_many_buildings(3000);
    scene.add_places(60);
    scene.snapshot.boundary = std::make_shared<geo::Geometry>(geo::polygon_of({1234, 1234, 8765, 8765}));
    scene.snapshot.rim_without_data.push_back(geo::polygon_of({0, 0, 1234, 10000}));
    // A grid that starts 100 whole pixels further west and north has its tile borders elsewhere.
    SceneFixture shifted = scene;
    shifted.snapshot.grid.x_min -= 100 * 5;
    shifted.snapshot.grid.y_max += 100 * 5;
    const Camera camera = Camera{{5000, 5000}, 5, 1200, 1100, 1}.snapped(scene.snapshot.grid);
    const Image one = compose_picture(scene.snapshot, camera), other = compose_picture(shifted.snapshot, camera);
    int worst = 0;
    for (std::size_t i = 0; i < one.pixels.size(); ++i) {
        const int x = static_cast<int>(i) % one.width, y = static_cast<int>(i) / one.width;
        const geo::Point world = camera.to_world(x + 0.5, y + 0.5);
        // Only the hatch is anchored at the grid's corner, and land begins there.
        if (world.x > 1240 && world.x < 9990 && world.y > 10 && world.y < 9990)
            worst = std::max(worst, difference(one.pixels[i], other.pixels[i]));
    }
    CHECK(worst <= 1);
}

TEST_CASE("A picture is the same whatever the number of threads", "[scene][tile]") {
    SceneFixture scene;
    scene.add_value_layer();
    scene.add_many_buildings(2000);
    scene.add_places(80);
    const Camera camera{{5000, 5000}, 7, 900, 700, 1};
    core::set_thread_count(1);
    const Image alone = compose_picture(scene.snapshot, camera);
    core::set_thread_count(4);
    const Image together = compose_picture(scene.snapshot, camera);
    core::set_thread_count(0);
    CHECK(alone.pixels == together.pixels);
}

TEST_CASE("Value layers become sheets, and what lies above them an overlay", "[scene][tile]") {
    SceneFixture scene;
    scene.add_value_layer();
    scene.add_polygon_layer(geo::polygon_of({2000, 2000, 4000, 4000}), "#FF0000");
    const TileKey key{20, 0, 0};
    const auto tile = compose_tile(scene.snapshot, {}, key, {});
    REQUIRE(tile);
    REQUIRE(tile->sheets.size() == 1);
    REQUIRE(tile->overlay);
    CHECK(tile->ground.at(125, 350) == pixel(scene.snapshot.theme->colour("land")));
    CHECK(tile->overlay->at(125, 350) == 0xff0000ffU);
    CHECK(tile->overlay->at(20, 20) == 0U);
    CHECK(tile->sheets[0].values.values[0] >= 1);       // 0 at the western border is the minimum
    CHECK(tile->sheets[0].values.values[511] == 0);     // beyond the grid there is no data
    CHECK(tile->sheets[0].values.values[499] > 65000);  // nearly the maximum at the eastern border
}

TEST_CASE("Without value layers a tile is one opaque image", "[scene][tile]") {
    SceneFixture scene;
    scene.add_polygon_layer(geo::polygon_of({2000, 2000, 4000, 4000}), "#FF0000");
    const auto tile = compose_tile(scene.snapshot, {}, {20, 0, 0}, {});
    REQUIRE(tile);
    CHECK(tile->sheets.empty());
    CHECK_FALSE(tile->overlay);
    for (const std::uint32_t one : tile->ground.pixels) REQUIRE(one >> 24 == 255);
}

TEST_CASE("A tile inside the district with nothing above its sheets has no overlay", "[scene][tile]") {
    SceneFixture scene;
    scene.add_value_layer();
    scene.snapshot.boundary = std::make_shared<geo::Geometry>(geo::polygon_of({-10, -10, 20000, 20000}));
    CHECK_FALSE(compose_tile(scene.snapshot, {}, {5, 0, 1}, {})->overlay);
    scene.snapshot.boundary = std::make_shared<geo::Geometry>(geo::polygon_of({-10, -10, 1000, 20000}));
    CHECK(compose_tile(scene.snapshot, {}, {5, 0, 1}, {})->overlay);
}

TEST_CASE("A choropleth colours by steps, leaves features without a value clear, and keeps tiny ones visible", "[scene][tile]") {
    SceneFixture scene;
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.column("share", geo::ColumnType::Number);
    table.add(geo::polygon_of({0, 0, 2000, 2000}));
    table.add(geo::polygon_of({2000, 0, 4000, 2000}));
    table.add(geo::polygon_of({4000, 0, 6000, 2000}));
    table.add(geo::polygon_of({8005, 1005, 8010, 1010}));  // a quarter of a pixel
    table.find("share")->numbers = {2, 5, std::nan(""), 9};
    model::LayerStyle style;
    style.kind = "choropleth";
    style.ramp = "haus";
    style.breaks = {3, 8};
    model::LayerDeclaration declaration;
    declaration.style = style;
    declaration.input.column = "share";
    DrawableLayer& layer = scene.add_layer(style, std::make_shared<IndexedFeatures>(std::move(table)));
    layer.declaration = std::make_shared<model::LayerDeclaration>(declaration);
    const Camera camera = Camera{{5000, 5000}, 20, 520, 520, 1}.snapped(scene.snapshot.grid);
    const Image picture = compose_picture(scene.snapshot, camera);
    const model::Ramp& ramp = scene.snapshot.looks->ramps.at("haus");
    CHECK(at(picture, camera, {1000, 1000}) == pixel(ramp.at(step_share(0, 3))));
    CHECK(at(picture, camera, {3000, 1000}) == pixel(ramp.at(step_share(1, 3))));
    CHECK(at(picture, camera, {5000, 1000}) == pixel(scene.snapshot.theme->colour("land")));
    CHECK(at(picture, camera, {8007, 1007}) == pixel(ramp.at(1)));
}

TEST_CASE("Tiny features in classes are kept visible, the first class on top, but for those of the ground", "[scene][tile]") {
    for (const model::LayerGroup group : {model::LayerGroup::Housing, model::LayerGroup::Basics}) {
        SceneFixture scene;
        geo::FeatureTable table(geo::GeometryKind::Polygon);
        table.column("age", geo::ColumnType::Number);
        table.add(geo::polygon_of({8005, 1005, 8010, 1010}));  // a quarter of a pixel
        table.add(geo::polygon_of({8010, 1005, 8015, 1010}));
        table.find("age")->numbers = {3, 4};
        model::LayerDeclaration declaration;
        declaration.group = group;
        declaration.style.kind = "classes";
        declaration.style.classes = {{{3}, {"", ""}, "#7C3A63"}, {{4}, {"", ""}, "#00FF00"}};
        declaration.input.column = "age";
        DrawableLayer& layer = scene.add_layer(declaration.style, std::make_shared<IndexedFeatures>(std::move(table)));
        layer.declaration = std::make_shared<model::LayerDeclaration>(declaration);
        const Camera camera = Camera{{5000, 5000}, 20, 520, 520, 1}.snapped(scene.snapshot.grid);
        INFO(static_cast<int>(group));
        CHECK((at(compose_picture(scene.snapshot, camera), camera, {8007, 1007}) == 0xff633a7cU) == (group == model::LayerGroup::Housing));
    }
}

TEST_CASE("A stopped job leaves no tile", "[scene][tile]") {
    SceneFixture scene;
    std::stop_source source;
    source.request_stop();
    CHECK(compose_tile(scene.snapshot, {}, {20, 0, 0}, {source.get_token(), {}}) == nullptr);
}

TEST_CASE("Relief leaves level ground as it is, and darkens and lightens slopes", "[scene][relief]") {
    SceneFixture scene;
    scene.add_shade_layer(181);
    const auto level = compose_tile(scene.snapshot, {}, {20, 0, 0}, {});
    CHECK(level->ground.at(100, 100) == pixel(scene.snapshot.theme->colour("land")));
    SceneFixture dark, light;
    dark.add_shade_layer(90);
    light.add_shade_layer(250);
    const std::uint32_t land = pixel(scene.snapshot.theme->colour("land")) & 255;
    CHECK((compose_tile(dark.snapshot, {}, {20, 0, 0}, {})->ground.at(100, 100) & 255) < land - 20);
    CHECK((compose_tile(light.snapshot, {}, {20, 0, 0}, {})->ground.at(100, 100) & 255) > land);
}

TEST_CASE("Outside of the boundary lies the veil", "[scene][tile]") {
    SceneFixture scene;
    scene.add_polygon_layer(geo::polygon_of({0, 0, 10000, 10000}), "#000000");
    scene.snapshot.boundary = std::make_shared<geo::Geometry>(geo::polygon_of({0, 0, 5000, 10000}));
    const auto tile = compose_tile(scene.snapshot, {}, {20, 0, 0}, {});
    CHECK(tile->ground.at(100, 100) == 0xff000000U);
    const std::uint32_t veiled = tile->ground.at(400, 100) & 255, paper = pixel(scene.snapshot.theme->colour("veil")) & 255;
    CHECK(std::abs(static_cast<int>(veiled) - static_cast<int>(std::lround(paper * 77 / 255.0))) <= 2);
}

TEST_CASE("Two neighbours draw their dashed border once", "[scene][tile]") {
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    const std::vector<geo::Point> left{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, right{{10, 10}, {10, 0}, {20, 0}, {20, 10}, {10, 10}};
    table.add({geo::GeometryKind::Polygon, {{left, false}}});
    table.add({geo::GeometryKind::Polygon, {{right, false}}});
    const std::vector<model::StyleRule> rules(1);
    RuleMatcher matcher(rules, table, 1000);
    const SharedBorders borders(table, matcher);
    std::size_t left_points = 0, right_points = 0;
    borders.for_each_own_run(table.part(0, 0), 0, [&](std::span<const geo::Point> run) { left_points += run.size(); });
    borders.for_each_own_run(table.part(1, 0), 1, [&](std::span<const geo::Point> run) { right_points += run.size(); });
    CHECK(left_points == 5);
    CHECK(right_points == 4);
}

TEST_CASE("Ground without a value is hatched where its layer has a name for it, and only in the district", "[scene][tile]") {
    SceneFixture scene;
    class WestOnly : public RasterSource {
      public:
        [[nodiscard]] geo::Raster<float> read(const geo::GridSpec& wanted) const override {
            geo::Raster<float> values(wanted);
            for (int row = 0; row < wanted.height; ++row)
                for (int column = 0; column < wanted.width; ++column)
                    if (wanted.centre(column, row).x < 5000) values.at(column, row) = 1;
            return values;
        }
    };
    model::LayerStyle style;
    style.kind = "choropleth";
    style.ramp = "eignung";
    style.breaks = {0.5};
    const auto inked = [&](geo::Extent ground) {
        const Camera camera = Camera{{5000, 5000}, 20, 700, 600, 1}.snapped(scene.snapshot.grid);
        const Image picture = compose_picture(scene.snapshot, camera);
        const geo::Point top_left = camera.to_pixel({ground.x_min, ground.y_max}),
                         bottom_right = camera.to_pixel({ground.x_max, ground.y_min});
        int count = 0;
        for (int y = static_cast<int>(top_left.y); y < static_cast<int>(bottom_right.y); ++y)
            for (int x = static_cast<int>(top_left.x); x < static_cast<int>(bottom_right.x); ++x)
                count += picture.at(x, y) == pixel(scene.snapshot.theme->colour("unchecked")) ? 1 : 0;
        return count;
    };
    const geo::Extent west{1000, 2000, 4000, 8000}, east{6000, 2000, 9000, 8000}, beyond{10200, 2000, 11500, 8000};
    DrawableLayer& layer = scene.add_layer(style, nullptr);
    layer.raster = std::make_shared<WestOnly>();
    CHECK(inked(east) == 0);
    auto named = std::make_shared<model::LayerDeclaration>(*layer.declaration);
    named->style.unchecked = {"nicht geprüft", "not checked"};
    layer.declaration = named;
    CHECK(std::abs(inked(east) - 150 * 300 / 8) < 100);  // one pixel in eight lies fully under a line
    CHECK(inked(west) == 0);
    CHECK(inked(beyond) == 0);
}

TEST_CASE("Classes that say that something is not known are hatched over their colour", "[scene][tile]") {
    SceneFixture scene;
    model::LayerStyle style;
    style.kind = "classes";
    style.classes = {{{1}, {"günstig", ""}, "#00FF00"}, {{2}, {"nicht geprüft", ""}, "#808080", true}};
    scene.add_layer(style, nullptr).raster = std::make_shared<tests::EvenSource>(2.0F);
    const Camera camera = Camera{{5000, 5000}, 20, 256, 256, 1}.snapped(scene.snapshot.grid);
    const Image unknown = compose_picture(scene.snapshot, camera);
    const std::uint32_t hatch = pixel(scene.snapshot.theme->colour("unchecked"));
    CHECK(std::count(unknown.pixels.begin(), unknown.pixels.end(), hatch) == 256 * 256 / 8);
    CHECK(std::count(unknown.pixels.begin(), unknown.pixels.end(), 0xff808080U) > 256 * 256 / 3);
    scene.snapshot.layers[0].raster = std::make_shared<tests::EvenSource>(1.0F);
    const Image known = compose_picture(scene.snapshot, camera);
    CHECK(std::count(known.pixels.begin(), known.pixels.end(), 0xff00ff00U) == 256 * 256);
}
