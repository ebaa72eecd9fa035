#include "io/lod2_source.h"

#include "io/citygml.h"
#include "io/gdal_handles.h"
#include "io/lod2_table.h"
#include "io/source_text.h"

#include <ogrsf_frmts.h>

#include <cmath>
#include <map>
#include <utility>

namespace kreisblick::io {
namespace {

/// Where the columns of Saxony's building model stand; -1 for those that are missing.
struct SurfaceColumns {
    int id, surface, parent, use, roof_shape, height, eaves, ground, storeys;

    explicit SurfaceColumns(const OGRFeatureDefn& definition)
        : id(index_of(definition, "id")),
          surface(index_of(definition, "geometr3d")),
          parent(index_of(definition, "objparent")),
          use(index_of(definition, "funktion")),
          roof_shape(index_of(definition, "dachtyp")),
          height(index_of(definition, "hobjekt")),
          eaves(index_of(definition, "htraufe")),
          ground(index_of(definition, "hboden")),
          storeys(index_of(definition, "stockwerke")) {}

    [[nodiscard]] bool are_lod2() const { return id >= 0 && surface >= 0; }

  private:
    static int index_of(const OGRFeatureDefn& definition, std::string_view comparable) {
        for (int i = 0; i < definition.GetFieldCount(); ++i)
            if (comparable_name(definition.GetFieldDefn(i)->GetNameRef()) == comparable) return i;
        return -1;
    }
};

std::string text_at(const OGRFeature& feature, int field) {
    return field >= 0 && feature.IsFieldSetAndNotNull(field) ? to_utf8(feature.GetFieldAsString(field)).value_or(std::string{}) : "";
}

double number_at(const OGRFeature& feature, int field) {
    return field >= 0 && feature.IsFieldSetAndNotNull(field) ? feature.GetFieldAsDouble(field) : std::nan("");
}

std::vector<geo::SpacePoint> corners_of(const OGRLinearRing& ring) {
    std::vector<geo::SpacePoint> corners;
    for (int i = 0; i < ring.getNumPoints(); ++i) corners.push_back({ring.getX(i), ring.getY(i), ring.getZ(i)});
    return corners;
}

/// Adds the polygons of a geometry, walking into collections; those without heights count as unreadable.
void add_polygons(const OGRGeometry& geometry, std::vector<geo::SpacePolygon>& polygons, std::size_t& unreadable) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const OGRGeometry* member : *geometry.toGeometryCollection()) add_polygons(*member, polygons, unreadable);
    } else if (type == wkbPolyhedralSurface || type == wkbTIN) {
        for (const OGRPolygon* face : *geometry.toPolyhedralSurface()) add_polygons(*face, polygons, unreadable);
    } else if ((type == wkbPolygon || type == wkbTriangle) && geometry.Is3D() && !geometry.IsEmpty()) {
        geo::SpacePolygon polygon;
        for (const OGRLinearRing* ring : *geometry.toPolygon()) polygon.rings.push_back(corners_of(*ring));
        polygons.push_back(std::move(polygon));
    } else {
        ++unreadable;
    }
}

/// The facts of the row, which every row of a building repeats.
Lod2Building facts_of(const OGRFeature& feature, const SurfaceColumns& columns) {
    Lod2Building building;
    building.id = text_at(feature, columns.id);
    building.part_of = text_at(feature, columns.parent);
    building.use = text_at(feature, columns.use);
    building.roof_shape = text_at(feature, columns.roof_shape);
    building.height_m = number_at(feature, columns.height);
    // Eaves and ground are stated above the sea.
    building.eaves_m = number_at(feature, columns.eaves) - number_at(feature, columns.ground);
    building.storeys = number_at(feature, columns.storeys);
    return building;
}

void add_surface(const OGRFeature& feature, const SurfaceColumns& columns, Lod2Building& building) {
    const std::string surface = comparable_name(text_at(feature, columns.surface));
    auto& polygons = surface == "roof" ? building.roofs : surface == "ground" ? building.grounds : building.others;
    if (const OGRGeometry* geometry = feature.GetGeometryRef())
        add_polygons(*geometry, polygons, building.unreadable);
    else
        ++building.unreadable;
}

core::Result<std::vector<Lod2Building>> read_rows(OGRLayer& layer, const core::Job& job) {
    const SurfaceColumns columns(*layer.GetLayerDefn());
    std::vector<Lod2Building> buildings;
    std::map<std::string, std::size_t> index_of_id;
    forget_gdal_messages();
    layer.ResetReading();
    for (std::size_t row = 0; const OgrFeature feature{layer.GetNextFeature()}; ++row) {
        if (row % 1000 == 0 && job.stopped()) return core::fail("the import was stopped");
        const auto [entry, is_new] = index_of_id.emplace(text_at(*feature, columns.id), buildings.size());
        if (is_new) buildings.push_back(facts_of(*feature, columns));
        add_surface(*feature, columns, buildings[entry->second]);
    }
    if (gdal_failed()) return core::fail("it breaks off after {} buildings: {}", buildings.size(), gdal_cause());
    if (buildings.empty()) return core::fail("it holds no building");
    return buildings;
}

OGRLayer* layer_of(GDALDataset& dataset, const std::string& name) {
    return name.empty() ? dataset.GetLayer(0) : dataset.GetLayerByName(name.c_str());
}

core::Result<SourceTable> read_surface_rows(const std::filesystem::path& file, const std::string& layer_name, const std::string& source_crs,
                                            const std::string& district_crs, const core::Job& job) {
    const GdalDataset dataset = open_vector(file);
    OGRLayer* layer = dataset ? layer_of(*dataset, layer_name) : nullptr;
    if (!layer) return core::fail("{}", gdal_cause());
    const std::string crs = source_crs.empty() ? crs_definition(layer->GetSpatialRef()) : source_crs;
    if (crs.empty()) return core::fail("nothing says its coordinate reference system; name it with --source-crs");
    KREISBLICK_TRY(Lod2Table table, Lod2Table::between(crs, district_crs));
    KREISBLICK_TRY(const std::vector<Lod2Building> buildings, read_rows(*layer, job));
    for (const Lod2Building& building : buildings) table.add(building);
    if (table.size() == 0) return core::fail("none of its {} buildings has a surface that can be read", buildings.size());
    return std::move(table).finished(fmt::format("the buildings of {}", file.string()));
}

}  // namespace

bool is_lod2_source(const std::filesystem::path& file, const std::string& layer_name) {
    if (looks_like_citygml(file)) return true;
    const GdalDataset dataset = open_vector(file);
    OGRLayer* layer = dataset ? layer_of(*dataset, layer_name) : nullptr;
    return layer && SurfaceColumns(*layer->GetLayerDefn()).are_lod2();
}

core::Result<SourceTable> read_lod2_source(const std::filesystem::path& file, const std::string& layer, const std::string& source_crs,
                                           const std::string& district_crs, const core::Job& job) {
    if (looks_like_citygml(file)) return read_citygml(file, source_crs, district_crs, job);
    auto table = read_surface_rows(file, layer, source_crs, district_crs, job);
    if (!table) return core::fail("cannot import {}: {}", file.string(), table.error().sentence);
    return table;
}

}  // namespace kreisblick::io
