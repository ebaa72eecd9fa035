#pragma once

#include "geo/extent.h"

#include <optional>
#include <string_view>

namespace kreisblick::io {

/// The CRS of the census grids and of INSPIRE's: ETRS89 / LAEA Europe.
inline constexpr const char* k_census_crs = "EPSG:3035";

/// The square a census cell id names, in EPSG:3035. Understood are the short form of the German census, "100mN30910E42900" (north and east
/// of the lower left corner, counted in cells), and INSPIRE's "CRS3035RES100mN3091000E4290000" (in metres). Nothing for any other text.
[[nodiscard]] std::optional<geo::Extent> census_cell(std::string_view id);

}  // namespace kreisblick::io
