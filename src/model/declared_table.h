#pragma once

#include "core/result.h"
#include "geo/feature_table.h"

#include <filesystem>

namespace kreisblick::model {

/// Reads a table of values that methods work with, declared in layers/tables/: its [[column]]s (name, unit, text = true for words) and its
/// [[row]]s by these names; what a row does not name has no value. The Error names file and line.
[[nodiscard]] core::Result<geo::FeatureTable> read_declared_table(const std::filesystem::path& file);

}  // namespace kreisblick::model
