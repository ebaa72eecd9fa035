#pragma once

#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/raster.h"

#include <filesystem>

namespace kreisblick::cli {

/// Invented data in the amounts of a district; always the same. They look like nothing: the model district is for the eye.

/// So many crooked roads of six segments of 60 m each, scattered over the extent.
[[nodiscard]] geo::FeatureTable synthetic_roads(int count, const geo::Extent& extent);
/// So many houses of 8 … 20 m, half of them with six corners, around 120 villages.
[[nodiscard]] geo::FeatureTable synthetic_buildings(int count, const geo::Extent& extent);
/// Fractal relief between 0 and 750 m, rounded to decimetres.
[[nodiscard]] geo::Raster<float> synthetic_relief(const geo::GridSpec& grid);

/// A district file of 32 × 32 km with a rim of 5 km at 10 m: relief, 25,000 roads, 60,000 buildings.
[[nodiscard]] core::Result<void> make_synthetic_district(const std::filesystem::path& file);

}  // namespace kreisblick::cli
