#pragma once

#include "engine/session.h"

#include <memory>
#include <vector>

namespace kreisblick::engine {

/// The column in which a layer that picks one of several columns keeps the number (1, 2, …) of its choice.
inline constexpr const char* k_picked_column = "picked";

/// The column whose value a layer shows and colours by.
[[nodiscard]] std::string value_column(const model::LayerDeclaration& layer);

/// The features of all vector parts of a layer's dataset, ready to be drawn and asked, with the picked column where the layer has one.
[[nodiscard]] core::Result<std::vector<std::shared_ptr<const scene::IndexedFeatures>>> load_features(const io::DistrictFile& file,
                                                                                                      const model::LayerDeclaration& layer);

}  // namespace kreisblick::engine
