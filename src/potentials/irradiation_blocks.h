#pragma once

#include "potentials/irradiation.h"

#include <vector>

namespace kreisblick::potentials {

/// Cells along a block: one set of sun steps serves it.
inline constexpr int k_sun_block_cells = 256;

/// Heights of some rows of the grid.
struct HeightStrip {
    int first_row = 0;
    geo::Raster<float> heights;
};

/// The blocks along a band of 256 rows, with what the kernel wants to know of the tiles in them.
class BlockRow {
  public:
    /// Makes the blocks that hold the columns from first to end; places are asked for on this thread, steps are made on all.
    void make(const IrradiationInputs& inputs, const IrradiationOptions& options, const HeightStrip& heights, int first_row,
              int first_column, int end_column, const core::Job& job);

    [[nodiscard]] const BlockSite& site_at(int column) const { return block_at(column).site; }
    [[nodiscard]] const SunBlock& sun_at(int column) const { return block_at(column).sun; }
    /// How the tile with this first cell lies in its block.
    [[nodiscard]] TileFrame frame_of(const geo::GridSpec& grid, const IrradiationOptions& options, int column, int row) const;
    /// The sky at the tile's corners against its block's, from the fields.
    void lay_sky(const IrradiationInputs& inputs, const IrradiationOptions& options, int column, int row, TileSky& sky) const;

  private:
    struct Block {
        BlockSite site;
        BlockSteps steps;
        BlockTable table;
        SunBlock sun;  ///< points into the others
    };

    [[nodiscard]] const Block& block_at(int column) const { return m_blocks[static_cast<std::size_t>(column / k_sun_block_cells)]; }
    [[nodiscard]] geo::Point centre_of(const geo::GridSpec& grid, int column) const;
    void fill(const IrradiationInputs& inputs, const IrradiationOptions& options, const HeightStrip& heights, int column,
              Block& block) const;

    int m_first_row = 0;
    std::vector<Block> m_blocks;
};

}  // namespace kreisblick::potentials
