#include "io/vector_source.h"

#include "io/gdal_handles.h"
#include "io/ogr_geometry.h"
#include "io/source_text.h"

#include <ogrsf_frmts.h>

#include <limits>
#include <utility>

namespace kreisblick::io {
namespace {

std::string layer_names(GDALDataset& dataset) {
    std::string names;
    for (OGRLayer* layer : dataset.GetLayers()) names += (names.empty() ? "" : ", ") + std::string(layer->GetName());
    return names.empty() ? "none" : names;
}

core::Result<OGRLayer*> chosen_layer(GDALDataset& dataset, const std::filesystem::path& file, const std::string& name) {
    if (dataset.GetLayerCount() == 0) return core::fail("cannot read {}: it holds no vector layer", file.string());
    OGRLayer* layer = name.empty() ? dataset.GetLayer(0) : dataset.GetLayerByName(name.c_str());
    if (!layer) return core::fail("cannot read {}: it has no layer \"{}\"; it has {}", file.string(), name, layer_names(dataset));
    return layer;
}

geo::ColumnType type_of(const OGRFieldDefn& field) {
    switch (field.GetType()) {
        case OFTInteger:
        case OFTInteger64: return geo::ColumnType::Whole;
        case OFTReal: return geo::ColumnType::Number;
        default: return geo::ColumnType::Text;
    }
}

std::vector<geo::Column> columns_of(const OGRFeatureDefn& definition) {
    std::vector<geo::Column> columns;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        columns.push_back({field.GetNameRef(), {}, type_of(field), {}, {}});
    }
    return columns;
}

/// Text as UTF-8; some drivers hand on the bytes of files that lie about their encoding.
std::string text_of(const OGRFeature& feature, int field) {
    const char* text = feature.GetFieldAsString(field);
    return to_utf8(text ? text : "").value_or(std::string{});
}

void add_values(const OGRFeature& feature, std::vector<geo::Column>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int field = static_cast<int>(i);
        const bool is_set = feature.IsFieldSetAndNotNull(field);
        if (columns[i].is_text())
            columns[i].texts.push_back(is_set ? text_of(feature, field) : std::string{});
        else
            columns[i].numbers.push_back(is_set ? feature.GetFieldAsDouble(field) : std::numeric_limits<double>::quiet_NaN());
    }
}

/// A reference system the file made up for want of one (GeoPackage's "undefined", local plans) says nothing.
std::string crs_of(OGRLayer& layer) {
    const OGRSpatialReference* reference = layer.GetSpatialRef();
    if (!reference || reference->IsLocal()) return {};
    const char* name = reference->GetName();
    if (name && std::string_view(name).starts_with("Undefined")) return {};
    return crs_definition(reference);
}

core::Result<void> read_features(OGRLayer& layer, geo::GeometryKind wanted, const core::Job& job, SourceTable& table) {
    forget_gdal_messages();
    layer.ResetReading();
    while (const OgrFeature feature{layer.GetNextFeature()}) {
        table.ids.push_back(std::to_string(feature->GetFID()));
        if (table.has_geometry) table.geometries.push_back(geometry_from(feature->GetGeometryRef(), wanted));
        add_values(*feature, table.columns);
        if (table.size() % 1000 == 0 && job.stopped()) return core::fail("reading {} was stopped", table.described);
    }
    if (gdal_failed()) return core::fail("cannot read {} to its end, after {} features: {}", table.described, table.size(), gdal_cause());
    return {};
}

}  // namespace

core::Result<SourceTable> read_vector_source(const std::filesystem::path& file, const std::string& layer, geo::GeometryKind wanted,
                                             const std::string& encoding, const core::Job& job) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return core::fail("cannot read {}: there is no such file", file.string());
    const bool is_shapefile = comparable_name(file.extension().string()) == "shp";
    const auto options = is_shapefile && !encoding.empty() ? std::vector<std::string>{"ENCODING=" + encoding} : std::vector<std::string>{};
    const GdalDataset dataset = open_vector(file, options);
    if (!dataset) return core::fail("cannot read {} as vector data: {}", file.string(), gdal_cause());
    KREISBLICK_TRY(OGRLayer * source, chosen_layer(*dataset, file, layer));

    SourceTable table;
    table.described = fmt::format("the layer \"{}\" of {}", source->GetName(), file.string());
    table.has_geometry = source->GetGeomType() != wkbNone;
    table.crs = table.has_geometry ? crs_of(*source) : std::string{};
    table.columns = columns_of(*source->GetLayerDefn());
    KREISBLICK_CHECK(read_features(*source, wanted, job, table));
    if (table.size() == 0) return core::fail("cannot import {}: it holds no features", table.described);
    return table;
}

}  // namespace kreisblick::io
