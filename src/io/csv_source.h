#pragma once

#include "core/result.h"
#include "io/source_table.h"
#include "model/dataset.h"
#include "model/recipe.h"

namespace kreisblick::io {

/// Reads a CSV. For vector datasets its rows get a place: the square of a census cell (spec.key, or a column whose values are cell ids), or
/// a point from coordinate columns: named with --map x=… y=… or lon=… lat=…, else guessed from their names (lat/lon are EPSG:4326, a suffix
/// like _epsg3035 names the CRS, x/y or east/north need spec.source_crs). Datasets of polygons look for cells first, others for
/// coordinates. Rows of tables, and of datasets that may be tables when nothing gives a place, come without geometry. Errors list what was
/// looked for.
[[nodiscard]] core::Result<SourceTable> read_csv_source(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec);

}  // namespace kreisblick::io
