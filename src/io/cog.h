#pragma once

#include "core/job.h"
#include "io/gdal_handles.h"

namespace kreisblick::io {

/// Copies a dataset into a cloud-optimised GeoTIFF with overviews, whole or not at all. Errors are clauses.
[[nodiscard]] core::Result<void> copy_to_cog(GDALDataset& dataset, const std::filesystem::path& path, const std::string& credits,
                                             const core::Job& job);

/// Names a band, states its unit, and that NaN is no value.
void describe_band(GDALRasterBand& band, const std::string& name, const std::string& unit);

}  // namespace kreisblick::io
