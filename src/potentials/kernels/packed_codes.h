#pragma once

#include "core/code_path.h"

#include <cstddef>
#include <cstdint>

namespace kreisblick::potentials {

/// \file
/// A tile of 64 × 16 codes in few bytes, nothing lost. The first row is written as what stands above its least code. Below it lie
/// eight groups of 16 columns and eight rows (the lower ones seven), as differences from the row above. Each takes so many bits a code as
/// its greatest needs: horizons change little from row to row, so that two or three are usual.

inline constexpr std::size_t k_code_row_bytes = 64;
inline constexpr std::size_t k_code_tile_bytes = 16 * k_code_row_bytes;
inline constexpr int k_code_group_columns = 16;
/// What is needed to unpack a tile: the first row's least code (8 bits), its bits a code (4), and, from bit 32 on, the bits a code of each
/// group (4 each).
using PackedWidths = std::uint64_t;
/// What a packed tile takes at most.
inline constexpr std::size_t k_most_packed_bytes = 17 * k_code_row_bytes;

/// What a packed tile takes, a multiple of 8.
[[nodiscard]] constexpr std::size_t packed_bytes(PackedWidths widths) {
    std::uint64_t groups = widths >> 32;
    groups = (groups & 0x0f0f0f0fU) + (groups >> 4 & 0x0f0f0f0fU);
    const std::uint64_t of_groups = (groups * 0x01010101U & 0xff000000U) >> 24;
    return 8 * (widths >> 8 & 15) + k_code_group_columns * of_groups;
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
