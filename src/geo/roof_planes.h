#pragma once

#include "geo/space_polygon.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::geo {

/// One plane of a roof.
struct RoofPlane {
    double area_m2 = 0;      ///< true area on the slope
    double tilt_deg = 0;     ///< from the level
    double azimuth_deg = 0;  ///< clockwise from grid north; 0 for a flat roof
    friend bool operator==(const RoofPlane&, const RoofPlane&) = default;
};

/// A plane tilted less than this is flat.
inline constexpr double k_flat_below_deg = 3;

/// What of a roof's facets belongs together.
struct RoofMerging {
    double angle_deg = 3;    ///< between the normals
    double offset_m = 0.15;  ///< of one facet's centre off the other's plane
    double gap_m = 0.1;      ///< between their boxes
};
/// The planes of a roof, largest first: facets that lie in one plane and touch are one. Flat ones have tilt and azimuth 0.
[[nodiscard]] std::vector<RoofPlane> roof_planes(std::span<const Facet> facets, const RoofMerging& merging = {});

/// Planes as text: "56.57 45.0 180.0; 56.57 45.0 0.0" (m², °, °), as the column roof_planes holds them.
[[nodiscard]] std::string to_text(std::span<const RoofPlane> planes);
/// Planes from text; nothing if the text is not written so, or states an area below 0 or a tilt outside 0…90.
[[nodiscard]] std::optional<std::vector<RoofPlane>> roof_planes_from(std::string_view text);

}  // namespace kreisblick::geo
