#pragma once

#include "fiction/field.h"
#include "geo/geometry.h"

#include <cstdint>
#include <vector>

namespace kreisblick::fiction {

/// Marks cells that belong to no area.
inline constexpr std::int32_t k_no_area = -1;

/// Gives every 4-connected patch of equal values a number of its own (0, 1, …, from the north-west); negative values stay k_no_area.
/// kinds[number] is the value that the patch had.
[[nodiscard]] Field<std::int32_t> numbered_patches(const Field<std::int32_t>& values, std::vector<std::int32_t>& kinds);

/// The outline of every patch as one polygon; neighbours share their borders to the last digit. Borders run straight or softly between the
/// places where three patches meet: smoothed `passes` times, then within tolerance_m.
[[nodiscard]] std::vector<geo::Geometry> outlines(const Field<std::int32_t>& patches, int passes, double tolerance_m);

}  // namespace kreisblick::fiction
