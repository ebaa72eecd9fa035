#pragma once

/// \file
/// What kernels that are compiled once per CodePath are written in: a handful of operations on several numbers side by side ("lanes").
/// Each set of lanes exists only in files that are compiled for its instructions; such files call nothing of the standard library, since
/// the linker might give its copy, with these instructions in it, to everybody. No operation here rounds differently from its
/// plain form, so the paths give the same numbers.

#include <cstdint>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace kreisblick::core {

/// Four lanes, by vectors that every compiler of this project knows: SSE2 on any x86-64, plain arithmetic elsewhere.
struct PlainLanes {
    static constexpr int count = 4;
    using Float = float __attribute__((vector_size(16)));
    using Int = std::int32_t __attribute__((vector_size(16)));
    using Mask = Int;

    static Float all(float value) { return Float{value, value, value, value}; }
    static Int all_int(std::int32_t value) { return Int{value, value, value, value}; }
    static Float numbered(float first) { return Float{first, first + 1, first + 2, first + 3}; }
    static Float load(const float* from) {
        Float value;
        std::memcpy(&value, from, sizeof value);
        return value;
    }
    static void store(float* to, Float value) { std::memcpy(to, &value, sizeof value); }
    static Mask less(Float a, Float b) { return a < b; }
    static Mask is_nan(Float a) { return a != a; }
    static Mask both(Mask a, Mask b) { return a & b; }
    static Mask without(Mask a, Mask b) { return a & ~b; }
    static bool any(Mask mask) { return (mask[0] | mask[1] | mask[2] | mask[3]) != 0; }
    static Float select(Mask mask, Float yes, Float no) { return mask ? yes : no; }
    static Int select_int(Mask mask, Int yes, Int no) { return mask ? yes : no; }
    static Float larger(Float a, Float b) { return a > b ? a : b; }
    static Float smaller(Float a, Float b) { return a < b ? a : b; }
    static Float root(Float a) { return Float{__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]), __builtin_sqrtf(a[3])}; }
    static Int truncated(Float a) { return __builtin_convertvector(a, Int); }
    static Float real(Int a) { return __builtin_convertvector(a, Float); }
    static Int bits(Float a) { return reinterpret_cast<Int>(a); }
    static Float from_bits(Int a) { return reinterpret_cast<Float>(a); }
    /// The lanes moved down by one; the last comes from the next vector.
    static Float shifted(Float here, Float next) { return Float{here[1], here[2], here[3], next[0]}; }

    /// The lanes of two vectors by turns: those of their first halves, of their second halves.
    static Float first_halves(Float a, Float b) { return Float{a[0], b[0], a[1], b[1]}; }
    static Float second_halves(Float a, Float b) { return Float{a[2], b[2], a[3], b[3]}; }

    /// Records of two 32-bit words, one for each lane.
    static void store_records(std::uint64_t* to, Float low, Int high) {
        const Float first = first_halves(low, from_bits(high)), second = second_halves(low, from_bits(high));
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + 2, &second, sizeof second);
    }
    /// Each lane reads the record at its own place.
    static void gather_records(const std::uint64_t* from, Int place, Float& low, Int& high) {
        Int words{};
        for (int lane = 0; lane < count; ++lane) {
            const std::uint64_t record = from[place[lane]];
            words[lane] = static_cast<std::int32_t>(record);
            high[lane] = static_cast<std::int32_t>(record >> 32);
        }
        low = from_bits(words);
    }
    /// Each lane reads the number at its own place.
    static Float gather(const float* from, Int place) { return Float{from[place[0]], from[place[1]], from[place[2]], from[place[3]]}; }
    /// Stores the lanes of the mask side by side and says how many they are; up to all lanes behind them are written too.
    static int store_chosen(float* to, Mask mask, Float value) {
        int stored = 0;
        for (int lane = 0; lane < count; ++lane) {
            to[stored] = value[lane];
            stored -= mask[lane];
        }
        return stored;
    }
    /// Which lane of the mask is the first; count where there is none.
    static int first_of(Mask mask) {
        int lane = 0;
        while (lane < count && mask[lane] == 0) ++lane;
        return lane;
    }
    /// Stores the first few lanes.
    static void store_first(float* to, Float value, int lanes) {
        for (int lane = 0; lane < lanes; ++lane) to[lane] = value[lane];
    }
    /// The smallest of the lanes.
    static float least(Float a) {
        const Float pairs = smaller(a, Float{a[2], a[3], a[0], a[1]});
        return pairs[0] < pairs[1] ? pairs[0] : pairs[1];
    }
    /// Numbers of 0 … 255, a byte each.
    static void store_bytes(std::uint8_t* to, Int value, int bytes = count) {
        for (int lane = 0; lane < bytes; ++lane) to[lane] = static_cast<std::uint8_t>(value[lane]);
    }
};

