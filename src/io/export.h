#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/feature_table.h"
#include "geo/raster.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kreisblick::io {

/// A band of an exported raster.
struct ExportBand {
    std::string name;
    std::string unit;
    geo::Raster<float> raster;  ///< all bands on the same grid
};

/// Writes a cloud-optimised GeoTIFF (float32, nodata NaN, band names and units), whole or not at all.
[[nodiscard]] core::Result<void> write_geotiff(const std::filesystem::path& path, const std::string& crs,
                                               std::vector<ExportBand> bands, const std::string& credits, const core::Job& job = {});

/// Writes features as .gpkg, .geojson (in WGS 84, as the format demands) or .csv, by the file's ending; whole or not at all.
[[nodiscard]] core::Result<void> write_features(const std::filesystem::path& path, const std::string& crs,
                                                const geo::FeatureTable& features, const std::string& layer_name,
                                                const std::string& credits, const core::Job& job = {});

}  // namespace kreisblick::io
