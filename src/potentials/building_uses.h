#pragma once

#include "core/result.h"
#include "core/words.h"
#include "geo/feature_table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kreisblick::potentials {

/// The table that the program declares (layers/tables/building_uses.toml).
inline constexpr const char* k_building_uses_table = "building_uses";

/// What a building is used for, and what its heat follows from.
struct BuildingUse {
    std::string id;
    core::Words title;
    double heat_kwh_m2 = 0;      ///< per reference area and year, hot water included; 0 for dwellings, whose heat follows from type and age
    double full_load_hours = 0;  ///< 0 where nothing is heated
    double storey_m = 2.8;       ///< height of a storey
    double usual_storeys = 1;    ///< where nothing is known of the height
    bool is_heated = false;      ///< as a rule
    bool is_dwelling = false;
    bool may_be_timber = false;  ///< may be a timber-framed house
};

/// The uses, and how the data's words are read as one of them.
class BuildingUses {
  public:
    using Index = std::uint8_t;
    /// What no word tells; every table has it.
    static constexpr Index k_unknown = 0;

    /// From the declared table. An Error names the row that is wrong, a word that two rows claim, or one of k_needed that is missing.
    [[nodiscard]] static core::Result<BuildingUses> from(const geo::FeatureTable& declared);

    [[nodiscard]] const std::vector<BuildingUse>& all() const { return m_uses; }
    [[nodiscard]] const BuildingUse& at(Index use) const { return m_uses[use]; }
    /// The use of that id; k_unknown if there is none.
    [[nodiscard]] Index find(std::string_view id) const;
    /// The use that a word of the data means: OpenStreetMap's value, a function code of the survey with or without its object type
    /// ("31001_1010"), or an id of this table.
    [[nodiscard]] Index use_of(std::string_view word) const;

  private:
    std::vector<BuildingUse> m_uses;
    std::unordered_map<std::string, Index> m_words;
};

}  // namespace kreisblick::potentials
