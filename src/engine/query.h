#pragma once

#include "engine/layer_raster.h"
#include "engine/session.h"

#include <optional>

namespace kreisblick::engine {

/// What is at hand of a layer that is asked: its features, in the order of its vector parts, and its raster where it is computed already.
struct LayerAtHand {
    std::vector<std::shared_ptr<const scene::IndexedFeatures>> features;
    std::optional<LayerRaster> raster;
};

/// What one layer says about a place.
[[nodiscard]] QueryValue query_layer(const MethodRunner& runner, const Declarations& declarations, const model::LayerDeclaration& layer,
                                     const LayerAtHand& at_hand, geo::Point place, core::Language language, const ParameterValues& chosen);

/// Why a layer cannot be shown: the datasets that are missing, and what that costs.
[[nodiscard]] core::Words missing_reason(const Declarations& declarations, const std::vector<std::string>& datasets);

}  // namespace kreisblick::engine
