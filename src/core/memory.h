#pragma once

namespace kreisblick::core {

/// Lets the program keep what it frees, up to some 64 MiB, instead of handing it back: tiles take and free a few MiB each, and getting
/// those from the system again, page by page, cost a third of drawing them. Once, at the start.
void keep_freed_memory();

}  // namespace kreisblick::core
