#pragma once

/// \file
/// The kernel of irradiation, compiled once for each code path; it must not call the standard library (see core/lanes.h). Light on a plane
/// by ESRA's beam and Muneer's diffuse model (tilted_plane.h), arranged so that a step costs a dozen operations per vector: everything that
/// does not depend on the cell is in the step; what depends on the cell's share of sky or ground is multiplied with it once for all steps.

#include "potentials/kernels/irradiation_lanes.h"
#include "potentials/kernels/irradiation_tile.h"

namespace kreisblick::potentials {

constexpr float k_unlit_distribution = 0.25227F;  // Muneer's N of a plane without sun

/// The angle whose tangent is x, for 0 … 1, rad. Error below 2e-8 (Abramowitz & Stegun 1964, 4.4.49).
template <typename L>
inline typename L::Float angle_of_tangent(typename L::Float x) {
    const typename L::Float s = x * x;
    constexpr float terms[] = {-0.0161657367F, 0.0429096138F, -0.0752896400F, 0.1065626393F, -0.1420889944F, 0.1999355085F, -0.3333314528F};
    typename L::Float series = L::all(0.0028662257F);
    for (const float term : terms) series = L::fused(series, s, L::all(term));
    return L::fused(series * s, x, x);
}

template <typename L>
void planes_from_rise(TileGround& ground) {
    using Float = typename L::Float;
    const Float one = L::all(1), half = L::all(0.5F);
    for (int cell = 0; cell < k_sun_tile_cells; cell += L::count) {
        const Float east = L::load(ground.rise_east + cell), north = L::load(ground.rise_north + cell);
        const Float square = L::fused(east, east, north * north);
        const Float cosine = one / L::root(one + square), sine = L::root(square) * cosine;
        const Float half_angle = angle_of_tangent<L>(sine / (one + cosine));
        L::store(ground.east + cell, -(east * cosine));
        L::store(ground.north + cell, -(north * cosine));
        L::store(ground.up + cell, cosine);
        L::store(ground.sky_share + cell, L::fused(half, cosine, half));
        L::store(ground.ground_share + cell, L::fused(-half, cosine, half));
        const Float wedge = L::fused(half_angle * -2.0F, cosine, sine);
        L::store(ground.dark_share + cell, L::fused(L::all(-1.57079633F), one - cosine, wedge));
        L::store(ground.level + cell, L::select(L::less(L::all(0), square), L::all(0), one));
    }
}

template <typename L>
void turn_normals(TileGround& ground, const TileFrame& frame) {
    using Float = typename L::Float;
    for (int cell = 0; cell < k_sun_tile_cells; cell += L::count) {
        const float north_m = frame.north_m[cell / k_sun_tile_columns];
        const Float lean_east = L::all(frame.lean_east_per_m * north_m), lean_north = L::all(frame.lean_north_per_m * north_m);
        const Float column = L::numbered(static_cast<float>(cell % k_sun_tile_columns));
        const Float turn = L::fused(column, L::all(frame.turn_per_column), L::all(frame.turn));
        const Float east = L::load(ground.east + cell), north = L::load(ground.north + cell), up = L::load(ground.up + cell);
        L::store(ground.east + cell, L::fused(up, lean_east, L::fused(turn, north, east)));
        L::store(ground.north + cell, L::fused(up, lean_north, L::fused(-turn, east, north)));
        L::store(ground.up + cell, L::fused(-lean_east, east, L::fused(-lean_north, north, up)));
    }
}

/// The sums of a group of steps over one vector of cells, before the shares.
template <typename L>
struct LightSums {
    typename L::Float direct, beam, sky, dark, ground;
};

/// What one vector of cells gets from a group of steps.
template <typename L>
struct CellLight {
    typename L::Float global, beam, reflected;
};

/// Beam and diffuse light of the sky against the block's, along one row of a tile.
template <typename L>
struct RowSky {
    float beam_left, beam_slope, diffuse_left, diffuse_slope;  ///< slopes per column
};

template <typename L>
inline RowSky<L> row_sky(const TileSky& sky, int group, int row) {
    const float down = (static_cast<float>(row) + 0.5F) / k_sun_tile_rows;
    const auto along = [&](const float* corners, float& left, float& slope) {
        left = corners[0] + (corners[2] - corners[0]) * down;
        slope = (corners[1] + (corners[3] - corners[1]) * down - left) / k_sun_tile_columns;
    };
    RowSky<L> result{};
    along(sky.beam[group], result.beam_left, result.beam_slope);
    along(sky.diffuse[group], result.diffuse_left, result.diffuse_slope);
    return result;
}

/// Follows a sky that differs from the block's.
template <typename L>
inline void follow_sky(LightSums<L>& sums, typename L::Float& unlit_sky, typename L::Float& unlit_ground, const RowSky<L>& row,
                       const StepGroup& group, typename L::Float column) {
    using Float = typename L::Float;
    const Float one = L::all(1);
    const Float beam = L::fused(column, L::all(row.beam_slope), L::all(row.beam_left));
    const Float diffuse = L::fused(column, L::all(row.diffuse_slope), L::all(row.diffuse_left));
    sums.direct = sums.direct * (beam * L::fused(L::all(group.circumsolar), diffuse - one, one));
    sums.beam = sums.beam * beam;
    sums.sky = sums.sky * (beam * diffuse);
    sums.dark = sums.dark * (diffuse * L::fused(L::all(group.dark_by_beam), beam - one, one));
    sums.ground = sums.ground * beam;
    unlit_sky = unlit_sky * diffuse;
    unlit_ground = unlit_ground * diffuse;
}

/// Where a vector of cells lies in its tile.
template <typename L>
struct VectorPlace {
    int row_start;             ///< first cell of the group
    int vector;                ///< within the group
    typename L::Float column;  ///< middle of each cell, columns of the tile
};

/// From sums over steps to light on the planes.
template <typename L>
inline CellLight<L> light_of(const TileTask& task, int group_index, LightSums<L> sums, const VectorPlace<L>& place) {
    using Float = typename L::Float;
    const StepGroup& group = task.block->groups[group_index];
    const TileGround& ground = *task.ground;
    const int row = place.row_start / k_sun_tile_columns;
    const float north_m = task.frame->north_m[row];
    const Float above = L::take(ground.above_m + place.row_start, place.vector);
    const auto changed = [&](Float sum, float per_m, float per_north) {
        return sum * L::fused(above, L::all(per_m), L::all(1 + per_north * north_m));
    };
    sums.sky = changed(sums.sky, group.sky_per_m, group.sky_per_north);
    sums.dark = changed(sums.dark, group.dark_per_m, group.dark_per_north);
    sums.ground = changed(sums.ground, group.ground_per_m, group.ground_per_north);
    const float diffuse_change = 1 + group.diffuse_per_north * north_m;
    Float unlit_sky = L::all(group.unlit_sky * diffuse_change), unlit_ground = L::all(group.unlit_ground * diffuse_change);
    if (task.sky) follow_sky<L>(sums, unlit_sky, unlit_ground, row_sky<L>(*task.sky, group_index, row), group, place.column);
    const auto share = [&](const float* shares) { return L::take(shares + place.row_start, place.vector); };
    CellLight<L> light{};
    light.beam = sums.beam;
    light.reflected = share(ground.ground_share) * (sums.ground + unlit_ground);
    const Float dark = L::fused(unlit_sky, L::all(k_unlit_distribution), sums.dark);
    const Float sky = L::fused(share(ground.sky_share), unlit_sky + sums.sky, share(ground.dark_share) * dark);
    light.global = sums.direct + sky + light.reflected;
    return light;
}

/// Adds up or writes what is wanted.
template <typename L>
class LightWriter {
  public:
    using Float = typename L::Float;

