#include "io/raster_source.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace kreisblick::io {
namespace {

/// Points along each edge of an extent that is carried to another CRS: edges become curves there.
constexpr int k_points_per_edge = 40;

/// Points all along the edges of an extent.
std::vector<geo::Point> outline(const geo::Extent& extent) {
    std::vector<geo::Point> points;
    for (int i = 0; i <= k_points_per_edge; ++i) {
        const double x = extent.x_min + extent.width() * i / k_points_per_edge, y = extent.y_min + extent.height() * i / k_points_per_edge;
        points.insert(points.end(), {{x, extent.y_min}, {x, extent.y_max}, {extent.x_min, y}, {extent.x_max, y}});
    }
    return points;
}

geo::Extent finite_extent(const std::vector<geo::Point>& points) {
    geo::Extent extent;
    for (const geo::Point point : points)
        if (std::isfinite(point.x) && std::isfinite(point.y)) extent.include(point);
    return extent;
}

/// Names behind the last colon of a container's rasters ("GPKG:file.gpkg:soil" → soil), with their full names.
std::vector<std::pair<std::string, std::string>> rasters_inside(GDALDataset& container) {
    std::vector<std::pair<std::string, std::string>> rasters;
    char** list = container.GetMetadata("SUBDATASETS");
    for (int number = 1;; ++number) {
        const char* full = CSLFetchNameValue(list, fmt::format("SUBDATASET_{}_NAME", number).c_str());
        if (!full) return rasters;
        const std::string name = full;
        rasters.emplace_back(name.substr(name.rfind(':') + 1), name);
    }
}

/// The raster itself; from a file with several, the one the spec names.
core::Result<GdalDataset> open_layer(const model::ImportSpec& spec) {
    GdalDataset dataset = open_raster(spec.file);
    if (!dataset) return core::fail("cannot read {} as a raster: {}", spec.file.string(), gdal_cause());
    const auto inside = rasters_inside(*dataset);
    if (inside.empty()) return dataset;
    if (spec.layer.empty() && dataset->GetRasterCount() > 0) return dataset;
    std::string names;
    for (const auto& [name, full] : inside) {
        if (name == spec.layer) return open_raster(full);
        names += (names.empty() ? "" : ", ") + name;
    }
    return core::fail("{} holds several rasters: name one of {} with --layer", spec.file.string(), names);
}

core::Result<geo::Crs> crs_of(const model::ImportSpec& spec, const GDALDataset& dataset) {
    const std::string definition = spec.source_crs.empty() ? crs_definition(dataset.GetSpatialRef()) : spec.source_crs;
    if (definition.empty())
        return core::fail("{} does not say its coordinate reference system: name it with --source-crs, for example --source-crs EPSG:25832",
                          spec.file.string());
    auto crs = geo::Crs::from(definition);
    if (!crs) return core::fail("cannot place {}: {}", spec.file.string(), crs.error().sentence);
    return crs;
}

core::Result<geo::SourceGrid> grid_of(const model::ImportSpec& spec, GDALDataset& dataset) {
    std::array<double, 6> affine{};
    if (dataset.GetGeoTransform(affine.data()) != CE_None)
        return core::fail("{} is an image that does not say where on the earth it lies", spec.file.string());
    const geo::SourceGrid grid{
        affine[0], affine[1], affine[2], affine[3], affine[4], affine[5], dataset.GetRasterXSize(), dataset.GetRasterYSize()};
    const double cell_area = grid.x_per_column * grid.y_per_row - grid.x_per_row * grid.y_per_column;
    if (!(std::abs(cell_area) > 0) || !std::isfinite(cell_area)) return core::fail("the cells of {} have no size", spec.file.string());
    return grid;
}

core::Result<std::vector<int>> bands_of(const model::ImportSpec& spec, GDALDataset& dataset) {
    const int count = dataset.GetRasterCount();
    if (count == 0) return core::fail("{} holds no raster band", spec.file.string());
    std::vector<int> bands = spec.bands;
    if (bands.empty()) {
        bands.resize(static_cast<std::size_t>(count));
        std::iota(bands.begin(), bands.end(), 1);
    }
    for (const int band : bands) {
        if (band < 1 || band > count) return core::fail("{} has no band {}: its bands are 1 to {}", spec.file.string(), band, count);
        if (GDALDataTypeIsComplex(dataset.GetRasterBand(band)->GetRasterDataType()))
            return core::fail("band {} of {} holds complex numbers", band, spec.file.string());
    }
    return bands;
}

core::Result<std::optional<float>> no_data_of(const model::ImportSpec& spec) {
    const auto setting = spec.settings.find("nodata");
    if (setting == spec.settings.end()) return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(setting->second.c_str(), &end);
    if (setting->second.empty() || *end) return core::fail("--set nodata={} is not a number", setting->second);
    return static_cast<float>(value);
}

/// Puts NaN where the band's mask says that there is no value.
bool apply_mask(GDALRasterBand& band, const CellWindow& window, std::vector<float>& values) {
    if (band.GetMaskFlags() & GMF_ALL_VALID) return true;
    std::vector<std::uint8_t> mask(values.size());
    if (band.GetMaskBand()->RasterIO(GF_Read, window.column, window.row, window.width, window.height, mask.data(), window.width,
                                     window.height, GDT_Byte, 0, 0, nullptr) != CE_None)
        return false;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (mask[i] == 0) values[i] = geo::NoData<float>::value;
    return true;
}

void apply_scale(GDALRasterBand& band, std::vector<float>& values) {
    const double scale = band.GetScale(), offset = band.GetOffset();
    if (scale == 1 && offset == 0) return;
    for (float& value : values) value = static_cast<float>(static_cast<double>(value) * scale + offset);
}

}  // namespace

