#pragma once

#include "io/district_file.h"
#include "model/turbine.h"
#include "potentials/method.h"

#include <vector>

namespace kreisblick::engine {

/// The turbines a method can choose from: those that the program brings, those of the district's dataset turbine_curves (which replace
/// built-in ones of the same id), and the curve in a file that a parameter "turbine" names ("own.csv"). An Error where that file cannot be
/// read.
[[nodiscard]] core::Result<std::vector<model::Turbine>> turbines_for(const io::DistrictFile& file,
                                                                     const std::vector<model::Turbine>& built_in,
                                                                     const potentials::Parameters& parameters);

}  // namespace kreisblick::engine