    LightWriter(const TileSums& sums, const VectorPlace<L>& place) : m_sums(sums), m_place(place) {}

    void add(int group, const CellLight<L>& light) {
        put(m_sums.months[group], light.global);
        m_global = m_global + light.global;
        m_beam = m_beam + light.beam;
        m_reflected = m_reflected + light.reflected;
    }
    void finish() const {
        put(m_sums.global, m_global);
        put(m_sums.beam, m_beam);
        put(m_sums.diffuse, m_global - m_beam - m_reflected);
        put(m_sums.reflected, m_reflected);
    }

  private:
    void put(float* where, Float value) const {
        if (where) L::put(where + m_place.row_start, m_place.vector, value);
    }
    const TileSums& m_sums;
    const VectorPlace<L>& m_place;
    Float m_global{}, m_beam{}, m_reflected{};
};

/// The column of each cell of a vector, at its middle, in the order of the group.
template <typename L>
inline typename L::Float columns_of(int row_start, int vector) {
    float columns[L::group];
    for (int cell = 0; cell < L::group; ++cell) columns[cell] = static_cast<float>((row_start + cell) % k_sun_tile_columns) + 0.5F;
    return L::take(columns, vector);
}

/// Sums steps over groups of cells. Split: the beam alone is wanted too. LitGround: only cells in the sun see beam light on the ground.
template <typename L, bool Split, bool LitGround>
class StepSummer {
  public:
    using Float = typename L::Float;
    using Mask = typename L::Mask;
    static constexpr int k_vectors = L::group / L::count;

    explicit StepSummer(const TileTask& task) : m_task(task) {}

