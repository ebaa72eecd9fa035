#pragma once

#include "fiction/field.h"

#include <cstdint>
#include <functional>
#include <span>

namespace kreisblick::fiction {

/// Cheapest ways over a grid from several starting cells.
struct Travel {
    Field<float> cost;                    ///< infinite where nobody comes
    std::vector<std::int32_t> owner;      ///< which start a cell is reached from; -1 = none
    std::vector<std::uint32_t> previous;  ///< the cell before on the way from the start; a start is its own

    /// The cells from a reached cell back to its start.
    [[nodiscard]] std::vector<std::uint32_t> way_back(std::uint32_t cell) const;
};

/// What a step from cell to cell costs for an owner; `far` is its length in cells. Infinite = no way.
using StepCost = std::function<float(std::uint32_t from, std::uint32_t to, float far, std::int32_t owner)>;

/// Spreads from the starts; stops when the goal is reached, if there is one.
[[nodiscard]] Travel travel(const geo::GridSpec& grid, std::span<const std::uint32_t> starts, const StepCost& step_cost,
                            std::uint32_t goal = 0xffffffffU);

}  // namespace kreisblick::fiction
