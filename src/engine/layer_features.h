#pragma once

#include "engine/session.h"

#include <memory>
#include <vector>

namespace kreisblick::engine {

/// The features of all vector parts of a layer's dataset, ready to be drawn and asked, with the picked column where the layer has one.
[[nodiscard]] core::Result<std::vector<std::shared_ptr<const scene::IndexedFeatures>>> load_features(const io::DistrictFile& file,
                                                                                                     const model::LayerDeclaration& layer);

}  // namespace kreisblick::engine
