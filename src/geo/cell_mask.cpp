#include "geo/cell_mask.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::geo {
namespace {

/// Blocks along the longer edge of an outline: fine enough for a map of the whole district, few enough to melt quickly.
constexpr int k_most_blocks = 160;

/// Where the rings cross the horizontal line, from west to east.
std::vector<double> crossings(const Geometry& polygon, double y) {
    std::vector<double> found;
    for (const Part& ring : polygon.parts)
        for (std::size_t i = 0; i + 1 < ring.points.size(); ++i) {
            const Point a = ring.points[i], b = ring.points[i + 1];
            if ((a.y > y) != (b.y > y)) found.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    std::sort(found.begin(), found.end());
    return found;
}

/// How many cells of a block are set.
int cells_set(const CellMask& mask, const GridSpec& grid, int block, int column, int row) {
    int count = 0;
    for (int r = row * block; r < std::min(grid.height, (row + 1) * block); ++r) {
        const auto first = mask.begin() + grid.index(column * block, r);
        count += static_cast<int>(std::count(first, first + std::min(block, grid.width - column * block), std::uint8_t{1}));
    }
    return count;
}

/// A mask of blocks: those full of set cells, or those with any.
CellMask coarsened(const CellMask& mask, const GridSpec& grid, const GridSpec& blocks, int block, bool full) {
    CellMask result(static_cast<std::size_t>(blocks.cells()));
    for (int row = 0; row < blocks.height; ++row)
        for (int column = 0; column < blocks.width; ++column) {
            const int wide = std::min(block, grid.width - column * block), high = std::min(block, grid.height - row * block);
            const int set = cells_set(mask, grid, block, column, row);
            result[static_cast<std::size_t>(blocks.index(column, row))] = full ? set == wide * high : set > 0;
        }
    return result;
}

/// One rectangle per run of set blocks in a row; cut at the edge of the grid.
std::vector<Geometry> runs_of(const CellMask& mask, const GridSpec& blocks, const Extent& edge) {
    std::vector<Geometry> rectangles;
    for (int row = 0; row < blocks.height; ++row)
        for (int first = 0; first < blocks.width;) {
            int end = first;
            while (end < blocks.width && mask[static_cast<std::size_t>(blocks.index(end, row))]) ++end;
            const double north = blocks.y_max - row * blocks.cell_m;
            const Extent run{blocks.x_min + first * blocks.cell_m, north - blocks.cell_m, blocks.x_min + end * blocks.cell_m, north};
            if (end > first) rectangles.push_back(polygon_of(run.intersection(edge)));
            first = end + 1;
        }
    return rectangles;
}

}  // namespace

CellMask cells_inside(const Geometry& polygon, const GridSpec& grid) {
    CellMask mask(static_cast<std::size_t>(grid.cells()));
    for (int row = 0; row < grid.height; ++row) {
        const std::vector<double> edges = crossings(polygon, grid.centre(0, row).y);
        for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
            const auto column_from = [&](double x) {
                return std::clamp(std::ceil((x - grid.x_min) / grid.cell_m - 0.5), 0.0, double(grid.width));
            };
            const auto start = mask.begin() + grid.index(0, row);
            std::fill(start + static_cast<int>(column_from(edges[i])), start + static_cast<int>(column_from(edges[i + 1])),
                      std::uint8_t{1});
        }
    }
    return mask;
}

Geometry outline_of(const CellMask& mask, const GridSpec& grid) {
    if (std::find(mask.begin(), mask.end(), std::uint8_t{0}) == mask.end()) return mask.empty() ? Geometry{} : polygon_of(grid.extent());
    const int block = (std::max(grid.width, grid.height) + k_most_blocks - 1) / k_most_blocks;
    const GridSpec blocks = grid.coarser(block);
    std::vector<Geometry> rectangles = runs_of(coarsened(mask, grid, blocks, block, true), blocks, grid.extent());
    if (rectangles.empty()) rectangles = runs_of(coarsened(mask, grid, blocks, block, false), blocks, grid.extent());
    return rectangles.empty() ? Geometry{} : united(rectangles);
}

}  // namespace kreisblick::geo
