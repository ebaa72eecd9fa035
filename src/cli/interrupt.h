#pragma once

#include <stop_token>

namespace kreisblick::cli {

/// Stops when the user presses Ctrl-C or the system asks the process to end (SIGINT, SIGTERM). Calling it is what makes the process wait
/// for its work to stop and to take back what is half-written; a second signal ends it at once, with exit code 130.
[[nodiscard]] std::stop_token interrupted();

}  // namespace kreisblick::cli
