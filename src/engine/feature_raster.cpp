#include "engine/feature_raster.h"

#include "geo/polygon_runs.h"
#include "geo/raster.h"
#include "io/geotiff_rows.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace kreisblick::engine {
namespace {

constexpr std::uint32_t k_no_area = std::numeric_limits<std::uint32_t>::max();
constexpr int k_rows_at_once = 64;

/// The number of the area that every cell lies in.
std::vector<std::uint32_t> areas_of_cells(const geo::FeatureTable& areas, const geo::GridSpec& grid, const core::Job& job) {
    std::vector<std::uint32_t> cells(static_cast<std::size_t>(grid.cells()), k_no_area);
    geo::PolygonRuns runs(grid);
    for (std::size_t area = 0; area < areas.size() && !job.stopped(); ++area)
        for (const geo::CellRun& run : runs.of(areas, area))
            for (int column = run.first; column < run.end; ++column) {
                std::uint32_t& cell = cells[static_cast<std::size_t>(grid.index(column, run.row))];
                if (cell == k_no_area) cell = static_cast<std::uint32_t>(area);
            }
    return cells;
}

/// The number columns, or the one asked for.
core::Result<std::vector<const geo::Column*>> chosen_columns(const geo::FeatureTable& areas, const std::string& only) {
    std::vector<const geo::Column*> columns;
    std::string names;
    for (const geo::Column& column : areas.columns()) {
        if (column.is_text()) continue;
        names += (names.empty() ? "" : ", ") + column.name;
        if (only.empty() || column.name == only) columns.push_back(&column);
    }
    if (columns.empty()) return core::fail("there is no column \"{}\" of numbers; there are {}", only, names.empty() ? "none" : names);
    return columns;
}

void put_column(io::GeotiffRows& file, std::size_t band, const geo::Column& column, const std::vector<std::uint32_t>& cells,
                const geo::GridSpec& grid) {
    std::vector<float> values;
    for (int row = 0; row < grid.height; row += k_rows_at_once) {
        const auto first = static_cast<std::size_t>(grid.index(0, row));
        const auto end = static_cast<std::size_t>(grid.index(0, std::min(grid.height, row + k_rows_at_once)));
        values.clear();
        for (std::size_t cell = first; cell < end; ++cell)
            values.push_back(cells[cell] == k_no_area ? geo::NoData<float>::value : static_cast<float>(column.numbers[cells[cell]]));
        file.put(band, row, values);
    }
}

}  // namespace

core::Result<void> write_feature_raster(const std::filesystem::path& out, const std::string& crs, const geo::GridSpec& grid,
                                        const geo::FeatureTable& areas, const std::string& only, const std::string& credits,
                                        const core::Job& job) {
    if (areas.kind() != geo::GeometryKind::Polygon)
        return core::fail("cannot write {}: points and lines have no cells, choose .gpkg, .geojson or .csv", out.string());
    KREISBLICK_TRY(const auto columns, chosen_columns(areas, only));
    const std::vector<std::uint32_t> cells = areas_of_cells(areas, grid, job);
    std::vector<io::GeotiffRows::Band> bands;
    for (const geo::Column* column : columns) bands.push_back({column->name, column->unit});
    KREISBLICK_TRY(io::GeotiffRows file, io::GeotiffRows::beside(out, crs, grid, bands));
    for (std::size_t band = 0; band < columns.size() && !job.stopped(); ++band) put_column(file, band, *columns[band], cells, grid);
    if (job.stopped()) return core::fail("writing {} was stopped", out.string());
    return file.finish(credits, job);
}

}  // namespace kreisblick::engine
