#pragma once

#include "fiction/field.h"
#include "fiction/road_net.h"

#include <optional>

namespace kreisblick::fiction {

/// Roads as steps between neighbouring cells, until they become curves.
class CellNet {
  public:
    explicit CellNet(const geo::GridSpec& grid)
        : m_grid(grid),
          m_is_node(static_cast<std::size_t>(grid.cells()), 0),
          m_steps(static_cast<std::size_t>(grid.cells()) * k_ways, k_no_step) {}

    /// Adds a way from cell to cell; where there is a road already, the broader class counts.
    void add(const std::vector<std::uint32_t>& way, RoadClass road);
    [[nodiscard]] bool is_node(std::uint32_t cell) const { return m_is_node[cell] != 0; }
    [[nodiscard]] bool has(std::uint32_t a, std::uint32_t b) const { return m_steps[slot_of(a, b)] != k_no_step; }
    /// Whether a diagonal step would cross another one without meeting it.
    [[nodiscard]] bool would_cross(std::uint32_t a, std::uint32_t b) const;

    /// Curves from junction to junction, one class each; tracks run on through junctions with other tracks. The net is softened as a
    /// whole, so that a road runs on smoothly where others join it; what runs on in the same class is one route.
    [[nodiscard]] std::vector<Road> courses(std::uint64_t key) const;

  private:
    static constexpr std::size_t k_ways = 4;  ///< east, south-west, south, south-east: the other four are another cell's
    static constexpr std::uint8_t k_no_step = 0xff;

    [[nodiscard]] std::size_t slot_of(std::uint32_t a, std::uint32_t b) const {
        const std::uint32_t first = std::min(a, b), step = std::max(a, b) - first;
        return first * k_ways + (step == 1 ? 0 : step - static_cast<std::uint32_t>(m_grid.width) + 2);
    }
    /// The cell that a step leads to.
    [[nodiscard]] std::uint32_t end_of(std::size_t slot) const {
        const auto from = static_cast<std::uint32_t>(slot / k_ways), way = static_cast<std::uint32_t>(slot % k_ways);
        return way == 0 ? from + 1 : from + static_cast<std::uint32_t>(m_grid.width) + way - 2;
    }

    geo::GridSpec m_grid;
    std::vector<char> m_is_node;
    std::vector<std::uint8_t> m_steps;  ///< the class of each step, by cell and way
};

}  // namespace kreisblick::fiction
