#include "potentials/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr std::array<Corrections::Field, 8> k_fields{{{"use", "a use of layers/tables/building_uses.toml or one of its words"},
                                                      {"storeys", "1…30"},
                                                      {"year", "1000…2100"},
                                                      {"heated", "yes or no"},
                                                      {"floor_area_m2", "the energy reference area, 1…1,000,000 m²"},
                                                      {"demand_kwh_a", "the meter's yearly heat, 0…100,000,000 kWh"},
                                                      {"refurbishment", "as_built, partly, usual or advanced"},
                                                      {"timber_frame", "yes or no"}}};

bool is_one_of(const std::string& value, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), value) != words.end();
}

/// The whole text as a number; NaN if it is none.
double number_in(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return !text.empty() && *end == '\0' ? value : std::numeric_limits<double>::quiet_NaN();
}

std::string fault_of_number(const std::string& value, double least, double most) {
    const double number = number_in(value);
    if (std::isnan(number)) return fmt::format("\"{}\" is no number", value);
    return number >= least && number <= most ? "" : fmt::format("{} lies outside {}…{}", value, least, most);
}

}  // namespace

std::span<const Corrections::Field> Corrections::fields() { return k_fields; }

std::string Corrections::fault(const std::string& field, const std::string& value, const BuildingUses& uses) {
    if (field == "storeys") return fault_of_number(value, 1, 30);
    if (field == "year") return fault_of_number(value, 1000, 2100);
    if (field == "floor_area_m2") return fault_of_number(value, 1, 1e6);
    if (field == "demand_kwh_a") return fault_of_number(value, 0, 1e8);
    if (field == "heated" || field == "timber_frame") return is_one_of(value, {"yes", "no"}) ? "" : "it takes yes or no";
    if (field == "refurbishment")
        return is_one_of(value, {"as_built", "partly", "usual", "advanced"}) ? "" : "it takes as_built, partly, usual or advanced";
    if (field == "use" && uses.use_of(value) == BuildingUses::k_unknown) return fmt::format("\"{}\" is no use the program knows", value);
    return {};
}

Corrections Corrections::of(std::span<const geo::FeatureTable* const> tables) {
    Corrections corrections;
    for (const geo::FeatureTable* table : tables)
        for (std::size_t row = 0; row < table->size(); ++row)
            corrections.m_values[table->text(row, "building")][table->text(row, "field")] = table->text(row, "value");
    for (auto& [building, fields] : corrections.m_values) std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
    std::erase_if(corrections.m_values, [](const auto& building) { return building.second.empty(); });
    return corrections;
}

const std::string* Corrections::find(const std::string& building, const std::string& field) const {
    const auto of_building = m_values.find(building);
    if (of_building == m_values.end()) return nullptr;
    const auto found = of_building->second.find(field);
    return found == of_building->second.end() ? nullptr : &found->second;
}

}  // namespace kreisblick::potentials
