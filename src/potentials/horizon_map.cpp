#include "potentials/horizon_map.h"

#include <cassert>
#include <cstring>

namespace kreisblick::potentials {
static_assert(HorizonMap::k_tile_columns == k_code_row_bytes && HorizonMap::k_tile_cells == k_code_tile_bytes);

CodePacking code_packing(core::CodePath path) {
    if (path == core::CodePath::Avx512) return avx512_code_packing();
    if (path == core::CodePath::Avx2) return avx2_code_packing();
    return plain_code_packing();
}

void HorizonStrip::unpack(int tile, int direction, std::uint8_t* codes) const {
    const PackedTile& packed = m_tiles[place_of(tile, direction)];
    if (packed.codes)
        m_packing.unpack(packed.codes, packed.widths, codes);
    else
        std::memset(codes, 0, k_code_tile_bytes);
}

void HorizonStrip::unpack(int tile, std::uint8_t* codes) const {
    for (int direction = 0; direction < m_directions; ++direction, codes += k_code_tile_bytes) unpack(tile, direction, codes);
}

PackedTiles::PackedTiles(int first_tile, int most_tiles)
    : m_first_tile(first_tile),
      m_packing(code_packing(core::code_path())),
      m_first(static_cast<std::size_t>(most_tiles) * sizeof(PackedWidths)),
      m_end(m_first),
      m_bytes(std::make_unique_for_overwrite<std::uint8_t[]>(m_first + static_cast<std::size_t>(most_tiles) * k_most_packed_bytes)) {}

void PackedTiles::add(const std::uint8_t* codes) {
    const PackedWidths widths = m_packing.pack(codes, m_bytes.get() + m_end);
    std::memcpy(m_bytes.get() + static_cast<std::size_t>(m_tiles++) * sizeof widths, &widths, sizeof widths);
    m_end += packed_bytes(widths);
}

HorizonMap::HorizonMap(const geo::GridSpec& grid, int directions)
    : m_grid(grid),
      m_directions(directions),
      m_end(std::make_unique<std::atomic<std::int64_t>>(0)) {
    m_pieces.resize(static_cast<std::size_t>(strips()) * static_cast<std::size_t>(directions));
}

core::Result<HorizonMap> HorizonMap::make(const geo::GridSpec& grid, int directions, std::int64_t memory_budget_bytes) {
    HorizonMap map(grid, directions);
    const std::int64_t tiles = std::int64_t{map.strips()} * map.tiles_across() * directions;
    if (tiles * std::int64_t{k_code_tile_bytes} <= memory_budget_bytes) {
        // Room for tiles that cannot be packed. What is not used is never touched.
        KREISBLICK_TRY(map.m_memory, core::ZeroedMemory::make(tiles * std::int64_t{sizeof(PackedWidths) + k_most_packed_bytes}));
    } else {
        KREISBLICK_TRY(core::ScratchFile file, core::ScratchFile::make(0));
        map.m_file = std::move(file);
    }
    return map;
}

core::Result<void> HorizonMap::write(int strip, int direction, const PackedTiles& tiles) {
    assert(tiles.m_first_tile + tiles.m_tiles <= tiles_across());
    Piece piece{tiles.m_first_tile, tiles.m_tiles, 0, static_cast<std::int64_t>(tiles.m_end), static_cast<std::int64_t>(tiles.m_first)};
    piece.offset = m_end->fetch_add(piece.bytes);
    if (m_file) {
        KREISBLICK_CHECK(m_file->write(piece.offset, {tiles.m_bytes.get(), tiles.m_end}));
    } else {
        std::memcpy(m_memory.bytes().data() + piece.offset, tiles.m_bytes.get(), tiles.m_end);
    }
    m_pieces[place_of(strip, direction)].push_back(piece);
    return {};
}

void HorizonMap::find_tiles(const Piece& piece, int direction, const std::uint8_t* bytes, HorizonStrip& strip) {
    const std::uint8_t* codes = bytes + piece.first_at;
    for (int tile = 0; tile < piece.tiles; ++tile) {
        HorizonStrip::PackedTile& packed = strip.m_tiles[strip.place_of(piece.first_tile + tile, direction)];
        packed.codes = codes;
        std::memcpy(&packed.widths, bytes + static_cast<std::size_t>(tile) * sizeof packed.widths, sizeof packed.widths);
        codes += potentials::packed_bytes(packed.widths);
    }
}

core::Result<void> HorizonMap::read_strip(int strip, HorizonStrip& codes) const {
    assert(strip >= 0 && strip < strips());
    codes.m_directions = m_directions;
    codes.m_packing = code_packing(core::code_path());
    codes.m_tiles.assign(static_cast<std::size_t>(tiles_across()) * static_cast<std::size_t>(m_directions), {});
    std::size_t bytes = 0;
    if (m_file)
        for (int direction = 0; direction < m_directions; ++direction)
            for (const Piece& piece : m_pieces[place_of(strip, direction)]) bytes += static_cast<std::size_t>(piece.bytes);
    codes.m_read.resize(bytes);
    std::uint8_t* place = codes.m_read.data();
    for (int direction = 0; direction < m_directions; ++direction)
        for (const Piece& piece : m_pieces[place_of(strip, direction)]) {
            if (!m_file) {
                find_tiles(piece, direction, m_memory.bytes().data() + piece.offset, codes);
                continue;
            }
            KREISBLICK_CHECK(m_file->read(piece.offset, {place, static_cast<std::size_t>(piece.bytes)}));
            find_tiles(piece, direction, place, codes);
            place += piece.bytes;
        }
    return {};
}

core::Result<float> HorizonMap::angle_degrees(int column, int row, int direction) const {
    assert(m_grid.has(column, row) && direction >= 0 && direction < m_directions);
    HorizonStrip strip;
    KREISBLICK_CHECK(read_strip(row / k_tile_rows, strip));
    std::vector<std::uint8_t> codes(k_code_tile_bytes);
    strip.unpack(column / k_tile_columns, direction, codes.data());
    const int cell = row % k_tile_rows * k_tile_columns + column % k_tile_columns;
    return static_cast<float>(codes[static_cast<std::size_t>(cell)]) * k_code_degrees;
}

}  // namespace kreisblick::potentials
