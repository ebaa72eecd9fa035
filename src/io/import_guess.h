#pragma once

#include "core/result.h"
#include "geo/geometry.h"
#include "model/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kreisblick::io {

/// What a file says about itself before it is read: enough to guess what it is for.
struct SourceGlance {
    bool is_osm = false;
    bool is_raster = false;
    std::string crs;                                       ///< what geo::Crs::from understands; empty where the file does not say
    geo::GeometryKind geometry = geo::GeometryKind::None;  ///< of the first vector layer
    std::vector<std::string> columns;                      ///< of the first vector layer or table
};

/// Opens the file only to see what it is. The Error names it: missing, or nothing that can be imported.
[[nodiscard]] core::Result<SourceGlance> glance_at(const std::filesystem::path& file);

/// The datasets that could take such a file, the likeliest first: by what its columns are called, what its name says, and what kind of
/// geometry it holds. An OpenStreetMap file is "osm".
[[nodiscard]] std::vector<std::string> likely_datasets(const model::DatasetCatalogue& catalogue, const SourceGlance& glance,
                                                       const std::filesystem::path& file);

}  // namespace kreisblick::io
