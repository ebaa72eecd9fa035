#pragma once

#include "core/job.h"
#include "core/result.h"
#include "io/source_table.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kreisblick::io {

/// The largest CityGML file that is read: its tree lives in memory, at about three times its size. Survey offices give out tiles of 1 to
/// 4 km² with some 10 to 200 MB.
inline constexpr std::uintmax_t k_largest_citygml_bytes = std::uintmax_t{1} << 30;

/// Whether a file is for this reader: called .gml, .xml or .citygml, and no plain feature collection (which GDAL reads).
[[nodiscard]] bool looks_like_citygml(const std::filesystem::path& file);

/// Reads the buildings of a CityGML 1.0 or 2.0 file with their roof surfaces: one record per bldg:Building, its parts included. source_crs
/// may be empty: then the first srsName of the file says it. Errors name the file: it is no XML or breaks off (where), its root is another,
/// it is CityGML 3.0, its srsName is unknown, it holds no building.
[[nodiscard]] core::Result<SourceTable> read_citygml(const std::filesystem::path& file, const std::string& source_crs,
                                                     const std::string& district_crs, const core::Job& job);

/// What PROJ understands for a srsName as survey offices write it ("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH", "EPSG:25832",
/// "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783"): the horizontal part; nothing where the name is unknown.
[[nodiscard]] std::optional<std::string> crs_of_srs_name(const std::string& srs_name);

}  // namespace kreisblick::io
