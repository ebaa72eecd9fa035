#include "potentials/area_classes.h"

#include "geo/polygon_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kreisblick::potentials {
namespace {

constexpr std::size_t k_most_names = 5;

/// What names an area in a sentence.
std::string name_of(const geo::FeatureTable& table, std::size_t row) {
    for (const char* column : {"name", "code", "zone"})
        if (std::string name = table.text(row, column); !name.empty()) return name;
    return fmt::format("{}", row + 1);
}

/// One part's areas, with the number of the area that a cell belongs to.
class PartMarker {
  public:
    PartMarker(const geo::FeatureTable& table, const geo::GridSpec& grid, Overlap overlap, ClassCells& cells)
        : m_table(table),
          m_grid(grid),
          m_overlap(overlap),
          m_cells(cells),
          m_area(table.size() > 1 ? cells.size() : 0) {}

    void add(std::size_t row, std::uint8_t wanted, std::span<const geo::CellRun> runs) {
        for (const geo::CellRun& run : runs)
            for (auto cell = static_cast<std::size_t>(m_grid.index(run.first, run.row)),
                      end = static_cast<std::size_t>(m_grid.index(run.end, run.row));
                 cell < end; ++cell) {
                const std::uint8_t before = m_cells[cell];
                if (!m_area.empty() && m_area[cell] && before != wanted) note_overlap(m_area[cell] - 1, row);
                if (m_overlap == Overlap::LaterCounts || wanted > before) m_cells[cell] = wanted;
                if (!m_area.empty()) m_area[cell] = static_cast<std::uint32_t>(row) + 1;
            }
    }
    [[nodiscard]] AreaOverlaps take() { return std::move(m_overlaps); }

  private:
    /// Zones of one area lie in each other by right; they have one name.
    void note_overlap(std::size_t first, std::size_t second) {
        if (std::pair(first, second) != m_pair) look_at({first, second});
        if (m_pair_counts) ++m_overlaps.cells;
    }
    void look_at(std::pair<std::size_t, std::size_t> pair) {
        m_pair = pair;
        const std::string first = name_of(m_table, pair.first), second = name_of(m_table, pair.second);
        m_pair_counts = first != second;
        const std::string text = first + " / " + second;
        std::vector<std::string>& names = m_overlaps.names;
        if (m_pair_counts && names.size() < k_most_names && std::find(names.begin(), names.end(), text) == names.end())
            names.push_back(text);
    }
    const geo::FeatureTable& m_table;
    const geo::GridSpec& m_grid;
    Overlap m_overlap;
    ClassCells& m_cells;
    std::vector<std::uint32_t> m_area;  // row + 1 of the area that was marked last; empty where there is only one
    std::pair<std::size_t, std::size_t> m_pair{SIZE_MAX, SIZE_MAX};
    bool m_pair_counts = false;
    AreaOverlaps m_overlaps;
};

}  // namespace

void AreaOverlaps::add(const AreaOverlaps& other) {
    cells += other.cells;
    names.insert(names.end(), other.names.begin(), other.names.end());
    if (names.size() > k_most_names) names.resize(k_most_names);
}

AreaOverlaps mark_areas(std::span<const geo::FeatureTable* const> tables, const geo::GridSpec& grid, const AreaClass& class_of,
                        Overlap overlap, ClassCells& cells, const core::Job& job) {
    AreaOverlaps overlaps;
    geo::PolygonRuns runs(grid);
    for (const geo::FeatureTable* table : tables) {
        if (table->kind() != geo::GeometryKind::Polygon) continue;
        PartMarker marker(*table, grid, overlap, cells);
        for (std::size_t row = 0; row < table->size() && !job.stopped(); ++row) {
            if (!table->extent(row).intersects(grid.extent())) continue;
            if (const std::uint8_t wanted = class_of(*table, row)) marker.add(row, wanted, runs.of(*table, row));
        }
        overlaps.add(marker.take());
    }
    return overlaps;
}

core::Words hectares_of(std::int64_t cells, const geo::GridSpec& grid) {
    const double hectares = static_cast<double>(cells) * grid.cell_m * grid.cell_m / 1e4;
    const int decimals = hectares < 10 ? 1 : 0;
    return {core::number(hectares, decimals, core::Language::German) + "\u202fha",
            core::number(hectares, decimals, core::Language::English) + "\u202fha"};
}

core::Words listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), k_most_names); ++i) text += (text.empty() ? "" : ", ") + names[i];
    if (names.size() <= k_most_names) return {text, text};
    const std::size_t more = names.size() - k_most_names;
    return {fmt::format("{} und {} weitere", text, more), fmt::format("{} and {} more", text, more)};
}

}  // namespace kreisblick::potentials
