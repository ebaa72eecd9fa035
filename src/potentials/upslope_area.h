#pragma once

#include "potentials/drainage.h"

#include <span>

namespace kreisblick::potentials {

/// How much ground every cell's water comes from. Immutable once made; safe from several threads.
class UpslopeArea {
  public:
    /// drainage: where the water goes. zones: null, or a number for every cell of the drainage's grid; water is not followed from one zone
    /// into another, as where a field ends at a ditch, a verge or a change of crop. The same on any number of threads. An Error only where
    /// the job was stopped.
    [[nodiscard]] static core::Result<UpslopeArea> of(Drainage drainage, const std::vector<std::uint16_t>* zones, const core::Job& job);

    [[nodiscard]] const geo::GridSpec& grid() const { return m_drainage.grid; }
    /// Cells along a row, the cell itself counted: 1 on a ridge; NaN without data.
    void row_in_cells(int row, std::span<float> cells) const;
    /// All of it as a raster.
    [[nodiscard]] geo::Raster<float> in_cells() const;

  private:
    friend class Accumulation;
    explicit UpslopeArea(Drainage drainage) : m_drainage(std::move(drainage)), m_per_weight(m_drainage.ways.size()) {}

    Drainage m_drainage;
    std::vector<float> m_per_weight;  // upslope cells over the sum of the weights by which they are handed on
};

}  // namespace kreisblick::potentials
