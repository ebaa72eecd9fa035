#pragma once

#include "engine/session.h"
#include "potentials/method.h"

namespace kreisblick::engine {

/// Runs the method of a layer on a grid: reads its inputs there. The parameters are those of parameters_of. Bands may be empty when
/// stopped.
[[nodiscard]] core::Result<std::vector<potentials::ResultBand>> run_method(const io::DistrictFile& file,
                                                                           const model::LayerDeclaration& layer,
                                                                           const potentials::Parameters& parameters,
                                                                           const geo::GridSpec& grid, const core::Job& job);

/// How the inputs of a method are read: as they are, or smoothed for the eye (read_smoothed_raster).
enum class Reading { AsStored, Smoothed };

/// The same for a window only: the method sees as much around it as it needs. The first band, on exactly the grid asked for.
[[nodiscard]] core::Result<geo::Raster<float>> run_method_in_window(const io::DistrictFile& file, const model::LayerDeclaration& layer,
                                                                    const potentials::Parameters& parameters, const geo::GridSpec& window,
                                                                    Reading reading, const core::Job& job);

}  // namespace kreisblick::engine
