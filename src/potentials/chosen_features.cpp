#include "potentials/chosen_features.h"

#include <algorithm>
#include <map>

namespace kreisblick::potentials {
namespace {

/// Columns [first, end) of the rows from top on.
struct Open {
    int end = 0, top = 0;
};

}  // namespace

geo::FeatureTable class_rectangles(const geo::Raster<float>& classes, std::span<const int> codes) {
    const geo::GridSpec& grid = classes.grid;
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    std::map<int, Open> open, next;  // by first column
    const auto close = [&](int first, const Open& rectangle, int bottom) {
        table.add(geo::polygon_of({grid.x_min + first * grid.cell_m, grid.y_max - bottom * grid.cell_m,
                                   grid.x_min + rectangle.end * grid.cell_m, grid.y_max - rectangle.top * grid.cell_m}));
    };
    const auto is_one = [&](float value) { return std::find(codes.begin(), codes.end(), static_cast<int>(value)) != codes.end(); };
    for (int row = 0; row <= grid.height; ++row) {
        next.clear();
        for (int column = 0; row < grid.height && column < grid.width; ++column) {
            if (!classes.has(column, row) || !is_one(classes.at(column, row))) continue;
            const int first = column;
            while (column < grid.width && classes.has(column, row) && is_one(classes.at(column, row))) ++column;
            const auto above = open.find(first);
            const bool goes_on = above != open.end() && above->second.end == column;
            next[first] = {column, goes_on ? above->second.top : row};
        }
        for (const auto& [first, rectangle] : open) {
            const auto below = next.find(first);
            if (below == next.end() || below->second.top != rectangle.top) close(first, rectangle, row);
        }
        std::swap(open, next);
    }
    return table;
}

}  // namespace kreisblick::potentials
