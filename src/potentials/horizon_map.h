#pragma once

#include "core/scratch_file.h"
#include "core/zeroed_memory.h"
#include "geo/grid_spec.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// How high the horizon stands around every cell of a grid, in evenly spaced directions: one byte a cell and direction, in steps of
/// 0.25°. What lies below the horizontal is 0, what stands above 63.75° is 63.75°. Cells without height have 0.
///
/// The bytes are kept in strips of 16 rows, each cut into tiles of 64 × 16 cells (the grid padded with 0 to whole tiles):
/// strip → tile → direction → 1,024 cells, row by row. They live in memory, or, where that would take too much of it, in a file
/// without a name; nothing else differs. Any number of threads may read one map.
class HorizonMap {
  public:
    static constexpr int k_tile_columns = 64;
    static constexpr int k_tile_rows = 16;
    static constexpr int k_tile_cells = k_tile_columns * k_tile_rows;
    static constexpr float k_code_degrees = 0.25F;

    /// A map of zeros; in a file if it takes more than the budget.
    [[nodiscard]] static core::Result<HorizonMap> make(const geo::GridSpec& grid, int directions, std::int64_t memory_budget_bytes);

    [[nodiscard]] const geo::GridSpec& grid() const { return m_grid; }
    [[nodiscard]] int directions() const { return m_directions; }
    /// The direction looks towards this azimuth, clockwise from grid north.
    [[nodiscard]] double azimuth_degrees(int direction) const { return 360.0 * direction / m_directions; }
    [[nodiscard]] int tiles_across() const { return (m_grid.width + k_tile_columns - 1) / k_tile_columns; }
    [[nodiscard]] int strips() const { return (m_grid.height + k_tile_rows - 1) / k_tile_rows; }
    [[nodiscard]] std::int64_t strip_bytes() const { return std::int64_t{tiles_across()} * m_directions * k_tile_cells; }
    [[nodiscard]] bool is_in_memory() const { return !m_file; }

    /// The codes of 16 rows from row 16 · strip on: [tile][direction][1,024]. A view of the map's own memory, or of the buffer, which is
    /// made large enough and filled.
    [[nodiscard]] core::Result<std::span<const std::uint8_t>> read_strip(int strip, std::vector<std::uint8_t>& buffer) const;
    /// Where the 1,024 codes of a tile and direction begin within a strip.
    [[nodiscard]] std::size_t offset_in_strip(int tile, int direction) const {
        return (static_cast<std::size_t>(tile) * static_cast<std::size_t>(m_directions) + static_cast<std::size_t>(direction)) *
               k_tile_cells;
    }
    /// The horizon of one cell in one direction, degrees.
    [[nodiscard]] core::Result<float> angle_degrees(int column, int row, int direction) const;

    /// For the sweep that fills the map: the codes of one direction in one strip, [tile][1,024], from a tile on.
    [[nodiscard]] core::Result<void> write_strip(int strip, int direction, int first_tile, std::span<const std::uint8_t> codes);

  private:
    HorizonMap(const geo::GridSpec& grid, int directions) : m_grid(grid), m_directions(directions) {}
    /// In the file each direction's plane lies in one piece: a strip of a direction is written at once.
    [[nodiscard]] std::int64_t offset_in_file(int strip, int direction) const;

    geo::GridSpec m_grid;
    int m_directions = 0;
    core::ZeroedMemory m_codes;
    std::optional<core::ScratchFile> m_file;
};

}  // namespace kreisblick::potentials
