#pragma once

#include "core/words.h"

#include <string>

namespace kreisblick::core {

/// A unit as people of that language write it. Signs are the same everywhere; units that are words ("persons/ha") are declared and
/// computed in English and said in German: "Personen/ha".
[[nodiscard]] std::string unit_in(const std::string& unit, Language language);

}  // namespace kreisblick::core
