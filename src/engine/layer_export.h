#pragma once

#include "engine/method_runner.h"

#include <filesystem>
#include <memory>

namespace kreisblick::engine {

/// What to write of a layer.
struct ExportChoice {
    potentials::Parameters parameters;  ///< those of parameters_of
    std::string band;                   ///< only this one; empty = all
};

/// What is said beside a written layer.
struct ExportReport {
    std::vector<model::Figure> figures;
    std::vector<core::Words> notes;
};

/// Writes a layer's data: rasters and method results as .tif on the district's grid with rim, features as .gpkg, .geojson or .csv, and
/// areas that a method gives as .tif too, with a band for each of their numbers.
[[nodiscard]] core::Result<ExportReport> write_layer(const MethodRunner& runner,
                                                     const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                     const ExportChoice& choice, const std::filesystem::path& out, const core::Job& job);

}  // namespace kreisblick::engine
