#pragma once

#include "core/result.h"
#include "geo/resample.h"

#include <filesystem>

namespace kreisblick::io {

/// All cells of the first band of any raster file that states its reference system, where they lie in the file's own one.
[[nodiscard]] core::Result<geo::SourceRaster> read_whole_raster(const std::filesystem::path& file);

}  // namespace kreisblick::io
