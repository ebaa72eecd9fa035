#pragma once

#include "geo/feature_table.h"
#include "geo/grid_spec.h"

#include <span>
#include <vector>

namespace kreisblick::geo {

/// Cells [first, end) of a row.
struct CellRun {
    int row = 0;
    int first = 0;
    int end = 0;
};

/// Finds the cells whose centres lie inside a polygon (even-odd over all its rings), in time that follows its edges and rows. One finder
/// for many polygons; confined to one thread.
class PolygonRuns {
  public:
    explicit PolygonRuns(const GridSpec& grid) : m_grid(grid) {}
    /// From north to south and west to east; valid until the next call. Edges that are not finite are left out.
    [[nodiscard]] std::span<const CellRun> of(const FeatureTable& table, std::size_t feature);

  private:
    struct Crossing {
        int row = 0;
        double column = 0;
    };
    void add_crossings(Point a, Point b);
    GridSpec m_grid;
    std::vector<Crossing> m_crossings;
    std::vector<CellRun> m_runs;
};

}  // namespace kreisblick::geo
