#include "io/coverage_reader.h"

#include "core/parallel.h"
#include "io/coverage_tiles.h"
#include "io/gdal_handles.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace kreisblick::io {
namespace {

constexpr std::size_t k_tile_values = static_cast<std::size_t>(k_tile_cells) * k_tile_cells;
/// Tiles of one MiB each that are kept: as many as a few rows of a wide district lie in, which methods read strip by strip.
constexpr std::size_t k_kept_tiles = 40;
/// Open files that are kept for the next reader.
constexpr std::size_t k_idle_files = 2;

/// A coverage as its file describes it.
struct Coverage {
    std::vector<std::pair<int, int>> levels;  ///< columns and rows of the raster itself, then of its overviews
    std::optional<float> no_data;
};

struct TileName {
    std::string table;
    int level = 0;
    int column = 0;
    int row = 0;
    friend auto operator<=>(const TileName&, const TileName&) = default;
};

/// The cells of a tile, row by row, always k_tile_cells wide.
using TileCells = std::shared_ptr<const std::vector<float>>;

/// Where a tile is kept. Whoever holds the mutex decodes it; the others wait for it.
struct Slot {
    std::mutex mutex;
    TileCells cells;
};

/// The tiles used last.
class KeptTiles {
  public:
    std::shared_ptr<Slot> slot(const TileName& name) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_places.find(name); found != m_places.end()) {
            m_order.splice(m_order.begin(), m_order, found->second);
            return found->second->second;
        }
        m_order.emplace_front(name, std::make_shared<Slot>());
        m_places[name] = m_order.begin();
        if (m_order.size() > k_kept_tiles) {
            m_places.erase(m_order.back().first);
            m_order.pop_back();
        }
        return m_order.front().second;
    }

  private:
    using Order = std::list<std::pair<TileName, std::shared_ptr<Slot>>>;
    std::mutex m_mutex;
    Order m_order;  // the one used last in front
    std::map<TileName, Order::iterator> m_places;
};

/// The coarsest overview whose cells are not larger than wanted (a thousandth of tolerance).
int level_for(const geo::GridSpec& stored, double wanted_cell_m, int overviews) {
    int level = 0;
    while (level < overviews && stored.cell_m * (2 << level) <= wanted_cell_m * 1.001) ++level;
    return level;
}

GDALRasterBand* band_of(GDALDataset& dataset, int level) {
    GDALRasterBand* full = dataset.GetRasterBand(1);
    return level == 0 ? full : full->GetOverview(level - 1);
}

Coverage described(GDALDataset& dataset) {
    Coverage coverage;
    for (int level = 0; level <= dataset.GetRasterBand(1)->GetOverviewCount(); ++level)
        coverage.levels.emplace_back(band_of(dataset, level)->GetXSize(), band_of(dataset, level)->GetYSize());
    int has_no_data = 0;
    const double no_data = dataset.GetRasterBand(1)->GetNoDataValue(&has_no_data);
    if (has_no_data) coverage.no_data = static_cast<float>(no_data);
    return coverage;
}

core::Result<TileCells> decoded(GDALDataset& dataset, const Coverage& coverage, const TileName& name) {
    forget_gdal_messages();
    const auto [columns, rows] = coverage.levels[static_cast<std::size_t>(name.level)];
    const int left = name.column * k_tile_cells, top = name.row * k_tile_cells;
    const int width = std::min(k_tile_cells, columns - left), height = std::min(k_tile_cells, rows - top);
    auto cells = std::make_shared<std::vector<float>>(k_tile_values);
    if (band_of(dataset, name.level)
            ->RasterIO(GF_Read, left, top, width, height, cells->data(), width, height, GDT_Float32, sizeof(float),
                       sizeof(float) * k_tile_cells, nullptr) != CE_None)
        return core::fail("{}", gdal_cause());
    if (coverage.no_data) std::replace(cells->begin(), cells->end(), *coverage.no_data, geo::NoData<float>::value);
    return cells;
}

/// Part of a level: its first cell and its size in cells.
struct Window {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// Copies what a tile and the window share.
void copy_shared(const std::vector<float>& cells, const TileName& name, const Window& window, std::vector<float>& values) {
    const int tile_left = name.column * k_tile_cells, tile_top = name.row * k_tile_cells;
    const int left = std::max(tile_left, window.left), right = std::min(tile_left + k_tile_cells, window.left + window.width);
    const int top = std::max(tile_top, window.top), bottom = std::min(tile_top + k_tile_cells, window.top + window.height);
    for (int row = top; row < bottom; ++row) {
        const auto from = cells.begin() + static_cast<std::ptrdiff_t>(row - tile_top) * k_tile_cells + (left - tile_left);
        const auto to = values.begin() + static_cast<std::ptrdiff_t>(row - window.top) * window.width + (left - window.left);
        std::copy(from, from + (right - left), to);
    }
}

std::vector<TileName> tiles_under(const std::string& table, int level, const Window& window) {
    std::vector<TileName> names;
    for (int row = window.top / k_tile_cells; row * k_tile_cells < window.top + window.height; ++row)
        for (int column = window.left / k_tile_cells; column * k_tile_cells < window.left + window.width; ++column)
            names.push_back({table, level, column, row});
    return names;
}

}  // namespace

