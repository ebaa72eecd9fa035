#pragma once

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace kreisblick::tests {

/// The folder of real open data that KREISBLICK_REAL_DATA names. Where it is unset the calling test is skipped, or fails
/// when KREISBLICK_REQUIRE_REAL_DATA=1.
inline std::filesystem::path require_real_data() {
    if (const char* folder = std::getenv("KREISBLICK_REAL_DATA")) return folder;
    const char* required = std::getenv("KREISBLICK_REQUIRE_REAL_DATA");
    if (required && std::string_view(required) == "1")
        FAIL("KREISBLICK_REAL_DATA is unset, and KREISBLICK_REQUIRE_REAL_DATA asks for the real data");
    SKIP("needs the real data: set KREISBLICK_REAL_DATA");
    return {};
}

}  // namespace kreisblick::tests