    void sum_cells(int first) {
        const TileGround& ground = *m_task.ground;
        for (int v = 0; v < k_vectors; ++v) {
            m_places[v] = {first, v, columns_of<L>(first, v)};
            m_east[v] = L::take(ground.east + first, v);
            m_north[v] = L::take(ground.north + first, v);
            m_up[v] = L::take(ground.up + first, v);
        }
        LightWriter<L> writers[k_vectors] = {writer(0), writer(1), writer(2), writer(3)};
        for (int group = 0; group < m_task.block->group_count; ++group) {
            LightSums<L> sums[k_vectors];
            sum_group(group, first, sums);
            for (int v = 0; v < k_vectors; ++v) writers[v].add(group, light_of<L>(m_task, group, sums[v], m_places[v]));
        }
        for (int v = 0; v < k_vectors; ++v) writers[v].finish();
    }

  private:
    static_assert(k_vectors == 4);

    LightWriter<L> writer(int vector) { return {m_task.sums, m_places[vector]}; }

    void sum_group(int index, int first, LightSums<L>* result) {
        const StepGroup& group = m_task.block->groups[index];
        const float north_m = m_task.frame->north_m[first / k_sun_tile_columns];
        Float direct[k_vectors] = {}, beam[k_vectors] = {}, sky[k_vectors] = {}, dark[k_vectors] = {}, reflected[k_vectors] = {};
        Float above[k_vectors];
        for (int v = 0; v < k_vectors; ++v)
            above[v] = L::take(m_task.ground->above_m + first, v) + L::all(group.height_per_north * north_m);
        for (const SunStep* step = m_task.block->steps + group.first_step; step != m_task.block->steps + group.end_step; ++step) {
            Mask lit[k_vectors];
            if (!L::in_the_sun(horizon_of(*step, first), lit)) continue;
#pragma GCC unroll 4
            for (int v = 0; v < k_vectors; ++v) {
                const Float cosine =
                    L::fused(m_east[v], L::all(step->east), L::fused(m_north[v], L::all(step->north), m_up[v] * L::all(step->up)));
                const Mask shines = L::both(lit[v], L::less(Float{}, cosine));
                const Float seen = L::kept(shines, cosine);
                direct[v] = L::fused(L::fused(L::all(step->direct_per_m), above[v], L::all(step->direct)), seen, direct[v]);
                if constexpr (Split) beam[v] = L::fused(L::fused(L::all(step->beam_per_m), above[v], L::all(step->beam)), seen, beam[v]);
                sky[v] = sky[v] + L::kept(shines, L::all(step->sky));
                dark[v] = dark[v] + L::kept(shines, L::all(step->dark));
                if constexpr (LitGround) reflected[v] = reflected[v] + L::kept(shines, L::all(step->ground));
                if (step->is_low) direct[v] = direct[v] + L::kept(shines, low_light(*step, first, v));
            }
        }
        for (int v = 0; v < k_vectors; ++v)
            result[v] = {direct[v], beam[v], sky[v], dark[v], LitGround ? reflected[v] : L::all(group.always_ground)};
    }

    [[nodiscard]] HorizonPair horizon_of(const SunStep& step, int first) const {
        return {m_task.codes + step.before + first, m_task.codes + step.after + first, step.after_weight, step.elevation_code};
    }
    /// The surroundings of a low sun.
    [[nodiscard]] Float low_light(const SunStep& step, int first, int v) const {
        const Float level = L::take(m_task.ground->level + first, v) * L::all(step.low_level);
        return L::fused(m_east[v], L::all(step.low_east), L::fused(m_north[v], L::all(step.low_north), level));
    }

    const TileTask& m_task;
    VectorPlace<L> m_places[k_vectors];
    Float m_east[k_vectors], m_north[k_vectors], m_up[k_vectors];
};

template <typename L, bool Split, bool LitGround>
void sum_tile(const TileTask& task) {
    StepSummer<L, Split, LitGround> summer(task);
    for (int first = 0; first < k_sun_tile_cells; first += L::group) summer.sum_cells(first);
}

template <typename L>
void sum_steps(const TileTask& task) {
    const bool is_split = task.sums.beam || task.sums.diffuse;
    bool is_lit_ground = true;  // a group says by always_ground that the ground goes on shining
    for (int group = 0; group < task.block->group_count; ++group)
        is_lit_ground = is_lit_ground && task.block->groups[group].always_ground == 0;
    if (is_split)
        is_lit_ground ? sum_tile<L, true, true>(task) : sum_tile<L, true, false>(task);
    else
        is_lit_ground ? sum_tile<L, false, true>(task) : sum_tile<L, false, false>(task);
}

}  // namespace kreisblick::potentials
