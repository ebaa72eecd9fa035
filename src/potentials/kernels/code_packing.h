#pragma once

#include "potentials/kernels/packed_codes.h"

#include <cstring>

namespace kreisblick::potentials {

/// \file
/// Included by one file for each set of instructions; everything in it belongs to that file alone. The compiler turns rows into the vectors
/// that the set has.
namespace {

using Row = std::uint8_t __attribute__((vector_size(k_code_row_bytes)));
constexpr int k_rows_of_group = 8;  // the last row of the second group is empty

void load(const std::uint8_t* from, Row& row) { std::memcpy(&row, from, sizeof row); }

/// Differences of either sign as small numbers: 0, −1, 1, −2, 2 …
void fold(Row& difference) { difference = (difference + difference) ^ -(difference >> 7); }

void unfold(Row& folded) { folded = (folded >> 1) ^ -(folded & 1); }

/// Eight rows of numbers of so many bits, one after another within each column.
template <int width>
void join(const Row* rows, std::uint8_t* packed) {
    Row words[width + 1]{};
#pragma GCC unroll 8
    for (int row = 0; row < k_rows_of_group; ++row) {
        const int bit = row * width;
        words[bit / 8] |= rows[row] << (bit % 8);
        if (bit % 8 + width > 8) words[bit / 8 + 1] |= rows[row] >> (8 - bit % 8);
    }
    std::memcpy(packed, words, width * sizeof(Row));
}

template <int width>
void split(const std::uint8_t* packed, int rows, Row& above, std::uint8_t* codes) {
    Row words[width + 1]{};
    std::memcpy(words, packed, width * sizeof(Row));
#pragma GCC unroll 8
    for (int row = 0; row < k_rows_of_group; ++row) {
        if (row == rows) break;
        const int bit = row * width;
        Row folded = words[bit / 8] >> (bit % 8);
        if (bit % 8 + width > 8) folded |= words[bit / 8 + 1] << (8 - bit % 8);
        if (width < 8) folded &= static_cast<std::uint8_t>((1 << width) - 1);
        unfold(folded);
        above += folded;
        std::memcpy(codes + row * k_code_row_bytes, &above, sizeof above);
    }
}

int bits_of(const Row& row) {
    std::uint64_t words[sizeof row / sizeof(std::uint64_t)];
    std::memcpy(words, &row, sizeof words);
    std::uint64_t all = 0;
    for (const std::uint64_t word : words) all |= word;
    for (const int half : {32, 16, 8}) all |= all >> half;
    all &= 255;
    return all == 0 ? 0 : 64 - __builtin_clzll(all);
}

int pack_group(const std::uint8_t* codes, int rows, std::uint8_t* packed) {
    Row folded[k_rows_of_group]{};
    Row above, any{};
    load(codes - k_code_row_bytes, above);
#pragma GCC unroll 8
    for (int row = 0; row < k_rows_of_group; ++row) {
        if (row == rows) break;
        Row here;
        load(codes + row * k_code_row_bytes, here);
        folded[row] = here - above;
        fold(folded[row]);
        any |= folded[row];
        above = here;
    }
    const int width = bits_of(any);
    switch (width) {
        case 1: join<1>(folded, packed); break;
        case 2: join<2>(folded, packed); break;
        case 3: join<3>(folded, packed); break;
        case 4: join<4>(folded, packed); break;
        case 5: join<5>(folded, packed); break;
        case 6: join<6>(folded, packed); break;
        case 7: join<7>(folded, packed); break;
        case 8: join<8>(folded, packed); break;
        default: break;
    }
    return width;
}

void unpack_group(const std::uint8_t* packed, int width, int rows, std::uint8_t* codes) {
    Row above;
    load(codes - k_code_row_bytes, above);
    switch (width) {
        case 0: split<0>(packed, rows, above, codes); break;
        case 1: split<1>(packed, rows, above, codes); break;
        case 2: split<2>(packed, rows, above, codes); break;
        case 3: split<3>(packed, rows, above, codes); break;
        case 4: split<4>(packed, rows, above, codes); break;
        case 5: split<5>(packed, rows, above, codes); break;
        case 6: split<6>(packed, rows, above, codes); break;
        case 7: split<7>(packed, rows, above, codes); break;
        default: split<8>(packed, rows, above, codes);
    }
}

PackedWidths pack_codes(const std::uint8_t* codes, std::uint8_t* packed) {
    std::memcpy(packed, codes, k_code_row_bytes);
    const int first = pack_group(codes + k_code_row_bytes, 8, packed + k_code_row_bytes);
    const int second = pack_group(codes + 9 * k_code_row_bytes, 7, packed + static_cast<std::size_t>(1 + first) * k_code_row_bytes);
    return static_cast<PackedWidths>(first | second << 4);
}

void unpack_codes(const std::uint8_t* packed, PackedWidths widths, std::uint8_t* codes) {
    std::memcpy(codes, packed, k_code_row_bytes);
    const int first = widths & 15, second = widths >> 4;
    unpack_group(packed + k_code_row_bytes, first, 8, codes + k_code_row_bytes);
    unpack_group(packed + static_cast<std::size_t>(1 + first) * k_code_row_bytes, second, 7, codes + 9 * k_code_row_bytes);
}

}  // namespace

}  // namespace kreisblick::potentials
