#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/grid_spec.h"

#include <filesystem>
#include <string>

namespace kreisblick::engine {

/// Writes the number columns of areas as bands of a GeoTIFF: every cell has the values of the area that its centre lies in, of the first
/// where two claim it, and none outside of all. `only`: this column alone; empty = all. An Error for points and lines, which have no
/// cells, and for a column that does not exist; it names what there is.
[[nodiscard]] core::Result<void> write_feature_raster(const std::filesystem::path& out, const std::string& crs, const geo::GridSpec& grid,
                                                      const geo::FeatureTable& areas, const std::string& only, const std::string& credits,
                                                      const core::Job& job);

}  // namespace kreisblick::engine
