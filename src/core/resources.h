#pragma once

#include "core/result.h"

#include <filesystem>

namespace kreisblick::core {

/// The folder that holds layers/, assets/ and shaders/: KREISBLICK_HOME if set, else the nearest folder above the program
/// (or its share/kreisblick) that has them.
[[nodiscard]] Result<std::filesystem::path> resource_folder();

}  // namespace kreisblick::core
