#include "potentials/horizon_map.h"
#include "support/rough_relief.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace kreisblick;
using potentials::HorizonMap;
using potentials::HorizonStrip;

namespace {

constexpr std::int64_t k_in_memory = 1 << 20, k_in_file = 0;

HorizonMap map_of(const geo::GridSpec& grid, int directions, std::int64_t memory_budget_bytes) {
    auto map = HorizonMap::make(grid, directions, memory_budget_bytes);
    REQUIRE(map);
    return std::move(*map);
}

std::vector<std::uint8_t> rolled(std::size_t tiles, tests::Dice& dice) {
    std::vector<std::uint8_t> codes(tiles * HorizonMap::k_tile_cells);
    for (std::uint8_t& code : codes) code = static_cast<std::uint8_t>(dice.below(256));
    return codes;
}

/// Tiles of codes into one direction of a strip.
void write(HorizonMap& map, int strip, int direction, int first_tile, std::span<const std::uint8_t> codes) {
    potentials::PackedTiles tiles(first_tile, static_cast<int>(codes.size() / HorizonMap::k_tile_cells));
    for (std::size_t tile = 0; tile < codes.size(); tile += HorizonMap::k_tile_cells) tiles.add(codes.data() + tile);
    REQUIRE(map.write(strip, direction, tiles));
}

std::vector<std::uint8_t> tile_of(const HorizonMap& map, int strip, int tile, int direction) {
    HorizonStrip packed;
    REQUIRE(map.read_strip(strip, packed));
    std::vector<std::uint8_t> codes(HorizonMap::k_tile_cells);
    packed.unpack(tile, direction, codes.data());
    return codes;
}

}  // namespace

TEST_CASE("A horizon map gives back what was written, strip by strip or in parts of strips", "[potentials][horizon]") {
    const std::int64_t budget = GENERATE(k_in_memory, k_in_file);
    HorizonMap map = map_of({0, 400, 10, 150, 40}, 2, budget);
    CHECK(map.is_in_memory() == (budget == k_in_memory));
    CHECK(map.tiles_across() == 3);
    CHECK(map.strips() == 3);
    CHECK(map.tile_bytes() == 2 * 1024);
    tests::Dice dice(5);
    const auto whole = rolled(3, dice), left = rolled(1, dice), right = rolled(2, dice);
    write(map, 1, 0, 0, whole);
    write(map, 1, 1, 0, left);
    write(map, 1, 1, 1, right);
    for (int tile = 0; tile < 3; ++tile) {
        const auto from = whole.begin() + tile * 1024;
        CHECK(tile_of(map, 1, tile, 0) == std::vector(from, from + 1024));
    }
    CHECK(tile_of(map, 1, 0, 1) == left);
    CHECK(tile_of(map, 1, 2, 1) == std::vector(right.begin() + 1024, right.end()));
    CHECK(*map.angle_degrees(64 + 9, 16 + 5, 1) == 0.25F * static_cast<float>(right[5 * 64 + 9]));
}

TEST_CASE("A horizon map is 0 where nothing was written", "[potentials][horizon]") {
    const HorizonMap map = map_of({0, 400, 10, 150, 40}, 4, GENERATE(k_in_memory, k_in_file));
    CHECK(tile_of(map, 2, 2, 3) == std::vector<std::uint8_t>(1024));
    CHECK(*map.angle_degrees(149, 39, 3) == 0);
    CHECK(map.packed_bytes() == 0);
}

TEST_CASE("Codes that change by one from row to row take little more than two bits each", "[potentials][horizon]") {
    HorizonMap map = map_of({0, 16, 1, 64, 16}, 1, k_in_memory);
    std::vector<std::uint8_t> codes;
    for (int row = 0; row < 16; ++row)
        for (int column = 0; column < 64; ++column) codes.push_back(static_cast<std::uint8_t>(column + (row % 2)));
    write(map, 0, 0, 0, codes);
    // Eight bytes that tell how, 64 numbers of six bits, and twice 8 × 64 of two.
    CHECK(map.packed_bytes() == 8 + 48 + 2 * 128);
    CHECK(tile_of(map, 0, 0, 0) == codes);
}
