#include "render/map_renderer.h"

#include "render/tile_cache.h"
#include "render/tile_factory.h"
#include "scene/tile.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>

namespace kreisblick::render {
namespace {

constexpr std::size_t k_texture_bytes = 64U << 20U;         // two and a half screens of 1920 × 1080
constexpr std::chrono::microseconds k_upload_budget{2000};  // per frame; one tile is always uploaded
constexpr int k_worker_threads = 2;
constexpr std::chrono::milliseconds k_longest_hold{700};  // that a zoomed picture waits for its last tile
constexpr std::size_t k_stand_in_pictures = 3;            // other scales or versions drawn beneath missing tiles

/// How unlike a cached picture is to what is wanted: scale counts by halvings, an older version a little.
double unlikeness(const UploadedTile& tile, std::uint64_t version, double metres_per_pixel) {
    const double scale = std::abs(std::log2(tile.key.metres_per_pixel / metres_per_pixel));
    return scale + (tile.version == version ? 0 : 0.4 + 1e-6 * static_cast<double>(version - std::min(version, tile.version)));
}

/// Where the ground of a tile of any scale lies on the screen of a camera.
PixelRect on_screen(const scene::TileKey& key, const scene::Camera& camera, const geo::GridSpec& grid) {
    const geo::Extent ground = scene::tile_extent(key, grid);
    const geo::Point top_left = camera.to_pixel({ground.x_min, ground.y_max});
    const geo::Point bottom_right = camera.to_pixel({ground.x_max, ground.y_min});
    return {top_left.x, top_left.y, bottom_right.x - top_left.x, bottom_right.y - top_left.y};
}

bool overlap(const PixelRect& a, const PixelRect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// Where a tile of the camera's own scale lies: whole pixels from one common corner, so that tiles meet without gap and stay sharp.
PixelRect on_pixels(const scene::TileKey& key, const scene::Camera& camera, const geo::GridSpec& grid) {
    const geo::Point corner = camera.to_pixel({grid.x_min, grid.y_max});
    return {std::round(corner.x) + static_cast<double>(key.column) * scene::k_tile_px,
            std::round(corner.y) + static_cast<double>(key.row) * scene::k_tile_px, scene::k_tile_px, scene::k_tile_px};
}

/// A tile of another scale or version and where it lies on the screen.
struct StandIn {
    UploadedTile* tile = nullptr;
    PixelRect where;
};

}  // namespace

struct MapRenderer::Parts {
    Parts(Renderer& drawing, std::function<void()> ready, TileMaker maker)
        : renderer(drawing),
          on_ready(std::move(ready)),
          cache(drawing, k_texture_bytes),
          factory(std::move(maker), on_ready, k_worker_threads) {}

    Renderer& renderer;
    std::function<void()> on_ready;
    std::shared_ptr<const scene::MapSnapshot> snapshot;
    std::uint64_t shown_version = 0;                        // of the last frame that was complete
    double shown_scale = 0;                                 // metres per pixel of the tiles shown last; 0 = nothing shown yet
    double wanted_scale = 0;                                // of the camera of the last frame
    std::chrono::steady_clock::time_point zoomed_at;        // when that scale was first wanted, or last on its way
    std::map<std::uint64_t, std::string> theme_of_version;  // a picture never mixes light and dark
    TileCache cache;
    TileFactory factory;

    /// Uploads finished tiles until the budget is spent; with no budget at all: every one.
    void upload(std::optional<std::chrono::microseconds> budget) {
        const auto start = std::chrono::steady_clock::now();
        while (const auto tile = factory.take()) {
            cache.put(*tile);
            if (budget && std::chrono::steady_clock::now() - start > *budget) break;
        }
        if (budget && factory.has_finished() && on_ready) on_ready();
    }

    bool has_all(std::uint64_t version, const std::vector<scene::TileKey>& keys) const {
        return std::all_of(keys.begin(), keys.end(), [&](const scene::TileKey& key) { return cache.has(version, key); });
    }

    void ask_for_missing(const std::vector<scene::TileKey>& keys) {
        std::vector<scene::TileKey> missing;
        std::copy_if(keys.begin(), keys.end(), std::back_inserter(missing),
                     [&](const scene::TileKey& key) { return !cache.has(snapshot->version, key); });
        factory.order(snapshot, std::move(missing));
    }

    void draw_tile(const UploadedTile& tile, const PixelRect& where) { renderer.draw_image(tile.picture, where, Blend::Replace, 1); }

