#pragma once

#include "engine/layer_data.h"
#include "engine/session.h"

namespace kreisblick::engine {

/// What one layer says about a place. data: as far as they are at hand; a computed raster that is not is computed for the one cell.
[[nodiscard]] QueryValue query_layer(const MethodRunner& runner, const Declarations& declarations, const model::LayerDeclaration& layer,
                                     const LayerData& data, geo::Point place, core::Language language, const ParameterValues& chosen);

/// Why a layer cannot be shown: the datasets that are missing, and what that costs.
[[nodiscard]] core::Words missing_reason(const Declarations& declarations, const std::vector<std::string>& datasets);

}  // namespace kreisblick::engine
