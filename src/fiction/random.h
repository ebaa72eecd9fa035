#pragma once

#include "core/hash.h"

#include <cstdint>
#include <string_view>

namespace kreisblick::fiction {

/// Scrambles 64 bits (the finaliser of splitmix64): the same on every machine.
[[nodiscard]] constexpr std::uint64_t scrambled(std::uint64_t bits) {
    bits += 0x9e3779b97f4a7c15ULL;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31);
}

/// A key for one use of chance ("village", 17) under a seed: what one use draws never shifts what another does.
[[nodiscard]] constexpr std::uint64_t key_of(std::uint64_t seed, std::string_view use, std::uint64_t index = 0) {
    return scrambled(scrambled(seed ^ core::hash_text(use)) + index);
}

/// A row of random numbers that depends on its key alone.
class Random {
  public:
    explicit Random(std::uint64_t key) : m_state(key) {}

    [[nodiscard]] std::uint64_t next() { return scrambled(m_state++ * 0xd1342543de82ef95ULL); }
    /// In [0, 1).
    [[nodiscard]] double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * unit(); }
    /// A whole number from low to high, both included.
    [[nodiscard]] int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
    [[nodiscard]] bool chance(double probability) { return unit() < probability; }
    /// Bell-shaped around 0 with standard deviation 1, never beyond ±3.5.
    [[nodiscard]] double bell() { return (unit() + unit() + unit() + unit() - 2.0) * 1.7320508075688772; }

  private:
    std::uint64_t m_state;
};

}  // namespace kreisblick::fiction