#if defined(__AVX2__) && !defined(__AVX512F__)
/// For each mask of eight lanes the numbers of its lanes side by side, a byte each.
struct ChosenLanes {
    std::uint64_t numbers[256] = {};
    constexpr ChosenLanes() {
        for (unsigned mask = 0; mask < 256; ++mask)
            for (std::uint64_t lane = 0, at = 0; lane < 8; ++lane)
                if ((mask >> lane & 1U) != 0) numbers[mask] |= lane << (8 * at++);
    }
};
inline constexpr ChosenLanes k_chosen_lanes;

/// Eight lanes.
struct Avx2Lanes {
    static constexpr int count = 8;
    using Float = float __attribute__((vector_size(32)));
    using Int = std::int32_t __attribute__((vector_size(32)));
    using Mask = Int;

    static Float all(float value) { return _mm256_set1_ps(value); }
    static Int all_int(std::int32_t value) { return reinterpret_cast<Int>(_mm256_set1_epi32(value)); }
    static Float numbered(float first) { return all(first) + Float{0, 1, 2, 3, 4, 5, 6, 7}; }
    static Float load(const float* from) { return _mm256_loadu_ps(from); }
    static void store(float* to, Float value) { _mm256_storeu_ps(to, value); }
    static Mask less(Float a, Float b) { return a < b; }
    static Mask is_nan(Float a) { return a != a; }
    static Mask both(Mask a, Mask b) { return a & b; }
    static Mask without(Mask a, Mask b) { return a & ~b; }
    static bool any(Mask mask) { return _mm256_movemask_ps(reinterpret_cast<__m256>(mask)) != 0; }
    static Float select(Mask mask, Float yes, Float no) { return _mm256_blendv_ps(no, yes, reinterpret_cast<__m256>(mask)); }
    static Int select_int(Mask mask, Int yes, Int no) { return bits(select(mask, from_bits(yes), from_bits(no))); }
    static Float larger(Float a, Float b) { return _mm256_max_ps(a, b); }
    static Float smaller(Float a, Float b) { return _mm256_min_ps(a, b); }
    static Float root(Float a) { return _mm256_sqrt_ps(a); }
    static Int truncated(Float a) { return reinterpret_cast<Int>(_mm256_cvttps_epi32(a)); }
    static Float real(Int a) { return _mm256_cvtepi32_ps(reinterpret_cast<__m256i>(a)); }
    static Int bits(Float a) { return reinterpret_cast<Int>(a); }
    static Float from_bits(Int a) { return reinterpret_cast<Float>(a); }
    static Float shifted(Float here, Float next) {
        const __m256 first = _mm256_blend_ps(here, next, 1);
        return _mm256_permutevar8x32_ps(first, _mm256_setr_epi32(1, 2, 3, 4, 5, 6, 7, 0));
    }
    static Float first_halves(Float a, Float b) { return _mm256_permute2f128_ps(_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b), 0x20); }
    static Float second_halves(Float a, Float b) {
        return _mm256_permute2f128_ps(_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b), 0x31);
    }
    static void store_records(std::uint64_t* to, Float low, Int high) {
        const Float first = first_halves(low, from_bits(high)), second = second_halves(low, from_bits(high));
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + 4, &second, sizeof second);
    }
    static void gather_records(const std::uint64_t* from, Int place, Float& low, Int& high) {
        const auto* records = reinterpret_cast<const long long*>(from);
        const __m256i places = reinterpret_cast<__m256i>(place);
        const __m256i first = _mm256_i32gather_epi64(records, _mm256_castsi256_si128(places), 8);
        const __m256i second = _mm256_i32gather_epi64(records, _mm256_extracti128_si256(places, 1), 8);
        const __m256 a = _mm256_castsi256_ps(first), b = _mm256_castsi256_ps(second);
        const __m256i order = _mm256_setr_epi32(0, 1, 4, 5, 2, 3, 6, 7);
        low = _mm256_permutevar8x32_ps(_mm256_shuffle_ps(a, b, 0x88), order);
        high = reinterpret_cast<Int>(_mm256_permutevar8x32_ps(_mm256_shuffle_ps(a, b, 0xdd), order));
    }
    static Float gather(const float* from, Int place) { return _mm256_i32gather_ps(from, reinterpret_cast<__m256i>(place), 4); }
    static int store_chosen(float* to, Mask mask, Float value) {
        const auto chosen = static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask)));
        const __m256i lanes = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(k_chosen_lanes.numbers[chosen])));
        _mm256_storeu_ps(to, _mm256_permutevar8x32_ps(value, lanes));
        return _mm_popcnt_u32(chosen);
    }
    static int first_of(Mask mask) {
        return __builtin_ctz(static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(mask))) | 1U << count);
    }
    static void store_first(float* to, Float value, int lanes) {
        const Float wanted = numbered(0.0F) < all(static_cast<float>(lanes)) ? all(-1.0F) : all(0.0F);
        _mm256_maskstore_ps(to, reinterpret_cast<__m256i>(wanted), value);
    }
    static float least(Float a) {
        const __m128 halves = _mm_min_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
        const __m128 pairs = _mm_min_ps(halves, _mm_movehl_ps(halves, halves));
        return _mm_cvtss_f32(_mm_min_ss(pairs, _mm_movehdup_ps(pairs)));
    }
    static void store_bytes(std::uint8_t* to, Int value, int bytes = count) {
        const __m256i words = reinterpret_cast<__m256i>(value);
        const __m128i halves = _mm_packus_epi32(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
        const __m128i packed = _mm_packus_epi16(halves, halves);
        const long long all_bytes = _mm_cvtsi128_si64(packed);
        std::memcpy(to, &all_bytes, static_cast<std::size_t>(bytes));
    }
};
#endif

