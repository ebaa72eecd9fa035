#include "cli/bench/peak.h"

#include "core/code_path.h"
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define KREISBLICK_MEASURES_FUSED
#endif

namespace kreisblick::cli {
namespace {

constexpr std::int64_t k_rounds = 4'000'000;
constexpr int k_chains = 12;  // enough to hide how long one takes

#if defined(KREISBLICK_MEASURES_FUSED)
__attribute__((target("avx512f"))) float fused_512() {
    __m512 sums[k_chains];
    for (int chain = 0; chain < k_chains; ++chain) sums[chain] = _mm512_set1_ps(static_cast<float>(chain));
    const __m512 factor = _mm512_set1_ps(0.999F), term = _mm512_set1_ps(0.001F);
    for (std::int64_t round = 0; round < k_rounds; ++round)
#pragma GCC unroll 12
        for (int chain = 0; chain < k_chains; ++chain) sums[chain] = _mm512_fmadd_ps(sums[chain], factor, term);
    __m512 total = sums[0];
    for (int chain = 1; chain < k_chains; ++chain) total = _mm512_add_ps(total, sums[chain]);
    return _mm512_cvtss_f32(total);
}

__attribute__((target("avx2,fma"))) float fused_256() {
    __m256 sums[k_chains];
    for (int chain = 0; chain < k_chains; ++chain) sums[chain] = _mm256_set1_ps(static_cast<float>(chain));
    const __m256 factor = _mm256_set1_ps(0.999F), term = _mm256_set1_ps(0.001F);
    for (std::int64_t round = 0; round < k_rounds; ++round)
#pragma GCC unroll 12
        for (int chain = 0; chain < k_chains; ++chain) sums[chain] = _mm256_fmadd_ps(sums[chain], factor, term);
    __m256 total = sums[0];
    for (int chain = 1; chain < k_chains; ++chain) total = _mm256_add_ps(total, sums[chain]);
    return _mm256_cvtss_f32(total);
}
#endif

/// Multiply-adds of one thread's run, in floating-point operations.
double operations(int lanes) { return 2.0 * lanes * k_chains * static_cast<double>(k_rounds); }

}  // namespace

double fused_peak_gflops() {
#if defined(KREISBLICK_MEASURES_FUSED)
    const core::CodePath path = core::code_path();
    if (path == core::CodePath::Plain) return 0;
    const auto threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    double best = 0;
    std::atomic<float> sink = 0;  // so that the work is not thrown away
    for (int run = 0; run < 5; ++run) {
        const auto start = std::chrono::steady_clock::now();
        core::parallel_blocks(threads, 1,
                              [&](std::int64_t, std::int64_t) { sink = path == core::CodePath::Avx512 ? fused_512() : fused_256(); });
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::max(best, operations(path == core::CodePath::Avx512 ? 16 : 8) * threads / seconds / 1e9);
    }
    return best;
#else
    return 0;
#endif
}

}  // namespace kreisblick::cli
