#include "render/map_renderer.h"

#include "render/null/null_renderer.h"
#include "render/tile_cache.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace scene = kreisblick::scene;
using kreisblick::core::Job;
using kreisblick::render::Blend;
using kreisblick::render::MapRenderer;
using kreisblick::render::NullRenderer;
using kreisblick::render::TileFactory;
using kreisblick::render::TileMaker;

namespace {

constexpr int k_edge = scene::k_tile_px;

/// A district of 10 × 10 km whose north-west corner is the origin.
std::shared_ptr<scene::MapSnapshot> snapshot(std::uint64_t version) {
    auto map = std::make_shared<scene::MapSnapshot>();
    map->version = version;
    map->grid = {0, 0, 10, 1000, 1000};
    map->looks = std::make_shared<kreisblick::model::Looks>();
    return map;
}

/// A camera over exactly two by two tiles from the north-west corner, at this scale.
scene::Camera over_four_tiles(double metres_per_pixel) {
    return {{k_edge * metres_per_pixel, -k_edge * metres_per_pixel}, metres_per_pixel, 2 * k_edge, 2 * k_edge, 1};
}

std::shared_ptr<const scene::Tile> painted(const scene::MapSnapshot& map, const scene::TileKey& key) {
    auto tile = std::make_shared<scene::Tile>();
    tile->key = key;
    tile->version = map.version;
    tile->ground = scene::Image(k_edge, k_edge, static_cast<std::uint32_t>(map.version));
    return tile;
}

/// Paints at once; counts labels and tiles.
struct QuickMaker {
    std::shared_ptr<std::atomic<int>> layouts = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> tiles = std::make_shared<std::atomic<int>>(0);

    TileMaker maker() const {
        return {[count = layouts](const scene::MapSnapshot&, double) {
                    ++*count;
                    return scene::LabelLayout{};
                },
                [count = tiles](const scene::MapSnapshot& map, const scene::LabelLayout&, const scene::TileKey& key, const Job&) {
                    ++*count;
                    return painted(map, key);
                }};
    }
};

/// A gate that holds tiles of one version back until it is opened, or their job is stopped.
struct Gate {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::uint64_t held_version = 0;
    bool open = false;
    std::atomic<int> stopped = 0;

    TileMaker maker() {
        return {[](const scene::MapSnapshot&, double) { return scene::LabelLayout{}; },
                [this](const scene::MapSnapshot& map, const scene::LabelLayout&, const scene::TileKey& key,
                       const Job& job) -> std::shared_ptr<const scene::Tile> {
                    std::unique_lock lock(mutex);
                    if (map.version == held_version && !changed.wait(lock, job.stop, [&] { return open; })) {
                        ++stopped;
                        return nullptr;
                    }
                    return painted(map, key);
                }};
    }
    void let_through() {
        const std::lock_guard lock(mutex);
        open = true;
        changed.notify_all();
    }
};

std::vector<NullRenderer::Call> images(const NullRenderer& renderer) {
    std::vector<NullRenderer::Call> found;
    for (const auto& call : renderer.calls())
        if (call.kind == NullRenderer::Kind::Image) found.push_back(call);
    return found;
}

bool draw_frame(NullRenderer& renderer, MapRenderer& map, const scene::Camera& camera, bool settled = true) {
    renderer.begin_frame(camera.width_px, camera.height_px, {});
    const bool complete = map.draw(camera, settled);
    renderer.end_frame();
    return complete;
}

}  // namespace

TEST_CASE("Every visible tile is painted once, labels once per scale, and lands on whole pixels at its own size", "[render][map]") {
    NullRenderer renderer;
    const QuickMaker quick;
    MapRenderer map(renderer, {}, quick.maker());
    map.show(snapshot(1));
    const scene::Camera camera = over_four_tiles(2);
    map.finish(camera);
    CHECK(draw_frame(renderer, map, camera));
    CHECK(draw_frame(renderer, map, camera.panned(0.3, 0.2)));
    CHECK(*quick.tiles == 4);
    CHECK(*quick.layouts == 1);

    draw_frame(renderer, map, camera);
    const auto drawn = images(renderer);
    REQUIRE(drawn.size() == 4);
    std::set<std::pair<double, double>> corners;
    for (const auto& call : drawn) {
        CHECK(call.where.width == k_edge);
        corners.insert({call.where.x, call.where.y});
    }
    CHECK(corners == std::set<std::pair<double, double>>{{0, 0}, {k_edge, 0}, {0, k_edge}, {k_edge, k_edge}});
    CHECK(drawn[0].blend == Blend::Replace);
}