#if defined(__AVX512F__)
/// Sixteen lanes.
struct Avx512Lanes {
    static constexpr int count = 16;
    using Float = float __attribute__((vector_size(64)));
    using Int = std::int32_t __attribute__((vector_size(64)));
    using Mask = __mmask16;

    static Float all(float value) { return _mm512_set1_ps(value); }
    static Int all_int(std::int32_t value) { return reinterpret_cast<Int>(_mm512_set1_epi32(value)); }
    static Float numbered(float first) { return all(first) + Float{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }
    static Float load(const float* from) { return _mm512_loadu_ps(from); }
    static void store(float* to, Float value) { _mm512_storeu_ps(to, value); }
    static Mask less(Float a, Float b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
    static Mask is_nan(Float a) { return _mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q); }
    static Mask both(Mask a, Mask b) { return static_cast<Mask>(a & b); }
    static Mask without(Mask a, Mask b) { return static_cast<Mask>(a & ~b); }
    static bool any(Mask mask) { return mask != 0; }
    static Float select(Mask mask, Float yes, Float no) { return _mm512_mask_mov_ps(no, mask, yes); }
    static Int select_int(Mask mask, Int yes, Int no) {
        return reinterpret_cast<Int>(_mm512_mask_mov_epi32(reinterpret_cast<__m512i>(no), mask, reinterpret_cast<__m512i>(yes)));
    }
    static Float larger(Float a, Float b) { return _mm512_max_ps(a, b); }
    static Float smaller(Float a, Float b) { return _mm512_min_ps(a, b); }
    static Float root(Float a) { return _mm512_sqrt_ps(a); }
    static Int truncated(Float a) { return reinterpret_cast<Int>(_mm512_cvttps_epi32(a)); }
    static Float real(Int a) { return _mm512_cvtepi32_ps(reinterpret_cast<__m512i>(a)); }
    static Int bits(Float a) { return reinterpret_cast<Int>(a); }
    static Float from_bits(Int a) { return reinterpret_cast<Float>(a); }
    static Float shifted(Float here, Float next) {
        return _mm512_castsi512_ps(_mm512_alignr_epi32(_mm512_castps_si512(next), _mm512_castps_si512(here), 1));
    }
    static Float first_halves(Float a, Float b) {
        return _mm512_permutex2var_ps(a, _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), b);
    }
    static Float second_halves(Float a, Float b) {
        return _mm512_permutex2var_ps(a, _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), b);
    }
    static void store_records(std::uint64_t* to, Float low, Int high) {
        _mm512_storeu_ps(to, first_halves(low, from_bits(high)));
        _mm512_storeu_ps(to + 8, second_halves(low, from_bits(high)));
    }
    static void gather_records(const std::uint64_t* from, Int place, Float& low, Int& high) {
        const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        const __m512i odd = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        const __m512i places = reinterpret_cast<__m512i>(place);
        const __m512i first = _mm512_i32gather_epi64(_mm512_castsi512_si256(places), from, 8);
        const __m512i second = _mm512_i32gather_epi64(_mm512_extracti64x4_epi64(places, 1), from, 8);
        low = _mm512_castsi512_ps(_mm512_permutex2var_epi32(first, even, second));
        high = reinterpret_cast<Int>(_mm512_permutex2var_epi32(first, odd, second));
    }
    static Float gather(const float* from, Int place) { return _mm512_i32gather_ps(reinterpret_cast<__m512i>(place), from, 4); }
    static int store_chosen(float* to, Mask mask, Float value) {
        _mm512_storeu_ps(to, _mm512_maskz_compress_ps(mask, value));
        return _mm_popcnt_u32(mask);
    }
    static int first_of(Mask mask) { return __builtin_ctz(static_cast<unsigned>(mask) | 1U << count); }
    static void store_first(float* to, Float value, int lanes) {
        _mm512_mask_storeu_ps(to, static_cast<__mmask16>((1U << lanes) - 1), value);
    }
    static float least(Float a) { return _mm512_reduce_min_ps(a); }
    static void store_bytes(std::uint8_t* to, Int value, int bytes = count) {
        const auto wanted = static_cast<__mmask16>((1U << bytes) - 1);
        _mm_mask_storeu_epi8(to, wanted, _mm512_cvtepi32_epi8(reinterpret_cast<__m512i>(value)));
    }
};
#endif

/// Turns as many vectors as they have lanes, so that lane a of vector b becomes lane b of vector a.
template <typename L>
inline void transpose(typename L::Float* vectors) {
    typename L::Float mixed[L::count];
    for (int stage = 1; stage < L::count; stage *= 2) {
        for (int i = 0; i < L::count / 2; ++i) {
            mixed[2 * i] = L::first_halves(vectors[i], vectors[i + L::count / 2]);
            mixed[2 * i + 1] = L::second_halves(vectors[i], vectors[i + L::count / 2]);
        }
        for (int i = 0; i < L::count; ++i) vectors[i] = mixed[i];
    }
}

}  // namespace kreisblick::core