struct CoverageReader::Parts {
    std::filesystem::path file;
    KeptTiles kept;
    std::mutex mutex;                                     // guards what follows
    std::list<std::pair<std::string, GdalDataset>> idle;  // open files that nobody reads from, the one used last in front
    std::map<std::string, Coverage> coverages;

    core::Result<GdalDataset> borrow(const std::string& table) {
        {
            const std::lock_guard lock(mutex);
            const auto found = std::find_if(idle.begin(), idle.end(), [&](const auto& open) { return open.first == table; });
            if (found != idle.end()) {
                GdalDataset dataset = std::move(found->second);
                idle.erase(found);
                return dataset;
            }
        }
        prepare_gdal();
        forget_gdal_messages();
        const std::string name = "GPKG:" + file.string() + ":" + table;
        GdalDataset dataset(GDALDataset::Open(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
        if (!dataset || dataset->GetRasterCount() < 1) return core::fail("{}", gdal_cause());
        return dataset;
    }

    void give_back(const std::string& table, GdalDataset dataset) {
        GdalDataset oldest;  // closed outside of the lock
        const std::lock_guard lock(mutex);
        idle.emplace_front(table, std::move(dataset));
        if (idle.size() <= k_idle_files) return;
        oldest = std::move(idle.back().second);
        idle.pop_back();
    }

    core::Result<Coverage> coverage(const std::string& table) {
        {
            const std::lock_guard lock(mutex);
            if (const auto found = coverages.find(table); found != coverages.end()) return found->second;
        }
        KREISBLICK_TRY(GdalDataset dataset, borrow(table));
        Coverage coverage = described(*dataset);
        give_back(table, std::move(dataset));
        const std::lock_guard lock(mutex);
        return coverages[table] = std::move(coverage);
    }

    core::Result<TileCells> decode(const Coverage& coverage, const TileName& name) {
        KREISBLICK_TRY(GdalDataset dataset, borrow(name.table));
        auto cells = decoded(*dataset, coverage, name);
        if (cells) give_back(name.table, std::move(dataset));
        return cells;
    }

    core::Result<TileCells> kept_tile(const Coverage& coverage, const TileName& name) {
        const std::shared_ptr<Slot> slot = kept.slot(name);
        const std::lock_guard lock(slot->mutex);
        if (slot->cells) return slot->cells;
        KREISBLICK_TRY(slot->cells, decode(coverage, name));
        return slot->cells;
    }

    core::Result<std::vector<float>> read_window(const Coverage& coverage, const std::string& table, int level, const Window& window,
                                                 const core::Job& job) {
        const std::vector<TileName> names = tiles_under(table, level, window);
        const bool keeps = names.size() <= k_kept_tiles;  // a read of a whole raster would drive out everything else
        std::vector<float> values(static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height));
        std::vector<std::optional<core::Error>> errors(names.size());
        core::parallel_blocks(static_cast<std::int64_t>(names.size()), 1, [&](std::int64_t index, std::int64_t) {
            if (job.stopped()) return;
            const auto at = static_cast<std::size_t>(index);
            const auto cells = keeps ? kept_tile(coverage, names[at]) : decode(coverage, names[at]);
            if (cells)
                copy_shared(**cells, names[at], window, values);
            else
                errors[at] = cells.error();
        });
        if (job.stopped()) return core::fail("it was stopped");
        for (const auto& error : errors)
            if (error) return tl::unexpected(*error);
        return values;
    }
};

CoverageReader::CoverageReader(std::filesystem::path file) : m_parts(std::make_unique<Parts>()) { m_parts->file = std::move(file); }
CoverageReader::~CoverageReader() = default;

core::Result<geo::SourceRaster> CoverageReader::read(const std::string& table, const geo::GridSpec& stored, const geo::Extent& wanted,
                                                     double wanted_cell_m, const core::Job& job) {
    KREISBLICK_TRY(const Coverage coverage, m_parts->coverage(table));
    const int level = level_for(stored, wanted_cell_m, static_cast<int>(coverage.levels.size()) - 1);
    const auto [columns, rows] = coverage.levels[static_cast<std::size_t>(level)];
    geo::GridSpec grid = stored.coarser(1 << level);
    grid.width = std::min(grid.width, columns);
    grid.height = std::min(grid.height, rows);
    const geo::GridSpec cells = grid.window(wanted.grown(2 * grid.cell_m));
    geo::SourceRaster source{geo::SourceGrid::of(cells), {}};
    if (cells.cells() == 0) return source;
    const Window window{grid.column_at(cells.x_min + grid.cell_m / 2), grid.row_at(cells.y_max - grid.cell_m / 2), cells.width,
                        cells.height};
    KREISBLICK_TRY(source.values, m_parts->read_window(coverage, table, level, window, job));
    return source;
}

}  // namespace kreisblick::io
