#include "core/memory.h"

#include "core/parallel.h"

#include <cstdint>
#include <cstdlib>

#include <sys/mman.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace kreisblick::core {

void keep_freed_memory() {
#ifdef __GLIBC__
    // Whole rasters of a district are larger than the first number, and still go back at once.
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

void get_large_pages(void* begin, std::size_t bytes) {
    constexpr std::size_t page = 4096, large_page = std::size_t{2} << 20;
    if (bytes < 2 * large_page) return;
    auto* const memory = static_cast<volatile std::uint8_t*>(begin);
    const std::size_t before_page = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
#ifdef MADV_HUGEPAGE
    madvise(static_cast<std::uint8_t*>(begin) + before_page, (bytes - before_page) / page * page, MADV_HUGEPAGE);
#endif
    parallel_blocks(static_cast<std::int64_t>(bytes), 4 * large_page, [&](std::int64_t from, std::int64_t end) {
        for (auto at = static_cast<std::size_t>(from); at < static_cast<std::size_t>(end); at += page) memory[at] = 0;
    });
}

void give_back_freed_memory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}  // namespace kreisblick::core
