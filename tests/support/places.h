#pragma once

#include <filesystem>
#include <string>

namespace kreisblick::tests {

/// The source tree these tests were built from.
[[nodiscard]] std::filesystem::path source_folder();

/// The program they run.
[[nodiscard]] std::string program();

}  // namespace kreisblick::tests
