#pragma once

#include "geo/raster.h"
#include "model/layer.h"
#include "model/theme.h"
#include "scene/image.h"

namespace kreisblick::scene {

/// Brightness of level ground in a hillshade of 1…255 with light from 45° (GDAL): 1 + 254 · sin 45°, rounded as it is stored.
inline constexpr double k_level_shade = 181;

/// Values between the style's min (1) and max (65535); what lies beyond is held at the end, no data is 0.
[[nodiscard]] ValueImage quantised(const geo::Raster<float>& values, double min, double max);

/// What share of the way along a ramp each value's step between the breaks lies (step_share); no data stays.
[[nodiscard]] geo::Raster<float> stepped(geo::Raster<float> values, const std::vector<double>& breaks);

/// The ramp over the values, laid over the image.
void paint_values(Image& image, const ValueImage& values, const model::Ramp& ramp, double opacity);

/// Colours class codes and lays them over the image; codes without a class stay clear.
void paint_classes(Image& image, const geo::Raster<float>& codes, const model::LayerStyle& style, const model::Theme& theme,
                   double opacity);

/// Shades an opaque image with a hillshade: level ground keeps its colour, slopes turned away from the light grow darker, those towards
/// it lighter. On the light theme the shadow is multiplied; on the dark one the light is screened.
void paint_relief(Image& image, const geo::Raster<float>& shade, double strength, bool is_dark);

}  // namespace kreisblick::scene
