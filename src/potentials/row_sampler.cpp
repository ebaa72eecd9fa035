#include "potentials/row_sampler.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

/// Between a and b; where one of them is missing, the nearer one.
float between(float a, float b, float share) {
    const float value = a + (b - a) * share;
    if (geo::Raster<float>::is_data(value)) return value;
    return share < 0.5F ? a : b;
}

/// The coarse cell before a place, and how far on the way to the next; at the edges the outermost cell alone.
std::pair<int, float> place_in(double cells, int count) {
    const double inside = std::clamp(cells - 0.5, 0.0, std::max(count - 1.0, 0.0));
    const int first = std::min(static_cast<int>(inside), std::max(count - 2, 0));
    return {first, static_cast<float>(inside - first)};
}

}  // namespace

RowSampler::RowSampler(const geo::Raster<float>& coarse, const geo::GridSpec& fine) : m_coarse(&coarse), m_fine(fine) {
    for (int column = 0; column < fine.width; ++column) {
        const auto [left, share] = place_in((fine.centre(column, 0).x - coarse.grid.x_min) / coarse.grid.cell_m, coarse.grid.width);
        m_left.push_back(left);
        m_share.push_back(share);
    }
}

void RowSampler::row(int row, std::span<float> out) const {
    const geo::GridSpec& grid = m_coarse->grid;
    const auto [top, share] = place_in((grid.y_max - m_fine.centre(0, row).y) / grid.cell_m, grid.height);
    const int bottom = std::min(top + 1, grid.height - 1);
    std::vector<float> line(static_cast<std::size_t>(grid.width) + 1);
    for (int column = 0; column < grid.width; ++column)
        line[static_cast<std::size_t>(column)] = between(m_coarse->at(column, top), m_coarse->at(column, bottom), share);
    line.back() = line[static_cast<std::size_t>(grid.width) - 1];
    for (std::size_t column = 0; column < out.size(); ++column) {
        const float* left = line.data() + m_left[column];
        out[column] = between(left[0], left[1], m_share[column]);
    }
}

}  // namespace kreisblick::potentials
