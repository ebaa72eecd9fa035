#pragma once

#include "geo/raster.h"

#include <span>
#include <vector>

namespace kreisblick::potentials {

/// A coarse raster on the finer cells of another grid, a row at a time: bilinear between the coarse cells' centres. Where a neighbour has
/// no value the nearest cell's counts; NaN where that has none. Immutable; safe from several threads.
class RowSampler {
  public:
    /// The raster must outlive the sampler.
    RowSampler(const geo::Raster<float>& coarse, const geo::GridSpec& fine);
    /// One row of the fine grid; `out` is as wide as the grid.
    void row(int row, std::span<float> out) const;

  private:
    const geo::Raster<float>* m_coarse;
    geo::GridSpec m_fine;
    std::vector<int> m_left;     // by fine column: the coarse column to the west of its centre
    std::vector<float> m_share;  // how far on the way to the next one
};

}  // namespace kreisblick::potentials
