#pragma once

#include "geo/geometry.h"

class OGRGeometry;

namespace kreisblick::io {

/// An OGR geometry as ours: curves drawn as lines, heights and measures left out, rings closed. From a collection or a mix only the members
/// of the wanted kind are taken; if it has none, those of its first member's kind. Lines of fewer than two points are left out; shorter
/// rings are filled up to four points, without area. Without parts if nothing is there.
[[nodiscard]] geo::Geometry geometry_from(const OGRGeometry* geometry, geo::GeometryKind wanted);

}  // namespace kreisblick::io
