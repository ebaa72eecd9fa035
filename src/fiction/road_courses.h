#pragma once

#include "fiction/field.h"
#include "fiction/road_net.h"

#include <map>

namespace kreisblick::fiction {

/// Roads as steps between neighbouring cells, until they become curves.
class CellNet {
  public:
    explicit CellNet(const geo::GridSpec& grid) : m_grid(grid), m_is_node(static_cast<std::size_t>(grid.cells()), 0) {}

    /// Adds a way from cell to cell; where there is a road already, the broader class counts.
    void add(const std::vector<std::uint32_t>& way, RoadClass road);
    [[nodiscard]] bool is_node(std::uint32_t cell) const { return m_is_node[cell] != 0; }
    [[nodiscard]] bool has(std::uint32_t a, std::uint32_t b) const { return m_steps.contains({std::min(a, b), std::max(a, b)}); }

    /// Curves from junction to junction, one class each, softened between their ends.
    [[nodiscard]] std::vector<Road> courses(std::uint64_t key) const;

  private:
    using Step = std::pair<std::uint32_t, std::uint32_t>;
    geo::GridSpec m_grid;
    std::vector<char> m_is_node;
    std::map<Step, RoadClass> m_steps;
};

}  // namespace kreisblick::fiction