TEST_CASE("Without a snapshot there is nothing to draw and nothing to wait for", "[render][map]") {
    NullRenderer renderer;
    MapRenderer map(renderer, {}, QuickMaker().maker());
    map.finish(over_four_tiles(2));
    CHECK(draw_frame(renderer, map, over_four_tiles(2)));
    CHECK(images(renderer).empty());
}

TEST_CASE("While tiles of a new scale are missing the old ones are drawn stretched", "[render][map]") {
    NullRenderer renderer;
    const QuickMaker quick;
    MapRenderer map(renderer, {}, quick.maker());
    map.show(snapshot(1));
    map.finish(over_four_tiles(2));
    draw_frame(renderer, map, over_four_tiles(2));
    const int painted_before = *quick.tiles;

    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(4), false));
    const auto stretched = images(renderer);
    REQUIRE(stretched.size() == 4);  // all in the one tile whose ground they show
    for (const auto& call : stretched) {
        CHECK(call.where.width == k_edge / 2.0);
        REQUIRE(call.clip);
        CHECK(call.clip->x == 0);
        CHECK(call.clip->width == k_edge);
    }
    CHECK(*quick.tiles == painted_before);

    map.finish(over_four_tiles(4));
    CHECK(draw_frame(renderer, map, over_four_tiles(4)));
    CHECK(images(renderer)[0].where.width == k_edge);
}

TEST_CASE("A new scale shows all at once: until its last tile is there the old picture stays, stretched", "[render][map]") {
    NullRenderer renderer;
    Gate gate;
    std::atomic<int> made = 0;
    TileMaker maker = gate.maker();
    maker.compose = [&, compose = maker.compose](const scene::MapSnapshot& shown, const scene::LabelLayout& labels,
                                                 const scene::TileKey& key, const Job& job) {
        const bool is_last = key.metres_per_pixel == 1 && key.column == 1 && key.row == 1;
        auto tile = is_last ? compose(shown, labels, key, job) : painted(shown, key);
        ++made;
        return tile;
    };
    gate.held_version = 1;
    MapRenderer map(renderer, {}, maker);
    map.show(snapshot(1));
    map.finish(over_four_tiles(2));
    CHECK(draw_frame(renderer, map, over_four_tiles(2)));

    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(1)));
    while (made < 4 + 3) std::this_thread::yield();
    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(1)));
    CHECK_FALSE(images(renderer).empty());
    for (const auto& call : images(renderer)) CHECK(call.where.width == 2 * k_edge);

    gate.let_through();
    map.finish(over_four_tiles(1));
    CHECK(draw_frame(renderer, map, over_four_tiles(1)));
    CHECK(images(renderer).size() == 4);
    for (const auto& call : images(renderer)) CHECK(call.where.width == k_edge);
}

TEST_CASE("Another version of the map shows all at once: until then the old picture stays whole", "[render][map]") {
    NullRenderer renderer;
    Gate gate;
    gate.held_version = 2;
    MapRenderer map(renderer, {}, gate.maker());
    const scene::Camera camera = over_four_tiles(2);
    map.show(snapshot(1));
    map.finish(camera);
    CHECK(draw_frame(renderer, map, camera));

    map.show(snapshot(2));
    CHECK_FALSE(draw_frame(renderer, map, camera));
    REQUIRE(images(renderer).size() == 4);
    for (const auto& call : images(renderer)) CHECK(renderer.textures().at(call.texture).first_pixel == 1);

    gate.let_through();
    map.finish(camera);
    CHECK(draw_frame(renderer, map, camera));
    for (const auto& call : images(renderer)) CHECK(renderer.textures().at(call.texture).first_pixel == 2);
}

