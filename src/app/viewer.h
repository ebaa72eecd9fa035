#pragma once

#include "engine/view_request.h"

namespace kreisblick::app {

/// Opens the window on a district and runs its loop; returns the program's exit code (0 closed by the user, 1 could not open).
int view(const engine::ViewRequest& request);

}  // namespace kreisblick::app
