#pragma once

namespace kreisblick::cli {

/// How fast all threads together read memory here and now, bytes per second: the best of a few runs over more than any cache holds.
[[nodiscard]] double memory_read_speed();

}  // namespace kreisblick::cli
