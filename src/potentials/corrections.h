#pragma once

#include "geo/feature_table.h"
#include "potentials/building_stock.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// What people who know single buildings say against the data (dataset overrides), by building; the last word on a field
/// counts, and an empty one takes it back.
class Corrections {
  public:
    /// The fields that can be corrected, and what they take.
    struct Field {
        std::string_view name;
        std::string_view takes;
    };
    [[nodiscard]] static std::span<const Field> fields();
    /// Why a value cannot be one of that field; empty if it can, or the field is unknown to the program.
    [[nodiscard]] static std::string fault(const std::string& field, const std::string& value, const BuildingUses& uses);

    [[nodiscard]] static Corrections of(std::span<const geo::FeatureTable* const> tables);

    /// The value of a field of a building; null where nobody corrected it.
    [[nodiscard]] const std::string* find(const std::string& building, const std::string& field) const;
    [[nodiscard]] bool has(const std::string& building) const { return m_values.contains(building); }
    [[nodiscard]] const std::map<std::string, std::map<std::string, std::string>>& all() const { return m_values; }

  private:
    std::map<std::string, std::map<std::string, std::string>> m_values;
};

}  // namespace kreisblick::potentials
