#include "io/import.h"

#include "geo/crs.h"
#include "io/gdal_handles.h"
#include "io/geopackage_geometry.h"
#include "io/raster_source.h"

#include <ogrsf_frmts.h>

#include <algorithm>

namespace kreisblick::io {
namespace {

/// Whether the file opens as a raster. A GeoPackage may hold both: with vector tables inside it counts as vector.
bool opens_as_raster(const std::filesystem::path& file) {
    const GdalDataset dataset = open_raster(file);
    return dataset && (dataset->GetRasterCount() > 0 || dataset->GetMetadata("SUBDATASETS") != nullptr);
}

bool opens_as_vector(const std::filesystem::path& file) {
    const GdalDataset dataset = open_vector(file);
    return dataset && dataset->GetLayerCount() > 0;
}

/// By what the dataset may hold; where it may be either, by what the file is.
bool is_raster_import(const model::DatasetDeclaration& declaration, const model::ImportSpec& spec) {
    const bool raster = declaration.allows(model::DatasetKind::Raster);
    const bool other = declaration.allows(model::DatasetKind::Vector) || declaration.allows(model::DatasetKind::Table);
    if (raster != other) return raster;
    return opens_as_raster(spec.file) && !opens_as_vector(spec.file);
}

/// The priority of a part: as asked, that of the part it replaces, or above all that are there.
int priority_of(const model::District& district, const model::ImportSpec& spec, const model::DatasetPart& record) {
    if (spec.priority) return *spec.priority;
    const auto parts = district.parts_of(record.dataset);
    for (const model::DatasetPart* part : parts)
        if (part->name == record.name) return part->priority;
    return parts.empty() ? 0 : parts.back()->priority + 1;
}

core::Result<std::vector<PartContent>> prepare_one(const model::District& district, const model::DatasetDeclaration& declaration,
                                                   const model::ImportSpec& spec, const core::Job& job) {
    std::vector<PartContent> parts;
    const bool raster = is_raster_import(declaration, spec);
    KREISBLICK_TRY(PartContent part,
                   raster ? prepare_raster(district, declaration, spec, job) : prepare_vector(district, declaration, spec, job));
    parts.push_back(std::move(part));
    return parts;
}

/// Adds the polygons of a feature, carried over, to the pieces of a boundary.
core::Result<void> add_polygons(const OGRFeature& feature, const geo::Transformer& to_district, std::vector<geo::Geometry>& pieces) {
    const OGRGeometry* own = feature.GetGeometryRef();
    if (!own) return {};
    OgrGeometry plain(own->getLinearGeometry());
    plain->flattenTo2D();
    std::vector<std::uint8_t> wkb(plain->WkbSize());
    if (plain->exportToWkb(wkbNDR, wkb.data(), wkbVariantIso) != OGRERR_NONE) return core::fail("a geometry cannot be read");
    auto geometry = read_wkb(wkb);
    if (!geometry || geometry->kind != geo::GeometryKind::Polygon) return core::fail("it holds something else than polygons");
    for (geo::Part& part : geometry->parts)
        if (to_district.transform(part.points) > 0) return core::fail("a corner has no place in the district's reference system");
    pieces.push_back(geo::invalid_reason(*geometry).empty() ? std::move(*geometry) : geo::repaired(*geometry));
    return {};
}

core::Result<geo::Geometry> melted_polygons(const std::filesystem::path& file, const std::string& layer_name, const std::string& crs) {
    if (const std::string fault = source_fault(file); !fault.empty()) return core::fail("{}", fault);
    const GdalDataset dataset = open_vector(file);
    if (!dataset) return core::fail("{}", gdal_cause());
    OGRLayer* layer = layer_name.empty() ? dataset->GetLayer(0) : dataset->GetLayerByName(layer_name.c_str());
    if (!layer) return core::fail("it has no layer {}", layer_name);
    const std::string definition = crs_definition(layer->GetSpatialRef());
    if (definition.empty()) return core::fail("it does not say its coordinate reference system");
    KREISBLICK_TRY(const geo::Crs from, geo::Crs::from(definition));
    KREISBLICK_TRY(const geo::Crs to, geo::Crs::from(crs));
    KREISBLICK_TRY(const geo::Transformer to_district, geo::Transformer::between(from, to));
    std::vector<geo::Geometry> pieces;
    while (const OgrFeature feature{layer->GetNextFeature()}) KREISBLICK_CHECK(add_polygons(*feature, to_district, pieces));
    if (pieces.empty()) return core::fail("it holds no polygon");
    return geo::united(pieces);
}

}  // namespace

core::Result<std::vector<PartContent>> prepare_import(const model::District& district, const model::DatasetCatalogue& catalogue,
                                                      const model::ImportSpec& spec, const core::Job& job) {
    const bool is_osm = spec.dataset == "osm";
    const model::DatasetDeclaration* declaration = catalogue.find(spec.dataset);
    if (!is_osm && !declaration) return core::fail("cannot import {}: there is no dataset \"{}\"", spec.file.string(), spec.dataset);
    if (const std::string fault = source_fault(spec.file); !fault.empty())
        return core::fail("cannot import {}: {}", spec.file.string(), fault);
    KREISBLICK_TRY(std::vector<PartContent> parts,
                   is_osm ? prepare_osm(district, catalogue, spec, job) : prepare_one(district, *declaration, spec, job));
    for (PartContent& part : parts) part.record.priority = priority_of(district, spec, part.record);
    return parts;
}

core::Result<ImportReport> import_into(DistrictFile& file, const model::DatasetCatalogue& catalogue, const model::ImportSpec& spec,
                                       const core::Job& job) {
    KREISBLICK_TRY(std::vector<PartContent> parts, prepare_import(file.district(), catalogue, spec, job));
    std::vector<std::pair<std::string, std::string>> names;
    for (const PartContent& part : parts) names.emplace_back(part.record.dataset, part.record.name);
    KREISBLICK_CHECK(file.replace_parts(std::move(parts), job));
    ImportReport report;
    for (const auto& [dataset, name] : names)
        for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
            if (part->name != name) continue;
            report.parts.push_back({dataset, name, part->kind, part->count, part->mapping});
            for (const std::string& note : part->notes) report.warnings.push_back(dataset + ": " + note);
        }
    return report;
}

core::Result<geo::Geometry> read_boundary(const std::filesystem::path& file, const std::string& layer, const std::string& crs) {
    auto boundary = melted_polygons(file, layer, crs);
    if (!boundary) return core::fail("cannot read the boundary {}: {}", file.string(), boundary.error().sentence);
    if (boundary->is_empty()) return core::fail("cannot read the boundary {}: its polygons enclose nothing", file.string());
    return boundary;
}

}  // namespace kreisblick::io
