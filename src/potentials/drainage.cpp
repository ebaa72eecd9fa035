#include "potentials/drainage.h"

#include "core/fast_clones.h"
#include "core/parallel.h"
#include "potentials/pit_ways.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

namespace kreisblick::potentials {
namespace {

constexpr std::int64_t k_rows_at_once = 64;
constexpr double k_levels = 65000;
/// Finer no measured heights are.
constexpr double k_least_level_m = 0.001;

struct HeightRange {
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -std::numeric_limits<float>::infinity();
};

/// Between the lowest and the highest finite height.
HeightRange range_of(const geo::Raster<float>& heights) {
    HeightRange all;
    std::mutex mutex;
    core::parallel_blocks(static_cast<std::int64_t>(heights.values.size()), 1 << 18, [&](std::int64_t begin, std::int64_t end) {
        HeightRange range;
        for (std::int64_t cell = begin; cell < end; ++cell) {
            const float height = heights.values[static_cast<std::size_t>(cell)];
            if (!std::isfinite(height)) continue;
            range.lowest = std::min(range.lowest, height);
            range.highest = std::max(range.highest, height);
        }
        const std::scoped_lock lock(mutex);
        all.lowest = std::min(all.lowest, range.lowest);
        all.highest = std::max(all.highest, range.highest);
    });
    return all;
}

void take_levels(Drainage& drainage, const geo::Raster<float>& heights, const core::Job& job) {
    const HeightRange range = range_of(heights);
    const double level_m = std::max(k_least_level_m, static_cast<double>(range.highest - range.lowest) / k_levels);
    const auto per_m = static_cast<float>(1 / level_m);
    core::parallel_blocks(drainage.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row) {
            const float* from = heights.values.data() + drainage.grid.index(0, row);
            std::uint16_t* to = drainage.levels.data() + drainage.index(0, row);
            for (int column = 0; column < drainage.grid.width; ++column)
                if (std::isfinite(from[column])) to[column] = static_cast<std::uint16_t>((from[column] - range.lowest) * per_m + 0.5F);
        }
    });
}

/// The ways along a row, as far as neighbours tell: Unknown where none is lower.
KREISBLICK_FAST_CLONES void first_ways(const std::uint16_t* above, const std::uint16_t* here, const std::uint16_t* below,
                                       std::uint8_t* ways, int width) {
    constexpr std::uint16_t none = Drainage::k_no_level;
    const auto smaller = [](std::uint16_t a, std::uint16_t b) { return a < b ? a : b; };
    const auto larger = [](std::uint16_t a, std::uint16_t b) { return a > b ? a : b; };
    for (int i = 0; i < width; ++i) {
        const std::uint16_t low = smaller(smaller(smaller(above[i - 1], above[i]), smaller(above[i + 1], here[i - 1])),
                                          smaller(smaller(here[i + 1], below[i - 1]), smaller(below[i], below[i + 1])));
        const std::uint16_t high = larger(larger(larger(above[i - 1], above[i]), larger(above[i + 1], here[i - 1])),
                                          larger(larger(here[i + 1], below[i - 1]), larger(below[i], below[i + 1])));
        std::uint8_t way = static_cast<std::uint8_t>(low < here[i] ? WaterWay::Spread : WaterWay::Unknown);
        way = high == none ? static_cast<std::uint8_t>(WaterWay::Leaves) : way;
        ways[i] = here[i] == none ? static_cast<std::uint8_t>(WaterWay::NoData) : way;
    }
}

/// Sets the ways that neighbours tell; returns the cells whose way is Unknown, row by row.
std::vector<std::uint32_t> take_first_ways(Drainage& drainage, const core::Job& job) {
    const int height = drainage.grid.height, width = drainage.grid.width;
    std::vector<std::vector<std::uint32_t>> unknown(static_cast<std::size_t>((height + k_rows_at_once - 1) / k_rows_at_once));
    core::parallel_blocks(height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::uint32_t>& found = unknown[static_cast<std::size_t>(begin / k_rows_at_once)];
        for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row) {
            const std::int64_t first = drainage.index(0, row);
            const std::uint16_t* levels = drainage.levels.data() + first;
            std::uint8_t* ways = drainage.ways.data() + first;
            first_ways(levels - drainage.stride(), levels, levels + drainage.stride(), ways, width);
            for (int column = 0; column < width; ++column)
                if (ways[column] == static_cast<std::uint8_t>(WaterWay::Unknown))
                    found.push_back(static_cast<std::uint32_t>(first + column));
        }
    });
    std::vector<std::uint32_t> all;
    for (const auto& found : unknown) all.insert(all.end(), found.begin(), found.end());
    return all;
}

/// The number of the neighbour with the steepest way down; the first among equals.
std::uint8_t steepest(const std::uint16_t* level, const std::array<std::int64_t, 8>& neighbours) {
    std::uint8_t best = 0;
    double most = 0;
    for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
        const double fall = static_cast<double>(*level) - static_cast<double>(level[neighbours[neighbour]]);
        const double slope = neighbour % 2 == 0 ? fall : fall / std::sqrt(2.0);
        if (slope > most) most = slope, best = neighbour;
    }
    return best;
}

void take_steepest_ways(Drainage& drainage) {
    const auto neighbours = drainage.neighbours();
    core::parallel_blocks(drainage.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t cell = drainage.index(0, static_cast<int>(begin)); cell < drainage.index(0, static_cast<int>(end)); ++cell) {
            std::uint8_t& way = drainage.ways[static_cast<std::size_t>(cell)];
            if (way == static_cast<std::uint8_t>(WaterWay::Spread))
                way = static_cast<std::uint8_t>(steepest(drainage.levels.data() + cell, neighbours) + 1);
        }
    });
}

}  // namespace

core::Result<Drainage> drainage_of(const geo::Raster<float>& heights, FlowSpread spread, const core::Job& job) {
    Drainage drainage;
    drainage.grid = heights.grid;
    const auto cells = static_cast<std::size_t>(drainage.stride() * (heights.grid.height + std::int64_t{2}));
    if (cells > std::numeric_limits<std::uint32_t>::max()) return core::fail("a grid of {} cells is too large for its drainage", cells);
    drainage.levels.assign(cells, Drainage::k_no_level);
    drainage.ways.assign(cells, static_cast<std::uint8_t>(WaterWay::NoData));
    take_levels(drainage, heights, job);
    const std::vector<std::uint32_t> unknown = take_first_ways(drainage, job);
    job.progress(0.2, "ways out of hollows");
    PitWays(drainage, job).resolve(unknown);
    if (job.stopped()) return core::fail("the search for the ways of water was stopped");
    if (spread == FlowSpread::Steepest) take_steepest_ways(drainage);
    return drainage;
}

}  // namespace kreisblick::potentials
