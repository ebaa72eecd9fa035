#pragma once

#include "core/job.h"
#include "scene/camera.h"
#include "scene/image.h"
#include "scene/label_layout.h"
#include "scene/map_snapshot.h"

#include <memory>
#include <optional>
#include <vector>

namespace kreisblick::scene {

/// Edge of a tile in device pixels.
inline constexpr int k_tile_px = 512;

/// A tile of the map at an exact scale: column and row count from the north-west corner of the district's grid.
struct TileKey {
    double metres_per_pixel = 0;
    int column = 0;
    int row = 0;
    friend auto operator<=>(const TileKey&, const TileKey&) = default;
};

/// The ground a tile covers.
[[nodiscard]] geo::Extent tile_extent(const TileKey& key, const geo::GridSpec& district);
/// The tiles that a camera sees, nearest to the middle first. Ask with camera.snapped(grid), so that tiles land on whole pixels.
[[nodiscard]] std::vector<TileKey> visible_tiles(const Camera& camera, const geo::GridSpec& district);

/// A raster layer of a tile as values, before ramp and opacity.
struct ValueSheet {
    ValueImage values;
    std::string ramp;
    double opacity = 1;
};

/// What workers make of a tile: from the bottom: an opaque ground, value sheets, and everything above them.
struct Tile {
    TileKey key;
    std::uint64_t version = 0;
    Image ground;  ///< opaque: paper, land cover, relief
    std::vector<ValueSheet> sheets;
    std::optional<Image> overlay;  ///< premultiplied: lines, buildings, points, labels; none if nothing lies above the sheets
};

/// Paints a tile. Worker threads; nothing when the job is stopped. Without value sheets everything lands in `ground`.
[[nodiscard]] std::shared_ptr<const Tile> compose_tile(const MapSnapshot& snapshot, const LabelLayout& labels, const TileKey& key,
                                                       const core::Job& job);

/// A tile as one opaque image: ground, value sheets through their ramps, overlay.
[[nodiscard]] Image flattened(const Tile& tile, const MapSnapshot& snapshot);

/// The whole picture on the CPU alone, as tests, prints and golden pictures need it (value sheets through their ramps).
[[nodiscard]] Image compose_picture(const MapSnapshot& snapshot, const Camera& camera);

}  // namespace kreisblick::scene
