#pragma once

#include "core/job.h"
#include "core/words.h"
#include "geo/feature_table.h"
#include "geo/grid_spec.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// What a polygon stands for; 0 = nothing, it is left out.
using AreaClass = std::function<std::uint8_t(const geo::FeatureTable& table, std::size_t row)>;

/// A class per cell, row by row from the north-west; 0 = in no area.
using ClassCells = std::vector<std::uint8_t>;

/// Which of two areas of one dataset part counts where they overlap.
enum class Overlap { LaterCounts, LargerCounts };

/// Areas of one part that lie over each other with different classes.
struct AreaOverlaps {
    std::int64_t cells = 0;
    std::vector<std::string> names;  ///< of the first few pairs, "A / B"
    void add(const AreaOverlaps& other);
};

/// Marks the cells whose centres lie in the tables' polygons. Later tables are parts of higher priority: with LaterCounts they replace what
/// earlier ones say. Overlaps are looked for within each part.
[[nodiscard]] AreaOverlaps mark_areas(std::span<const geo::FeatureTable* const> tables, const geo::GridSpec& grid,
                                      const AreaClass& class_of, Overlap overlap, ClassCells& cells, const core::Job& job);

/// "34 ha" or "12.300 ha": the ground of so many cells, in both languages.
[[nodiscard]] core::Words hectares_of(std::int64_t cells, const geo::GridSpec& grid);
/// The first few names, and how many there are more.
[[nodiscard]] core::Words listed(const std::vector<std::string>& names);

}  // namespace kreisblick::potentials
