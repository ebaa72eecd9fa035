#pragma once

#include <filesystem>
#include <string>

namespace kreisblick::tests {

/// Gives a district file what its layers still need, made up from the datasets' declarations: a few features about the middle with a value
/// in every column, or a slope of values where a dataset is a raster only. Afterwards every declared layer has something to show.
void supply_missing_datasets(const std::string& district);

}  // namespace kreisblick::tests
