#pragma once

#include "fiction/random.h"

#include <functional>
#include <set>
#include <string>

namespace kreisblick::fiction {

/// Invents names that sound like northern Hesse and belong to no place there; never the same one twice.
class Names {
  public:
    explicit Names(std::uint64_t seed) : m_random(key_of(seed, "names")) {}

    /// The large river of the district.
    [[nodiscard]] std::string river();
    /// A river of a side valley.
    [[nodiscard]] std::string side_river();
    [[nodiscard]] std::string brook();
    [[nodiscard]] std::string hill();
    /// The highest one, after which the district is called.
    [[nodiscard]] std::string mountain();
    /// A wooded upland.
    [[nodiscard]] std::string upland();
    [[nodiscard]] std::string village();
    [[nodiscard]] std::string town();
    /// A quarter of a village that shares its name with the one up or down the valley: "Ober" and "Altenrode" make "Oberaltenrode".
    [[nodiscard]] std::string joined(const std::string& prefix, const std::string& name);
    /// Families may bear the same name.
    [[nodiscard]] std::string family();

  private:
    std::string fresh(const std::function<std::string()>& draw);
    Random m_random;
    std::set<std::string> m_used;
};

}  // namespace kreisblick::fiction
