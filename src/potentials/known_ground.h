#pragma once

#include "geo/cell_mask.h"
#include "geo/feature_table.h"
#include "potentials/method.h"

#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// How far beyond the grid ground counts as unknown ground: farther than any rule looks.
inline constexpr double k_unknown_beyond_grid_m = 20'000;

/// The ground on which the district knows nothing of any of the datasets, as one polygon (or none) in a table: what no part of theirs
/// covers, and everything beyond the grid up to k_unknown_beyond_grid_m, for nobody looked there. Its distance field tells how near a cell
/// lies to features that may be there unseen: a rule is not checked in a cell that lies nearer to unknown ground than the rule reaches,
/// unless a known feature decides it already.
[[nodiscard]] geo::FeatureTable unknown_ground(const Inputs& inputs, const std::vector<std::string>& datasets);
/// The same for what some parts cover.
[[nodiscard]] geo::FeatureTable unknown_ground_of(const geo::GridSpec& grid, std::span<const geo::Geometry* const> coverage);

/// The cells on which the district knows something of one of the datasets: "nothing there" and "no data there" are two answers.
[[nodiscard]] geo::CellMask known_cells(const Inputs& inputs, const std::vector<std::string>& datasets);

/// The cells of the district itself, without its rim; all cells where the district has no boundary. What sums are taken over.
[[nodiscard]] geo::CellMask district_cells(const Inputs& inputs);

}  // namespace kreisblick::potentials
