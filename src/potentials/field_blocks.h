#pragma once

#include "geo/feature_table.h"
#include "geo/raster.h"

namespace kreisblick::potentials {

/// Stand-ins for fields where nobody drew any: the farmland of a land-cover raster, cut into blocks of so many metres. Columns "id" and
/// "use" as parcels have them. They are as coarse as the land cover, which has to be said beside them.
[[nodiscard]] geo::FeatureTable field_blocks(const geo::Raster<float>& corine, double block_m = 500);

}  // namespace kreisblick::potentials
