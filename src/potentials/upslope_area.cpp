#include "potentials/upslope_area.h"

#include "core/fast_clones.h"
#include "core/parallel.h"

#include <algorithm>
#include <atomic>

namespace kreisblick::potentials {
namespace {

constexpr std::int64_t k_rows_at_once = 32;
constexpr auto k_spread = static_cast<std::uint8_t>(WaterWay::Spread);
constexpr auto k_leaves = static_cast<std::uint8_t>(WaterWay::Leaves);
constexpr auto k_no_data = static_cast<std::uint8_t>(WaterWay::NoData);

/// The sum of the weights by which a cell hands its water on; 1 where it has one way.
float weight_sum(const Drainage& drainage, std::int64_t cell, const std::array<std::int64_t, 8>& neighbours) {
    if (drainage.ways[static_cast<std::size_t>(cell)] != k_spread) return 1;
    const std::uint16_t* level = drainage.levels.data() + cell;
    std::uint32_t sum = 0;
    for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
        const std::int32_t fall = std::int32_t{*level} - std::int32_t{level[neighbours[neighbour]]};
        sum += flow_weight(neighbour, static_cast<std::uint32_t>(fall > 0 ? fall : 0));
    }
    return static_cast<float>(sum);  // at most 12 · 65,535: exact
}

/// Adds one to those cells of a row into which the neighbour in one direction sheds water; towards: that neighbour's way if it is the one.
KREISBLICK_FAST_CLONES void count_from(const std::uint16_t* levels, const std::uint16_t* beside_levels, const std::uint8_t* beside_ways,
                                       std::uint8_t towards, std::uint8_t* counts, int width) {
    for (int i = 0; i < width; ++i) {
        const bool spreads = beside_ways[i] == k_spread && beside_levels[i] > levels[i];
        counts[i] = static_cast<std::uint8_t>(counts[i] + ((spreads || beside_ways[i] == towards) ? 1 : 0));
    }
}

}  // namespace

/// Follows the water down: a cell's turn comes when all that shed water into it are done. Each takes from its neighbours in a fixed order,
/// so that the sums do not depend on whose turn came first.
class Accumulation {
  public:
    Accumulation(UpslopeArea& area, const std::vector<std::uint16_t>* zones)
        : m_area(area),
          m_drainage(area.m_drainage),
          m_zones(zones),
          m_neighbours(m_drainage.neighbours()),
          m_counts(m_drainage.ways.size(), 0) {}

