#include "render/tile_cache.h"

#include <algorithm>

namespace kreisblick::render {

TileCache::~TileCache() {
    for (const auto& [key, tile] : m_tiles) release(tile);
}

void TileCache::put(const TilePicture& tile) {
    UploadedTile uploaded;
    uploaded.key = tile.key;
    uploaded.version = tile.version;
    uploaded.last_used = m_frame;
    uploaded.picture = m_renderer.upload(tile.picture);
    uploaded.bytes = tile.picture.pixels.size() * sizeof(std::uint32_t);
    const Key key{tile.version, tile.key};
    if (const auto old = m_tiles.find(key); old != m_tiles.end()) {
        release(old->second);
        m_tiles.erase(old);
    }
    m_bytes += uploaded.bytes;
    m_tiles.emplace(key, std::move(uploaded));
    make_room();
}

const UploadedTile* TileCache::find(std::uint64_t version, const scene::TileKey& key) {
    const auto found = m_tiles.find({version, key});
    if (found == m_tiles.end()) return nullptr;
    mark_used(found->second);
    return &found->second;
}

std::vector<UploadedTile*> TileCache::all() {
    std::vector<UploadedTile*> tiles;
    for (auto& [key, tile] : m_tiles) tiles.push_back(&tile);
    return tiles;
}

void TileCache::release(const UploadedTile& tile) {
    m_renderer.release(tile.picture);
    m_bytes -= std::min(m_bytes, tile.bytes);
}

void TileCache::make_room() {
    while (m_bytes > m_most_bytes) {
        const auto oldest = std::min_element(m_tiles.begin(), m_tiles.end(),
                                             [](const auto& a, const auto& b) { return a.second.last_used < b.second.last_used; });
        // Tiles of the frame before are still on screen while this one is being made.
        if (oldest == m_tiles.end() || oldest->second.last_used + 1 >= m_frame) return;
        release(oldest->second);
        m_tiles.erase(oldest);
    }
}

}  // namespace kreisblick::render
