#pragma once

#include "engine/view_request.h"

#include <functional>

namespace kreisblick::cli {

/// Opens the window and returns when it is closed: the program's exit code. main hands it in, since cli knows no window.
using Viewer = std::function<int(const engine::ViewRequest&)>;

/// The whole program: parses the command line, runs the subcommand, returns the exit code (0 ok, 1 failed, 2 wrong usage).
int run(int argument_count, char** arguments, const Viewer& viewer);

}  // namespace kreisblick::cli
