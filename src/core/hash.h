#pragma once

#include <cstdint>
#include <string_view>

namespace kreisblick::core {

/// FNV-1a, 64 bit: the same on every machine, for cache keys (not for secrets).
[[nodiscard]] constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 14695981039346656037ULL) {
    for (const char character : text) {
        seed ^= static_cast<unsigned char>(character);
        seed *= 1099511628211ULL;
    }
    return seed;
}

}  // namespace kreisblick::core
