#pragma once

#include "scene/camera.h"
#include "scene/map_snapshot.h"

#include <vector>

namespace kreisblick::scene {

/// What of a layer a picture really shows, so that its legend speaks of nothing else.
struct LayerPresence {
    std::vector<bool> rules;    ///< per rule of the style
    std::vector<bool> classes;  ///< per class of the style
    bool values = false;        ///< a ramp or choropleth has values here
    bool unchecked = false;     ///< a raster lacks values here
    double coarse_m = 0;        ///< the edge of a class raster's cells where they are so large here that they need saying; else 0
};

/// Looks through what meets the camera's window. Lines and borders count where they cross it, rasters by a coarse sample; what a raster
/// lacks outside of `ground` (the district's grid) is not missed.
[[nodiscard]] LayerPresence presence_of(const DrawableLayer& layer, const Camera& camera, const geo::Extent& ground = {});

}  // namespace kreisblick::scene
