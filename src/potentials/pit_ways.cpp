#include "potentials/pit_ways.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kreisblick::potentials {
namespace {

constexpr auto k_unknown = static_cast<std::uint8_t>(WaterWay::Unknown);
constexpr auto k_spread = static_cast<std::uint8_t>(WaterWay::Spread);

/// The cells from the lowest level up, by number among equals. They come by number.
std::vector<std::uint32_t> by_level(std::span<const std::uint32_t> cells, const std::vector<std::uint16_t>& levels) {
    std::vector<std::uint32_t> next(std::size_t{std::numeric_limits<std::uint16_t>::max()} + 2);
    for (const std::uint32_t cell : cells) ++next[std::size_t{levels[cell]} + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> sorted(cells.size());
    for (const std::uint32_t cell : cells) sorted[next[levels[cell]]++] = cell;
    return sorted;
}

}  // namespace

void PitWays::resolve(std::span<const std::uint32_t> cells) {
    for (const std::uint32_t cell : by_level(cells, m_drainage.levels)) {
        if (m_job.stopped()) return;
        if (m_drainage.ways[cell] == k_unknown) resolve_flat(cell);
    }
}

void PitWays::resolve_flat(std::uint32_t cell) {
    gather_flat(cell);
    if (m_led.empty()) carve_from_flat();
    lead_over_flat();
    forget_search();
}

/// Collects the flat that the cell belongs to; those of its cells that touch one of the same level whose way is known get theirs.
void PitWays::gather_flat(std::uint32_t cell) {
    m_level = m_drainage.levels[cell];
    m_flat.assign(1, cell);
    m_led.clear();
    m_seen[cell] = k_in_flat;
    for (std::size_t i = 0; i < m_flat.size() && !m_job.stopped(); ++i) {
        std::uint8_t outlet = 8;
        for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
            const std::uint32_t next = beside(m_flat[i], neighbour);
            if (m_drainage.levels[next] != m_level || m_seen[next] == k_in_flat) continue;
            if (m_drainage.ways[next] != k_unknown) {
                outlet = std::min(outlet, neighbour);
            } else {
                m_seen[next] = k_in_flat;
                m_flat.push_back(next);
            }
        }
        if (outlet < 8) m_led.push_back(m_flat[i]), m_heap.push_back({outlet, 0, m_flat[i]});
    }
    // Only now, since a cell whose way is known would be taken for a way out by the others.
    for (const Reached& led : m_heap) m_drainage.ways[led.cell] = static_cast<std::uint8_t>(led.level + 1);
    m_heap.clear();
}

/// A pit: floods from it until lower ground or a way is met, and carves.
void PitWays::carve_from_flat() {
    for (const std::uint32_t cell : m_flat) reach_around(cell);
    while (!m_heap.empty() && !m_job.stopped()) {
        std::pop_heap(m_heap.begin(), m_heap.end());
        const std::uint32_t cell = m_heap.back().cell;
        m_heap.pop_back();
        if (is_exit(cell)) return carve_to(cell);
        reach_around(cell);
    }
}

/// Takes the neighbours of a cell into the flood.
void PitWays::reach_around(std::uint32_t cell) {
    for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
        const std::uint32_t next = beside(cell, neighbour);
        if (m_seen[next] != k_unseen) continue;
        m_seen[next] = static_cast<std::uint8_t>(opposite(neighbour) + 1);
        m_heap.push_back({m_drainage.levels[next], static_cast<std::uint32_t>(m_climbed.size()), next});
        std::push_heap(m_heap.begin(), m_heap.end());
        m_climbed.push_back(next);
    }
}

bool PitWays::is_exit(std::uint32_t cell) const {
    const std::uint8_t way = m_drainage.ways[cell];
    return m_drainage.levels[cell] < m_level || (way != k_spread && way != k_unknown);
}

/// Leads the water from the flat to the cell.
void PitWays::carve_to(std::uint32_t cell) {
    while (m_seen[cell] != k_in_flat) {
        const auto back = static_cast<std::uint8_t>(m_seen[cell] - 1);
        cell = beside(cell, back);
        m_drainage.ways[cell] = static_cast<std::uint8_t>(opposite(back) + 1);
    }
    m_led.push_back(cell);
}

/// From the cells of the flat whose way is known to all others, step by step.
void PitWays::lead_over_flat() {
    for (std::size_t i = 0; i < m_led.size() && !m_job.stopped(); ++i)
        for (std::uint8_t neighbour = 0; neighbour < 8; ++neighbour) {
            const std::uint32_t next = beside(m_led[i], neighbour);
            if (m_seen[next] != k_in_flat || m_drainage.ways[next] != k_unknown) continue;
            m_drainage.ways[next] = static_cast<std::uint8_t>(opposite(neighbour) + 1);
            m_led.push_back(next);
        }
}

void PitWays::forget_search() {
    for (const std::uint32_t cell : m_flat) m_seen[cell] = k_unseen;
    for (const std::uint32_t cell : m_climbed) m_seen[cell] = k_unseen;
    m_climbed.clear();
    m_heap.clear();
}

}  // namespace kreisblick::potentials
