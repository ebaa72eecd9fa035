#include "support/places.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::vector<std::uint8_t>> seeds() {
    std::vector<std::vector<std::uint8_t>> all;
    for (const auto& entry : std::filesystem::directory_iterator(kreisblick::tests::source_folder() / "tests/fuzz/corpus/text_readers")) {
        std::ifstream stream(entry.path(), std::ios::binary);
        all.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    return all;
}

/// Changes a few bytes, cuts a piece out or doubles one.
std::vector<std::uint8_t> mutated(std::vector<std::uint8_t> bytes, std::mt19937& random) {
    for (int change = 0; change < 4 && !bytes.empty(); ++change) {
        const auto at = static_cast<std::ptrdiff_t>(random() % bytes.size());
        const auto end = at + static_cast<std::ptrdiff_t>(random() % (bytes.size() - static_cast<std::size_t>(at)));
        switch (random() % 4) {
            case 0: bytes[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(random()); break;
            case 1: bytes[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>("\",;\n\r.-\xFF"[random() % 8]); break;
            case 2: bytes.erase(bytes.begin() + at, bytes.begin() + end); break;
            default: {
                const std::vector<std::uint8_t> piece(bytes.begin() + at, bytes.begin() + end);
                bytes.insert(bytes.begin() + at, piece.begin(), piece.end());
            }
        }
    }
    return bytes;
}

}  // namespace

TEST_CASE("The text readers hold their promises for every seed and for ten thousand mutations of them", "[io][fuzz]") {
    const auto corpus = seeds();
    REQUIRE(corpus.size() >= 8);
    std::mt19937 random(20260101);  // the same mutations on every machine
    for (const auto& seed : corpus) {
        CHECK(LLVMFuzzerTestOneInput(seed.data(), seed.size()) == 0);
        for (std::size_t round = 0; round < 10000 / corpus.size(); ++round) {
            const auto input = mutated(seed, random);
            REQUIRE(LLVMFuzzerTestOneInput(input.data(), input.size()) == 0);
        }
    }
}
