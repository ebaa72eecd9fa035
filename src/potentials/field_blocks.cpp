#include "potentials/field_blocks.h"

#include "potentials/land_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace kreisblick::potentials {
namespace {

using Runs = std::vector<std::pair<int, int>>;

/// Where a row of cells has the use: first and end columns.
Runs runs_of(const geo::Raster<float>& corine, int row, int first_column, int end_column, LandUse use) {
    Runs runs;
    for (int column = first_column; column < end_column; ++column) {
        const float code = corine.at(column, row);
        if (!(code > 0) || land_use_of_corine(static_cast<int>(code)) != use) continue;
        if (!runs.empty() && runs.back().second == column)
            ++runs.back().second;
        else
            runs.emplace_back(column, column + 1);
    }
    return runs;
}

/// The rectangles of some rows that look alike.
void add_rectangles(geo::Geometry& shape, const geo::GridSpec& grid, const Runs& runs, int first_row, int end_row) {
    for (const auto& [first, end] : runs) {
        const geo::Extent box{grid.x_min + first * grid.cell_m, grid.y_max - end_row * grid.cell_m, grid.x_min + end * grid.cell_m,
                              grid.y_max - first_row * grid.cell_m};
        shape.parts.push_back(std::move(geo::polygon_of(box).parts.front()));
    }
}

/// What of a block has the use, as rectangles beside each other.
geo::Geometry shape_of(const geo::Raster<float>& corine, int first_column, int first_row, int block, LandUse use) {
    const geo::GridSpec& grid = corine.grid;
    const int end_column = std::min(grid.width, first_column + block), end_row = std::min(grid.height, first_row + block);
    geo::Geometry shape{geo::GeometryKind::Polygon, {}};
    Runs open;
    int open_row = first_row;
    for (int row = first_row; row <= end_row; ++row) {
        Runs runs = row < end_row ? runs_of(corine, row, first_column, end_column, use) : Runs{};
        if (runs == open) continue;
        add_rectangles(shape, grid, open, open_row, row);
        open = std::move(runs);
        open_row = row;
    }
    return shape;
}

}  // namespace

geo::FeatureTable field_blocks(const geo::Raster<float>& corine, double block_m) {
    const int block = std::max(1, static_cast<int>(std::lround(block_m / corine.grid.cell_m)));
    geo::FeatureTable fields(geo::GeometryKind::Polygon);
    std::vector<std::string> ids, uses;
    for (int row = 0; row < corine.grid.height; row += block)
        for (int column = 0; column < corine.grid.width; column += block)
            for (const LandUse use : {LandUse::Arable, LandUse::Grassland, LandUse::Orchard}) {
                const geo::Geometry shape = shape_of(corine, column, row, block, use);
                if (shape.is_empty()) continue;
                fields.add(shape);
                ids.push_back(fmt::format("b{}-{}", column / block, row / block));
                uses.emplace_back(name_of(use));
            }
    fields.column("id", geo::ColumnType::Text).texts = std::move(ids);
    fields.column("use", geo::ColumnType::Text).texts = std::move(uses);
    return fields;
}

}  // namespace kreisblick::potentials
