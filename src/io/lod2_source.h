#pragma once

#include "core/job.h"
#include "core/result.h"
#include "io/source_table.h"

#include <filesystem>
#include <string>

namespace kreisblick::io {

/// Whether a file holds 3D buildings with named surfaces: CityGML, or a layer (empty: the first) with one row for each building and class
/// of surface, told by its column Geometr_3D.
[[nodiscard]] bool is_lod2_source(const std::filesystem::path& file, const std::string& layer);

/// One record for each building with its footprint, in the file's CRS, and what is known of its roof; roof azimuths are turned to the grid
/// north of the district's CRS. Rows of a building are found by their column ID. Errors name the file.
[[nodiscard]] core::Result<SourceTable> read_lod2_source(const std::filesystem::path& file, const std::string& layer,
                                                         const std::string& source_crs, const std::string& district_crs,
                                                         const core::Job& job);

}  // namespace kreisblick::io
