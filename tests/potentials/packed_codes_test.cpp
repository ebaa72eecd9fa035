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

/// A first row by dice, and below it differences of at most so many bits in either group, all of them met.
Tile tile_with_differences(int first_bits, int second_bits, tests::Dice& dice) {
    Tile tile;
    for (std::size_t cell = 0; cell < tile.size(); ++cell) {
        if (cell < k_code_row_bytes) {
            tile[cell] = static_cast<std::uint8_t>(dice.below(256));
            continue;
        }
        const int bits = cell < 9 * k_code_row_bytes ? first_bits : second_bits;
        const int most_negative = bits == 0 ? 0 : -(1 << (bits - 1));
        const bool is_extreme = cell % 97 == 0 || cell == k_code_row_bytes || cell == 9 * k_code_row_bytes;
        const int difference = is_extreme ? most_negative : dice.below(1 << bits) + most_negative;
        tile[cell] = static_cast<std::uint8_t>(tile[cell - k_code_row_bytes] + difference);
    }
    return tile;
}

}  // namespace

TEST_CASE("A packed tile comes back as it was, whatever its differences, and is the same by every code path", "[potentials][horizon]") {
    const int first = GENERATE(range(0, 9)), second = GENERATE(range(0, 9));
    tests::Dice dice(static_cast<std::uint64_t>(10 * first + second));
    const Tile tile = tile_with_differences(first, second, dice);
    std::array<std::uint8_t, k_most_packed_bytes + 1> expected{};
    expected.back() = 77;
    const PackedWidths widths = plain_code_packing().pack(tile.data(), expected.data());
    CHECK(packed_bytes(widths) == static_cast<std::size_t>(1 + first + second) * 64);
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

TEST_CASE("A tile of one code takes its first row alone", "[potentials][horizon]") {
    Tile tile;
    tile.fill(42);
    std::array<std::uint8_t, k_most_packed_bytes> packed{};
    CHECK(packed_bytes(plain_code_packing().pack(tile.data(), packed.data())) == 64);
}
