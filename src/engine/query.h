#pragma once

#include "engine/session.h"

namespace kreisblick::engine {

/// What one layer says about a place. features: the layer's own, in the order of its vector parts.
[[nodiscard]] QueryValue query_layer(const io::DistrictFile& file, const Declarations& declarations, const model::LayerDeclaration& layer,
                                     const std::vector<std::shared_ptr<const scene::IndexedFeatures>>& features, geo::Point place,
                                     core::Language language, const ParameterValues& chosen);

/// Why a layer cannot be shown: the datasets that are missing, and what that costs.
[[nodiscard]] core::Words missing_reason(const Declarations& declarations, const std::vector<std::string>& datasets);

}  // namespace kreisblick::engine
