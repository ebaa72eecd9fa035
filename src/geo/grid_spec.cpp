#include "geo/grid_spec.h"

#include <algorithm>

namespace kreisblick::geo {
namespace {

/// Coordinates that miss a cell edge by less than this share of a cell lie on it.
constexpr double k_edge_tolerance = 1e-6;

}  // namespace

GridSpec GridSpec::window(const Extent& wanted) const {
    const int first_column = std::clamp(static_cast<int>(std::floor((wanted.x_min - x_min) / cell_m + k_edge_tolerance)), 0, width);
    const int last_column =
        std::clamp(static_cast<int>(std::ceil((wanted.x_max - x_min) / cell_m - k_edge_tolerance)), first_column, width);
    const int first_row = std::clamp(static_cast<int>(std::floor((y_max - wanted.y_max) / cell_m + k_edge_tolerance)), 0, height);
    const int last_row = std::clamp(static_cast<int>(std::ceil((y_max - wanted.y_min) / cell_m - k_edge_tolerance)), first_row, height);
    return {x_min + first_column * cell_m, y_max - first_row * cell_m, cell_m, last_column - first_column, last_row - first_row};
}

GridSpec GridSpec::coarser(int factor) const {
    return {x_min, y_max, cell_m * factor, (width + factor - 1) / factor, (height + factor - 1) / factor};
}

GridSpec GridSpec::covering(const Extent& extent, double cell_m, double snap_m) {
    const double west = std::floor(extent.x_min / snap_m + k_edge_tolerance) * snap_m;
    const double east = std::ceil(extent.x_max / snap_m - k_edge_tolerance) * snap_m;
    const double south = std::floor(extent.y_min / snap_m + k_edge_tolerance) * snap_m;
    const double north = std::ceil(extent.y_max / snap_m - k_edge_tolerance) * snap_m;
    return {west, north, cell_m, static_cast<int>(std::lround((east - west) / cell_m)),
            static_cast<int>(std::lround((north - south) / cell_m))};
}

}  // namespace kreisblick::geo
