#pragma once

#include "engine/session.h"

namespace kreisblick::engine {

/// Writes a layer's data: rasters and method results as .tif on the district's grid with rim, features as .gpkg, .geojson or .csv.
[[nodiscard]] core::Result<void> write_layer(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                             const std::filesystem::path& out, const core::Job& job);

}  // namespace kreisblick::engine
