#include "fiction/noise.h"
#include "fiction/random.h"
#include "fiction/streams.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

constexpr double k_side_reach_m = 260;

/// Half the width of a valley's flat floor.
double floor_of(const Stream& stream) { return std::clamp(12 + 11 * std::sqrt(stream.drained_km2), 20.0, 130.0); }

/// Lowers the ground around a point of a stream to the valley's floor and sides; never raises it, so the order does not matter.
void open_at(Field<float>& heights, geo::Point place, double bottom, double floor_m, double side_slope) {
    const geo::GridSpec& grid = heights.grid;
    const double reach = floor_m + k_side_reach_m;
    const int first = std::max(0, grid.column_at(place.x - reach)), last = std::min(grid.width - 1, grid.column_at(place.x + reach));
    const int top = std::max(0, grid.row_at(place.y + reach)), base = std::min(grid.height - 1, grid.row_at(place.y - reach));
    for (int row = top; row <= base; ++row)
        for (int column = first; column <= last; ++column) {
            const double away = distance(grid.centre(column, row), place);
            if (away > reach) continue;
            // The sides steepen outwards a little, so that where they end there is no wall.
            const double out = std::max(0.0, away - floor_m);
            const double height = bottom + 0.006 * away + side_slope * out * (1 + out / k_side_reach_m);
            heights.at(column, row) = std::min(heights.at(column, row), static_cast<float>(height));
        }
}

/// The main valley's floor ends in a line that bends as its axis does, not in the steps of the cells it was made of.
void open_main_valley(Terrain& terrain, const MainRiver& river, std::uint64_t key) {
    for (std::size_t index = 0; index < river.axis.size(); ++index) {
        const geo::Point place = river.axis[index];
        const float level = terrain.floor.near(place);
        if (!terrain.floor.grid.extent().contains(place) || !(level == level)) continue;
        const double side_slope = 0.26 + 0.12 * noise(key, place.x / 1500, place.y / 1500);
        open_at(terrain.heights, place, static_cast<double>(level) + 2, river.half_width[index] - 30, side_slope);
    }
}

}  // namespace

void open_valleys(Terrain& terrain, const MainRiver& river, std::span<const Stream> streams, std::uint64_t seed) {
    const std::uint64_t key = key_of(seed, "valleys");
    open_main_valley(terrain, river, key + 1);
    for (const Stream& stream : streams) {
        const double floor_m = floor_of(stream);
        double lowest = 1e9;
        for (std::size_t index = 0; index < stream.course.size(); ++index) {
            const geo::Point place = stream.course[index];
            lowest = std::min(lowest, sampled(terrain.heights, place));
            if (index % 3 != 0) continue;
            // Valleys begin narrow at the spring.
            const double grown = std::min(1.0, 0.3 + static_cast<double>(index) / 90);
            const double side_slope = 0.3 + 0.13 * noise(key, place.x / 900, place.y / 900);
            open_at(terrain.heights, place, lowest, floor_m * grown, side_slope);
        }
    }
}

}  // namespace kreisblick::fiction
