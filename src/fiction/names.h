#pragma once

#include "fiction/random.h"

#include <set>
#include <string>

namespace kreisblick::fiction {

/// Invents names that sound like northern Hesse; never the same one twice.
class Names {
  public:
    explicit Names(std::uint64_t seed) : m_random(key_of(seed, "names")) {}

    [[nodiscard]] std::string river();
    /// A brook or side river.
    [[nodiscard]] std::string stream();
    [[nodiscard]] std::string hill();
    /// A village; sometimes one half of a pair with the last one (Ober…, Nieder…).
    [[nodiscard]] std::string village();
    /// A town; on a river it may say so.
    [[nodiscard]] std::string town(const std::string& river);
    [[nodiscard]] std::string family();
    /// A street within a place; older ones go by what stood there, newer ones by trees and poets.
    [[nodiscard]] static std::string street(Random& random, bool is_old);

  private:
    std::string fresh(const std::string& name);
    Random m_random;
    std::set<std::string> m_used;
};

}  // namespace kreisblick::fiction
