#pragma once

#include "fiction/random.h"

#include <string>
#include <vector>

namespace kreisblick::fiction {

/// The streets of one place, each with a name of its own: older ones go by what stood there, newer ones by trees, birds and people.
class StreetNames {
  public:
    explicit StreetNames(std::uint64_t key);

    [[nodiscard]] std::string next(bool is_old);
    /// For a road that passes through the place.
    [[nodiscard]] std::string through_road();

  private:
    Random m_random;
    std::vector<std::string> m_through, m_old, m_new;  ///< still free, the next one last
};

}  // namespace kreisblick::fiction
