#pragma once

#include "model/layer.h"
#include "model/theme.h"
#include "scene/image.h"
#include "scene/map_snapshot.h"

namespace kreisblick::scene {

/// Cells of class data that appear at least this large (pixels) are drawn softly: their square edges would claim to be borders.
inline constexpr double k_soft_cell_px = 5;

/// Lays the colours of coarse classes over the image, running into each other over about a cell (cubic B-spline over samples at half a
/// cell). The samples lie on whole multiples of half the resolution, so that tiles join without a seam.
void paint_soft_classes(Image& image, const RasterSource& codes, const geo::GridSpec& pixels, double resolution_m,
                        const model::LayerStyle& style, const model::Theme& theme, double opacity);

}  // namespace kreisblick::scene
