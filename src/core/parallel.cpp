#include "core/parallel.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace kreisblick::core {
namespace {

std::unique_ptr<tbb::global_control>& thread_limit() {
    static std::unique_ptr<tbb::global_control> limit;
    return limit;
}

}  // namespace

void set_thread_count(int threads) {
    const auto wanted = threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
    thread_limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, std::max<std::size_t>(wanted, 1));
}

void parallel_blocks(std::int64_t count, std::int64_t block, const std::function<void(std::int64_t, std::int64_t)>& work) {
    const std::int64_t blocks = (count + block - 1) / block;
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, blocks, 1), [&](const tbb::blocked_range<std::int64_t>& range) {
        for (std::int64_t index = range.begin(); index != range.end(); ++index) work(index * block, std::min(count, (index + 1) * block));
    });
}

}  // namespace kreisblick::core
