#include "engine/layer_export.h"

#include "core/log.h"
#include "engine/collected_results.h"
#include "engine/dataset_rasters.h"
#include "engine/feature_raster.h"
#include "engine/layer_data.h"
#include "engine/parameters.h"
#include "engine/provenance.h"
#include "geo/sampling.h"
#include "io/export.h"
#include "io/geotiff_rows.h"

#include <map>

namespace kreisblick::engine {
namespace {

/// Sources and licences of everything the layer is made of, in one line.
std::string credit_line(const model::District& district, const model::LayerDeclaration& layer) {
    std::string text;
    for (const std::string& line : credits_of(district, layer)) text += (text.empty() ? "" : "; ") + line;
    return text;
}

/// The results of a method on their way into a file: scaled by the parameters that multiply bands.
class ResultFile : public potentials::Results {
  public:
    struct Target {
        std::size_t band;
        float factor;
    };
    ResultFile(io::GeotiffRows& file, std::map<std::string, Target> targets) : m_file(file), m_targets(std::move(targets)) {}

    [[nodiscard]] bool wants(const std::string& band) const override { return m_targets.contains(band); }
    void put_rows(const std::string& band, int first_row, std::span<const float> values) override {
        const auto target = m_targets.find(band);
        if (target == m_targets.end()) return;
        if (target->second.factor == 1) return m_file.put(target->second.band, first_row, values);
        std::vector<float> scaled(values.begin(), values.end());
        for (float& value : scaled) value *= target->second.factor;
        m_file.put(target->second.band, first_row, scaled);
    }
    void put_features(geo::FeatureTable) override {}
    void note(const core::Words& words) override {
        core::log_warning(std::string_view(words.english));
        m_told.note(words);
    }
    void figure(model::Figure figure) override { m_told.figure(std::move(figure)); }
    void uncertainty(const std::string&, double) override {}
    /// What the method said beside its bands.
    [[nodiscard]] ExportReport report() const { return {m_told.figures(), m_told.notes()}; }

