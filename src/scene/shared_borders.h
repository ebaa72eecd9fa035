#pragma once

#include "geo/feature_table.h"
#include "scene/rule_matcher.h"

#include <cstdint>
#include <span>
#include <unordered_map>

namespace kreisblick::scene {

/// Knows which of two neighbouring areas draws the border between them, so that dashes are not filled up by the neighbour's dashes: the one
/// whose rule stands first, then the first row. Looks at the whole table, so that all tiles agree.
class SharedBorders {
  public:
    SharedBorders(const geo::FeatureTable& table, RuleMatcher& matcher);

    /// Polygons, and not so many that looking at all of them for every tile would be felt.
    [[nodiscard]] static bool is_worth_it(const geo::FeatureTable& table);

    /// Calls draw(run) for every stretch of the ring that this row has to draw.
    template <typename Draw>
    void for_each_own_run(std::span<const geo::Point> ring, std::uint32_t row, const Draw& draw) const {
        std::size_t first = 0;
        for (std::size_t i = 1; i < ring.size(); ++i) {
            if (is_own(ring[i - 1], ring[i], row)) continue;
            if (i - 1 > first) draw(ring.subspan(first, i - first));
            first = i;
        }
        if (ring.size() > first + 1) draw(ring.subspan(first));
    }

  private:
    struct Owner {
        int rule;
        std::uint32_t row;
    };
    [[nodiscard]] static std::uint64_t key_of(geo::Point a, geo::Point b);
    [[nodiscard]] bool is_own(geo::Point a, geo::Point b, std::uint32_t row) const;

    std::unordered_map<std::uint64_t, Owner> m_owners;
};

}  // namespace kreisblick::scene
