// Reading a stored coverage onto any grid: GDAL finds tiles and overviews, the sampling is ours.
#include "core/parallel.h"
#include "geo/resample.h"
#include "io/district_file.h"
#include "io/gdal_handles.h"

#include <algorithm>

namespace kreisblick::io {
namespace {

/// The coarsest overview whose cells are not larger than wanted (a thousandth of tolerance).
int level_for(const geo::GridSpec& stored, double wanted_cell_m, int overviews) {
    int level = 0;
    while (level < overviews && stored.cell_m * (2 << level) <= wanted_cell_m * 1.001) ++level;
    return level;
}

/// The cells of a level under the wanted extent, and one more all round for interpolation.
core::Result<geo::SourceRaster> read_window(GDALRasterBand& band, const geo::GridSpec& level, const geo::Extent& wanted) {
    const geo::GridSpec window = level.window(wanted.grown(2 * level.cell_m));
    geo::SourceRaster source{geo::SourceGrid::of(window), std::vector<float>(static_cast<std::size_t>(window.cells()))};
    if (window.cells() == 0) return source;
    const int column = level.column_at(window.x_min + level.cell_m / 2), row = level.row_at(window.y_max - level.cell_m / 2);
    if (band.RasterIO(GF_Read, column, row, window.width, window.height, source.values.data(), window.width, window.height, GDT_Float32, 0,
                      0, nullptr) != CE_None)
        return core::fail("{}", gdal_cause());
    int has_no_data = 0;
    const auto no_data = static_cast<float>(band.GetNoDataValue(&has_no_data));
    if (has_no_data) std::replace(source.values.begin(), source.values.end(), no_data, geo::NoData<float>::value);
    return source;
}

/// Rows that one thread takes at a time.
constexpr std::int64_t k_rows_per_block = 64;

/// The column of a source grid under each column of the wanted grid; -1 outside.
std::vector<int> columns_under(const geo::SourceGrid& source, const geo::GridSpec& wanted) {
    std::vector<int> columns(static_cast<std::size_t>(wanted.width));
    for (int column = 0; column < wanted.width; ++column) {
        const double position = source.position(wanted.centre(column, 0)).x;
        columns[static_cast<std::size_t>(column)] = position >= 0 && position < source.width ? static_cast<int>(position) : -1;
    }
    return columns;
}

void sample_nearest(const geo::SourceRaster& source, const std::vector<int>& columns, int row, geo::Raster<float>& result) {
    const double position = source.grid.position(result.grid.centre(0, row)).y;
    if (!(position >= 0 && position < source.grid.height)) return;
    const float* from = &source.values[static_cast<std::size_t>(position) * static_cast<std::size_t>(source.grid.width)];
    float* to = &result.at(0, row);
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns[column] >= 0) to[column] = from[columns[column]];
}

void sample_bilinear(const geo::SourceRaster& source, int row, geo::Raster<float>& result) {
    for (int column = 0; column < result.grid.width; ++column)
        result.at(column, row) = geo::bilinear_at(source, source.grid.position(result.grid.centre(column, row)));
}

/// Bilinear where wanted is finer than what is stored, else the cell at the centre.
geo::Raster<float> sampled(const geo::SourceRaster& source, const geo::GridSpec& wanted, bool smooth) {
    geo::Raster<float> result(wanted);
    if (wanted.cells() == 0 || source.values.empty()) return result;
    const std::vector<int> columns = columns_under(source.grid, wanted);
    core::parallel_blocks(wanted.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row) {
            if (smooth)
                sample_bilinear(source, row, result);
            else
                sample_nearest(source, columns, row, result);
        }
    });
    return result;
}

core::Result<geo::Raster<float>> read(const std::filesystem::path& path, const geo::GridSpec& stored, const model::RasterBand& record,
                                      const geo::GridSpec& wanted) {
    prepare_gdal();
    forget_gdal_messages();
    const std::string name = "GPKG:" + path.string() + ":" + record.table;
    const GdalDataset dataset(GDALDataset::Open(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
    if (!dataset || dataset->GetRasterCount() < 1) return core::fail("{}", gdal_cause());
    GDALRasterBand* full = dataset->GetRasterBand(1);
    const int level = level_for(stored, wanted.cell_m, full->GetOverviewCount());
    GDALRasterBand* band = level == 0 ? full : full->GetOverview(level - 1);
    geo::GridSpec grid = stored.coarser(1 << level);
    grid.width = std::min(grid.width, band->GetXSize());
    grid.height = std::min(grid.height, band->GetYSize());
    KREISBLICK_TRY(const geo::SourceRaster source, read_window(*band, grid, wanted.extent()));
    const bool smooth = !record.is_class && wanted.cell_m < stored.cell_m * 0.999;
    return sampled(source, wanted, smooth);
}

}  // namespace

core::Result<geo::Raster<float>> DistrictFile::read_band(const model::DatasetPart& part, const model::RasterBand& band,
                                                         const geo::GridSpec& wanted) const {
    auto raster = read(m_path, part.grid, band, wanted);
    if (!raster) return core::fail("cannot read {} of {} from {}: {}", band.name, part.dataset, m_path.string(), raster.error().sentence);
    return raster;
}

}  // namespace kreisblick::io
