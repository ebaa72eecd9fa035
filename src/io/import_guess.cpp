#include "io/import_guess.h"

#include "io/citygml.h"
#include "io/gdal_handles.h"
#include "io/raster_source.h"
#include "io/source_text.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <utility>

namespace kreisblick::io {
namespace {

constexpr int k_points_for_name = 6;      // the file is called like the dataset
constexpr int k_points_for_column = 2;    // a column is called like a field
constexpr int k_points_for_geometry = 3;  // and the geometry is of the declared kind

bool ends_like_osm(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return name.ends_with(".pbf") || name.ends_with(".osm") || name.ends_with(".osm.bz2");
}

geo::GeometryKind kind_of(OGRwkbGeometryType type) {
    switch (wkbFlatten(type)) {
        case wkbPoint:
        case wkbMultiPoint: return geo::GeometryKind::Point;
        case wkbLineString:
        case wkbMultiLineString: return geo::GeometryKind::Line;
        case wkbPolygon:
        case wkbMultiPolygon: return geo::GeometryKind::Polygon;
        default: return geo::GeometryKind::None;
    }
}

/// Looks at the first layer.
SourceGlance glance_at_layer(OGRLayer& layer) {
    SourceGlance glance;
    glance.crs = crs_definition(layer.GetSpatialRef());
    glance.geometry = kind_of(layer.GetGeomType());
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) glance.columns.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    if (glance.geometry != geo::GeometryKind::None) return glance;
    // GeoJSON and others say the kind only with each feature.
    if (const OgrFeature first{layer.GetNextFeature()}; first && first->GetGeometryRef())
        glance.geometry = kind_of(first->GetGeometryRef()->getGeometryType());
    return glance;
}

bool names_field(const model::FieldDeclaration& field, const std::string& column) {
    const auto same = [&](const std::string& name) { return comparable_name(name) == column; };
    return same(field.name) || std::any_of(field.also_called.begin(), field.also_called.end(), same);
}

bool may_take(const model::DatasetDeclaration& dataset, const SourceGlance& glance) {
    if (glance.is_raster) return dataset.allows(model::DatasetKind::Raster);
    return dataset.allows(model::DatasetKind::Vector) || dataset.allows(model::DatasetKind::Table);
}

int points_of(const model::DatasetDeclaration& dataset, const SourceGlance& glance, const std::string& file_name) {
    int points = 0;
    for (const std::string& name : {dataset.id, dataset.title.german, dataset.title.english})
        if (!name.empty() && file_name.find(comparable_name(name)) != std::string::npos) points = k_points_for_name;
    if (glance.is_raster) return points;
    for (const std::string& column : glance.columns)
        for (const model::FieldDeclaration& field : dataset.fields)
            // A name or an id is in every file and speaks for none.
            if (field.name != "name" && field.name != "id" && names_field(field, comparable_name(column))) points += k_points_for_column;
    if (dataset.geometry != geo::GeometryKind::None && dataset.geometry == glance.geometry) points += k_points_for_geometry;
    return points;
}

}  // namespace

core::Result<SourceGlance> glance_at(const std::filesystem::path& file) {
    if (const std::string fault = source_fault(file); !fault.empty()) return core::fail("cannot import {}: {}", file.string(), fault);
    SourceGlance glance;
    glance.is_osm = ends_like_osm(file);
    if (glance.is_osm) return glance;
    if (looks_like_citygml(file)) {
        glance.geometry = geo::GeometryKind::Polygon;
        glance.columns = {"measuredHeight", "roofType", "storeysAboveGround"};
        return glance;
    }
    forget_gdal_messages();
    if (const GdalDataset vector = open_vector(file); vector && vector->GetLayerCount() > 0) return glance_at_layer(*vector->GetLayer(0));
    const GdalDataset raster = open_raster(file);
    if (!raster || raster->GetRasterCount() == 0)
        return core::fail("cannot import {}: it is neither a map of features nor a raster nor a table that this program reads ({})",
                          file.string(), gdal_cause());
    glance.is_raster = true;
    glance.crs = crs_definition(raster->GetSpatialRef());
    return glance;
}

std::vector<std::string> likely_datasets(const model::DatasetCatalogue& catalogue, const SourceGlance& glance,
                                         const std::filesystem::path& file) {
    if (glance.is_osm) return {"osm"};
    const std::string file_name = comparable_name(file.stem().string());
    std::vector<std::pair<int, std::string>> rated;
    for (const model::DatasetDeclaration& dataset : catalogue.all())
        if (may_take(dataset, glance)) rated.emplace_back(points_of(dataset, glance, file_name), dataset.id);
    std::stable_sort(rated.begin(), rated.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> ids;
    for (auto& [points, id] : rated) ids.push_back(std::move(id));
    return ids;
}

}  // namespace kreisblick::io
