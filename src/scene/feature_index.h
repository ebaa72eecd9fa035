#pragma once

#include "geo/feature_table.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace kreisblick::scene {

/// A FeatureTable with a uniform grid over it that finds the features of a window quickly. Immutable once made.
class IndexedFeatures {
  public:
    explicit IndexedFeatures(geo::FeatureTable table);

    [[nodiscard]] const geo::FeatureTable& table() const { return m_table; }
    [[nodiscard]] const geo::Extent& extent() const { return m_extent; }
    /// Rows whose extent meets the window, ascending, each once.
    [[nodiscard]] std::vector<std::uint32_t> in(const geo::Extent& window) const;

  private:
    geo::FeatureTable m_table;
    geo::Extent m_extent;
    int m_columns = 1;
    int m_rows = 1;
    std::vector<std::uint32_t> m_first;    // bucket → entries
    std::vector<std::uint32_t> m_entries;  // rows
};

}  // namespace kreisblick::scene
