#pragma once

#include "geo/grid_spec.h"

#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace kreisblick::geo {

/// What a cell without a value holds: NaN for amounts, the smallest number for classes.
template <typename T>
struct NoData;
template <>
struct NoData<float> {
    static constexpr float value = std::numeric_limits<float>::quiet_NaN();
};
template <>
struct NoData<std::int16_t> {
    static constexpr std::int16_t value = std::numeric_limits<std::int16_t>::min();
};

/// Values on a grid, row by row from the north-west. T is float (amounts, intensities) or int16 (classes).
/// A cell without data holds NoData<T>::value; has() asks.
template <typename T>
struct Raster {
    GridSpec grid;
    std::vector<T> values;

    Raster() = default;
    explicit Raster(const GridSpec& spec, T fill = NoData<T>::value) : grid(spec), values(static_cast<std::size_t>(spec.cells()), fill) {}

    [[nodiscard]] T at(int column, int row) const { return values[static_cast<std::size_t>(grid.index(column, row))]; }
    [[nodiscard]] T& at(int column, int row) { return values[static_cast<std::size_t>(grid.index(column, row))]; }
    [[nodiscard]] bool has(int column, int row) const { return grid.has(column, row) && is_data(at(column, row)); }
    [[nodiscard]] static bool is_data(T value) {
        if constexpr (std::is_floating_point_v<T>)
            return value == value;
        else
            return value != NoData<T>::value;
    }
};

}  // namespace kreisblick::geo
