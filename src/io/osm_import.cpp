#include "core/resources.h"
#include "io/column_mapping.h"
#include "io/gdal_handles.h"
#include "io/geometry_intake.h"
#include "io/import.h"
#include "io/ogr_geometry.h"
#include "io/osm_tags.h"
#include "io/part_record.h"
#include "io/source_text.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace kreisblick::io {
namespace {

constexpr const char* k_osm_crs = "EPSG:4326";
constexpr std::size_t k_features_between_looks = 2000;

/// A layer of GDAL's OSM driver and where the tags stand in its features.
struct OsmLayer {
    OGRLayer* layer = nullptr;
    OsmShape shape = OsmShape::Point;
    int id_field = -1;
    int way_id_field = -1;
    int timestamp_field = -1;
    std::vector<std::pair<int, std::string>> tag_fields;
};

/// A part while it is filled: geometries, ids and cells row by row.
struct PartInWork {
    const OsmPart* part;
    geo::FeatureTable features;
    GeometryIntake intake;
    std::vector<std::string> ids;
    std::vector<std::vector<std::string>> rows;
    std::vector<double> areas_m2;
};

/// Everything known of an extract while it is read.
struct Extract {
    std::vector<PartInWork> parts;
    std::size_t objects = 0;
    geo::Extent extent_degrees;  ///< of the data
    std::string newest;          ///< date of the newest object with tags, ISO 8601
};

core::Result<GdalDataset> opened(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return core::fail("cannot read {}: there is no such file", file.string());
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    GdalDataset dataset = open_vector(file, {"CONFIG_FILE=" + (home / "assets/osm/osmconf.ini").string()}, {"OSM"});
    if (!dataset) return core::fail("cannot read {} as an OpenStreetMap extract: {}", file.string(), gdal_cause());
    return dataset;
}

OsmLayer described(OGRLayer* layer, OsmShape shape) {
    OsmLayer result{layer, shape, -1, -1, -1, {}};
    const OGRFeatureDefn& definition = *layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const std::string name = definition.GetFieldDefn(i)->GetNameRef();
        if (name == "osm_id")
            result.id_field = i;
        else if (name == "osm_way_id")
            result.way_id_field = i;
        else if (name == "osm_timestamp")
            result.timestamp_field = i;
        else
            result.tag_fields.emplace_back(i, name);
    }
    return result;
}

/// The layers we read; the driver is told, so that it makes no features for the others.
std::vector<OsmLayer> layers_of(GDALDataset& dataset) {
    std::vector<OsmLayer> layers;
    for (const auto& [name, shape] : {std::pair{"points", OsmShape::Point}, {"lines", OsmShape::Line}, {"multipolygons", OsmShape::Area}})
        if (OGRLayer* layer = dataset.GetLayerByName(name)) layers.push_back(described(layer, shape));
    if (OGRLayer* nothing = dataset.ExecuteSQL("SET interest_layers = points,lines,multipolygons", nullptr, nullptr))
        dataset.ReleaseResultSet(nothing);
    return layers;
}

std::string id_of(const OGRFeature& feature, const OsmLayer& layer) {
    if (layer.shape == OsmShape::Point) return std::string("node/") + feature.GetFieldAsString(layer.id_field);
    if (layer.shape == OsmShape::Line) return std::string("way/") + feature.GetFieldAsString(layer.id_field);
    const bool is_way = layer.way_id_field >= 0 && feature.IsFieldSetAndNotNull(layer.way_id_field);
    return is_way ? std::string("way/") + feature.GetFieldAsString(layer.way_id_field)
                  : std::string("relation/") + feature.GetFieldAsString(layer.id_field);
}

