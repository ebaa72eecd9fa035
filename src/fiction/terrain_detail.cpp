// From the 50 m ground to the district's cells.
#include "core/parallel.h"
#include "fiction/noise.h"
#include "fiction/random.h"
#include "fiction/terrain.h"

#include <array>
#include <cmath>

namespace kreisblick::fiction {
namespace {

/// Weights of a cubic B-spline for the four cells around a place at share t between the inner two.
std::array<float, 4> spline_weights(double t) {
    const double u = 1 - t;
    return {static_cast<float>(u * u * u / 6), static_cast<float>((3 * t * t * t - 6 * t * t + 4) / 6),
            static_cast<float>((3 * u * u * u - 6 * u * u + 4) / 6), static_cast<float>(t * t * t / 6)};
}

/// One row of the ground at a northing, smoothed across rows: a value for each of its columns.
void blend_rows(const Field<float>& ground, double y, std::vector<float>& out) {
    const double row = (ground.grid.y_max - y) / ground.grid.cell_m - 0.5;
    const int above = static_cast<int>(std::floor(row));
    const auto weights = spline_weights(row - above);
    std::fill(out.begin(), out.end(), 0.0F);
    for (int part = 0; part < 4; ++part) {
        const float* values =
            &ground.values[static_cast<std::size_t>(ground.grid.index(0, std::clamp(above - 1 + part, 0, ground.grid.height - 1)))];
        for (std::size_t column = 0; column < out.size(); ++column) out[column] += weights[static_cast<std::size_t>(part)] * values[column];
    }
}

/// Fills a row of the fine raster and adds unevenness that grows with the slope.
void fill_row(const Field<float>& ground, geo::Raster<float>& fine, int row, std::uint64_t key, std::vector<float>& blended) {
    const double y = fine.grid.centre(0, row).y;
    blend_rows(ground, y, blended);
    const int last = static_cast<int>(blended.size()) - 1;
    for (int column = 0; column < fine.grid.width; ++column) {
        const double x = fine.grid.centre(column, row).x;
        const double position = (x - ground.grid.x_min) / ground.grid.cell_m - 0.5;
        const int left = static_cast<int>(std::floor(position));
        const auto weights = spline_weights(position - left);
        const auto value = [&](int at) { return blended[static_cast<std::size_t>(std::clamp(at, 0, last))]; };
        const float height =
            weights[0] * value(left - 1) + weights[1] * value(left) + weights[2] * value(left + 1) + weights[3] * value(left + 2);
        const double slope = std::abs(static_cast<double>(value(left + 2) - value(left - 1))) / (3 * ground.grid.cell_m);
        // The lattices of the two noises lie askew, or their regular zeros would show as a hatch.
        const double rough = noise(key, (0.8 * x + 0.6 * y) / 170, (0.8 * y - 0.6 * x) / 170) * 3.4 +
                             noise(key + 1, (0.28 * x - 0.96 * y) / 61, (0.96 * x + 0.28 * y) / 61) * 1.3;
        fine.at(column, row) = height + static_cast<float>(rough * std::min(0.6, 0.06 + slope * 1.5));
    }
}

/// Heights along a channel: those of the land, lowered where needed to fall downstream all the way.
std::vector<double> falling_heights(const Field<float>& ground, const Curve& course) {
    std::vector<double> heights;
    double lowest = 1e9;
    for (const geo::Point point : course) {
        lowest = std::min(lowest - 0.002, sampled(ground, point));
        heights.push_back(lowest);
    }
    return heights;
}

/// Lowers the land around a place of a channel to a flat bottom and soft sides; never raises it, so the order does not matter.
void carve(geo::Raster<float>& fine, geo::Point place, double bottom, double half_width) {
    const double reach = half_width * 1.7;
    const geo::GridSpec& grid = fine.grid;
    const int first = std::max(0, grid.column_at(place.x - reach)), last = std::min(grid.width - 1, grid.column_at(place.x + reach));
    const int top = std::max(0, grid.row_at(place.y + reach)), base = std::min(grid.height - 1, grid.row_at(place.y - reach));
    for (int row = top; row <= base; ++row)
        for (int column = first; column <= last; ++column) {
            const geo::Point away = grid.centre(column, row) - place;
            const double share = dot(away, away) / (half_width * half_width);
            if (share > 2.89) continue;
            const auto height = static_cast<float>(bottom + share * (2.5 + 3.5 * share));
            fine.at(column, row) = std::min(fine.at(column, row), height);
        }
}

/// Makes standing water level.
void level(geo::Raster<float>& fine, const LevelWater& water) {
    const geo::GridSpec& grid = fine.grid;
    const geo::Extent extent = water.shape.extent();
    for (int row = std::max(0, grid.row_at(extent.y_max)); row <= std::min(grid.height - 1, grid.row_at(extent.y_min)); ++row)
        for (int column = std::max(0, grid.column_at(extent.x_min)); column <= std::min(grid.width - 1, grid.column_at(extent.x_max));
             ++column)
            if (geo::contains(water.shape, grid.centre(column, row))) fine.at(column, row) = static_cast<float>(water.level_m);
}

}  // namespace

geo::Raster<float> detailed(const Terrain& terrain, const geo::GridSpec& grid, std::span<const Channel> channels,
                            std::span<const LevelWater> waters, std::uint64_t seed) {
    geo::Raster<float> fine(grid);
    const std::uint64_t key = key_of(seed, "unevenness");
    core::parallel_blocks(grid.height, 16, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> blended(static_cast<std::size_t>(terrain.heights.grid.width));
        for (auto row = static_cast<int>(begin); row < end; ++row) fill_row(terrain.heights, fine, row, key, blended);
    });
    for (const Channel& channel : channels) {
        const Curve course = densified(channel.course, std::max(grid.cell_m, 15.0));
        const std::vector<double> heights = falling_heights(terrain.heights, course);
        for (std::size_t index = 0; index < course.size(); ++index) carve(fine, course[index], heights[index], channel.valley_m);
    }
    for (const LevelWater& water : waters) level(fine, water);
    return fine;
}

}  // namespace kreisblick::fiction
