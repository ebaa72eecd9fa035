#include "core/memory.h"

#include <cstdlib>

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

}  // namespace kreisblick::core
