#pragma once

#include <cstddef>

namespace kreisblick::core {

/// Lets the program keep what it frees, up to some 64 MiB, instead of handing it back: tiles take and free a few MiB each, and getting
/// those from the system again, page by page, cost a third of drawing them. Once, at the start.
void keep_freed_memory();

/// Hands all of it back, in a few milliseconds: after a computation over the whole district, whose leavings are of no use to tiles.
void give_back_freed_memory();

/// Gets memory that was allocated but not yet touched from the system, by several threads and in large pages where there are any: a raster
/// of a district costs a fifth of what it does page by page. What is in the memory may change.
void get_large_pages(void* begin, std::size_t bytes);

}  // namespace kreisblick::core
