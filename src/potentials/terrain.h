#pragma once

#include "core/job.h"
#include "core/parallel.h"
#include "geo/raster.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {

/// Rise of the ground per metre to the east and to the north.
struct Gradient {
    float east = 0;
    float north = 0;
};

/// How a gradient follows from the cells around: from eight of them, or from four (for smooth terrain only).
enum class GradientFormula { Horn, ZevenbergenThorne };

/// Steepness in degrees, and as rise over run in percent.
[[nodiscard]] inline float slope_degrees(Gradient gradient) {
    return std::atan(std::hypot(gradient.east, gradient.north)) * static_cast<float>(180 / std::numbers::pi);
}
[[nodiscard]] inline float slope_percent(Gradient gradient) { return 100 * std::hypot(gradient.east, gradient.north); }
/// Where the ground falls to, degrees clockwise from north, 0 … 360; no value on level ground.
[[nodiscard]] inline float aspect_degrees(Gradient gradient) {
    if (gradient.east == 0 && gradient.north == 0) return geo::NoData<float>::value;
    const float degrees = std::atan2(-gradient.east, -gradient.north) * static_cast<float>(180 / std::numbers::pi);
    return degrees < 0 ? degrees + 360 : degrees;
}

/// The gradients along one inner row of a grid of heights.
class GradientRow {
  public:
    GradientRow(const geo::Raster<float>& heights, int row)
        : m_above(heights.values.data() + heights.grid.index(0, row - 1)),
          m_here(heights.values.data() + heights.grid.index(0, row)),
          m_below(heights.values.data() + heights.grid.index(0, row + 1)),
          m_scale(static_cast<float>(1 / (8 * heights.grid.cell_m))) {}

    /// The centre does not enter the formula, but a cell without height has no slope either; missing neighbours spread by themselves.
    [[nodiscard]] bool has_height(int column) const { return geo::Raster<float>::is_data(m_here[column]); }
    [[nodiscard]] Gradient at(int column) const {
        const int west = column - 1, east = column + 1;
        return {((m_above[east] + 2 * m_here[east] + m_below[east]) - (m_above[west] + 2 * m_here[west] + m_below[west])) * m_scale,
                ((m_above[west] + 2 * m_above[column] + m_above[east]) - (m_below[west] + 2 * m_below[column] + m_below[east])) * m_scale};
    }
    [[nodiscard]] Gradient at(int column, GradientFormula formula) const {
        if (formula == GradientFormula::Horn) return at(column);
        const float scale = 4 * m_scale, missing = 0 * at(column).east;  // NaN beside a cell without height, as with Horn
        return {(m_here[column + 1] - m_here[column - 1]) * scale + missing, (m_above[column] - m_below[column]) * scale + missing};
    }

  private:
    const float* m_above;
    const float* m_here;
    const float* m_below;
    float m_scale;
};

/// Calls value(gradient) for every cell, by Horn (1981) or by Zevenbergen and Thorne (1987), and stores what it returns; cells at the edge
/// and cells next to one without data have no value. Heights and cells in metres. Sources: Horn, Proceedings of the IEEE 69(1), 1981;
/// Zevenbergen and Thorne, Earth Surface Processes and Landforms 12, 1987.
template <typename Value>
[[nodiscard]] geo::Raster<float> map_gradient(const geo::Raster<float>& heights, const Value& value, const core::Job& job,
                                              GradientFormula formula = GradientFormula::Horn) {
    constexpr std::int64_t rows_per_block = 64;
    const geo::GridSpec& grid = heights.grid;
    geo::Raster<float> result(grid);
    core::parallel_blocks(grid.height, rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        for (int row = static_cast<int>(std::max<std::int64_t>(begin, 1)); row < std::min<std::int64_t>(end, grid.height - 1); ++row) {
            const GradientRow gradients(heights, row);
            float* out = result.values.data() + grid.index(0, row);
            for (int column = 1; column < grid.width - 1; ++column)
                out[column] = gradients.has_height(column) ? value(gradients.at(column, formula)) : geo::NoData<float>::value;
        }
    });
    return result;
}

}  // namespace kreisblick::potentials
