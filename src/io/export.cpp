#include "io/export.h"

#include "core/patience.h"
#include "geo/crs.h"
#include "io/cog.h"
#include "io/csv_table.h"
#include "io/gdal_handles.h"
#include "io/geopackage_geometry.h"
#include "io/unfinished_file.h"

#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <optional>

namespace kreisblick::io {
namespace {

/// A raster in GDAL's memory that borrows our values: no second copy of a large layer.
core::Result<GdalDataset> as_dataset(const std::string& crs, const std::vector<ExportBand>& bands) {
    const geo::GridSpec& grid = bands[0].raster.grid;
    GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
    GdalDataset dataset(memory->Create("", grid.width, grid.height, 0, GDT_Float32, nullptr));
    if (!dataset) return core::fail("{}", gdal_cause());
    KREISBLICK_TRY(const OGRSpatialReference reference, spatial_reference(crs));
    std::array<double, 6> affine{grid.x_min, grid.cell_m, 0, grid.y_max, 0, -grid.cell_m};
    dataset->SetSpatialRef(&reference);
    dataset->SetGeoTransform(affine.data());
    for (const ExportBand& band : bands) {
        std::array<char, 32> address{};
        // GDAL's interface takes a writable address; a source of CreateCopy is only read.
        CPLPrintPointer(address.data(), const_cast<float*>(band.raster.values.data()), static_cast<int>(address.size()) - 1);
        CPLStringList options;
        options.AddNameValue("DATAPOINTER", address.data());
        if (dataset->AddBand(GDT_Float32, options.List()) != CE_None) return core::fail("{}", gdal_cause());
        describe_band(*dataset->GetRasterBand(dataset->GetRasterCount()), band.name, band.unit);
    }
    return dataset;
}

core::Result<void> write_cog(const std::filesystem::path& path, const std::string& crs, const std::vector<ExportBand>& bands,
                             const std::string& credits, const core::Job& job) {
    if (bands.empty()) return core::fail("there is no band to write");
    for (const ExportBand& band : bands)
        if (!(band.raster.grid == bands[0].raster.grid)) return core::fail("its bands lie on different grids");
    if (bands[0].raster.grid.cells() == 0) return core::fail("it has no cells");
    KREISBLICK_TRY(const GdalDataset dataset, as_dataset(crs, bands));
    return copy_to_cog(*dataset, path, credits, job);
}

// --- features ---

constexpr std::size_t k_rows_between_polls = 1024;

struct Format {
    const char* driver;
    bool in_degrees;  ///< WGS 84, as the format demands
    bool is_text;     ///< GDAL's text writers do not notice a full disk, so their text goes through memory
    std::vector<const char*> layer_options;
};

core::Result<Format> format_of(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    if (ending == ".gpkg") return Format{"GPKG", false, false, {}};
    if (ending == ".geojson" || ending == ".json") return Format{"GeoJSON", true, true, {"RFC7946=YES"}};
    if (ending == ".csv") return Format{"CSV", false, true, {}};
    return core::fail("the ending {} is none of .gpkg, .geojson, .csv", ending.empty() ? "(none)" : ending);
}

OGRwkbGeometryType layer_type(geo::GeometryKind kind) {
    switch (kind) {
        case geo::GeometryKind::Point: return wkbMultiPoint;
        case geo::GeometryKind::Line: return wkbMultiLineString;
        case geo::GeometryKind::Polygon: return wkbMultiPolygon;
        case geo::GeometryKind::None: break;
    }
    return wkbNone;
}

OGRFieldType field_type(geo::ColumnType type) {
    if (type == geo::ColumnType::Whole) return OFTInteger64;
    return type == geo::ColumnType::Number ? OFTReal : OFTString;
}

void set_value(OGRFeature& feature, int field, const geo::Column& column, std::size_t row, bool is_csv) {
    if (column.is_text()) {
        const std::string& text = column.texts[row];
        if (!text.empty()) feature.SetField(field, is_csv ? inert_cell(text).c_str() : text.c_str());
        return;
    }
    const double value = column.numbers[row];
    if (!std::isfinite(value)) return;
    if (column.type == geo::ColumnType::Whole)
        feature.SetField(field, static_cast<GIntBig>(value));
    else
        feature.SetField(field, value);
}

/// The geometry for the file, carried to WGS 84 where there is a transformer.
OgrGeometry geometry_for(const geo::FeatureTable& features, std::size_t row, const geo::Transformer* to_degrees,
                         std::vector<std::uint8_t>& blob) {
    geo::Geometry geometry = features.geometry(row);
    if (geometry.is_empty()) return {};
    if (to_degrees)
        for (geo::Part& part : geometry.parts) to_degrees->transform(part.points);
    constexpr std::size_t k_head_with_envelope = 40;
    write_geopackage_geometry(geometry, BlobShape::Multi, 0, blob);
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkb(blob.data() + k_head_with_envelope, nullptr, &made, blob.size() - k_head_with_envelope);
    return OgrGeometry(made);
}

core::Result<OGRLayer*> make_layer(GDALDataset& dataset, const Format& format, const std::string& crs, const geo::FeatureTable& features,
                                   const std::string& name, const std::string& credits) {
    KREISBLICK_TRY(OGRSpatialReference reference, spatial_reference(format.in_degrees ? "EPSG:4326" : crs));
    const bool is_csv = EQUAL(format.driver, "CSV");
    CPLStringList options;
    for (const char* option : format.layer_options) options.AddString(option);
    if (is_csv && features.kind() != geo::GeometryKind::None) options.AddString("GEOMETRY=AS_WKT");
    if (!is_csv && !credits.empty()) options.AddNameValue("DESCRIPTION", credits.c_str());
    OGRLayer* layer = dataset.CreateLayer(name.c_str(), &reference, layer_type(features.kind()), options.List());
    if (!layer) return core::fail("{}", gdal_cause());
    for (const geo::Column& column : features.columns()) {
        const std::string title = is_csv && !column.unit.empty() ? column.name + " [" + column.unit + "]" : column.name;
        OGRFieldDefn field(title.c_str(), field_type(column.type));
        if (!column.unit.empty()) field.SetAlternativeName((column.name + " [" + column.unit + "]").c_str());
        if (layer->CreateField(&field) != OGRERR_NONE) return core::fail("{}", gdal_cause());
    }
    // A CSV has no place for a source but a column.
    OGRFieldDefn source("source", OFTString);
    if (is_csv && !credits.empty() && !features.find("source") && layer->CreateField(&source) != OGRERR_NONE)
        return core::fail("{}", gdal_cause());
    return layer;
}

core::Result<void> write_rows(OGRLayer& layer, const Format& format, const std::string& crs, const geo::FeatureTable& features,
                              const std::string& credits, const core::Job& job) {
    std::optional<geo::Transformer> to_degrees;
    if (format.in_degrees) {
        KREISBLICK_TRY(const geo::Crs from, geo::Crs::from(crs));
        KREISBLICK_TRY(const geo::Crs wgs84, geo::Crs::from("EPSG:4326"));
        KREISBLICK_TRY(to_degrees, geo::Transformer::between(from, wgs84));
    }
    const int fields = static_cast<int>(features.columns().size());
    const bool has_credits = layer.GetLayerDefn()->GetFieldCount() > fields;
    std::vector<std::uint8_t> blob;
    for (std::size_t row = 0; row < features.size(); ++row) {
        if (row % k_rows_between_polls == 0 && job.stopped()) return core::fail("it was stopped");
        const OgrFeature feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
        for (int field = 0; field < fields; ++field)
            set_value(*feature, field, features.columns()[static_cast<std::size_t>(field)], row, EQUAL(format.driver, "CSV"));
        if (has_credits) feature->SetField(fields, credits.c_str());
        if (OgrGeometry geometry = geometry_for(features, row, to_degrees ? &*to_degrees : nullptr, blob))
            feature->SetGeometry(geometry.get());
        if (layer.CreateFeature(feature.get()) != OGRERR_NONE) return core::fail("{}", gdal_cause());
    }
    return {};
}

/// Writes the layer into a file that GDAL makes under that name.
core::Result<void> write_dataset(const std::string& name_for_gdal, const Format& format, const std::string& crs,
                                 const geo::FeatureTable& features, const std::string& layer_name, const std::string& credits,
                                 const core::Job& job) {
    forget_gdal_messages();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format.driver);
    GdalDataset dataset(driver->Create(name_for_gdal.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) return core::fail("{}", gdal_cause());
    const bool in_transaction = !format.is_text && dataset->StartTransaction() == OGRERR_NONE;
    KREISBLICK_TRY(OGRLayer * layer, make_layer(*dataset, format, crs, features, layer_name, credits));
    KREISBLICK_CHECK(write_rows(*layer, format, crs, features, credits, job));
    if (in_transaction && dataset->CommitTransaction() != OGRERR_NONE) return core::fail("{}", gdal_cause());
    dataset.reset();
    if (gdal_failed()) return core::fail("{}", gdal_cause());
    return {};
}

/// Copies a file out of GDAL's memory, noticing when the disk takes no more.
core::Result<void> save(const std::string& in_memory, const std::filesystem::path& path) {
    vsi_l_offset length = 0;
    const GByte* start = VSIGetMemFileBuffer(in_memory.c_str(), &length, FALSE);
    std::ofstream file(path, std::ios::binary);
    if (start) file.write(reinterpret_cast<const char*>(start), static_cast<std::streamsize>(length));
    file.close();
    if (!start || !file) return core::fail("the disk takes no more, or the folder is read-only");
    return {};
}

core::Result<void> write_layer(const std::filesystem::path& path, const std::string& crs, const geo::FeatureTable& features,
                               const std::string& name, const std::string& credits, const core::Job& job) {
    KREISBLICK_TRY(const Format format, format_of(path));
    KREISBLICK_TRY(UnfinishedFile unfinished, UnfinishedFile::beside(path));
    if (!format.is_text) {
        KREISBLICK_CHECK(write_dataset(unfinished.path(), format, crs, features, name, credits, job));
        if (job.stopped()) return core::fail("it was stopped");
        return unfinished.finish();
    }
    VSIMkdir("/vsimem/kreisblick-export", 0755);
    const std::string in_memory = "/vsimem/kreisblick-export/" + unfinished.path().filename().string();
    auto written = write_dataset(in_memory, format, crs, features, name, credits, job);
    if (written) written = save(in_memory, unfinished.path());
    VSIUnlink(in_memory.c_str());
    if (!written) return written;
    return unfinished.finish();
}

}  // namespace

core::Result<void> write_geotiff(const std::filesystem::path& path, const std::string& crs, std::vector<ExportBand> bands,
                                 const std::string& credits, const core::Job& job) {
    prepare_gdal();
    const auto shared = std::make_shared<const std::vector<ExportBand>>(std::move(bands));
    const auto written =
        core::wait_unless_stopped(job, [=](const core::Job& inner) { return write_cog(path, crs, *shared, credits, inner); });
    if (!written) return core::fail("cannot write {}: {}", path.string(), written.error().sentence);
    return {};
}

core::Result<void> write_features(const std::filesystem::path& path, const std::string& crs, const geo::FeatureTable& features,
                                  const std::string& layer_name, const std::string& credits, const core::Job& job) {
    prepare_gdal();
    const auto written = core::wait_unless_stopped(
        job, [=](const core::Job& inner) { return write_layer(path, crs, features, layer_name, credits, inner); });
    if (!written) return core::fail("cannot write {}: {}", path.string(), written.error().sentence);
    return {};
}

}  // namespace kreisblick::io
