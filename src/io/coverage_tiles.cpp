#include "io/coverage_tiles.h"

#include "core/parallel.h"
#include "io/gdal_handles.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <atomic>
#include <optional>

namespace kreisblick::io {
namespace {

template <typename T>
using StoredValue = std::conditional_t<std::is_floating_point_v<T>, float, std::uint16_t>;

float stored(float value) { return value == value ? value : k_stored_no_data; }
std::uint16_t stored(std::int16_t code) {
    return code == geo::NoData<std::int16_t>::value ? k_stored_no_code : static_cast<std::uint16_t>(code - k_code_offset);
}

/// The raster at half the resolution: the mean of up to four cells.
float half_value(const geo::Raster<float>& fine, int column, int row) {
    double sum = 0;
    int count = 0;
    for (int r = row; r < std::min(row + 2, fine.grid.height); ++r)
        for (int c = column; c < std::min(column + 2, fine.grid.width); ++c)
            if (const float value = fine.at(c, r); value == value) sum += static_cast<double>(value), ++count;
    return count ? static_cast<float>(sum / count) : geo::NoData<float>::value;
}

std::int16_t half_value(const geo::Raster<std::int16_t>& fine, int column, int row) { return fine.at(column, row); }

template <typename T>
geo::Raster<T> halved(const geo::Raster<T>& fine) {
    geo::Raster<T> coarse(fine.grid.coarser(2));
    core::parallel_blocks(coarse.grid.height, 64, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < coarse.grid.width; ++column) coarse.at(column, row) = half_value(fine, 2 * column, 2 * row);
    });
    return coarse;
}

/// Copies a tile's cells into `cells`, filling up behind the edges; false if there is no value among them.
template <typename T>
bool cut_tile(const geo::Raster<T>& raster, CoverageTile& tile, std::vector<StoredValue<T>>& cells) {
    cells.assign(static_cast<std::size_t>(k_tile_cells) * k_tile_cells, stored(geo::NoData<T>::value));
    const int first_column = tile.column * k_tile_cells, first_row = tile.row * k_tile_cells;
    const int columns = std::min(k_tile_cells, raster.grid.width - first_column),
              rows = std::min(k_tile_cells, raster.grid.height - first_row);
    T least = std::numeric_limits<T>::max(), most = std::numeric_limits<T>::lowest();
    bool any = false;
    for (int row = 0; row < rows; ++row) {
        const T* from = &raster.values[static_cast<std::size_t>(raster.grid.index(first_column, first_row + row))];
        StoredValue<T>* to = &cells[static_cast<std::size_t>(row) * k_tile_cells];
        for (int column = 0; column < columns; ++column) {
            to[column] = stored(from[column]);
            if (!geo::Raster<T>::is_data(from[column])) continue;
            any = true;
            least = std::min(least, from[column]);
            most = std::max(most, from[column]);
        }
    }
    tile.min = static_cast<double>(least);
    tile.max = static_cast<double>(most);
    return any;
}

/// A name in GDAL's memory file system that no other thread uses; the file goes with it.
class MemoryFile {
  public:
    explicit MemoryFile(const char* ending) {
        static std::atomic<unsigned> counter = 0;
        m_name = "/vsimem/kreisblick-tile-" + std::to_string(++counter) + ending;
    }
    ~MemoryFile() { VSIUnlink(m_name.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    [[nodiscard]] const char* name() const { return m_name.c_str(); }
    [[nodiscard]] std::vector<std::uint8_t> bytes() const {
        vsi_l_offset length = 0;
        const GByte* start = VSIGetMemFileBuffer(m_name.c_str(), &length, FALSE);
        return start ? std::vector<std::uint8_t>(start, start + length) : std::vector<std::uint8_t>{};
    }

  private:
    std::string m_name;
};

GDALDriver* driver(const char* name) { return GetGDALDriverManager()->GetDriverByName(name); }

/// One LZW strip with the floating-point predictor: a sixth of the raw size for terrain, and as quick to write as plain LZW.
std::vector<std::uint8_t> encoded(std::vector<float>& cells) {
    const MemoryFile file(".tif");
    CPLStringList options;
    options.AddString("COMPRESS=LZW");
    options.AddString("PREDICTOR=3");
    options.AddNameValue("BLOCKYSIZE", std::to_string(k_tile_cells).c_str());
    GdalDataset tile(driver("GTiff")->Create(file.name(), k_tile_cells, k_tile_cells, 1, GDT_Float32, options.List()));
    if (!tile) return {};
    const CPLErr outcome = tile->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, k_tile_cells, k_tile_cells, cells.data(), k_tile_cells,
                                                            k_tile_cells, GDT_Float32, 0, 0, nullptr);
    tile.reset();
    return outcome == CE_None ? file.bytes() : std::vector<std::uint8_t>{};
}

std::vector<std::uint8_t> encoded(std::vector<std::uint16_t>& cells) {
    const MemoryFile file(".png");
    const GdalDataset memory(driver("MEM")->Create("", k_tile_cells, k_tile_cells, 1, GDT_UInt16, nullptr));
    if (!memory || memory->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, k_tile_cells, k_tile_cells, cells.data(), k_tile_cells, k_tile_cells,
                                                      GDT_UInt16, 0, 0, nullptr) != CE_None)
        return {};
    CPLStringList options;
    options.AddString("ZLEVEL=4");
    GdalDataset png(driver("PNG")->CreateCopy(file.name(), memory.get(), FALSE, options.List(), nullptr, nullptr));
    if (!png) return {};
    png.reset();
    return file.bytes();
}