TEST_CASE("Light and dark never mix: pictures of another theme do not stand in for missing tiles", "[render][map]") {
    const kreisblick::tests::TempFolder folder;
    const auto theme = [&](const std::string& name) {
        auto read = kreisblick::model::Theme::read(folder.write(name + ".toml", "dark = false\n[colours]\n"));
        if (!read) FAIL(read.error().sentence);
        return std::make_shared<const kreisblick::model::Theme>(std::move(*read));
    };
    NullRenderer renderer;
    MapRenderer map(renderer, {}, QuickMaker().maker());
    const auto light = snapshot(1);
    light->theme = theme("light");
    map.show(light);
    map.finish(over_four_tiles(2));
    draw_frame(renderer, map, over_four_tiles(2));

    const auto dark = snapshot(2);
    dark->theme = theme("dark");
    map.show(dark);
    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(4), false));
    CHECK(images(renderer).empty());
    map.show(light);
    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(4), false));
    CHECK(images(renderer).size() == 4);
}

TEST_CASE("A newer order stops the tiles under way that it does not name", "[render][map]") {
    Gate gate;
    gate.held_version = 1;
    TileFactory factory(gate.maker(), {}, 2);
    factory.order(snapshot(1), {{2, 0, 0}, {2, 1, 0}, {2, 2, 0}, {2, 3, 0}});
    factory.order(snapshot(2), {{2, 0, 0}});
    REQUIRE(factory.wait_for_tile());
    const auto tile = factory.take();
    REQUIRE(tile);
    CHECK(tile->version == 2);
    CHECK_FALSE(factory.wait_for_tile());
    CHECK(factory.is_idle());
    CHECK_FALSE(factory.has_finished());
}

TEST_CASE("A maker that throws costs its tile, not the program", "[render][map]") {
    TileMaker maker = QuickMaker().maker();
    maker.compose = [](const scene::MapSnapshot&, const scene::LabelLayout&, const scene::TileKey&,
                       const Job&) -> std::shared_ptr<const scene::Tile> { throw std::runtime_error("out of paint"); };
    NullRenderer renderer;
    MapRenderer map(renderer, {}, maker);
    map.show(snapshot(1));
    map.finish(over_four_tiles(2));
    CHECK_FALSE(draw_frame(renderer, map, over_four_tiles(2)));
}

TEST_CASE("Textures unused for longest are let go when the cache is full, those on screen never", "[render][map]") {
    NullRenderer renderer;
    kreisblick::render::TileCache cache(renderer, 3U * 4U * k_edge * k_edge);
    const auto picture = [](int column) { return kreisblick::render::TilePicture{{2, column, 0}, 1, scene::Image(k_edge, k_edge, 1)}; };
    for (int column = 0; column < 3; ++column) {
        cache.begin_frame();
        cache.put(picture(column));
    }
    cache.begin_frame();
    cache.begin_frame();
    CHECK(cache.find(1, {2, 0, 0}));
    cache.put(picture(3));
    CHECK(cache.has(1, {2, 0, 0}));
    CHECK_FALSE(cache.has(1, {2, 1, 0}));
    CHECK(cache.has(1, {2, 2, 0}));
    CHECK(renderer.textures().size() == 3);
}

TEST_CASE("Orders, cancels and draws in a wild order end with the picture asked for last", "[render][map][stress]") {
    NullRenderer renderer;
    const QuickMaker quick;
    std::atomic<int> woken = 0;
    MapRenderer map(
        renderer, [&] { ++woken; }, quick.maker());
    for (int round = 1; round <= 60; ++round) {
        map.show(snapshot(static_cast<std::uint64_t>(round)));
        draw_frame(renderer, map, over_four_tiles(round % 3 + 1).panned(round * 7 % 40, 0));
    }
    map.finish(over_four_tiles(1));
    CHECK(draw_frame(renderer, map, over_four_tiles(1)));
    for (const auto& call : images(renderer))
        if (call.blend == Blend::Replace) CHECK(renderer.textures().at(call.texture).first_pixel == 60);
    CHECK(woken > 0);
}
