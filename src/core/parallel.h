#pragma once

#include <cstdint>
#include <functional>

namespace kreisblick::core {

/// Limits all parallel loops to this many threads; 0 takes every core. Results never depend on the number.
void set_thread_count(int threads);

/// Calls work(begin, end) for blocks of at most block items that cover [0, count), on several threads, in any order.
void parallel_blocks(std::int64_t count, std::int64_t block, const std::function<void(std::int64_t, std::int64_t)>& work);

}  // namespace kreisblick::core
