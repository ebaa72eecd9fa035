#pragma once

#include <string>
#include <vector>

namespace kreisblick::potentials {

/// The items of a list "a, b c", without the blanks around them; empty ones are left out.
[[nodiscard]] std::vector<std::string> items_of(const std::string& list);

/// Small letters for A–Z; others stay.
[[nodiscard]] std::string lowered(std::string text);

}  // namespace kreisblick::potentials
