#pragma once

#include "potentials/fields.h"

namespace kreisblick::potentials {

/// The mean soil value of every field, by area; NaN where none is known. Values out of range count as unknown, and that is said.
void measure_soils(Fields& fields, const Inputs& inputs, const core::Job& job);

}  // namespace kreisblick::potentials
