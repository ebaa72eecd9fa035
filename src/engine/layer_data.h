#pragma once

#include "core/words.h"
#include "engine/layer_features.h"
#include "engine/method_runner.h"
#include "scene/map_snapshot.h"

#include <memory>
#include <optional>
#include <vector>

namespace kreisblick::engine {

/// The values between which most of a result lies: its quantiles at 2 % and 98 %.
struct Spread {
    double low = 0;
    double high = 0;
};

using Features = std::vector<std::shared_ptr<const scene::IndexedFeatures>>;

/// What the map and the card read of a layer.
struct LayerData {
    Features features;                                  ///< of its vector parts, lowest priority first, or of its method
    std::shared_ptr<const scene::RasterSource> raster;  ///< null where the layer has none
    std::string unit;                                   ///< of the raster's values
    std::optional<Spread> spread;                       ///< of a raster that was computed for the whole district
    std::vector<core::Words> notes;                     ///< what must be said beside the values
    std::vector<model::Figure> figures = {};            ///< numbers about the whole district
    std::map<std::string, double> uncertainties = {};   ///< by band, where they are not the declared one
};

/// A dataset's features are read whole, its raster comes from the file by its overviews; a method that is only for the eye is computed on
/// the screen's cells; the features, or the shown band, of any other method are computed once, bands on the district's cells and kept with
/// ever coarser means. Parameters that scale the result are left out.
[[nodiscard]] core::Result<LayerData> make_layer_data(const MethodRunner& runner,
                                                      const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                      const potentials::Parameters& parameters, Columns columns, const core::Job& job);

/// Whether a layer's data come from a method that gives features rather than bands.
[[nodiscard]] bool gives_features(const model::LayerDeclaration& layer, const potentials::Parameters& parameters);

/// The same with the shown band, or the columns, multiplied by the parameters that scale them.
[[nodiscard]] LayerData scaled(LayerData data, const model::LayerDeclaration& layer, const potentials::Parameters& parameters);

/// The layer's declaration with a unit and legend that fit what is shown: as declared while the unit is the declared one and the values lie
/// in the declared range; else with round steps over the spread.
[[nodiscard]] std::shared_ptr<const model::LayerDeclaration> fitted(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                                    const LayerData& data);

}  // namespace kreisblick::engine
