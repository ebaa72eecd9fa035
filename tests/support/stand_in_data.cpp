#include "support/stand_in_data.h"

#include "geo/raster.h"
#include "io/district_file.h"
#include "io/export.h"
#include "model/dataset.h"
#include "support/program.h"

#include <set>

namespace kreisblick::tests {
namespace {

constexpr int k_features = 16;
constexpr int k_features_in_a_row = 4;
constexpr double k_feature_m = 1000;

/// A square, a diagonal or the middle of a cell of k_feature_m.
geo::Geometry shape_in(const geo::Extent& cell, geo::GeometryKind kind) {
    if (kind == geo::GeometryKind::Polygon) return geo::polygon_of(cell);
    if (kind == geo::GeometryKind::Line) return {kind, {{{{cell.x_min, cell.y_min}, {cell.x_max, cell.y_max}}, false}}};
    return {geo::GeometryKind::Point, {{{cell.centre()}, false}}};
}

/// Features in a square about a place, each with a value of its own in every column.
geo::FeatureTable features_about(geo::Point middle, const model::DatasetDeclaration& dataset) {
    geo::FeatureTable table(dataset.geometry);
    for (int index = 0; index < k_features; ++index) {
        const double x = middle.x + (index % k_features_in_a_row - k_features_in_a_row / 2) * k_feature_m;
        const double y = middle.y + (index / k_features_in_a_row - k_features_in_a_row / 2) * k_feature_m;
        const std::size_t row = table.add(shape_in({x, y, x + k_feature_m, y + k_feature_m}, dataset.geometry));
        for (const model::FieldDeclaration& field : dataset.fields) {
            geo::Column& column = table.column(field.name, field.is_text ? geo::ColumnType::Text : geo::ColumnType::Number);
            if (field.is_text)
                column.texts[row] = "Made up " + std::to_string(index);
            else
                column.numbers[row] = index + 1;
        }
    }
    return table;
}

/// Values from 0 in the west to 100 in the east.
geo::Raster<float> slope_of_values(const geo::GridSpec& grid) {
    geo::Raster<float> raster(grid);
    for (int row = 0; row < grid.height; ++row)
        for (int column = 0; column < grid.width; ++column)
            raster.at(column, row) = 100 * static_cast<float>(column) / static_cast<float>(grid.width);
    return raster;
}

/// Writes a file of made-up data for a dataset.
core::Result<void> write_made_up(const std::filesystem::path& file, const model::DatasetDeclaration& dataset,
                                 const model::District& district) {
    if (dataset.allows(model::DatasetKind::Vector))
        return io::write_features(file, district.crs, features_about(district.grid.extent().centre(), dataset), dataset.id, "");
    std::vector<io::ExportBand> bands(1);
    bands.front() = {dataset.id, dataset.unit, slope_of_values(district.grid)};
    return io::write_geotiff(file, district.crs, bands, "");
}

}  // namespace

void supply_missing_datasets(const std::string& district) {
    const auto catalogue = model::DatasetCatalogue::read(source_folder() / "layers" / "datasets.toml");
    const auto file = io::DistrictFile::open(district);
    REQUIRE((catalogue && file));
    std::set<std::string> missing;
    const auto document = run_program({"layers", district, "--json"}).json();
    for (const auto& layer : document["layers"])
        for (const std::string id : layer["needs"])
            if (!file->district().has(id)) missing.insert(id);
    const TempFolder folder;
    for (const std::string& id : missing) {
        INFO(id);
        const model::DatasetDeclaration* dataset = catalogue->find(id);
        REQUIRE(dataset);
        const std::filesystem::path source = folder / (id + (dataset->allows(model::DatasetKind::Vector) ? ".gpkg" : ".tif"));
        REQUIRE(write_made_up(source, *dataset, file->district()));
        const ProgramRun run = run_program({"import", district, id, source.string(), "--quiet"});
        INFO(run.error);
        REQUIRE(run.exit_code == 0);
    }
}

}  // namespace kreisblick::tests
