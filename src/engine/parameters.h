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

/// What the method of the layer sees of the parameters: not the ones that only pick or multiply its bands.
[[nodiscard]] potentials::Parameters computing_parameters(const model::LayerDeclaration& layer, const potentials::Parameters& parameters);

/// The band of the method's result that is shown: the one picked, else the declared one, else the first; nameless for a
/// method that gives features.
[[nodiscard]] potentials::BandDeclaration shown_band(const model::LayerDeclaration& layer, const potentials::Method& method,
                                                     const potentials::Parameters& parameters);

/// What the values of a band are multiplied by after the method ran: the product of the parameters that scale it.
[[nodiscard]] double factor_of(const model::LayerDeclaration& layer, const potentials::Parameters& parameters, const std::string& band);

}  // namespace kreisblick::engine
