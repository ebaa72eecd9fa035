#pragma once

#include "core/result.h"
#include "geo/feature_table.h"
#include "model/district.h"
#include "model/recipe.h"

#include <string>

namespace kreisblick::io {

/// The record of a new part as the spec states it: name, priority, provenance, settings. Without a priority in the spec, a part takes the
/// one of the part it replaces, or lies above all parts that are there.
[[nodiscard]] model::DatasetPart record_of(const model::District& district, const std::string& dataset, const std::string& part,
                                           model::DatasetKind kind, const model::ImportSpec& spec);

/// Where a vector part knows something. --set coverage= says it: "district" (its boundary), "extent" (district and rim), "features" (the
/// polygons themselves; for points and lines their bounding rectangle). By default the source's own bounding area, cut at the rim: a source
/// is taken to be complete where it has data, and to know nothing beyond. source_area is in the district's CRS.
[[nodiscard]] core::Result<geo::Geometry> coverage_of(const model::District& district, const model::ImportSpec& spec,
                                                      const geo::Geometry& source_area, const geo::FeatureTable& features);

/// The boundary of the district, or its grid's extent where it has none.
[[nodiscard]] geo::Geometry area_of(const model::District& district);

}  // namespace kreisblick::io
