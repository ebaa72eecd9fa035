#pragma once

#include "scene/canvas.h"
#include "scene/label_layout.h"
#include "scene/screen_shape.h"

namespace kreisblick::scene {

/// Draws the labels whose boxes meet the window.
void paint_labels(Canvas& canvas, const LabelLayout& labels, const MapSnapshot& snapshot, const ScreenTransform& transform,
                  const geo::Extent& window);

/// Whether any label meets the window.
[[nodiscard]] bool has_labels(const LabelLayout& labels, const geo::Extent& window);

}  // namespace kreisblick::scene
