#pragma once

#include "geo/geometry.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kreisblick::io {

/// How a geometry stands in a GeoPackage column: as POINT, or as the multi type of its kind.
enum class BlobShape { SinglePoint, Multi };

/// The GeoPackage binary of a geometry (little-endian header with envelope, then WKB). An empty geometry is marked empty.
void write_geopackage_geometry(const geo::Geometry& geometry, BlobShape shape, std::int32_t srs_id, std::vector<std::uint8_t>& blob);

/// The geometry in a GeoPackage binary; heights and measures are left out. Nothing if the bytes are cut short or hold another kind of
/// shape.
[[nodiscard]] std::optional<geo::Geometry> read_geopackage_geometry(std::span<const std::uint8_t> blob);

/// The geometry in plain WKB (points, lines, polygons, their multi types and collections of one kind).
[[nodiscard]] std::optional<geo::Geometry> read_wkb(std::span<const std::uint8_t> wkb);

}  // namespace kreisblick::io
