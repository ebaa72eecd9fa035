#pragma once

#include "render/renderer.h"
#include "render/tile_factory.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace kreisblick::render {

/// A tile on the graphics card.
struct UploadedTile {
    scene::TileKey key;
    std::uint64_t version = 0;
    TextureId picture = 0;
    std::size_t bytes = 0;
    std::uint64_t last_used = 0;
};

/// Textures of tiles, at most so many bytes of them: the ones unused for longest go first, the ones of this frame never.
class TileCache {
  public:
    TileCache(Renderer& renderer, std::size_t most_bytes) : m_renderer(renderer), m_most_bytes(most_bytes) {}
    ~TileCache();
    TileCache(const TileCache&) = delete;
    TileCache& operator=(const TileCache&) = delete;

    /// A new frame begins: what was used before may go from now on.
    void begin_frame() { ++m_frame; }
    /// Uploads a tile; replaces an older one of the same key and version.
    void put(const TilePicture& tile);
    /// The tile, marked as used; null when it is not there.
    [[nodiscard]] const UploadedTile* find(std::uint64_t version, const scene::TileKey& key);
    [[nodiscard]] bool has(std::uint64_t version, const scene::TileKey& key) const { return m_tiles.contains({version, key}); }
    /// All tiles there are, for pictures of other scales and versions.
    [[nodiscard]] std::vector<UploadedTile*> all();
    void mark_used(UploadedTile& tile) const { tile.last_used = m_frame; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  private:
    using Key = std::pair<std::uint64_t, scene::TileKey>;

    void release(const UploadedTile& tile);
    void make_room();

    Renderer& m_renderer;
    std::size_t m_most_bytes;
    std::size_t m_bytes = 0;
    std::uint64_t m_frame = 1;
    std::map<Key, UploadedTile> m_tiles;
};

}  // namespace kreisblick::render
