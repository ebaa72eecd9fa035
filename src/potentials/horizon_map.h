#pragma once

#include "core/scratch_file.h"
#include "core/zeroed_memory.h"
#include "geo/grid_spec.h"
#include "potentials/kernels/packed_codes.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// The codes of 16 rows of a horizon map, packed until a tile of them is wanted. May point into the map, which must outlive it.
class HorizonStrip {
  public:
    /// The 1,024 codes of a tile in one direction.
    void unpack(int tile, int direction, std::uint8_t* codes) const;
    /// Those of all directions: [direction][1,024].
    void unpack(int tile, std::uint8_t* codes) const;

  private:
    friend class HorizonMap;
    struct PackedTile {
        const std::uint8_t* codes = nullptr;  // none: all are 0
        PackedWidths widths = 0;
    };
    [[nodiscard]] std::size_t place_of(int tile, int direction) const { return static_cast<std::size_t>(tile * m_directions + direction); }

    int m_directions = 0;
    CodePacking m_packing;
    std::vector<PackedTile> m_tiles;   // [tile][direction]
    std::vector<std::uint8_t> m_read;  // what came out of a file
};

/// Tiles of one direction in one strip, packed one after another, on their way into a map.
class PackedTiles {
  public:
    /// Room for so many tiles, from one on.
    PackedTiles(int first_tile, int most_tiles);
    /// The 1,024 codes of the next tile.
    void add(const std::uint8_t* codes);

  private:
    friend class HorizonMap;
    int m_first_tile = 0, m_tiles = 0;
    CodePacking m_packing;
    std::size_t m_first = 0, m_end = 0;  // of the packed tiles: their widths stand before them
    std::unique_ptr<std::uint8_t[]> m_bytes;
};

/// How high the horizon stands around every cell of a grid, in evenly spaced directions: one byte a cell and direction, in steps of
/// 0.25°. What lies below the horizontal is 0, what stands above 63.75° is 63.75°. Cells without height have 0.
///
/// The grid, padded with 0 to whole tiles, is cut into strips of 16 rows and these into tiles of 64 × 16 cells. Tiles are packed, mostly to
/// a third of their bytes or less, nothing lost: a district's horizons are more than what a computer quickly finds memory for. They lie in
/// memory or, if there are many, in a file without a name; nothing else differs. Any number of threads may read one map.
class HorizonMap {
  public:
    static constexpr int k_tile_columns = 64;
    static constexpr int k_tile_rows = 16;
    static constexpr int k_tile_cells = k_tile_columns * k_tile_rows;
    static constexpr float k_code_degrees = 0.25F;

    /// A map of zeros; in a file if its codes, before they are packed, take more than the budget.
    [[nodiscard]] static core::Result<HorizonMap> make(const geo::GridSpec& grid, int directions, std::int64_t memory_budget_bytes);

    [[nodiscard]] const geo::GridSpec& grid() const { return m_grid; }
    [[nodiscard]] int directions() const { return m_directions; }
    /// The direction looks towards this azimuth, clockwise from grid north.
    [[nodiscard]] double azimuth_degrees(int direction) const { return 360.0 * direction / m_directions; }
    [[nodiscard]] int tiles_across() const { return (m_grid.width + k_tile_columns - 1) / k_tile_columns; }
    [[nodiscard]] int strips() const { return (m_grid.height + k_tile_rows - 1) / k_tile_rows; }
    /// Of all directions of a tile, unpacked.
    [[nodiscard]] std::size_t tile_bytes() const { return static_cast<std::size_t>(m_directions) * k_tile_cells; }
    [[nodiscard]] bool is_in_memory() const { return !m_file; }
    /// Of all tiles, packed.
    [[nodiscard]] std::int64_t packed_bytes() const { return *m_end; }

    /// The codes of 16 rows from row 16 · strip on.
    [[nodiscard]] core::Result<void> read_strip(int strip, HorizonStrip& codes) const;
    /// The horizon of one cell in one direction, degrees. Reads a whole strip.
    [[nodiscard]] core::Result<float> angle_degrees(int column, int row, int direction) const;

    /// For the sweep that fills the map. Several threads may write different strips.
    [[nodiscard]] core::Result<void> write(int strip, int direction, const PackedTiles& tiles);

  private:
    /// Tiles that were written at once, and before them the widths of all.
    struct Piece {
        int first_tile = 0, tiles = 0;
        std::int64_t offset = 0, bytes = 0, first_at = 0;
    };
    HorizonMap(const geo::GridSpec& grid, int directions);
    [[nodiscard]] std::size_t place_of(int strip, int direction) const {
        return static_cast<std::size_t>(strip) * static_cast<std::size_t>(m_directions) + static_cast<std::size_t>(direction);
    }
    static void find_tiles(const Piece& piece, int direction, const std::uint8_t* bytes, HorizonStrip& strip);

    geo::GridSpec m_grid;
    int m_directions = 0;
    std::vector<std::vector<Piece>> m_pieces;  // [strip][direction]
    std::unique_ptr<std::atomic<std::int64_t>> m_end;
    core::ZeroedMemory m_memory;
    std::optional<core::ScratchFile> m_file;
};

}  // namespace kreisblick::potentials
