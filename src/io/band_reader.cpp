// Reading a stored coverage onto any grid: GDAL finds tiles and overviews, the sampling is ours.
#include "geo/resample.h"
#include "io/coverage_tiles.h"
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
    if (band.RasterIO(GF_Read, column, row, window.width, window.height, source.values.data(), window.width, window.height, GDT_Float32, 0, 0,
                      nullptr) != CE_None)
        return core::fail("{}", gdal_cause());
    int has_no_data = 0;
    const auto no_data = static_cast<float>(band.GetNoDataValue(&has_no_data));
    if (has_no_data) std::replace(source.values.begin(), source.values.end(), no_data, geo::NoData<float>::value);
    return source;
}

/// Bilinear where wanted is finer than what is stored, else the cell at the centre.
geo::Raster<float> sampled(const geo::SourceRaster& source, const geo::GridSpec& wanted, bool smooth) {
    geo::Raster<float> result(wanted);
    for (int row = 0; row < wanted.height; ++row)
        for (int column = 0; column < wanted.width; ++column) {
            const geo::Point position = source.grid.position(wanted.centre(column, row));
            const bool inside = position.x >= 0 && position.y >= 0 && position.x < source.grid.width && position.y < source.grid.height;
            if (!inside) continue;
            result.at(column, row) = smooth ? geo::bilinear_at(source, position) : source.at(static_cast<int>(position.x), static_cast<int>(position.y));
        }
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
