#pragma once

#include "core/scratch_file.h"
#include "geo/raster.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kreisblick::geo {

/// A raster in half the memory, for looking at: 16 bits a cell. Every 64 cells of a row share a smallest value and a step, so that a value
/// that comes back differs by at most 1/131,000 of the range within its run, and not at all where a run holds whole numbers or one value.
/// Cells without data stay so. A large one lies in a file without a name, where there is room for it, and takes no memory at all: what is
/// looked at is read again each time. Safe from several threads.
class PackedRaster {
  public:
    /// What may lie in memory; anything larger goes to a file.
    static constexpr std::int64_t k_memory_budget_bytes = std::int64_t{4} << 20;

    /// A raster without data, to be filled by put_rows.
    explicit PackedRaster(const GridSpec& grid, std::int64_t memory_budget_bytes = k_memory_budget_bytes);
    explicit PackedRaster(const Raster<float>& raster);

    /// Whole rows of the grid; from several threads at once for different rows, and before anybody reads.
    void put_rows(int first_row, std::span<const float> values);

    [[nodiscard]] const GridSpec& grid() const { return m_grid; }
    /// The part of the raster that covers an extent and some cells around it, as far as the raster reaches: perhaps nothing.
    [[nodiscard]] Raster<float> part(const Extent& extent, int cells_around) const;
    /// Rows [first, first + count).
    [[nodiscard]] Raster<float> rows(int first, int count) const { return unpacked(0, first, m_grid.width, count); }
    [[nodiscard]] Raster<float> whole() const { return rows(0, m_grid.height); }
    /// The means of 2 × 2 cells each, as `halved` in sampling.h gives them.
    [[nodiscard]] PackedRaster halved() const;
    /// The most frequent codes of 2 × 2 cells each, as `halved_by_class` in sampling.h gives them.
    [[nodiscard]] PackedRaster halved_by_class() const;
    /// Of memory.
    [[nodiscard]] std::size_t bytes() const { return m_rows.size() * sizeof(std::uint16_t); }
    [[nodiscard]] bool is_in_memory() const { return !m_file; }

  private:
    /// A row's record: the runs, then the codes, 0 = no data.
    struct Run {
        float least = 0;
        float step = 0;
    };
    [[nodiscard]] std::size_t record_words() const;
    [[nodiscard]] std::size_t runs_per_row() const;
    void pack_row(const float* values, std::span<std::uint16_t> record) const;
    void unpack_row(int row, int left, std::span<float> values, std::vector<std::uint16_t>& buffer) const;
    [[nodiscard]] PackedRaster halved_with(Raster<float> (*halve)(const Raster<float>&)) const;
    [[nodiscard]] Raster<float> unpacked(int left, int top, int width, int height) const;

    GridSpec m_grid;
    std::vector<std::uint16_t> m_rows;  // the records one after another; none where they lie in the file
    std::optional<core::ScratchFile> m_file;
};

}  // namespace kreisblick::geo
