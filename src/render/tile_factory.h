#pragma once

#include "core/job.h"
#include "scene/label_layout.h"
#include "scene/map_snapshot.h"
#include "scene/tile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace kreisblick::render {

/// What makes tiles: the scene by default, something simpler in tests. Called on worker threads, several at once.
struct TileMaker {
    std::function<scene::LabelLayout(const scene::MapSnapshot&, double metres_per_pixel)> place_labels = scene::place_labels;
    std::function<std::shared_ptr<const scene::Tile>(const scene::MapSnapshot&, const scene::LabelLayout&, const scene::TileKey&,
                                                     const core::Job&)>
        compose = scene::compose_tile;
};

/// A tile as it goes to the screen: opaque, all layers in one.
struct TilePicture {
    scene::TileKey key;
    std::uint64_t version = 0;
    scene::Image picture;
};

/// Makes tiles on worker threads. Only the latest order counts: what it does not name is dropped, and stopped where it is under way.
class TileFactory {
  public:
    /// on_ready is called from a worker after each finished tile.
    TileFactory(TileMaker maker, std::function<void()> on_ready, int threads);
    ~TileFactory();
    TileFactory(const TileFactory&) = delete;
    TileFactory& operator=(const TileFactory&) = delete;

    /// From now on these tiles of this snapshot are wanted, the first ones first. All of one scale.
    void order(std::shared_ptr<const scene::MapSnapshot> snapshot, std::vector<scene::TileKey> wanted);
    /// Takes a finished tile out of the mailbox; null when there is none.
    [[nodiscard]] std::shared_ptr<const TilePicture> take();
    /// Whether the mailbox holds a tile.
    [[nodiscard]] bool has_finished() const;
    /// Nothing queued and nothing under way.
    [[nodiscard]] bool is_idle() const;
    /// Returns when the mailbox holds a tile (true) or nothing more will come (false).
    bool wait_for_tile();

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::render
