#pragma once

#include "geo/extent.h"

#include <optional>
#include <vector>

namespace kreisblick::geo {

/// A place in space: a plane coordinate with its height, all in metres.
struct SpacePoint {
    double x = 0;
    double y = 0;
    double z = 0;
    friend bool operator==(const SpacePoint&, const SpacePoint&) = default;
};

/// A polygon in space that is meant to be flat: the outer ring, then its holes; rings may or may not repeat their first point.
struct SpacePolygon {
    std::vector<std::vector<SpacePoint>> rings;
};

/// The plane that a polygon in space lies in, as seen from above.
struct Facet {
    double area_m2 = 0;      ///< true area, holes taken away
    double tilt_deg = 0;     ///< from the level: 0…90
    double azimuth_deg = 0;  ///< the direction it faces, clockwise from grid north: 0 … < 360; 0 where it is level
    double residual_m = 0;   ///< how far its furthest corner lies off the plane
    SpacePoint centre;       ///< mean of the corners
    SpacePoint normal;       ///< of length 1, never downwards
    Extent extent;           ///< on the map
    double z_min = 0;
    double z_max = 0;
};

/// The mean plane by Newell's method (Sutherland, Sproull & Schumacker 1974), which any planar polygon meets exactly and a warped one in
/// the mean. Nothing for a polygon without three corners that span an area of at least a square centimetre, or with a coordinate that is
/// none.
[[nodiscard]] std::optional<Facet> facet_of(const SpacePolygon& polygon);

/// Tilt and azimuth of a normal of any length, in degrees; the normal may point downwards.
struct Slope {
    double tilt_deg = 0;
    double azimuth_deg = 0;
};
[[nodiscard]] Slope slope_of(const SpacePoint& normal);

}  // namespace kreisblick::geo
