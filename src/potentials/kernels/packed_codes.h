#pragma once

#include "core/code_path.h"

#include <cstddef>
#include <cstdint>

namespace kreisblick::potentials {

/// \file
/// A tile of 64 × 16 codes in few bytes, nothing lost: the first row as it is, then two groups of rows as differences from the row above,
/// each group with so many bits a code as its greatest difference needs. Horizons change little from row to row: three bits a code are
/// usual, two where the relief is smooth.

inline constexpr std::size_t k_code_row_bytes = 64;
inline constexpr std::size_t k_code_tile_bytes = 16 * k_code_row_bytes;
/// What a packed tile takes at most.
inline constexpr std::size_t k_most_packed_bytes = 17 * k_code_row_bytes;

/// The bits a code in both groups: four bits each.
using PackedWidths = std::uint8_t;

/// What a packed tile takes, a multiple of 64.
[[nodiscard]] constexpr std::size_t packed_bytes(PackedWidths widths) {
    return (1 + (widths & 15U) + (widths >> 4U)) * k_code_row_bytes;
}

/// How a code path does it; all give the same bytes.
struct CodePacking {
    /// Packs k_code_tile_bytes codes; there must be room for k_most_packed_bytes.
    PackedWidths (*pack)(const std::uint8_t* codes, std::uint8_t* packed) = nullptr;
    void (*unpack)(const std::uint8_t* packed, PackedWidths widths, std::uint8_t* codes) = nullptr;
};

[[nodiscard]] CodePacking plain_code_packing();
[[nodiscard]] CodePacking avx2_code_packing();
[[nodiscard]] CodePacking avx512_code_packing();
[[nodiscard]] CodePacking code_packing(core::CodePath path);

}  // namespace kreisblick::potentials
