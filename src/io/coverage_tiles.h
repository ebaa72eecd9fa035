#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/raster.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace kreisblick::io {

/// Cells along the edge of a stored tile.
inline constexpr int k_tile_cells = 512;
/// What a float tile holds where there is no value: GeoPackage cannot name NaN.
inline constexpr float k_stored_no_data = -std::numeric_limits<float>::max();
/// Codes are stored as unsigned 16 bit, shifted by this much …
inline constexpr int k_code_offset = -32768;
/// … and this stored number means "no value", as GDAL has it for 16 bit coverages. The code 32767 is therefore not available.
inline constexpr std::uint16_t k_stored_no_code = 65535;

/// One tile, encoded (LZW TIFF for floats, PNG for codes).
struct CoverageTile {
    int zoom = 0;
    int column = 0;
    int row = 0;
    double min = 0;
    double max = 0;
    std::vector<std::uint8_t> bytes;
};

/// The zoom levels of a coverage: level 0 fits into one tile, each next one doubles, the last is the raster itself.
struct TilePyramid {
    geo::GridSpec grid;
    int levels = 1;

    [[nodiscard]] static TilePyramid of(const geo::GridSpec& grid);
    [[nodiscard]] int factor(int zoom) const { return 1 << (levels - 1 - zoom); }
    /// Tiles along each edge at that zoom, counted so that all zooms cover the same ground.
    [[nodiscard]] int columns(int zoom) const;
    [[nodiscard]] int rows(int zoom) const;
    /// The ground that the tiles cover: the raster, grown to the east and south.
    [[nodiscard]] geo::Extent extent() const;
};

using TileSink = std::function<core::Result<void>(const CoverageTile&)>;

/// Hands all tiles of all zooms to the sink, one after another on the calling thread; they are encoded on all threads. Overviews hold the
/// mean of their cells (floats) or the north-western one (codes). Tiles without any value are left out. Errors are clauses.
[[nodiscard]] core::Result<void> make_tiles(const geo::Raster<float>& raster, const TileSink& sink, const core::Job& job);
[[nodiscard]] core::Result<void> make_tiles(const geo::Raster<std::int16_t>& raster, const TileSink& sink, const core::Job& job);

}  // namespace kreisblick::io
