#pragma once

#include "geo/extent.h"
#include "model/layer.h"
#include "scene/map_snapshot.h"

#include <string>
#include <vector>

namespace kreisblick::scene {

/// The plate behind a road's number, device pixels.
struct PlateSize {
    double width = 0;
    double height = 0;
};
[[nodiscard]] PlateSize plate_size(double text_width_px, double size_px, double pixel_ratio);

/// A label that found its place: anchored in the world, so that panning moves it with the map and never makes it jump.
struct PlacedLabel {
    std::string text;
    geo::Point anchor;                         ///< centre of the text, world
    double angle = 0;                          ///< radians, counter-clockwise; never upside down
    double size_px = 12;                       ///< device pixels
    const model::LabelStyle* style = nullptr;  ///< of a declaration that the snapshot keeps alive
    geo::Extent box;                           ///< world extent that the text and its halo take
};

/// All labels of the district at one scale, placed once: by priority, none over another.
struct LabelLayout {
    std::uint64_t version = 0;
    double metres_per_pixel = 0;
    std::vector<PlacedLabel> labels;
};

[[nodiscard]] LabelLayout place_labels(const MapSnapshot& snapshot, double metres_per_pixel);

}  // namespace kreisblick::scene
