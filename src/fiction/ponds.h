#pragma once

#include "fiction/world.h"

namespace kreisblick::fiction {

/// Fish ponds beside brooks, where neither a road nor a house stands: one to three in a row.
[[nodiscard]] std::vector<Lake> fish_ponds(const World& world);

}  // namespace kreisblick::fiction
