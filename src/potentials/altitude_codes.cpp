#include "potentials/altitude_codes.h"

#include "core/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr std::int64_t k_cells_per_block = 1 << 18;

}  // namespace

AltitudeCodes altitude_codes(const geo::Raster<float>& heights) {
    float least = std::numeric_limits<float>::infinity(), most = -least;
    for (const float height : heights.values) least = std::min(least, height), most = std::max(most, height);
    AltitudeCodes result;
    result.codes.assign(heights.values.size(), AltitudeCodes::k_none);
    if (!(least <= most)) return result;
    result.least_m = static_cast<double>(least);
    result.step_m = std::max(static_cast<double>(most) - result.least_m, 1.0) / (AltitudeCodes::k_none - 1);
    const auto per_step = static_cast<float>(1 / result.step_m);
    core::parallel_blocks(static_cast<std::int64_t>(heights.values.size()), k_cells_per_block, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            if (geo::Raster<float>::is_data(heights.values[i]))
                result.codes[i] = static_cast<std::uint8_t>((heights.values[i] - least) * per_step + 0.5F);
    });
    return result;
}

}  // namespace kreisblick::potentials
