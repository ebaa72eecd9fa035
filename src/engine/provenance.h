#pragma once

#include "model/district.h"
#include "model/layer.h"
#include "potentials/method.h"

#include <cstdint>

namespace kreisblick::engine {

/// What a result follows from, as one number: the layer's method, its parameters, and every part of the datasets it is computed from with
/// source, date and counts. Two results with the same number are the same.
[[nodiscard]] std::uint64_t provenance_hash(const model::District& district, const model::LayerDeclaration& layer,
                                            const potentials::Parameters& parameters);

/// The same for datasets on a grid, whatever is made of them.
[[nodiscard]] std::uint64_t inputs_hash(const model::District& district, const std::vector<std::string>& datasets,
                                        const geo::GridSpec& grid);

/// Sources and licences of everything the layer is made of, one line each.
[[nodiscard]] std::vector<std::string> credits_of(const model::District& district, const model::LayerDeclaration& layer);

}  // namespace kreisblick::engine