    /// Tiles of other scales and versions that the camera sees, by their likeness to what is wanted: the most alike few groups.
    std::map<double, std::vector<StandIn>> stand_ins(const scene::Camera& camera) {
        std::map<double, std::vector<StandIn>> by_unlikeness;
        for (UploadedTile* tile : cache.all()) {
            if (theme_of_version[tile->version] != theme_of_version[snapshot->version]) continue;
            const bool same_scale = tile->key.metres_per_pixel == camera.metres_per_pixel;
            if (same_scale && tile->version == snapshot->version) continue;  // that is no stand-in
            const PixelRect where =
                same_scale ? on_pixels(tile->key, camera, snapshot->grid) : on_screen(tile->key, camera, snapshot->grid);
            if (overlap(where, {0, 0, static_cast<double>(camera.width_px), static_cast<double>(camera.height_px)}))
                by_unlikeness[unlikeness(*tile, snapshot->version, camera.metres_per_pixel)].push_back({tile, where});
        }
        while (by_unlikeness.size() > k_stand_in_pictures) by_unlikeness.erase(std::prev(by_unlikeness.end()));
        return by_unlikeness;
    }

    /// Whether the tiles of a new scale wait for each other: the old picture, scaled, changes into the new one at once, since single tiles
    /// between scaled ones would cut names and roads where they meet.
    bool holds_back(const scene::Camera& camera, bool settled) {
        const auto now = std::chrono::steady_clock::now();
        if (!settled || camera.metres_per_pixel != wanted_scale) zoomed_at = now;
        wanted_scale = camera.metres_per_pixel;
        const bool nothing_comes = settled && factory.is_idle() && !factory.has_finished();
        if (shown_scale == 0 || nothing_comes || now - zoomed_at > k_longest_hold) shown_scale = camera.metres_per_pixel;
        return camera.metres_per_pixel != shown_scale;
    }

    /// What there is of the wanted tiles (unless they are held back), and stand-ins where there is none: the least alike first, and only
    /// there, for stretching is dear.
    void draw_incomplete(const std::vector<scene::TileKey>& keys, const scene::Camera& camera, bool held_back) {
        const auto candidates = stand_ins(camera);
        for (const scene::TileKey& key : keys) {
            const PixelRect where = on_pixels(key, camera, snapshot->grid);
            const UploadedTile* tile = cache.find(snapshot->version, key);
            if (tile && !(held_back && !candidates.empty())) {
                draw_tile(*tile, where);
                continue;
            }
            renderer.clip_to(where);
            for (auto group = candidates.rbegin(); group != candidates.rend(); ++group)
                for (const StandIn& stand_in : group->second) {
                    if (!overlap(stand_in.where, where)) continue;
                    cache.mark_used(*stand_in.tile);
                    draw_tile(*stand_in.tile, stand_in.where);
                }
            renderer.clip_to(std::nullopt);
        }
    }

    void draw_sharp(std::uint64_t version, const std::vector<scene::TileKey>& keys, const scene::Camera& camera) {
        for (const scene::TileKey& key : keys)
            if (const UploadedTile* tile = cache.find(version, key)) draw_tile(*tile, on_pixels(key, camera, snapshot->grid));
    }
};

MapRenderer::MapRenderer(Renderer& renderer, std::function<void()> on_ready, TileMaker maker)
    : m_parts(std::make_unique<Parts>(renderer, std::move(on_ready), std::move(maker))) {}

MapRenderer::~MapRenderer() = default;

void MapRenderer::show(std::shared_ptr<const scene::MapSnapshot> snapshot) {
    if (snapshot && snapshot->theme) m_parts->theme_of_version[snapshot->version] = snapshot->theme->id();
    m_parts->snapshot = std::move(snapshot);
}

bool MapRenderer::draw(const scene::Camera& wanted, bool settled) {
    Parts& parts = *m_parts;
    if (!parts.snapshot) return true;
    const scene::Camera camera = wanted.snapped(parts.snapshot->grid);
    parts.cache.begin_frame();
    parts.upload(k_upload_budget);
    const std::uint64_t version = parts.snapshot->version;
    const std::vector<scene::TileKey> keys = scene::visible_tiles(camera, parts.snapshot->grid);
    const bool complete = parts.has_all(version, keys);
    if (!complete && settled) parts.ask_for_missing(keys);
    const bool held_back = parts.holds_back(camera, settled);
    if (complete) {
        parts.draw_sharp(version, keys, camera);
        parts.shown_version = version;
        parts.shown_scale = camera.metres_per_pixel;
    } else if (parts.has_all(parts.shown_version, keys)) {
        // Another version is on its way: the old picture stays whole until the new one is, instead of changing tile by tile.
        parts.draw_sharp(parts.shown_version, keys, camera);
    } else {
        parts.draw_incomplete(keys, camera, held_back);
    }
    return complete;
}

void MapRenderer::finish(const scene::Camera& wanted) {
    Parts& parts = *m_parts;
    if (!parts.snapshot) return;
    const scene::Camera camera = wanted.snapped(parts.snapshot->grid);
    parts.cache.begin_frame();
    const std::vector<scene::TileKey> keys = scene::visible_tiles(camera, parts.snapshot->grid);
    parts.upload(std::nullopt);
    parts.ask_for_missing(keys);
    while (!parts.has_all(parts.snapshot->version, keys) && parts.factory.wait_for_tile()) parts.upload(std::nullopt);
}

}  // namespace kreisblick::render
