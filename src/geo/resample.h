#pragma once

#include "geo/crs.h"
#include "geo/raster.h"

#include <vector>

namespace kreisblick::geo {

/// Where the cells of a source raster lie in its own CRS. Positions are counted in cells from the outer corner of the first cell:
/// cell (0, 0) covers columns 0…1 and rows 0…1, its centre is (0.5, 0.5). x = x0 + column·x_per_column + row·x_per_row, y likewise.
struct SourceGrid {
    double x0 = 0, x_per_column = 1, x_per_row = 0;
    double y0 = 0, y_per_column = 0, y_per_row = -1;
    int width = 0;
    int height = 0;

    [[nodiscard]] Point place(Point position) const;
    /// The position of a place; not finite if the grid is degenerate or the place is not finite.
    [[nodiscard]] Point position(Point place) const;
    /// The same grid from another first cell on.
    [[nodiscard]] SourceGrid window(int first_column, int first_row, int columns, int rows) const;
    [[nodiscard]] static SourceGrid of(const GridSpec& grid);
};

/// Values of a source as read, row by row; NaN = no value. Codes of classes fit too: float is exact up to 2²⁴.
struct SourceRaster {
    SourceGrid grid;
    std::vector<float> values;
    [[nodiscard]] float at(int column, int row) const {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(column)];
    }
};

/// The positions, in a source grid, of a target grid's cell centres. The CRS transformation is exact at nodes at most 80 m apart and
/// bilinear between them, which is right to a third of a millimetre for the projections of a district.
class PositionMesh {
  public:
    PositionMesh(const Transformer& target_to_source, const SourceGrid& source, const GridSpec& target);
    /// Positions of all cell centres of a target row; not finite where the transformation has no answer.
    void row(int row, std::vector<Point>& positions) const;
    /// Edges of a target cell, in source cells, about the middle of the target: how much coarser (> 1) or finer the target is.
    [[nodiscard]] Point cell_in_source() const;

  private:
    [[nodiscard]] Point node(int column, int row) const {
        return m_nodes[static_cast<std::size_t>(row) * m_columns + static_cast<std::size_t>(column)];
    }
    int m_step = 1;
    int m_width = 0;
    std::size_t m_columns = 0;
    std::size_t m_rows = 0;
    std::vector<Point> m_nodes;
};

/// The value at a position, bilinear between the four nearest cell centres. The cell that holds the position must have a value; neighbours
/// without one are left out and the others share their weight. NaN outside.
[[nodiscard]] float bilinear_at(const SourceRaster& source, Point position);

/// One value per target cell. Results do not depend on the number of threads.
enum class Sampling {
    Nearest,       ///< the cell that holds the centre
    Bilinear,      ///< bilinear_at the centre
    Mean,          ///< mean over the target cell's footprint, weighted by overlap; NaN where less than half of it has values
    MostFrequent,  ///< the code with most of the footprint (the smaller code if equal); NaN where less than half of it has values
};
[[nodiscard]] Raster<float> resampled(const SourceRaster& source, const Transformer& target_to_source, const GridSpec& target,
                                      Sampling sampling);

/// Shares amounts per source cell out to target cells by area: a source cell's corners are projected, and each target cell gets the share
/// of the quadrangle that lies in it. What falls into the target is conserved to rounding. NaN where no source cell with a value reaches.
[[nodiscard]] Raster<float> shared_out(const SourceRaster& source, const Transformer& source_to_target, const GridSpec& target);

}  // namespace kreisblick::geo
