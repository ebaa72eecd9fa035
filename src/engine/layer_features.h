#pragma once

#include "io/district_file.h"
#include "model/layer.h"
#include "scene/feature_index.h"

#include <memory>
#include <vector>

namespace kreisblick::engine {

/// Which columns of features are wanted: all, or those that the map and the card read of a layer. A method may give dozens more for files,
/// and a district has a hundred thousand houses.
enum class Columns { Shown, All };

/// The features of all vector parts of a layer's dataset, ready to be drawn and asked, with the picked column where the layer has one.
[[nodiscard]] core::Result<std::vector<std::shared_ptr<const scene::IndexedFeatures>>> load_features(const io::DistrictFile& file,
                                                                                                     const model::LayerDeclaration& layer,
                                                                                                     Columns columns);

/// Leaves a table the columns that the layer's declaration names: what is drawn, written beside it, coloured by, or told.
void keep_shown_columns(geo::FeatureTable& table, const model::LayerDeclaration& layer);

}  // namespace kreisblick::engine
