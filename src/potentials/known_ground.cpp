#include "potentials/known_ground.h"

#include <algorithm>

namespace kreisblick::potentials {
namespace {

/// What parts cover of the grid, melted into one.
geo::Geometry covered_ground(const geo::GridSpec& grid, std::span<const geo::Geometry* const> coverage) {
    std::vector<geo::Geometry> covered;
    for (const geo::Geometry* part : coverage)
        if (auto clipped = geo::clipped(*part, grid.extent()); !clipped.is_empty()) covered.push_back(std::move(clipped));
    return covered.size() == 1 ? std::move(covered.front()) : geo::united(covered);
}

}  // namespace

geo::FeatureTable unknown_ground_of(const geo::GridSpec& grid, std::span<const geo::Geometry* const> coverage) {
    const geo::Geometry everywhere = geo::polygon_of(grid.extent().grown(k_unknown_beyond_grid_m));
    const geo::Geometry covered = covered_ground(grid, coverage);
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    table.add(covered.is_empty() ? everywhere : geo::difference(everywhere, covered));
    return table;
}

geo::FeatureTable unknown_ground(const Inputs& inputs, const std::vector<std::string>& datasets) {
    std::vector<const geo::Geometry*> coverage;
    for (const std::string& dataset : datasets)
        for (const geo::Geometry* part : inputs.coverage_of(dataset)) coverage.push_back(part);
    return unknown_ground_of(inputs.grid, coverage);
}

geo::CellMask known_cells(const Inputs& inputs, const std::vector<std::string>& datasets) {
    geo::CellMask known(static_cast<std::size_t>(inputs.grid.cells()), 0);
    for (const std::string& dataset : datasets)
        for (const geo::Geometry* coverage : inputs.coverage_of(dataset)) {
            const geo::CellMask part = geo::cells_inside(*coverage, inputs.grid);
            std::transform(known.begin(), known.end(), part.begin(), known.begin(), std::bit_or<>{});
        }
    return known;
}

geo::CellMask district_cells(const Inputs& inputs) {
    if (!inputs.boundary || inputs.boundary->is_empty()) return geo::CellMask(static_cast<std::size_t>(inputs.grid.cells()), 1);
    return geo::cells_inside(*inputs.boundary, inputs.grid);
}

}  // namespace kreisblick::potentials
