#include "cli/bench/memory_speed.h"

#include "core/fast_clones.h"
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kreisblick::cli {
namespace {

constexpr std::int64_t k_words = std::int64_t{256} << 17;  // 256 MiB
constexpr int k_runs = 5;

KREISBLICK_FAST_CLONES std::uint64_t sum_of(const std::uint64_t* words, std::int64_t count) {
    std::uint64_t sums[8] = {};
    for (std::int64_t i = 0; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; ++lane) sums[lane] += words[i + lane];
    std::uint64_t sum = 0;
    for (const std::uint64_t part : sums) sum += part;
    return sum;
}

}  // namespace

double memory_read_speed() {
    const std::vector<std::uint64_t> words(static_cast<std::size_t>(k_words), 1);
    double best_s = 1e9;
    std::atomic<std::uint64_t> total = 0;
    for (int run = 0; run < k_runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        core::parallel_blocks(k_words, 1 << 18,
                              [&](std::int64_t begin, std::int64_t end) { total += sum_of(words.data() + begin, end - begin); });
        best_s = std::min(best_s, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    // What was summed must be used, or it would not be read.
    return total == 0 ? 0 : static_cast<double>(k_words * 8) / best_s;
}

}  // namespace kreisblick::cli
