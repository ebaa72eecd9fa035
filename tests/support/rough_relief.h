#pragma once

#include "geo/raster.h"

#include <cmath>
#include <cstdint>

namespace kreisblick::tests {

/// Numbers that look random and are the same everywhere (SplitMix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    /// 0 … 2⁶⁴ − 1
    std::uint64_t next() {
        std::uint64_t value = m_state += 0x9e3779b97f4a7c15ULL;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }
    /// 0 … below − 1
    int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
    /// from … to
    double between(double from, double to) { return from + (to - from) * static_cast<double>(next() >> 11) * 0x1p-53; }

  private:
    std::uint64_t m_state;
};

/// Hills of many sizes, steep and craggy down to single cells: 0 … 600 m.
inline geo::Raster<float> rough_relief(const geo::GridSpec& grid) {
    geo::Raster<float> heights(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column) {
            double height = 300;
            for (double wave_cells = 90, size_m = 150; wave_cells > 3; wave_cells /= 2.1, size_m /= 2.1)
                height += size_m * std::sin(column / wave_cells + size_m) * std::cos((row + 0.4 * column) / (0.8 * wave_cells) - size_m);
            heights.at(column, row) = static_cast<float>(height);
        }
    return heights;
}

}  // namespace kreisblick::tests
