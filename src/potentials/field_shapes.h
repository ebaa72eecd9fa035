#pragma once

#include "potentials/fields.h"

namespace kreisblick::potentials {

/// Finds the fields and their uses, and says how they are known. An Error where the district has no farmland that anybody told.
[[nodiscard]] core::Result<Fields> field_shapes(const Inputs& inputs);

/// Measures the fields; ground that an earlier field claims already does not count, and that is said, with names.
void measure_areas(Fields& fields, const Inputs& inputs, const core::Job& job);

}  // namespace kreisblick::potentials
