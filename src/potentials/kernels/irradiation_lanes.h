#pragma once

/// \file
/// core/lanes.h with what irradiation needs besides: multiply-add with one rounding, and who lies in the sun. Vectors of a group may hold
/// its cells in another order than the rows do (take and put know it), since comparing bytes in pairs leaves them so.

#include "core/lanes.h"

namespace kreisblick::potentials {

/// a · b + c rounded once, as the processors' own instruction does it: the product is exact in double precision, and where the sum lies in
/// the middle between two floats, what it was rounded by decides.
inline float fused_by_hand(float a, float b, float c) {
    const double product = static_cast<double>(a) * static_cast<double>(b), addend = static_cast<double>(c), sum = product + addend;
    std::int64_t bits;
    std::memcpy(&bits, &sum, sizeof bits);
    if ((bits & 0x1fffffff) == 0x10000000) {
        const double part = sum - product, lost = (product - (sum - part)) + (addend - part);
        if (lost != 0) bits += (lost > 0) == (sum > 0) ? 1 : -1;
    }
    double rounded;
    std::memcpy(&rounded, &bits, sizeof rounded);
    return static_cast<float>(rounded);
}

/// The codes of a group of cells in the two directions beside the sun.
struct HorizonPair {
    const std::uint8_t* before;
    const std::uint8_t* after;
    std::int32_t after_weight;
    std::int32_t elevation_code;
};

struct PlainSunLanes : core::PlainLanes {
    static constexpr int group = 16;  ///< cells that are worked on together

    static Float fused(Float a, Float b, Float c) {
#if defined(__FP_FAST_FMAF)
        return Float{__builtin_fmaf(a[0], b[0], c[0]), __builtin_fmaf(a[1], b[1], c[1]), __builtin_fmaf(a[2], b[2], c[2]),
                     __builtin_fmaf(a[3], b[3], c[3])};
#else
        return Float{fused_by_hand(a[0], b[0], c[0]), fused_by_hand(a[1], b[1], c[1]), fused_by_hand(a[2], b[2], c[2]),
                     fused_by_hand(a[3], b[3], c[3])};
#endif
    }
    static Float kept(Mask mask, Float value) { return from_bits(mask & bits(value)); }
    static Float take(const float* from, int vector) { return load(from + vector * count); }
    static void put(float* to, int vector, Float value) { store(to + vector * count, value); }
    /// Sets the masks of the cells whose horizon lies below the sun; whether there are any.
    static bool in_the_sun(const HorizonPair& pair, Mask* masks) {
        Int found{};
        for (int vector = 0; vector < group / count; ++vector) {
            Int horizon;
            for (int lane = 0; lane < count; ++lane) {
                const int cell = vector * count + lane;
                horizon[lane] = pair.before[cell] * (128 - pair.after_weight) + pair.after[cell] * pair.after_weight;
            }
            masks[vector] = horizon < pair.elevation_code;
            found |= masks[vector];
        }
        return any(found);
    }
};

#if defined(__AVX2__) && !defined(__AVX512F__)
struct Avx2SunLanes : core::Avx2Lanes {
    static constexpr int group = 32;

    static Float fused(Float a, Float b, Float c) { return _mm256_fmadd_ps(a, b, c); }
    static Float kept(Mask mask, Float value) { return _mm256_and_ps(reinterpret_cast<__m256>(mask), value); }
    static Float take(const float* from, int vector) {
        return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(from + 4 * vector)), _mm_loadu_ps(from + 16 + 4 * vector), 1);
    }
    static void put(float* to, int vector, Float value) {
        _mm_storeu_ps(to + 4 * vector, _mm256_castps256_ps128(value));
        _mm_storeu_ps(to + 16 + 4 * vector, _mm256_extractf128_ps(value, 1));
    }
    static bool in_the_sun(const HorizonPair& pair, Mask* masks) {
        const __m256i before = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pair.before));
        const __m256i after = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pair.after));
        const __m256i weights = _mm256_set1_epi16(static_cast<short>((128 - pair.after_weight) | (pair.after_weight << 8)));
        const __m256i sun = _mm256_set1_epi16(static_cast<short>(pair.elevation_code));
        const __m256i low = _mm256_cmpgt_epi16(sun, _mm256_maddubs_epi16(_mm256_unpacklo_epi8(before, after), weights));
        const __m256i high = _mm256_cmpgt_epi16(sun, _mm256_maddubs_epi16(_mm256_unpackhi_epi8(before, after), weights));
        masks[0] = reinterpret_cast<Mask>(_mm256_unpacklo_epi16(low, low));
        masks[1] = reinterpret_cast<Mask>(_mm256_unpackhi_epi16(low, low));
        masks[2] = reinterpret_cast<Mask>(_mm256_unpacklo_epi16(high, high));
        masks[3] = reinterpret_cast<Mask>(_mm256_unpackhi_epi16(high, high));
        return !_mm256_testz_si256(_mm256_or_si256(low, high), _mm256_or_si256(low, high));
    }
};
#endif

#if defined(__AVX512F__)
struct Avx512SunLanes : core::Avx512Lanes {
    static constexpr int group = 64;

    static Float fused(Float a, Float b, Float c) { return _mm512_fmadd_ps(a, b, c); }
    static Float kept(Mask mask, Float value) { return _mm512_maskz_mov_ps(mask, value); }
    static int first_of(int vector) { return (vector & 1) * 32 + (vector >> 1) * 8; }
    static Float take(const float* from, int vector) {
        const float* first = from + first_of(vector);
        return _mm512_insertf32x8(_mm512_castps256_ps512(_mm256_loadu_ps(first)), _mm256_loadu_ps(first + 16), 1);
    }
    static void put(float* to, int vector, Float value) {
        float* first = to + first_of(vector);
        _mm256_storeu_ps(first, _mm512_castps512_ps256(value));
        _mm256_storeu_ps(first + 16, _mm512_extractf32x8_ps(value, 1));
    }
    static bool in_the_sun(const HorizonPair& pair, Mask* masks) {
        const __m512i before = _mm512_loadu_si512(pair.before), after = _mm512_loadu_si512(pair.after);
        const __m512i weights = _mm512_set1_epi16(static_cast<short>((128 - pair.after_weight) | (pair.after_weight << 8)));
        const __m512i sun = _mm512_set1_epi16(static_cast<short>(pair.elevation_code));
        const __mmask32 low = _mm512_cmpgt_epi16_mask(sun, _mm512_maddubs_epi16(_mm512_unpacklo_epi8(before, after), weights));
        const __mmask32 high = _mm512_cmpgt_epi16_mask(sun, _mm512_maddubs_epi16(_mm512_unpackhi_epi8(before, after), weights));
        masks[0] = static_cast<Mask>(low);
        masks[1] = static_cast<Mask>(low >> 16);
        masks[2] = static_cast<Mask>(high);
        masks[3] = static_cast<Mask>(high >> 16);
        return (low | high) != 0;
    }
};
#endif

}  // namespace kreisblick::potentials
