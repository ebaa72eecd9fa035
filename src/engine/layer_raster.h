#pragma once

#include "core/words.h"
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

/// What the map and the card read of a raster layer.
struct LayerRaster {
    std::shared_ptr<const scene::RasterSource> source;  ///< null where the layer has no raster
    std::string unit;
    std::optional<Spread> spread;    ///< of a result that was computed for the whole district
    std::vector<core::Words> notes;  ///< what must be said beside the values
};

/// A dataset comes from the file by its overviews; a method that is only for the eye is computed on the screen's cells; the shown band of
/// any other result is computed once on the district's cells and kept with ever coarser means. Parameters that scale bands are left out.
[[nodiscard]] core::Result<LayerRaster> make_layer_raster(const MethodRunner& runner,
                                                          const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                          const potentials::Parameters& parameters, const core::Job& job);

/// The same values multiplied by a factor.
[[nodiscard]] LayerRaster scaled(LayerRaster raster, double factor);

/// The layer's declaration with a unit and legend that fit what is shown: as declared while the unit is the declared one and the values lie
/// in the declared range; else with round steps over the spread.
[[nodiscard]] std::shared_ptr<const model::LayerDeclaration> fitted(const std::shared_ptr<const model::LayerDeclaration>& layer,
                                                                    const LayerRaster& raster);

}  // namespace kreisblick::engine
