#pragma once

#include <cstdint>

namespace kreisblick::fiction {

/// The rim of data around a model district, in m.
inline constexpr double k_rim_m = 5000;

/// Which model district: the same options give the same district, whatever the machine and its number of cores.
struct Options {
    std::uint64_t seed = 1;
    double scale = 1;    ///< of the area of about 1,025 km²; 0.03…16
    double cell_m = 10;  ///< edge of a cell of the district's grid; 5…100
};

}  // namespace kreisblick::fiction
