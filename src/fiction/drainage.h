#pragma once

#include "fiction/field.h"

#include <cstdint>

namespace kreisblick::fiction {

/// Where the water of each cell runs: every cell reaches an outlet, hollows are filled on the way.
struct Drainage {
    geo::GridSpec grid;
    std::vector<std::uint32_t> order;     ///< cells from the outlets upwards
    std::vector<std::uint32_t> receiver;  ///< the cell next downstream; an outlet is its own
    std::vector<float> far;               ///< distance to the receiver in cells
    std::vector<float> filled;            ///< heights with hollows filled, rising upstream
    std::vector<float> drained_m2;        ///< area whose water passes the cell

    /// Routes water over heights to the outlets (cells with a true value); at least one outlet is needed.
    [[nodiscard]] static Drainage over(const Field<float>& heights, const std::vector<char>& outlets);
};

}  // namespace kreisblick::fiction
