#include "potentials/kernels/packed_codes.h"
#include "support/rough_relief.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <array>

using namespace kreisblick;
using namespace kreisblick::potentials;

namespace {

using Tile = std::array<std::uint8_t, k_code_tile_bytes>;

/// A first row of 64 different codes, and below it differences of so many bits in all groups but the last, and of others there.
Tile tile_with_differences(int bits, int bits_of_last, tests::Dice& dice) {
    Tile tile;
    for (std::size_t cell = 0; cell < tile.size(); ++cell) {
        const std::size_t row = cell / k_code_row_bytes, column = cell % k_code_row_bytes;
        if (row == 0) {
            tile[cell] = static_cast<std::uint8_t>(100 + column);
            continue;
        }
        const int width = row >= 9 && column >= 48 ? bits_of_last : bits;
        const int most_negative = width == 0 ? 0 : -(1 << (width - 1));
        const bool is_first_of_group = (row == 1 || row == 9) && column % 16 == 0;
        const int difference = is_first_of_group ? most_negative : dice.below(1 << width) + most_negative;
        tile[cell] = static_cast<std::uint8_t>(tile[cell - k_code_row_bytes] + difference);
    }
    return tile;
}

}  // namespace

TEST_CASE("A packed tile comes back as it was, whatever its differences, and is the same by every code path", "[potentials][horizon]") {
    const int bits = GENERATE(range(0, 9)), bits_of_last = GENERATE(range(0, 9));
    tests::Dice dice(static_cast<std::uint64_t>(10 * bits + bits_of_last));
    const Tile tile = tile_with_differences(bits, bits_of_last, dice);
    std::array<std::uint8_t, k_most_packed_bytes + 1> expected{};
    expected.back() = 77;
    const PackedWidths widths = plain_code_packing().pack(tile.data(), expected.data());
    // Six bits each for the first row, and groups of 16 × 8 codes.
    CHECK(packed_bytes(widths) == static_cast<std::size_t>(6 * 8 + (7 * bits + bits_of_last) * 16));
    for (const core::CodePath path : {core::CodePath::Plain, core::CodePath::Avx2, core::CodePath::Avx512}) {
        if (!core::is_supported(path)) continue;
        std::array<std::uint8_t, k_most_packed_bytes + 1> packed{};
        packed.back() = 77;
        CHECK(code_packing(path).pack(tile.data(), packed.data()) == widths);
        CHECK(packed == expected);
        Tile back;
        code_packing(path).unpack(packed.data(), widths, back.data());
        CHECK(back == tile);
    }
}

TEST_CASE("A tile of one code takes no bytes but its widths", "[potentials][horizon]") {
    Tile tile;
    tile.fill(42);
    std::array<std::uint8_t, k_most_packed_bytes> packed{};
    CHECK(packed_bytes(plain_code_packing().pack(tile.data(), packed.data())) == 0);
}
