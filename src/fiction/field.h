#pragma once

#include "geo/grid_spec.h"

#include <array>
#include <cstddef>
#include <vector>

namespace kreisblick::fiction {

/// Anything per cell of a grid, while the district is being made.
template <typename T>
struct Field {
    geo::GridSpec grid;
    std::vector<T> values;

    Field() = default;
    explicit Field(const geo::GridSpec& spec, T fill = T{}) : grid(spec), values(static_cast<std::size_t>(spec.cells()), fill) {}

    [[nodiscard]] T at(int column, int row) const { return values[static_cast<std::size_t>(grid.index(column, row))]; }
    [[nodiscard]] T& at(int column, int row) { return values[static_cast<std::size_t>(grid.index(column, row))]; }
    /// The value of the cell a place lies in, or of the nearest one on the grid.
    [[nodiscard]] T near(geo::Point place) const {
        return at(std::clamp(grid.column_at(place.x), 0, grid.width - 1), std::clamp(grid.row_at(place.y), 0, grid.height - 1));
    }
};

/// The eight neighbours of a cell: columns, rows, and how far they are in cells.
struct Neighbour {
    int column, row;
    double far;
};
inline constexpr std::array<Neighbour, 8> k_neighbours{{{1, 0, 1},
                                                        {0, 1, 1},
                                                        {-1, 0, 1},
                                                        {0, -1, 1},
                                                        {1, 1, 1.4142135623730951},
                                                        {-1, 1, 1.4142135623730951},
                                                        {-1, -1, 1.4142135623730951},
                                                        {1, -1, 1.4142135623730951}}};

/// Bilinear between cell centres.
[[nodiscard]] double sampled(const Field<float>& field, geo::Point place);
/// Steepness as rise over run between the four neighbours of the cell at a place.
[[nodiscard]] double steepness(const Field<float>& heights, geo::Point place);
/// The field on a grid of other cells, bilinear.
[[nodiscard]] Field<float> resampled(const Field<float>& field, const geo::GridSpec& grid);

}  // namespace kreisblick::fiction
