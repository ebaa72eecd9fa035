#include "core/parallel.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

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

#if defined(__SANITIZE_THREAD__)

// oneTBB is built without the thread sanitizer, which so cannot see how its scheduler hands work from thread to thread: it would report the
// scheduler, and what it is told to forgive there would hide races of ours. Under it loops run on plain threads.
void parallel_blocks(std::int64_t count, std::int64_t block, const std::function<void(std::int64_t, std::int64_t)>& work) {
    const std::int64_t blocks = (count + block - 1) / block;
    std::atomic<std::int64_t> next = 0;
    std::mutex mutex;
    std::exception_ptr thrown;  // the first one goes on to the caller, as with oneTBB
    const auto take_blocks = [&] {
        try {
            for (std::int64_t index = next++; index < blocks; index = next++) work(index * block, std::min(count, (index + 1) * block));
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!thrown) thrown = std::current_exception();
            next = blocks;
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (std::int64_t helper = 1; helper < std::min<std::int64_t>(blocks, 3); ++helper) helpers.emplace_back(take_blocks);
        take_blocks();
    }
    if (thrown) std::rethrow_exception(thrown);
}

#else

void parallel_blocks(std::int64_t count, std::int64_t block, const std::function<void(std::int64_t, std::int64_t)>& work) {
    const std::int64_t blocks = (count + block - 1) / block;
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, blocks, 1), [&](const tbb::blocked_range<std::int64_t>& range) {
        for (std::int64_t index = range.begin(); index != range.end(); ++index) work(index * block, std::min(count, (index + 1) * block));
    });
}

#endif

}  // namespace kreisblick::core
