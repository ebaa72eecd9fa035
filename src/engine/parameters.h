#pragma once

#include "core/result.h"
#include "model/layer.h"
#include "potentials/method.h"

#include <map>
#include <string>

namespace kreisblick::engine {

struct Declarations;

/// What was chosen for the parameters of layers: by layer, then by name. What is not in it has its declared default.
using ParameterValues = std::map<std::string, potentials::Parameters>;

/// The value as methods read it: a number within the declared bounds (a decimal point, whole where declared so), one of the choices, or
/// text. The Error names layer, parameter and what is allowed.
[[nodiscard]] core::Result<std::string> checked_value(const model::LayerDeclaration& layer, const std::string& name,
                                                      const std::string& value);

/// Reads "layer.parameter=value" into the values; an Error for a layer or parameter that does not exist, or a value that is not allowed.
[[nodiscard]] core::Result<void> set_parameter(const Declarations& declarations, ParameterValues& values, const std::string& assignment);

/// All parameters of a layer: what was chosen, else the default.
[[nodiscard]] potentials::Parameters parameters_of(const model::LayerDeclaration& layer, const ParameterValues& chosen);

}  // namespace kreisblick::engine
