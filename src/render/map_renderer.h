#pragma once

#include "render/renderer.h"
#include "render/tile_factory.h"
#include "scene/camera.h"
#include "scene/map_snapshot.h"

#include <functional>
#include <memory>

namespace kreisblick::render {

/// Keeps the tiles of a map: asks workers for what a camera sees, uploads what is ready within a budget, draws. The picture never waits:
/// until new tiles are ready the old ones are shown, scaled. All calls from the thread of the renderer.
class MapRenderer {
  public:
    /// on_ready is called whenever another frame would show more (to wake the event loop): from a worker when a tile became ready,
    /// from draw when the upload budget left some for later.
    MapRenderer(Renderer& renderer, std::function<void()> on_ready, TileMaker maker = {});
    ~MapRenderer();
    MapRenderer(const MapRenderer&) = delete;
    MapRenderer& operator=(const MapRenderer&) = delete;

    /// What to show from now on.
    void show(std::shared_ptr<const scene::MapSnapshot> snapshot);
    /// Draws the map into the frame that is open; returns whether every visible tile is there, current and sharp.
    /// While a zoom is on its way (settled = false) no tiles of the scales in between are asked for.
    bool draw(const scene::Camera& camera, bool settled = true);
    /// Waits until every tile of the camera is made and uploaded (for pictures, never in a window's loop).
    void finish(const scene::Camera& camera);

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kreisblick::render
