#pragma once

#include "core/job.h"
#include "core/parallel.h"
#include "geo/row_reader.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

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

/// Calls value(gradient) for every cell of rows [first, first + count), by Horn (1981) or by Zevenbergen and Thorne (1987), and stores what
/// it returns; cells at the grid's edge and cells next to one without data have no value. Heights and cells in metres. Sources: Horn,
/// Proceedings of the IEEE 69(1), 1981; Zevenbergen and Thorne, Earth Surface Processes and Landforms 12, 1987.
template <typename Value>
[[nodiscard]] geo::Raster<float> map_gradient_rows(const geo::Raster<float>& heights, int first, int count, const Value& value,
                                                   GradientFormula formula = GradientFormula::Horn) {
    const geo::GridSpec& grid = heights.grid;
    geo::Raster<float> result(geo::strip_of(grid, first, count));
    for (int row = std::max(first, 1); row < std::min(first + count, grid.height - 1); ++row) {
        const GradientRow gradients(heights, row);
        float* out = result.values.data() + grid.index(0, row - first);
        for (int column = 1; column < grid.width - 1; ++column)
            if (gradients.has_height(column)) out[column] = value(gradients.at(column, formula));
    }
    return result;
}

/// The same for all rows, put into a sink (int first_row, std::span<const float> values) that several threads call at once.
template <typename Value, typename Sink>
void map_gradient(const geo::Raster<float>& heights, const Value& value, const Sink& sink, const core::Job& job,
                  GradientFormula formula = GradientFormula::Horn) {
    constexpr std::int64_t rows_per_block = 64;
    core::parallel_blocks(heights.grid.height, rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        const int first = static_cast<int>(begin), count = static_cast<int>(end - begin);
        sink(first, std::span<const float>(map_gradient_rows(heights, first, count, value, formula).values));
    });
}

}  // namespace kreisblick::potentials