void note_date(const OGRFeature& feature, const OsmLayer& layer, std::string& newest) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
    if (layer.timestamp_field < 0 || !feature.IsFieldSetAndNotNull(layer.timestamp_field)) return;
    if (!feature.GetFieldAsDateTime(layer.timestamp_field, &year, &month, &day, &hour, &minute, &second, &zone)) return;
    newest = std::max(newest, fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

void read_tags(const OGRFeature& feature, const OsmLayer& layer, OsmTags& tags) {
    tags.clear();
    for (const auto& [field, key] : layer.tag_fields)
        if (feature.IsFieldSetAndNotNull(field)) tags.set(key, feature.GetFieldAsString(field));
}

/// Puts an object into the parts its tags ask for.
void add_object(const OGRFeature& feature, const OsmLayer& layer, const OsmTags& tags, Extract& extract) {
    std::vector<OsmRow> rows = rows_of(layer.shape, tags);
    if (rows.empty()) return;
    const std::string id = id_of(feature, layer);
    for (OsmRow& row : rows) {
        PartInWork& work = extract.parts[static_cast<std::size_t>(row.theme)];
        GeometryIntake::Taken taken = work.intake.take(geometry_from(feature.GetGeometryRef(), work.part->kind), id);
        if (taken.geometry.is_empty()) continue;
        work.features.add(taken.geometry);
        work.ids.push_back(id);
        work.rows.push_back(std::move(row.values));
        work.areas_m2.push_back(taken.area_m2);
    }
}

void include_extent(const OGRFeature& feature, geo::Extent& extent) {
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (!geometry || geometry->IsEmpty()) return;
    OGREnvelope box;
    geometry->getEnvelope(&box);
    extent.include(geo::Extent{box.MinX, box.MinY, box.MaxX, box.MaxY});
}

/// Reads every object once, as the file has them.
core::Result<void> read_objects(GDALDataset& dataset, const std::vector<OsmLayer>& layers, const std::filesystem::path& file,
                                Extract& extract, const core::Job& job) {
    forget_gdal_messages();
    dataset.ResetReading();
    OsmTags tags;
    OGRLayer* from = nullptr;
    double share = 0;
    while (const OgrFeature feature{dataset.GetNextFeature(&from, &share, nullptr, nullptr)}) {
        if (++extract.objects % k_features_between_looks == 0) {
            if (job.stopped()) return core::fail("the import of {} was stopped", file.string());
            job.progress(share, "reading OpenStreetMap");
        }
        const auto layer = std::find_if(layers.begin(), layers.end(), [&](const OsmLayer& known) { return known.layer == from; });
        if (layer == layers.end()) continue;
        include_extent(*feature, extract.extent_degrees);
        note_date(*feature, *layer, extract.newest);
        read_tags(*feature, *layer, tags);
        add_object(*feature, *layer, tags, extract);
    }
    if (gdal_failed()) return core::fail("cannot read {} to its end, after {} objects: {}", file.string(), extract.objects, gdal_cause());
    if (extract.objects == 0) return core::fail("cannot import {}: it holds no OpenStreetMap objects", file.string());
    return {};
}

/// The bounding box the file states, else that of its data; in degrees.
geo::Extent stated_extent(const std::vector<OsmLayer>& layers, const Extract& extract) {
    OGREnvelope box;
    for (const OsmLayer& layer : layers)
        if (layer.layer->GetExtent(&box, FALSE) == OGRERR_NONE) return {box.MinX, box.MinY, box.MaxX, box.MaxY};
    return extract.extent_degrees;
}

core::Result<std::vector<PartInWork>> empty_parts(const model::District& district) {
    KREISBLICK_TRY(const GeometryIntake first, GeometryIntake::between(k_osm_crs, district, {}));
    std::vector<PartInWork> parts;
    // Extracts cut ways at their edge, which makes them cross themselves or shrink to a line: they still count as what they are.
    for (const OsmPart& part : osm_parts())
        parts.push_back({&part,
                         geo::FeatureTable(part.kind),
                         first.with({part.kind, Beyond::LeftOut, Edge::Clipped, Invalid::KeptAsDrawn}),
                         {},
                         {},
                         {}});
    return parts;
}

/// The name the catalogue gives a column: that of the field of this name or of the one also called so.
std::string field_name(const model::DatasetDeclaration* declaration, const std::string& column) {
    if (!declaration || declaration->field(column)) return column;
    for (const model::FieldDeclaration& field : declaration->fields)
        for (const std::string& other : field.also_called)
            if (comparable_name(other) == comparable_name(column)) return field.name;
    return column;
}

void fill_column(geo::Column& column, const std::vector<std::vector<std::string>>& rows, std::size_t index) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (column.is_text())
            column.texts[row] = rows[row][index];
        else
            column.numbers[row] = number_in(rows[row][index], '.').value_or(std::numeric_limits<double>::quiet_NaN());
    }
}

