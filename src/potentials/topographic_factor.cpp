#include "potentials/topographic_factor.h"

#include "core/parallel.h"
#include "potentials/terrain.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr std::int64_t k_rows_at_once = 32;

/// topographic_factor in the precision of a raster.
float moore_burch(float specific_catchment_m, float sine) {
    return std::pow(specific_catchment_m * (1 / 22.13F), 0.4F) * std::pow(sine * (1 / 0.0896F), 1.3F);
}

/// Desmet and Govers need no speed: few ask for it.
float desmet_govers(double inflow_m2, double cell_m, Gradient gradient) {
    const double percent = static_cast<double>(slope_percent(gradient));
    const double aspect = std::atan2(static_cast<double>(gradient.east), static_cast<double>(gradient.north));
    return static_cast<float>(length_factor_of_inflow(inflow_m2, cell_m, aspect, length_exponent_mccool(percent)) * slope_factor(percent));
}

/// Fills the inner cells of a row that holds the upslope cells.
void factor_row(const geo::Raster<float>& heights, int row, const TopographicOptions& options, float* values) {
    const GradientRow gradients(heights, row);
    const int width = heights.grid.width;
    const double cell_m = heights.grid.cell_m;
    const auto cell = static_cast<float>(cell_m), most = static_cast<float>(options.most_length_m);
    for (int column = 1; column < width - 1; ++column) {
        const Gradient gradient = gradients.at(column);
        if (!gradients.has_height(column) || !std::isfinite(gradient.east + gradient.north)) {
            values[column] = geo::NoData<float>::value;
        } else if (options.formula == LengthFormula::MooreBurch) {
            const float rise = std::hypot(gradient.east, gradient.north);
            values[column] = moore_burch(std::min(values[column] * cell, most), rise / std::sqrt(1 + rise * rise));
        } else {
            const double inflow_m2 = (static_cast<double>(values[column]) - 1) * cell_m * cell_m;
            values[column] = desmet_govers(std::clamp(inflow_m2, 0.0, options.most_length_m * cell_m), cell_m, gradient);
        }
    }
}

}  // namespace

core::Result<geo::Raster<float>> topographic_factors(const UpslopeArea& area, const geo::Raster<float>& heights,
                                                     const TopographicOptions& options, const core::Job& job) {
    geo::Raster<float> factors(heights.grid);
    const geo::GridSpec& grid = heights.grid;
    core::parallel_blocks(std::max(0, grid.height - 2), k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin) + 1; row < end + 1 && !job.stopped(); ++row) {
            float* values = factors.values.data() + grid.index(0, row);
            area.row_in_cells(row, std::span(values, static_cast<std::size_t>(grid.width)));
            factor_row(heights, row, options, values);
            values[0] = values[grid.width - 1] = geo::NoData<float>::value;
        }
    });
    if (job.stopped()) return core::fail("weighing length and steepness was stopped");
    return factors;
}

}  // namespace kreisblick::potentials
