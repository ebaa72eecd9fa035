#pragma once

#include "potentials/horizon.h"
#include "potentials/method.h"

#include <memory>

namespace kreisblick::potentials {

/// The horizons of the inputs' raster "elevation", computed once for all methods and runs that ask for the same options.
[[nodiscard]] core::Result<std::shared_ptr<const HorizonMap>> kept_horizons(const Inputs& inputs, const HorizonOptions& options,
                                                                            const core::Job& job);

}  // namespace kreisblick::potentials
