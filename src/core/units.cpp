#include "core/units.h"

#include <array>
#include <string_view>
#include <utility>

namespace kreisblick::core {
namespace {

/// English and German of the words that stand as units, alone or before a sign ("persons/ha").
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> k_words{
    {{"persons", "Personen"}, {"dwellings", "Wohnungen"}, {"buildings", "Gebäude"}, {"turbines", "Anlagen"}, {"of 6", "von 6"}}};

}  // namespace

std::string unit_in(const std::string& unit, Language language) {
    if (language != Language::German) return unit;
    for (const auto& [english, german] : k_words)
        if (unit.starts_with(english) && (unit.size() == english.size() || unit[english.size()] == '/'))
            return std::string(german) + unit.substr(english.size());
    return unit;
}

}  // namespace kreisblick::core
