#pragma once

#include "engine/session.h"

namespace kreisblick::engine {

/// Everything that is missing, broken or not plausible in a district, and what it costs: by the rules the datasets declare.
[[nodiscard]] std::vector<Finding> check_district(const io::DistrictFile& file, const Declarations& declarations, core::Language language);

}  // namespace kreisblick::engine