std::string source_fault(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto status = std::filesystem::status(file, ignored);
    if (!std::filesystem::exists(status)) return "there is no such file";
    return {};
}

core::Result<RasterSource> RasterSource::open(const model::ImportSpec& spec) {
    if (const std::string fault = source_fault(spec.file); !fault.empty())
        return core::fail("cannot read {}: {}", spec.file.string(), fault);
    RasterSource source;
    source.m_file = spec.file;
    KREISBLICK_TRY(source.m_dataset, open_layer(spec));
    if (!source.m_dataset) return core::fail("cannot read {} as a raster: {}", spec.file.string(), gdal_cause());
    KREISBLICK_TRY(source.m_bands, bands_of(spec, *source.m_dataset));
    KREISBLICK_TRY(source.m_grid, grid_of(spec, *source.m_dataset));
    KREISBLICK_TRY(source.m_crs, crs_of(spec, *source.m_dataset));
    KREISBLICK_TRY(source.m_no_data_set, no_data_of(spec));
    return source;
}

std::string RasterSource::band_name(std::size_t index) const {
    const std::string name = m_dataset->GetRasterBand(m_bands[index])->GetDescription();
    return name.empty() ? fmt::format("{:02}", index + 1) : name;
}

std::string RasterSource::band_unit(std::size_t index) const { return m_dataset->GetRasterBand(m_bands[index])->GetUnitType(); }

core::Result<geo::SourceRaster> RasterSource::read(std::size_t index, const CellWindow& window) const {
    forget_gdal_messages();
    GDALRasterBand& band = *m_dataset->GetRasterBand(m_bands[index]);
    geo::SourceRaster raster{m_grid.window(window.column, window.row, window.width, window.height), {}};
    raster.values.resize(static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height));
    const bool read = band.RasterIO(GF_Read, window.column, window.row, window.width, window.height, raster.values.data(), window.width,
                                    window.height, GDT_Float32, 0, 0, nullptr) == CE_None;
    if (!read || !apply_mask(band, window, raster.values))
        return core::fail("cannot read band {} of {}: {}", m_bands[index], m_file.string(), gdal_cause());
    if (m_no_data_set) std::replace(raster.values.begin(), raster.values.end(), *m_no_data_set, geo::NoData<float>::value);
    for (float& value : raster.values)
        if (std::isinf(value)) value = geo::NoData<float>::value;
    apply_scale(band, raster.values);
    return raster;
}

CellWindow RasterSource::window_of(const geo::Extent& extent, const geo::Transformer& to_source) const {
    std::vector<geo::Point> points = outline(extent);
    to_source.transform(points);
    for (geo::Point& point : points) point = m_grid.position(point);
    const geo::Extent found = finite_extent(points);
    if (found.is_empty()) return {};
    const auto cell = [](double position, int size) { return static_cast<int>(std::clamp(position, 0.0, double(size))); };
    const int first_column = cell(std::floor(found.x_min) - 2, m_grid.width), first_row = cell(std::floor(found.y_min) - 2, m_grid.height);
    return {first_column, first_row, cell(std::ceil(found.x_max) + 2, m_grid.width) - first_column,
            cell(std::ceil(found.y_max) + 2, m_grid.height) - first_row};
}

geo::Extent RasterSource::extent_of(const CellWindow& window, const geo::Transformer& from_source) const {
    std::vector<geo::Point> points =
        outline({double(window.column), double(window.row), double(window.column) + window.width, double(window.row) + window.height});
    for (geo::Point& point : points) point = m_grid.place(point);
    from_source.transform(points);
    return finite_extent(points);
}

}  // namespace kreisblick::io