  private:
    io::GeotiffRows& m_file;
    std::map<std::string, Target> m_targets;
    CollectedResults m_told{{}, {}, {}};
};

/// The bands of a layer's result that were asked for.
core::Result<std::vector<potentials::BandDeclaration>> chosen_bands(const model::LayerDeclaration& layer, const ExportChoice& choice) {
    KREISBLICK_TRY(const potentials::Method* method, method_of(layer));
    auto bands = method->bands(choice.parameters);
    if (choice.band.empty()) return bands;
    std::string names;
    for (const auto& band : bands) names += (names.empty() ? "" : ", ") + band.name;
    std::erase_if(bands, [&](const auto& band) { return band.name != choice.band; });
    if (bands.empty()) return core::fail("the layer {} has no result \"{}\"; it has {}", layer.id, choice.band, names);
    return bands;
}

/// A method's result, row by row into the file. Results on coarser cells are interpolated first.
core::Result<ExportReport> write_result(const MethodRunner& runner, const model::LayerDeclaration& layer, const ExportChoice& choice,
                                        const std::filesystem::path& out, const core::Job& job) {
    const model::District& district = runner.file().district();
    KREISBLICK_TRY(const auto bands, chosen_bands(layer, choice));
    std::vector<io::GeotiffRows::Band> file_bands;
    std::map<std::string, ResultFile::Target> targets;
    std::vector<std::string> names;
    for (const auto& [name, unit] : bands) {
        targets[name] = {file_bands.size(), static_cast<float>(factor_of(layer, choice.parameters, name))};
        file_bands.push_back({name, unit});
        names.push_back(name);
    }
    KREISBLICK_TRY(io::GeotiffRows file, io::GeotiffRows::beside(out, district.crs, district.grid, file_bands));
    ResultFile results(file, std::move(targets));
    const potentials::Parameters computing = computing_parameters(layer, choice.parameters);
    if (const geo::GridSpec grid = runner.grid(layer); grid == district.grid) {
        KREISBLICK_CHECK(runner.run(layer, computing, results, job));
    } else {
        CollectedResults collected(grid, grid, names);
        KREISBLICK_CHECK(runner.run(layer, computing, collected, job));
        for (const core::Words& words : collected.notes()) results.note(words);
        for (const model::Figure& figure : collected.figures()) results.figure(figure);
        for (const std::string& name : names) potentials::put_raster(results, name, geo::sampled(collected.take(name), district.grid));
    }
    if (job.stopped()) return core::fail("the computation of {} was stopped", layer.id);
    KREISBLICK_CHECK(file.finish(credit_line(district, layer), job));
    ExportReport report = results.report();
    for (model::Figure& figure : report.figures) figure = model::scaled(std::move(figure), factor_of(layer, choice.parameters, figure.id));
    return report;
}

/// All bands of a dataset, or the one asked for, on the district's grid.
core::Result<std::vector<io::ExportBand>> dataset_bands(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                        const std::string& only, const core::Job& job) {
    std::vector<io::ExportBand> bands;
    for (const std::string& name : band_names(file.district(), layer.input.dataset)) {
        if (!only.empty() && name != only) continue;
        KREISBLICK_TRY(geo::Raster<float> raster, read_dataset_raster(file, layer.input.dataset, name, file.district().grid, job));
        bands.push_back({name, layer.unit, std::move(raster)});
    }
    return bands;
}

/// The features that a method gives, scaled by the parameters that multiply its columns.
core::Result<LayerData> computed_features(const MethodRunner& runner, const std::shared_ptr<const model::LayerDeclaration>& layer,
                                          const ExportChoice& choice, const core::Job& job) {
    if (!gives_features(*layer, choice.parameters)) return core::fail("the layer {} is a raster: choose .tif", layer->id);
    KREISBLICK_TRY(LayerData data, make_layer_data(runner, layer, choice.parameters, Columns::All, job));
    for (const core::Words& words : data.notes) core::log_warning(std::string_view(words.english));
    return scaled(std::move(data), *layer, choice.parameters);
}

/// The features of all vector parts as one table with a column that names the part; parts whose geometry is of another kind than the first
/// one's are left out, and that is said.
core::Result<geo::FeatureTable> features_of(const io::DistrictFile& file, const model::LayerDeclaration& layer, const core::Job& job) {
    geo::FeatureTable all;
    bool first = true;
    for (const model::DatasetPart* part : file.district().parts_of(layer.input.dataset)) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part, job));
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

core::Result<ExportReport> write_layer(const MethodRunner& runner, const std::shared_ptr<const model::LayerDeclaration>& layer,
                                       const ExportChoice& choice, const std::filesystem::path& out, const core::Job& job) {
    const io::DistrictFile& file = runner.file();
    const bool is_method = !layer->input.method.empty();
    const std::string ending = out.extension().string(), credits = credit_line(file.district(), *layer);
    if (ending == ".tif" || ending == ".tiff") {
        const bool has_bands = is_method && !gives_features(*layer, choice.parameters);
        if (has_bands) return write_result(runner, *layer, choice, out, job);
        if (is_method) {
            KREISBLICK_TRY(const LayerData data, computed_features(runner, layer, choice, job));
            KREISBLICK_CHECK(write_feature_raster(out, file.district().crs, file.district().grid, data.features.front()->table(),
                                                  choice.band, credits, job));
            return ExportReport{data.figures, data.notes};
        }
        KREISBLICK_TRY(auto bands, dataset_bands(file, *layer, choice.band, job));
        if (bands.empty())
            return core::fail("the layer {} has no raster to write to {}: choose .gpkg, .geojson or .csv", layer->id, out.string());
        KREISBLICK_CHECK(io::write_geotiff(out, file.district().crs, std::move(bands), credits, job));
        return ExportReport{};
    }
    if (ending == ".gpkg" || ending == ".geojson" || ending == ".csv") {
        if (is_method) {
            KREISBLICK_TRY(const LayerData data, computed_features(runner, layer, choice, job));
            KREISBLICK_CHECK(io::write_features(out, file.district().crs, data.features.front()->table(), layer->id, credits, job));
            return ExportReport{data.figures, data.notes};
        }
        KREISBLICK_TRY(const geo::FeatureTable features, features_of(file, *layer, job));
        KREISBLICK_CHECK(io::write_features(out, file.district().crs, features, layer->id, credits, job));
        return ExportReport{};
    }
    return core::fail("cannot write {}: the ending must be .tif, .gpkg, .geojson or .csv", out.string());
}

}  // namespace kreisblick::engine
