#include "fiction/field.h"

#include "core/parallel.h"

namespace kreisblick::fiction {

double sampled(const Field<float>& field, geo::Point place) {
    const geo::GridSpec& grid = field.grid;
    const double x = std::clamp((place.x - grid.x_min) / grid.cell_m - 0.5, 0.0, grid.width - 1.000001);
    const double y = std::clamp((grid.y_max - place.y) / grid.cell_m - 0.5, 0.0, grid.height - 1.000001);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const double u = x - column, v = y - row;
    const double above = static_cast<double>(field.at(column, row)) * (1 - u) + static_cast<double>(field.at(column + 1, row)) * u;
    const double below = static_cast<double>(field.at(column, row + 1)) * (1 - u) + static_cast<double>(field.at(column + 1, row + 1)) * u;
    return above + (below - above) * v;
}

double steepness(const Field<float>& heights, geo::Point place) {
    const double reach = heights.grid.cell_m;
    const double east = sampled(heights, {place.x + reach, place.y}) - sampled(heights, {place.x - reach, place.y});
    const double north = sampled(heights, {place.x, place.y + reach}) - sampled(heights, {place.x, place.y - reach});
    return std::sqrt(east * east + north * north) / (2 * reach);
}

Field<float> resampled(const Field<float>& field, const geo::GridSpec& grid) {
    Field<float> result(grid);
    core::parallel_blocks(grid.height, 16, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<int>(begin); row < end; ++row)
            for (int column = 0; column < grid.width; ++column)
                result.at(column, row) = static_cast<float>(sampled(field, grid.centre(column, row)));
    });
    return result;
}

}  // namespace kreisblick::fiction
