#pragma once

#include "potentials/kernels/packed_codes.h"

#include <cstring>

namespace kreisblick::potentials {

/// \file
/// Included by one file for each set of instructions; everything in it belongs to that file alone. The compiler turns rows into the vectors
/// that the set has.
namespace {

using Eight = std::uint8_t __attribute__((vector_size(8)));
using Group = std::uint8_t __attribute__((vector_size(k_code_group_columns)));
constexpr int k_rows_of_group = 8;

template <typename Row>
void load(const std::uint8_t* from, Row& row) {
    std::memcpy(&row, from, sizeof row);
}
template <typename Row>
void store(std::uint8_t* to, const Row& row) {
    std::memcpy(to, &row, sizeof row);
}

/// Eight rows of numbers of so many bits, one after another within each column.
template <int width, typename Row>
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
template <int width, typename Row>
void split(const std::uint8_t* packed, Row* rows) {
    Row words[width + 1]{};
    std::memcpy(words, packed, width * sizeof(Row));
#pragma GCC unroll 8
    for (int row = 0; row < k_rows_of_group; ++row) {
        const int bit = row * width;
        rows[row] = words[bit / 8] >> (bit % 8);
        if (bit % 8 + width > 8) rows[row] |= words[bit / 8 + 1] << (8 - bit % 8);
        if (width < 8) rows[row] &= static_cast<std::uint8_t>((1 << width) - 1);
    }
}

template <typename Row>
int bits_of(const Row* rows) {
    Row any{};
    for (int row = 0; row < k_rows_of_group; ++row) any |= rows[row];
    std::uint64_t words[sizeof any / sizeof(std::uint64_t)], all = 0;
    std::memcpy(words, &any, sizeof words);
    for (const std::uint64_t word : words) all |= word;
    for (const int half : {32, 16, 8}) all |= all >> half;
    all &= 255;
    return all == 0 ? 0 : 64 - __builtin_clzll(all);
}

template <typename Row>
int join_rows(const Row* rows, std::uint8_t* packed) {
    const int width = bits_of(rows);
    switch (width) {
        case 1: join<1>(rows, packed); break;
        case 2: join<2>(rows, packed); break;
        case 3: join<3>(rows, packed); break;
        case 4: join<4>(rows, packed); break;
        case 5: join<5>(rows, packed); break;
        case 6: join<6>(rows, packed); break;
        case 7: join<7>(rows, packed); break;
        case 8: join<8>(rows, packed); break;
        default: break;
    }
    return width;
}
template <typename Row>
void split_rows(const std::uint8_t* packed, int width, Row* rows) {
    switch (width) {
        case 0: split<0>(packed, rows); break;
        case 1: split<1>(packed, rows); break;
        case 2: split<2>(packed, rows); break;
        case 3: split<3>(packed, rows); break;
        case 4: split<4>(packed, rows); break;
        case 5: split<5>(packed, rows); break;
        case 6: split<6>(packed, rows); break;
        case 7: split<7>(packed, rows); break;
        default: split<8>(packed, rows);
    }
}

/// Differences of either sign as small numbers: 0, −1, 1, −2, 2 …
void fold(Group& difference) { difference = (difference + difference) ^ -(difference >> 7); }
void unfold(Group& folded) { folded = (folded >> 1) ^ -(folded & 1); }

int pack_group(const std::uint8_t* codes, int rows, std::uint8_t* packed) {
    Group folded[k_rows_of_group]{};
    Group above, here;
    load(codes - k_code_row_bytes, above);
    for (int row = 0; row < rows; ++row, above = here) {
        load(codes + row * k_code_row_bytes, here);
        folded[row] = here - above;
        fold(folded[row]);
    }
    return join_rows(folded, packed);
}
void unpack_group(const std::uint8_t* packed, int width, int rows, std::uint8_t* codes) {
    Group folded[k_rows_of_group], above;
    split_rows(packed, width, folded);
    load(codes - k_code_row_bytes, above);
    for (int row = 0; row < rows; ++row) {
        unfold(folded[row]);
        above += folded[row];
        store(codes + row * k_code_row_bytes, above);
    }
}

/// Where a group begins: four groups side by side, and four below them.
constexpr int row_of(int group) { return group < 4 ? 1 : 9; }
constexpr int rows_of(int group) { return group < 4 ? 8 : 7; }
constexpr std::size_t place_of(int group) { return row_of(group) * k_code_row_bytes + group % 4 * k_code_group_columns; }

PackedWidths pack_codes(const std::uint8_t* codes, std::uint8_t* packed) {
    std::uint8_t least = 255;
    for (std::size_t i = 0; i < k_code_row_bytes; ++i) least = codes[i] < least ? codes[i] : least;
    Eight first[k_rows_of_group];
    for (int part = 0; part < k_rows_of_group; ++part) {
        load(codes + part * sizeof(Eight), first[part]);
        first[part] -= least;
    }
    const int first_width = join_rows(first, packed);
    packed += first_width * sizeof(Eight);
    PackedWidths widths = least | static_cast<PackedWidths>(first_width) << 8;
    for (int group = 0; group < 8; ++group) {
        const int width = pack_group(codes + place_of(group), rows_of(group), packed);
        packed += width * sizeof(Group);
        widths |= static_cast<PackedWidths>(width) << (32 + 4 * group);
    }
    return widths;
}

void unpack_codes(const std::uint8_t* packed, PackedWidths widths, std::uint8_t* codes) {
    Eight first[k_rows_of_group];
    const int first_width = static_cast<int>(widths >> 8 & 15);
    split_rows(packed, first_width, first);
    packed += first_width * sizeof(Eight);
    const auto least = static_cast<std::uint8_t>(widths);
    for (int part = 0; part < k_rows_of_group; ++part) store(codes + part * sizeof(Eight), first[part] + least);
    for (int group = 0; group < 8; ++group) {
        const int width = static_cast<int>(widths >> (32 + 4 * group) & 15);
        unpack_group(packed, width, rows_of(group), codes + place_of(group));
        packed += width * sizeof(Group);
    }
}

}  // namespace

}  // namespace kreisblick::potentials