    void run(const core::Job& job) {
        core::parallel_blocks(m_drainage.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
            for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row) count_sources(row);
        });
        core::parallel_blocks(m_drainage.grid.height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
            std::vector<std::int64_t> ready;
            for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row) follow_from(row, ready);
        });
    }

  private:
    /// How many shed water into each cell: 0 if none does, else one more than so many, so that counting down never reaches 0.
    void count_sources(int row) {
        const std::int64_t first = m_drainage.index(0, row);
        std::uint8_t* counts = m_counts.data() + first;
        for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
            const std::int64_t beside = first + m_neighbours[neighbour];
            count_from(m_drainage.levels.data() + first, m_drainage.levels.data() + beside, m_drainage.ways.data() + beside,
                       static_cast<std::uint8_t>(opposite(neighbour) + 1), counts, m_drainage.grid.width);
        }
        for (int i = 0; i < m_drainage.grid.width; ++i) counts[i] = static_cast<std::uint8_t>(counts[i] + (counts[i] > 0 ? 1 : 0));
    }

    void follow_from(int row, std::vector<std::int64_t>& ready) {
        const std::int64_t first = m_drainage.index(0, row);
        for (std::int64_t source = first; source < first + m_drainage.grid.width; ++source) {
            if (m_drainage.ways[static_cast<std::size_t>(source)] == k_no_data) continue;
            // Others count down beside us, but never to 0.
            if (std::atomic_ref(m_counts[static_cast<std::size_t>(source)]).load(std::memory_order_relaxed) != 0) continue;
            ready.push_back(source);
            while (!ready.empty()) {
                const std::int64_t cell = ready.back();
                ready.pop_back();
                gather(cell);
                hand_on(cell, ready);
            }
        }
    }

    /// Sums up what the neighbours shed into a cell whose turn has come.
    void gather(std::int64_t cell) {
        const std::uint16_t* level = m_drainage.levels.data() + cell;
        const std::uint8_t* way = m_drainage.ways.data() + cell;
        float sum = 1;
        for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
            const std::int64_t step = m_neighbours[neighbour];
            std::uint32_t weight = way[step] == opposite(neighbour) + 1 ? 1 : 0;
            if (way[step] == k_spread && level[step] > *level)
                weight = flow_weight(neighbour, static_cast<std::uint32_t>(level[step] - *level));
            if (weight > 0 && is_same_zone(cell, cell + step))
                sum += m_area.m_per_weight[static_cast<std::size_t>(cell + step)] * static_cast<float>(weight);
        }
        m_area.m_per_weight[static_cast<std::size_t>(cell)] = sum / weight_sum(m_drainage, cell, m_neighbours);
    }

    void hand_on(std::int64_t cell, std::vector<std::int64_t>& ready) {
        const std::uint8_t way = m_drainage.ways[static_cast<std::size_t>(cell)];
        if (way == k_leaves) return;
        if (way != k_spread) return count_down(cell + m_neighbours[way - 1U], ready);
        const std::uint16_t* level = m_drainage.levels.data() + cell;
        for (const std::int64_t step : m_neighbours)
            if (level[step] < *level) count_down(cell + step, ready);
    }

    void count_down(std::int64_t cell, std::vector<std::int64_t>& ready) {
        if (std::atomic_ref(m_counts[static_cast<std::size_t>(cell)]).fetch_sub(1, std::memory_order_acq_rel) == 2) ready.push_back(cell);
    }

    [[nodiscard]] bool is_same_zone(std::int64_t a, std::int64_t b) const {
        return !m_zones || (*m_zones)[unframed(a)] == (*m_zones)[unframed(b)];
    }
    /// The cell's number in the grid without the frame.
    [[nodiscard]] std::size_t unframed(std::int64_t cell) const {
        const std::int64_t row = cell / m_drainage.stride(), column = cell % m_drainage.stride();
        return static_cast<std::size_t>((row - 1) * m_drainage.grid.width + column - 1);
    }

    UpslopeArea& m_area;
    const Drainage& m_drainage;
    const std::vector<std::uint16_t>* m_zones;
    std::array<std::int64_t, 8> m_neighbours;
    std::vector<std::uint8_t> m_counts;
};

core::Result<UpslopeArea> UpslopeArea::of(Drainage drainage, const std::vector<std::uint16_t>* zones, const core::Job& job) {
    UpslopeArea area(std::move(drainage));
    Accumulation(area, zones).run(job);
    if (job.stopped()) return core::fail("following the water down was stopped");
    return area;
}

void UpslopeArea::row_in_cells(int row, std::span<float> cells) const {
    const auto neighbours = m_drainage.neighbours();
    const std::int64_t first = m_drainage.index(0, row);
    for (int column = 0; column < m_drainage.grid.width; ++column) {
        const std::int64_t cell = first + column;
        cells[static_cast<std::size_t>(column)] =
            m_drainage.ways[static_cast<std::size_t>(cell)] == k_no_data
                ? geo::NoData<float>::value
                : std::max(1.0F, m_per_weight[static_cast<std::size_t>(cell)] * weight_sum(m_drainage, cell, neighbours));
    }
}

geo::Raster<float> UpslopeArea::in_cells() const {
    geo::Raster<float> raster(grid());
    core::parallel_blocks(grid().height, k_rows_at_once, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end; ++row)
            row_in_cells(
                row,
                std::span(raster.values).subspan(static_cast<std::size_t>(grid().index(0, row)), static_cast<std::size_t>(grid().width)));
    });
    return raster;
}

}  // namespace kreisblick::potentials
