#include "io/part_record.h"

#include <algorithm>
#include <vector>

namespace kreisblick::io {
namespace {

int priority_of(const model::District& district, const std::string& dataset, const std::string& part, const model::ImportSpec& spec) {
    if (spec.priority) return *spec.priority;
    int highest = -1;
    for (const model::DatasetPart* other : district.parts_of(dataset)) {
        if (other->name == part) return other->priority;
        highest = std::max(highest, other->priority);
    }
    return highest + 1;
}

/// The polygons melted into one; for points and lines their bounding rectangle.
geo::Geometry area_of_features(const geo::FeatureTable& features) {
    if (features.kind() != geo::GeometryKind::Polygon) return geo::polygon_of(features.extent());
    std::vector<geo::Geometry> polygons;
    for (std::size_t row = 0; row < features.size(); ++row) polygons.push_back(features.geometry(row));
    return geo::united(polygons);
}

}  // namespace

model::DatasetPart record_of(const model::District& district, const std::string& dataset, const std::string& part, model::DatasetKind kind,
                             const model::ImportSpec& spec) {
    model::DatasetPart record;
    record.dataset = dataset;
    record.name = part;
    record.kind = kind;
    record.priority = priority_of(district, dataset, part, spec);
    record.provenance = spec.provenance;
    record.settings = spec.settings;
    return record;
}

geo::Geometry area_of(const model::District& district) {
    return district.boundary.is_empty() ? geo::polygon_of(district.grid.extent()) : district.boundary;
}

core::Result<geo::Geometry> coverage_of(const model::District& district, const model::ImportSpec& spec, const geo::Geometry& source_area,
                                        const geo::FeatureTable& features) {
    const auto setting = spec.settings.find("coverage");
    const std::string wanted = setting == spec.settings.end() ? "" : setting->second;
    if (wanted == "district") return area_of(district);
    if (wanted == "extent") return geo::polygon_of(district.grid.extent());
    if (wanted == "features") return area_of_features(features);
    if (!wanted.empty()) return core::fail("\"{}\" is no coverage; known are district, extent and features", wanted);
    return geo::clipped(source_area, district.grid.extent());
}

}  // namespace kreisblick::io
