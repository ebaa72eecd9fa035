#pragma once

#include "model/theme.h"

namespace kreisblick::model {

/// The same looks for a dark ground: sequential ramps run the other way, so that high values are the loudest there too. Pale ends would
/// shout where there is least to say.
[[nodiscard]] Looks with_ramps_for_dark_ground(const Looks& looks);

}  // namespace kreisblick::model
