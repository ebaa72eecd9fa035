#pragma once

#include "geo/raster.h"

#include <cstdint>
#include <vector>

namespace kreisblick::geo {

/// A raster in half the memory, for looking at: 16 bits a cell. Every 64 cells of a row share a smallest value and a step, so that a value
/// that comes back differs by at most 1/131,000 of the range within its run, and not at all where a run holds whole numbers or one value.
/// Cells without data stay so. Immutable; safe from several threads.
class PackedRaster {
  public:
    explicit PackedRaster(const Raster<float>& raster);

    [[nodiscard]] const GridSpec& grid() const { return m_grid; }
    /// The part of the raster that covers an extent and some cells around it, as far as the raster reaches: perhaps nothing.
    [[nodiscard]] Raster<float> part(const Extent& extent, int cells_around) const;
    [[nodiscard]] Raster<float> whole() const;
    [[nodiscard]] std::size_t bytes() const { return m_codes.size() * sizeof(std::uint16_t) + m_runs.size() * sizeof(Run); }

  private:
    struct Run {
        float least = 0;
        float step = 0;
    };
    void pack_row(const float* values, int row);
    [[nodiscard]] Raster<float> unpacked(int left, int top, int width, int height) const;

    GridSpec m_grid;
    std::size_t m_runs_per_row = 0;
    std::vector<std::uint16_t> m_codes;  // 0 = no data
    std::vector<Run> m_runs;
};

}  // namespace kreisblick::geo
