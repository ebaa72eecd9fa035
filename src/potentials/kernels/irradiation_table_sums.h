#pragma once

/// \file
/// The yearly sum by table, a part of the kernel (irradiation_sums.h): per sector of azimuth, the code above which the sun must stand to
/// shine on a cell (its horizon, or its own plane where that is steeper) leads to the sums of all steps that do. The time does not depend
/// on the number of steps.

#include "potentials/kernels/irradiation_sums.h"

namespace kreisblick::potentials {

/// A slope (at least 0) as the code of its angle, 0 … 255. Error below 0.03 codes (Hastings 1955).
template <typename L>
inline typename L::Int code_of_slope(typename L::Float slope) {
    using Float = typename L::Float;
    const Float one = L::all(1);
    const auto is_steep = L::less(one, slope);
    const bool any_steep = L::any(is_steep);  // seldom: spares the division
    const Float x = any_steep ? L::select(is_steep, one / slope, slope) : slope, s = x * x;
    const Float series =
        L::fused(L::fused(L::fused(L::all(-0.0389929F), s, L::all(0.1462766F)), s, L::all(-0.3211819F)), s, L::all(0.9992150F));
    const Float angle = any_steep ? L::select(is_steep, L::fused(-series, x, L::all(1.5707963F)), series * x) : series * x;
    constexpr float codes_per_rad = 229.183118F;
    return L::truncated(L::smaller(L::fused(angle, L::all(codes_per_rad), L::all(0.5F)), L::all(255)));
}

/// Sums rows of a tile by the table of its block.
template <typename L>
class TableSummer {
  public:
    using Float = typename L::Float;

    explicit TableSummer(const TileTask& task) : m_task(task), m_block(*task.block) {}

    void sum_row(int first) {
        for (int sector = 0; sector < m_block.sector_count; ++sector) find_codes(m_block.sectors[sector], first, m_codes[sector]);
        for (int cell = 0; cell < k_sun_tile_columns; cell += 4) add_sectors(cell);
        for (int start = 0; start < k_sun_tile_columns; start += L::group)
            for (int v = 0; v < L::group / L::count; ++v) write(first, start, v);
    }

  private:
    using Entry = float __attribute__((vector_size(32)));

    /// The codes that the sun must stand above.
    void find_codes(const TableSector& sector, int first, std::uint8_t* codes) const {
        const TileGround& ground = *m_task.ground;
        for (int cell = 0; cell < k_sun_tile_columns; cell += L::count) {
            const Float north = L::load(ground.rise_north + first + cell) * L::all(sector.cosine);
            const Float rise = L::fused(L::load(ground.rise_east + first + cell), L::all(sector.sine), north);
            L::store_bytes(codes + cell, code_of_slope<L>(L::larger(rise, Float{})));
        }
        const std::uint8_t* before = m_task.codes + sector.before + first;
        const std::uint8_t* after = m_task.codes + sector.after + first;
        for (int cell = 0; cell < k_sun_tile_columns; ++cell) {
            const auto horizon = static_cast<std::uint8_t>((before[cell] + after[cell] + 1) >> 1);
            codes[cell] = codes[cell] > horizon ? codes[cell] : horizon;
        }
    }

    /// Four cells side by side, since each waits for its own last addition.
    void add_sectors(int cell) {
        Entry sums[4] = {};
        const float* table = m_block.table;
        for (int sector = 0; sector < m_block.sector_count; ++sector, table += k_table_stride)
#pragma GCC unroll 4
            for (int i = 0; i < 4; ++i) {
                Entry entry;
                std::memcpy(&entry, table + std::size_t{m_codes[sector][cell + i]} * k_table_parts, sizeof entry);
                sums[i] += entry;
            }
        for (int i = 0; i < 4; ++i)
            for (int part = 0; part < k_table_parts; ++part) m_parts[part][cell + i] = sums[i][part];
    }

    void write(int first, int start, int v) const {
        const TileGround& ground = *m_task.ground;
        const StepGroup& group = m_block.groups[0];
        const auto of_ground = [&](const float* values) { return L::take(values + first + start, v); };
        const auto part = [&](int index) { return L::take(m_parts[index] + start, v); };
        const float north_m = m_task.frame->north_m[first / k_sun_tile_columns];
        const Float above = of_ground(ground.above_m) + L::all(group.height_per_north * north_m);
        const Float upward = part(2);
        const Float level_sun = L::fused(of_ground(ground.up), upward, of_ground(ground.level) * part(7));
        const Float at_mean = L::fused(of_ground(ground.east), part(0), L::fused(of_ground(ground.north), part(1), level_sun));
        const Float change = part(6) / L::larger(upward, L::all(1e-30F));
        const VectorPlace<L> place{first + start, v, columns_of<L>(first + start, v)};
        const LightSums<L> sums{L::fused(at_mean * above, change, at_mean), Float{}, part(3), part(4),
                                group.always_ground > 0 ? L::all(group.always_ground) : part(5)};
        const CellLight<L> light = light_of<L>(m_task, 0, sums, place);
        L::put(m_task.sums.global + first + start, v, light.global);
    }

    const TileTask& m_task;
    const SunBlock& m_block;
    std::uint8_t m_codes[k_most_sectors][k_sun_tile_columns];
    float m_parts[k_table_parts][k_sun_tile_columns];
};

template <typename L>
void sum_table(const TileTask& task) {
    TableSummer<L> summer(task);
    for (int first = 0; first < k_sun_tile_cells; first += k_sun_tile_columns) summer.sum_row(first);
}

template <typename L>
IrradiationKernel irradiation_kernel_for() {
    return {planes_from_rise<L>, turn_normals<L>, sum_steps<L>, sum_table<L>};
}

}  // namespace kreisblick::potentials
