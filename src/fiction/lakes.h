#pragma once

#include "fiction/terrain.h"

#include <string>

namespace kreisblick::fiction {

/// Standing water: a lake left by digging gravel, or a pond.
struct Lake {
    Curve ring;  ///< its shore, counter-clockwise, first point = last point
    geo::Point centre;
    double level_m = 0;
    double area_m2 = 0;
    std::string name;  ///< empty for ponds

    /// Whether a place lies in the water.
    [[nodiscard]] bool holds(geo::Point place) const;
    [[nodiscard]] geo::Geometry shape() const { return {geo::GeometryKind::Polygon, {{ring, false}}}; }
};

/// A lake around a place, longer along a direction, with an uneven shore.
[[nodiscard]] Lake lake_around(geo::Point centre, geo::Point along, double half_length, double half_width, std::uint64_t key);

/// The lakes beside the main river where gravel was dug, in groups, never in its bed.
[[nodiscard]] std::vector<Lake> gravel_lakes(const Plan& plan, const MainRiver& river, const Terrain& terrain);

}  // namespace kreisblick::fiction