/// All tiles of one tile row: encoded in parallel, handed on in order.
template <typename T>
core::Result<void> make_row(const geo::Raster<T>& raster, int zoom, int row, const TileSink& sink) {
    const int columns = (raster.grid.width + k_tile_cells - 1) / k_tile_cells;
    std::vector<std::optional<CoverageTile>> tiles(static_cast<std::size_t>(columns));
    core::parallel_blocks(columns, 1, [&](std::int64_t column, std::int64_t) {
        CoverageTile tile{zoom, static_cast<int>(column), row, 0, 0, {}};
        std::vector<StoredValue<T>> cells;
        if (!cut_tile(raster, tile, cells)) return;
        tile.bytes = encoded(cells);
        tiles[static_cast<std::size_t>(column)] = std::move(tile);
    });
    for (const auto& tile : tiles) {
        if (!tile) continue;
        if (tile->bytes.empty()) return core::fail("a tile could not be encoded");
        KREISBLICK_CHECK(sink(*tile));
    }
    return {};
}

template <typename T>
core::Result<void> make_all(const geo::Raster<T>& raster, const TileSink& sink, const core::Job& job) {
    prepare_gdal();
    const TilePyramid pyramid = TilePyramid::of(raster.grid);
    const geo::Raster<T>* level = &raster;
    geo::Raster<T> overview;
    for (int zoom = pyramid.levels - 1; zoom >= 0; --zoom) {
        const int rows = (level->grid.height + k_tile_cells - 1) / k_tile_cells;
        for (int row = 0; row < rows; ++row) {
            if (job.stopped()) return core::fail("it was stopped");
            KREISBLICK_CHECK(make_row(*level, zoom, row, sink));
        }
        if (zoom == 0) break;
        overview = halved(*level);
        level = &overview;
    }
    return {};
}

}  // namespace

TilePyramid TilePyramid::of(const geo::GridSpec& grid) {
    TilePyramid pyramid{grid, 1};
    while (std::max(grid.width, grid.height) > k_tile_cells << (pyramid.levels - 1)) ++pyramid.levels;
    return pyramid;
}

int TilePyramid::columns(int zoom) const {
    const int widest = k_tile_cells << (levels - 1);
    return ((grid.width + widest - 1) / widest) << zoom;
}

int TilePyramid::rows(int zoom) const {
    const int highest = k_tile_cells << (levels - 1);
    return ((grid.height + highest - 1) / highest) << zoom;
}

geo::Extent TilePyramid::extent() const {
    const double tile_m = grid.cell_m * k_tile_cells * factor(0);
    return {grid.x_min, grid.y_max - rows(0) * tile_m, grid.x_min + columns(0) * tile_m, grid.y_max};
}

core::Result<void> make_tiles(const geo::Raster<float>& raster, const TileSink& sink, const core::Job& job) {
    return make_all(raster, sink, job);
}

core::Result<void> make_tiles(const geo::Raster<std::int16_t>& raster, const TileSink& sink, const core::Job& job) {
    return make_all(raster, sink, job);
}

}  // namespace kreisblick::io
