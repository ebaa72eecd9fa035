#include "io/geotiff_rows.h"

#include "core/patience.h"
#include "io/cog.h"
#include "io/unfinished_file.h"

#include <array>
#include <mutex>

namespace kreisblick::io {

struct GeotiffRows::Parts {
    std::filesystem::path target;
    UnfinishedFile scratch;  // never finished: it goes away with this
    GdalDataset dataset;
    std::mutex mutex;
    std::string fault;  // the first one
    ~Parts();
};

namespace {

/// To remove a gigabyte takes the system a third of a second: whoever stopped the work does not wait for that.
constexpr std::int64_t k_slowly_removed_bytes = std::int64_t{64} << 20;

std::int64_t bytes_of(GDALDataset& dataset) {
    return std::int64_t{dataset.GetRasterXSize()} * dataset.GetRasterYSize() * dataset.GetRasterCount() * std::int64_t{sizeof(float)};
}

core::Result<GdalDataset> make_scratch(const std::filesystem::path& path, const std::string& crs, const geo::GridSpec& grid,
                                       const std::vector<GeotiffRows::Band>& bands) {
    prepare_gdal();
    forget_gdal_messages();
    CPLStringList options;
    for (const char* option : {"BIGTIFF=YES", "INTERLEAVE=BAND", "SPARSE_OK=TRUE"}) options.AddString(option);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    GdalDataset dataset(driver->Create(path.c_str(), grid.width, grid.height, static_cast<int>(bands.size()), GDT_Float32, options.List()));
    if (!dataset) return core::fail("{}", gdal_cause());
    KREISBLICK_TRY(const OGRSpatialReference reference, spatial_reference(crs));
    std::array<double, 6> affine{grid.x_min, grid.cell_m, 0, grid.y_max, 0, -grid.cell_m};
    dataset->SetSpatialRef(&reference);
    dataset->SetGeoTransform(affine.data());
    for (std::size_t i = 0; i < bands.size(); ++i)
        describe_band(*dataset->GetRasterBand(static_cast<int>(i) + 1), bands[i].name, bands[i].unit);
    return dataset;
}

}  // namespace

GeotiffRows::Parts::~Parts() {
    dataset->MarkSuppressOnClose();  // rows that GDAL still holds in memory are not written into a file that goes away
    if (bytes_of(*dataset) < k_slowly_removed_bytes) return;
    auto left = std::make_shared<std::pair<UnfinishedFile, GdalDataset>>(std::move(scratch), std::move(dataset));
    core::leave_to_itself([owned = std::move(left)] {});  // moved: whoever lets go last closes and removes it
}

GeotiffRows::GeotiffRows(std::shared_ptr<Parts> parts) : m_parts(std::move(parts)) {}
GeotiffRows::GeotiffRows(GeotiffRows&&) noexcept = default;
GeotiffRows::~GeotiffRows() = default;

core::Result<GeotiffRows> GeotiffRows::beside(const std::filesystem::path& target, const std::string& crs, const geo::GridSpec& grid,
                                              const std::vector<Band>& bands) {
    const auto make = [&]() -> core::Result<std::shared_ptr<Parts>> {
        if (bands.empty() || grid.cells() == 0) return core::fail("there are no values to write");
        KREISBLICK_TRY(UnfinishedFile scratch, UnfinishedFile::beside(target.string() + ".rows"));
        KREISBLICK_TRY(GdalDataset dataset, make_scratch(scratch.path(), crs, grid, bands));
        return std::shared_ptr<Parts>(new Parts{target, std::move(scratch), std::move(dataset), {}, {}});
    };
    auto parts = make();
    if (!parts) return core::fail("cannot write {}: {}", target.string(), parts.error().sentence);
    return GeotiffRows(std::move(*parts));
}

void GeotiffRows::put(std::size_t band, int first_row, std::span<const float> values) {
    const std::scoped_lock lock(m_parts->mutex);
    if (!m_parts->fault.empty()) return;
    forget_gdal_messages();
    GDALRasterBand& target = *m_parts->dataset->GetRasterBand(static_cast<int>(band) + 1);
    const int width = target.GetXSize(), rows = static_cast<int>(values.size()) / width;
    // GDAL's interface takes a writable address; a source of writing is only read.
    const CPLErr answer =
        target.RasterIO(GF_Write, 0, first_row, width, rows, const_cast<float*>(values.data()), width, rows, GDT_Float32, 0, 0);
    if (answer != CE_None) m_parts->fault = gdal_cause();
}

core::Result<void> GeotiffRows::finish(const std::string& credits, const core::Job& job) {
    const auto written = [parts = m_parts, credits](const core::Job& inner) -> core::Result<void> {
        forget_gdal_messages();
        for (int band = 1; band <= parts->dataset->GetRasterCount(); ++band) {
            if (inner.stopped()) return core::fail("it was stopped");
            parts->dataset->GetRasterBand(band)->FlushCache();
        }
        if (parts->fault.empty() && gdal_failed()) parts->fault = gdal_cause();
        if (!parts->fault.empty()) return core::fail("{}", parts->fault);
        return copy_to_cog(*parts->dataset, parts->target, credits, inner);
    };
    const std::string target = m_parts->target.string();
    if (const auto done = core::wait_unless_stopped(job, written); !done)
        return core::fail("cannot write {}: {}", target, done.error().sentence);
    return {};
}

}  // namespace kreisblick::io