void fill_columns(PartInWork& work, const model::DatasetDeclaration* declaration) {
    work.features.column(field_name(declaration, "osm_id"), geo::ColumnType::Text).texts = work.ids;
    for (std::size_t i = 0; i < work.part->columns.size(); ++i) {
        const OsmColumn& column = work.part->columns[i];
        fill_column(work.features.column(column.name, column.type, column.unit), work.rows, i);
    }
    if (work.part->theme != OsmTheme::Plants) return;
    geo::Column& area = work.features.column("area_m2", geo::ColumnType::Number, "m²");
    for (std::size_t row = 0; row < work.areas_m2.size(); ++row)
        if (work.areas_m2[row] > 0) area.numbers[row] = work.areas_m2[row];
}

model::Provenance provenance_of(const model::ImportSpec& spec, const Extract& extract) {
    model::Provenance provenance = spec.provenance;
    if (provenance.source.empty()) provenance.source = "© OpenStreetMap contributors";
    if (provenance.licence.empty()) provenance.licence = "ODbL 1.0";
    if (provenance.date.empty()) provenance.date = extract.newest;
    return provenance;
}

std::string part_name(const OsmPart& part, const std::string& asked) {
    if (!part.is_second) return asked;
    return asked == "main" ? "lines" : asked + "_lines";
}

core::Result<PartContent> finished(PartInWork& work, const model::District& district, const model::DatasetDeclaration* declaration,
                                   const model::ImportSpec& spec, const Extract& extract, const geo::Geometry& area) {
    fill_columns(work, declaration);
    model::DatasetPart record = record_of(district, work.part->dataset, part_name(*work.part, spec.part), model::DatasetKind::Vector, spec);
    record.provenance = provenance_of(spec, extract);
    record.notes = work.intake.notes();
    record.count = static_cast<std::int64_t>(work.features.size());
    record.mapping = fmt::format("{} = osm_id", field_name(declaration, "osm_id"));
    KREISBLICK_TRY(record.coverage, coverage_of(district, spec, area, work.features));
    return PartContent{std::move(record), std::move(work.features)};
}

/// Where an extract lies that misses the district.
std::string why_nothing(const Extract& extract, const geo::Extent& degrees, const std::filesystem::path& file,
                        const model::District& district) {
    const geo::Point centre = degrees.centre();
    return fmt::format("nothing of {} lies in the district {} or its rim: its {} objects lie around {:.3f}° N {:.3f}° E", file.string(),
                       district.name, extract.objects, centre.y, centre.x);
}

}  // namespace

core::Result<std::vector<PartContent>> prepare_osm(const model::District& district, const model::DatasetCatalogue& catalogue,
                                                   const model::ImportSpec& spec, const core::Job& job) {
    job.progress(0, "reading OpenStreetMap");
    KREISBLICK_TRY(const GdalDataset dataset, opened(spec.file));
    const std::vector<OsmLayer> layers = layers_of(*dataset);
    Extract extract;
    KREISBLICK_TRY(extract.parts, empty_parts(district));
    KREISBLICK_CHECK(read_objects(*dataset, layers, spec.file, extract, job));

    const geo::Extent degrees = stated_extent(layers, extract);
    const geo::Geometry area = geo::clipped(extract.parts[0].intake.rectangle(degrees), district.grid.extent());
    if (area.is_empty()) return core::fail("{}", why_nothing(extract, degrees, spec.file, district));
    std::vector<PartContent> contents;
    for (PartInWork& work : extract.parts) {
        KREISBLICK_TRY(PartContent content, finished(work, district, catalogue.find(work.part->dataset), spec, extract, area));
        contents.push_back(std::move(content));
    }
    return contents;
}

}  // namespace kreisblick::io
