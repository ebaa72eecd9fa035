#pragma once

#include "core/code_path.h"

#include <cstdint>

namespace kreisblick::potentials {

/// \file
/// What the irradiation kernel works on: a tile of 64 × 16 cells of ground, and the sun's steps for the block that the tile lies in. Plain
/// data only, since the kernel is compiled for several sets of instructions. A tile's arrays go row by row.

constexpr int k_sun_tile_columns = 64;
constexpr int k_sun_tile_rows = 16;
constexpr int k_sun_tile_cells = k_sun_tile_columns * k_sun_tile_rows;
constexpr int k_most_step_groups = 12;

/// The planes of a tile's cells.
struct alignas(64) TileGround {
    float rise_east[k_sun_tile_cells];  ///< of the plane, metres per metre
    float rise_north[k_sun_tile_cells];
    float above_m[k_sun_tile_cells];  ///< height above the block's mean; NaN = no height
    float east[k_sun_tile_cells];     ///< unit normal, along the axes of the grid at the block's centre
    float north[k_sun_tile_cells];
    float up[k_sun_tile_cells];
    float sky_share[k_sun_tile_cells];     ///< (1 + cos β)/2
    float dark_share[k_sun_tile_cells];    ///< sin β − β cos β − π sin²(β/2): Muneer's factor of N
    float ground_share[k_sun_tile_cells];  ///< (1 − cos β)/2
    float level[k_sun_tile_cells];         ///< 1 where the plane is exactly level, else 0
};

/// How the tile lies in its block: the vertical leans and north turns from place to place, so normals are brought to the block's centre.
struct TileFrame {
    float north_m[k_sun_tile_rows];  ///< how far true north of the block's centre each row lies
    float lean_east_per_m = 0;       ///< of the vertical per metre of that, rad
    float lean_north_per_m = 0;
    float turn = 0;  ///< of true north at the first column, rad
    float turn_per_column = 0;
};

/// One instant. Amounts in Wh/m² (kWh/m² of a year) that a cell in the sun gets, by what they are multiplied with.
struct SunStep {
    float east = 0, north = 0, up = 0;    ///< towards the sun
    float direct = 0, direct_per_m = 0;   ///< beam and circumsolar light, by the cosine of incidence; its change per metre of height
    float beam = 0, beam_per_m = 0;       ///< the beam alone
    float sky = 0, dark = 0, ground = 0;  ///< what sunlight changes in the parts that go by the three shares
    float low_east = 0, low_north = 0;    ///< low sun: circumsolar light by the components of the normal
    float low_level = 0;                  ///< the same on a level plane
    std::int32_t is_low = 0;
    std::int32_t before = 0, after = 0;  ///< where the tile's codes of the directions beside the sun begin
    std::int32_t after_weight = 0;       ///< 1 … 127 of 128
    std::int32_t elevation_code = 1;     ///< of the sun, in 1/128 of a horizon code: in the light where this is greater
};

/// A month's steps, or all of them, with what holds for their sums.
struct StepGroup {
    std::int32_t first_step = 0, end_step = 0;
    float unlit_sky = 0;      ///< diffuse light on the level
    float always_ground = 0;  ///< beam light on the ground that is reflected whether the cell lies in the sun or not
    float unlit_ground = 0;   ///< diffuse light on the ground
    // How sums change, as shares, with height (per metre) and to the north (per metre).
    float height_per_north = 0;  ///< the change of the direct light per metre north is that of so many metres of height
    float sky_per_m = 0, sky_per_north = 0;
    float dark_per_m = 0, dark_per_north = 0;
    float ground_per_m = 0, ground_per_north = 0;
    float diffuse_per_north = 0;
    // How sums follow factors of the beam and the diffuse light that vary within the block.
    float circumsolar = 0;   ///< share of the direct light that goes with the diffuse light too
    float dark_by_beam = 0;  ///< elasticity
};

/// The beam and diffuse light of the sky at a tile's corners against the block's: north-west, north-east, south-west, south-east.
struct TileSky {
    float beam[k_most_step_groups][4];
    float diffuse[k_most_step_groups][4];
};

/// A sector of azimuth of the table over the year: sums of all steps in it that stand above a code.
struct TableSector {
    float sine = 0, cosine = 0;          ///< of its azimuth
    std::int32_t before = 0, after = 0;  ///< as in SunStep; the horizon is the mean of both
};
constexpr int k_table_parts =
    8;  ///< direct light by east, north, up; sky; dark; ground; change of direct light by up; low sun on the level
constexpr int k_table_codes = 256;
constexpr int k_table_stride = (k_table_codes + 20) * k_table_parts;  ///< odd in cache lines, so that sectors do not share their places
constexpr int k_most_sectors = 256;

/// What holds for a block.
struct SunBlock {
    const SunStep* steps = nullptr;
    const StepGroup* groups = nullptr;
    std::int32_t group_count = 0;
    const TableSector* sectors = nullptr;
    const float* table = nullptr;  ///< k_table_stride floats a sector
    std::int32_t sector_count = 0;
};

/// Where a tile's sums go: 1,024 floats each, or null if not wanted.
struct TileSums {
    float* global = nullptr;
    float* beam = nullptr;
    float* diffuse = nullptr;
    float* reflected = nullptr;
    float* months[k_most_step_groups] = {};
};

/// One tile with all that is known of it. The codes are those of HorizonMap: [direction][1,024]. sky may be null.
struct TileTask {
    const TileGround* ground = nullptr;
    const TileFrame* frame = nullptr;
    const SunBlock* block = nullptr;
    const TileSky* sky = nullptr;
    const std::uint8_t* codes = nullptr;
    TileSums sums;
};

/// How a code path does it.
struct IrradiationKernel {
    void (*planes_from_rise)(TileGround&) = nullptr;                ///< normals and shares from rise_east and rise_north
    void (*turn_normals)(TileGround&, const TileFrame&) = nullptr;  ///< to the block's centre
    void (*sum_steps)(const TileTask&) = nullptr;                   ///< step by step
    void (*sum_table)(const TileTask&) = nullptr;                   ///< the global sum alone, by the table
};

[[nodiscard]] IrradiationKernel plain_irradiation_kernel();
[[nodiscard]] IrradiationKernel avx2_irradiation_kernel();
[[nodiscard]] IrradiationKernel avx512_irradiation_kernel();

}  // namespace kreisblick::potentials
