#include "potentials/horizon_map.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace kreisblick::potentials {

core::Result<HorizonMap> HorizonMap::make(const geo::GridSpec& grid, int directions, std::int64_t memory_budget_bytes) {
    HorizonMap map(grid, directions);
    const std::int64_t bytes = map.strips() * map.strip_bytes();
    if (bytes <= memory_budget_bytes) {
        KREISBLICK_TRY(map.m_codes, core::ZeroedMemory::make(bytes));
    } else {
        KREISBLICK_TRY(core::ScratchFile file, core::ScratchFile::make(bytes));
        map.m_file = std::move(file);
    }
    return map;
}

std::int64_t HorizonMap::offset_in_file(int strip, int direction) const {
    return (std::int64_t{direction} * strips() + strip) * tiles_across() * k_tile_cells;
}

core::Result<std::span<const std::uint8_t>> HorizonMap::read_strip(int strip, std::vector<std::uint8_t>& buffer) const {
    assert(strip >= 0 && strip < strips());
    const auto bytes = static_cast<std::size_t>(strip_bytes());
    if (!m_file) return m_codes.bytes().subspan(static_cast<std::size_t>(strip) * bytes, bytes);
    const std::size_t row = static_cast<std::size_t>(tiles_across()) * k_tile_cells;
    buffer.resize(bytes + row);  // behind the strip: one direction as the file has it
    const std::span<std::uint8_t> plane = std::span(buffer).subspan(bytes);
    for (int direction = 0; direction < m_directions; ++direction) {
        KREISBLICK_CHECK(m_file->read(offset_in_file(strip, direction), plane));
        for (int tile = 0; tile < tiles_across(); ++tile)
            std::memcpy(buffer.data() + offset_in_strip(tile, direction), plane.data() + static_cast<std::size_t>(tile) * k_tile_cells,
                        k_tile_cells);
    }
    return std::span<const std::uint8_t>(buffer).first(bytes);
}

core::Result<float> HorizonMap::angle_degrees(int column, int row, int direction) const {
    assert(m_grid.has(column, row) && direction >= 0 && direction < m_directions);
    const int strip = row / k_tile_rows, tile = column / k_tile_columns;
    const int cell = row % k_tile_rows * k_tile_columns + column % k_tile_columns;
    if (!m_file) {
        const std::size_t start = static_cast<std::size_t>(strip) * static_cast<std::size_t>(strip_bytes());
        return static_cast<float>(m_codes.bytes()[start + offset_in_strip(tile, direction) + static_cast<std::size_t>(cell)]) *
               k_code_degrees;
    }
    std::uint8_t code = 0;
    KREISBLICK_CHECK(m_file->read(offset_in_file(strip, direction) + std::int64_t{tile} * k_tile_cells + cell, {&code, 1}));
    return static_cast<float>(code) * k_code_degrees;
}

core::Result<void> HorizonMap::write_strip(int strip, int direction, int first_tile, std::span<const std::uint8_t> codes) {
    const int tiles = static_cast<int>(codes.size()) / k_tile_cells;
    assert(codes.size() % k_tile_cells == 0 && first_tile + tiles <= tiles_across());
    if (m_file) return m_file->write(offset_in_file(strip, direction) + std::int64_t{first_tile} * k_tile_cells, codes);
    std::uint8_t* home = m_codes.bytes().data() + static_cast<std::size_t>(strip) * static_cast<std::size_t>(strip_bytes());
    for (int tile = 0; tile < tiles; ++tile)
        std::memcpy(home + offset_in_strip(first_tile + tile, direction), codes.data() + static_cast<std::size_t>(tile) * k_tile_cells,
                    k_tile_cells);
    return {};
}

}  // namespace kreisblick::potentials
