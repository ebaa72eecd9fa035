#include "engine/layer_export.h"

#include "core/log.h"
#include "engine/dataset_rasters.h"
#include "engine/method_runner.h"
#include "engine/parameters.h"
#include "geo/sampling.h"
#include "io/export.h"

namespace kreisblick::engine {
namespace {

/// Sources and licences of everything the layer is made of, in one line.
std::string credits_of(const model::District& district, const model::LayerDeclaration& layer) {
    std::string text;
    for (const std::string& dataset : layer.input.needs)
        for (const model::DatasetPart* part : district.parts_of(dataset)) {
            const std::string one = part->provenance.source + " (" + part->provenance.licence + ")";
            if (text.find(one) == std::string::npos) text += (text.empty() ? "" : "; ") + one;
        }
    return text;
}

/// All bands of a dataset or of a method's result, on the district's grid.
core::Result<std::vector<io::ExportBand>> bands_of(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                   const core::Job& job) {
    const model::District& district = file.district();
    std::vector<io::ExportBand> bands;
    if (!layer.input.method.empty()) {
        KREISBLICK_TRY(auto results, run_method(file, layer, parameters_of(layer, {}), working_grid(district, layer.input.needs), job));
        for (potentials::ResultBand& result : results)
            bands.push_back({result.name, result.unit, geo::sampled(result.raster, district.grid)});
        return bands;
    }
    for (const std::string& name : band_names(district, layer.input.dataset)) {
        KREISBLICK_TRY(geo::Raster<float> raster, read_dataset_raster(file, layer.input.dataset, name, district.grid));
        bands.push_back({name, layer.unit, std::move(raster)});
    }
    return bands;
}

/// The features of all vector parts as one table with a column that names the part; parts whose geometry is of another kind than the first
/// one's are left out, and that is said.
core::Result<geo::FeatureTable> features_of(const io::DistrictFile& file, const model::LayerDeclaration& layer) {
    geo::FeatureTable all;
    bool first = true;
    for (const model::DatasetPart* part : file.district().parts_of(layer.input.dataset)) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        geo::Column& source = table.column("part", geo::ColumnType::Text);
        for (std::string& text : source.texts) text = part->name;
        if (!first && table.kind() != all.kind()) {
            core::log_warning("{}: the {} features of the part \"{}\" are left out, their geometry is of another kind", layer.id,
                              table.size(), part->name);
            continue;
        }
        if (first)
            all = std::move(table);
        else
            all.append(table);
        first = false;
    }
    if (first) return core::fail("the layer {} has no features to write", layer.id);
    return all;
}

}  // namespace

core::Result<void> write_layer(const io::DistrictFile& file, const model::LayerDeclaration& layer, const std::filesystem::path& out,
                               const core::Job& job) {
    const std::string ending = out.extension().string();
    const std::string credits = credits_of(file.district(), layer);
    if (ending == ".tif" || ending == ".tiff") {
        KREISBLICK_TRY(const auto bands, bands_of(file, layer, job));
        if (bands.empty())
            return core::fail("the layer {} has no raster to write to {}: choose .gpkg, .geojson or .csv", layer.id, out.string());
        return io::write_geotiff(out, file.district().crs, bands, credits);
    }
    if (ending == ".gpkg" || ending == ".geojson" || ending == ".csv") {
        KREISBLICK_TRY(const geo::FeatureTable features, features_of(file, layer));
        return io::write_features(out, file.district().crs, features, layer.id, credits);
    }
    return core::fail("cannot write {}: the ending must be .tif, .gpkg, .geojson or .csv", out.string());
}

}  // namespace kreisblick::engine
