#pragma once

#include "potentials/erosion.h"
#include "potentials/upslope_area.h"

namespace kreisblick::potentials {

/// How length and steepness of the slope above a cell enter the soil loss.
enum class LengthFormula {
    MooreBurch,    ///< both in one power law, as Hesse's erosion atlas has it
    DesmetGovers,  ///< L from the area that flows in, S by Nearing
};
struct TopographicOptions {
    LengthFormula formula = LengthFormula::MooreBurch;
    double most_length_m = 200;  ///< water that has run further is in a ditch or brook
};

/// LS of every cell: the universal soil loss equation's two factors of the relief. heights: on the area's grid, metres; cells at the edge
/// and cells next to one without height have no value. An Error only where the job was stopped.
[[nodiscard]] core::Result<geo::Raster<float>> topographic_factors(const UpslopeArea& area, const geo::Raster<float>& heights,
                                                                   const TopographicOptions& options, const core::Job& job);

}  // namespace kreisblick::potentials
