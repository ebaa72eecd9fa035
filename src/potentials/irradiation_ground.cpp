#include "potentials/irradiation_ground.h"

#include "core/fast_clones.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

constexpr int k_pitch = k_sun_tile_columns + 2;
constexpr int k_halo_rows = k_sun_tile_rows + 2;

/// Heights of a tile and one cell around it.
struct Halo {
    float heights[k_halo_rows * k_pitch];
    bool is_whole = true;  ///< no value is missing
};

KREISBLICK_FAST_CLONES void read_halo(const geo::Raster<float>& heights, int first_column, int first_row, Halo& halo) {
    const geo::GridSpec& grid = heights.grid;
    const int begin = std::max(first_column - 1, 0), end = std::min(first_column + k_sun_tile_columns + 1, grid.width);
    halo.is_whole = begin == first_column - 1 && end == first_column + k_sun_tile_columns + 1;
    int missing = 0;
    for (int line = 0; line < k_halo_rows; ++line) {
        const int row = first_row - 1 + line;
        float* to = halo.heights + line * k_pitch;
        if (row < 0 || row >= grid.height || !halo.is_whole) std::fill(to, to + k_pitch, geo::NoData<float>::value);
        if (row < 0 || row >= grid.height) {
            halo.is_whole = false;
            continue;
        }
        const float* from = heights.values.data() + grid.index(begin, row);
        std::copy(from, from + (end - begin), to + (begin - (first_column - 1)));
        for (int i = 0; i < k_pitch; ++i) missing += to[i] != to[i] ? 1 : 0;
    }
    halo.is_whole = halo.is_whole && missing == 0;
}

/// Horn's weights on eight neighbours.
struct Neighbours {
    float nw, n, ne, w, e, sw, s, se;

    [[nodiscard]] float rise_east(float scale) const { return ((ne + 2 * e + se) - (nw + 2 * w + sw)) * scale; }
    [[nodiscard]] float rise_north(float scale) const { return ((nw + 2 * n + ne) - (sw + 2 * s + se)) * scale; }
};

KREISBLICK_FAST_CLONES void rise_of_whole(const Halo& halo, float scale, TileGround& ground) {
    for (int row = 0; row < k_sun_tile_rows; ++row) {
        const float* above = halo.heights + row * k_pitch;
        const float* here = above + k_pitch;
        const float* below = here + k_pitch;
        float* east = ground.rise_east + row * k_sun_tile_columns;
        float* north = ground.rise_north + row * k_sun_tile_columns;
        for (int i = 0; i < k_sun_tile_columns; ++i) {
            const Neighbours around{above[i], above[i + 1], above[i + 2], here[i], here[i + 2], below[i], below[i + 1], below[i + 2]};
            east[i] = around.rise_east(scale);
            north[i] = around.rise_north(scale);
        }
    }
}

/// The same where some heights are missing.
void rise_with_holes(const Halo& halo, float scale, TileGround& ground) {
    for (int cell = 0; cell < k_sun_tile_cells; ++cell) {
        const float* here = halo.heights + (cell / k_sun_tile_columns + 1) * k_pitch + cell % k_sun_tile_columns + 1;
        const float own = *here;
        const auto at = [&](int offset) { return here[offset] == here[offset] ? here[offset] : own; };
        const Neighbours around{at(-k_pitch - 1), at(-k_pitch), at(-k_pitch + 1), at(-1), at(1),
                                at(k_pitch - 1),  at(k_pitch),  at(k_pitch + 1)};
        const bool has_height = own == own;
        ground.rise_east[cell] = has_height ? around.rise_east(scale) : 0;
        ground.rise_north[cell] = has_height ? around.rise_north(scale) : 0;
    }
}

}  // namespace

void lay_rise(const geo::Raster<float>& heights, int first_column, int first_row, double block_altitude_m, TileGround& ground) {
    Halo halo;
    read_halo(heights, first_column, first_row, halo);
    const auto scale = static_cast<float>(1 / (8 * heights.grid.cell_m)), altitude = static_cast<float>(block_altitude_m);
    if (halo.is_whole)
        rise_of_whole(halo, scale, ground);
    else
        rise_with_holes(halo, scale, ground);
    for (int cell = 0; cell < k_sun_tile_cells; ++cell)
        ground.above_m[cell] = halo.heights[(cell / k_sun_tile_columns + 1) * k_pitch + cell % k_sun_tile_columns + 1] - altitude;
}

void lay_plane(const Plane& plane, TileGround& ground) {
    const double sine = std::sin(plane.tilt_rad), cosine = std::cos(plane.tilt_rad), half = std::sin(plane.tilt_rad / 2);
    const double east = sine * std::sin(plane.azimuth_rad), north = sine * std::cos(plane.azimuth_rad);
    const double steepest = 1e6;  // a wall
    const auto fill = [](float* values, double value) { std::fill(values, values + k_sun_tile_cells, static_cast<float>(value)); };
    fill(ground.rise_east, std::clamp(-east / std::max(cosine, 1e-9), -steepest, steepest));
    fill(ground.rise_north, std::clamp(-north / std::max(cosine, 1e-9), -steepest, steepest));
    fill(ground.east, east);
    fill(ground.north, north);
    fill(ground.up, cosine);
    fill(ground.sky_share, (1 + cosine) / 2);
    fill(ground.ground_share, (1 - cosine) / 2);
    fill(ground.dark_share, sine - plane.tilt_rad * cosine - std::numbers::pi * half * half);
    fill(ground.level, plane.tilt_rad == 0 ? 1 : 0);
}

}  // namespace kreisblick::potentials
