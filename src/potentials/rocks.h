#pragma once

#include "core/result.h"
#include "core/words.h"
#include "geo/feature_table.h"
#include "potentials/borehole_heat.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// What drilling into a rock can set off.
enum class RockHazard { None, Evaporite, Karst };

/// A rock as the table of rocks declares it (layers/tables/rocks.toml).
struct Rock {
    std::string id;
    core::Words title;
    double conductivity_w_m_k = 0;
    double heat_capacity_mj_m3_k = 0;
    GroundKind kind = GroundKind::ByConductivity;
    RockHazard hazard = RockHazard::None;
    double thickness_m = std::numeric_limits<double>::infinity();  ///< usual, where it lies on another rock
    std::string below;                                             ///< id of that rock; empty = it goes on downwards
    bool is_published = false;                                     ///< values of a named source rather than general knowledge
};

/// A stretch of ground, from above.
struct GroundSlice {
    double thickness_m = 0;
    double conductivity_w_m_k = 0;
    double heat_capacity_mj_m3_k = 0;
};
/// Means of a profile down to a length, weighted by thickness: parallel flow to the probe. The lowest slice goes on downwards.
[[nodiscard]] GroundSlice mean_ground(const std::vector<GroundSlice>& profile, double length_m);

/// The rocks, and how a map's codes and names are read as one of them. At most 250.
class RockTable {
  public:
    using Index = std::uint8_t;
    /// The rock "unknown", which every table has: what is assumed where no map tells.
    static constexpr Index k_unknown = 0;

    /// From the declared table. An Error names the row that is wrong: a value out of range, an unknown word, a rock below that is none.
    [[nodiscard]] static core::Result<RockTable> from(const geo::FeatureTable& declared);

    [[nodiscard]] const std::vector<Rock>& all() const { return m_rocks; }
    [[nodiscard]] const Rock& at(Index rock) const { return m_rocks[rock]; }
    /// The rock of that id; null if there is none.
    [[nodiscard]] const Rock* find(const std::string& id) const;
    /// The rock that a map means: by its code as it stands, else by the longest declared word that its name holds; k_unknown where neither
    /// is known.
    [[nodiscard]] Index rock_of(const std::string& code, const std::string& name) const;
    /// The rock and what lies below it, as deep as is declared.
    [[nodiscard]] std::vector<GroundSlice> profile(Index rock) const;
    /// The rocks that a probe of this length meets, from above.
    [[nodiscard]] std::vector<const Rock*> met(Index rock, double length_m) const;

  private:
    struct Word {
        std::string text;
        Index rock = k_unknown;
    };
    std::vector<Rock> m_rocks;
    std::vector<Word> m_codes;
    std::vector<Word> m_words;  // longest first
};

}  // namespace kreisblick::potentials
