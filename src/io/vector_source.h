#pragma once

#include "core/job.h"
#include "core/result.h"
#include "io/source_table.h"

#include <filesystem>
#include <string>

namespace kreisblick::io {

/// Reads a layer of anything OGR opens (GeoPackage, Shapefile, GeoJSON …); an empty layer name takes the first. Geometry comes as
/// geometry_from gives it for the wanted kind. encoding is for shapefiles that do not name theirs. Errors name the file: it is missing, no
/// driver knows it, it breaks off, it has no such layer (with the list of those it has), the layer is empty.
[[nodiscard]] core::Result<SourceTable> read_vector_source(const std::filesystem::path& file, const std::string& layer,
                                                           geo::GeometryKind wanted, const std::string& encoding, const core::Job& job);

}  // namespace kreisblick::io
