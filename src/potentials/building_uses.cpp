#include "potentials/building_uses.h"

#include "potentials/word_lists.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr std::size_t k_most_uses = 250;
/// Uses that rules of the program name.
constexpr std::string_view k_needed[] = {"unknown", "dwelling", "apartments", "farmhouse", "barn", "shed", "storage"};

/// Small letters, and one way of writing blanks.
std::string plain(std::string_view word) {
    std::string text = lowered(std::string(word));
    for (char& letter : text)
        if (letter == ' ' || letter == '-') letter = '_';
    return text;
}

std::vector<std::string> words_in(const std::string& list) {
    std::vector<std::string> words = items_of(list);
    for (std::string& word : words) word = plain(word);
    return words;
}

core::Result<BuildingUse> use_in(const geo::FeatureTable& table, std::size_t row) {
    BuildingUse use;
    use.id = table.text(row, "id");
    use.title = {table.text(row, "german"), table.text(row, "english")};
    use.heat_kwh_m2 = table.number(row, "heat");
    use.full_load_hours = table.number(row, "hours");
    use.storey_m = table.number(row, "storey");
    use.usual_storeys = table.number(row, "storeys");
    use.is_heated = table.number(row, "heated") == 1;
    use.is_dwelling = table.number(row, "dwelling") == 1;
    use.may_be_timber = table.number(row, "timber") == 1;
    if (!(use.heat_kwh_m2 >= 0 && use.heat_kwh_m2 <= 1000))
        return core::fail("the use \"{}\" has a heat of {} kWh/(m²·a), outside 0…1000", use.id, use.heat_kwh_m2);
    if (use.is_heated && !(use.full_load_hours >= 500 && use.full_load_hours <= 8760))
        return core::fail("the use \"{}\" has {} full-load hours, outside 500…8760", use.id, use.full_load_hours);
    if (!(use.storey_m >= 2 && use.storey_m <= 10 && use.usual_storeys >= 1 && use.usual_storeys <= 30))
        return core::fail("the use \"{}\" has impossible storeys", use.id);
    return use;
}

}  // namespace

core::Result<BuildingUses> BuildingUses::from(const geo::FeatureTable& declared) {
    BuildingUses uses;
    if (declared.size() > k_most_uses) return core::fail("the table of uses has {} rows, more than {}", declared.size(), k_most_uses);
    for (std::size_t row = 0; row < declared.size(); ++row) {
        KREISBLICK_TRY(BuildingUse use, use_in(declared, row));
        std::vector<std::string> words = words_in(declared.text(row, "words"));
        if (std::find(words.begin(), words.end(), use.id) == words.end()) words.push_back(use.id);
        for (const std::string& word : words)
            if (!uses.m_words.emplace(word, static_cast<Index>(row)).second)
                return core::fail("the word \"{}\" of the use \"{}\" stands twice in the table of uses", word, use.id);
        uses.m_uses.push_back(std::move(use));
    }
    for (const std::string_view id : k_needed)
        if (std::none_of(uses.m_uses.begin(), uses.m_uses.end(), [&](const BuildingUse& use) { return use.id == id; }))
            return core::fail("the table of uses lacks \"{}\"", id);
    if (uses.m_uses.front().id != "unknown") return core::fail("the table of uses must begin with \"unknown\"");
    return uses;
}

BuildingUses::Index BuildingUses::find(std::string_view id) const {
    const auto found = std::find_if(m_uses.begin(), m_uses.end(), [&](const BuildingUse& use) { return use.id == id; });
    return found == m_uses.end() ? k_unknown : static_cast<Index>(found - m_uses.begin());
}

BuildingUses::Index BuildingUses::use_of(std::string_view word) const {
    constexpr std::string_view k_building = "31001_";
    const auto found = m_words.find(plain(word.starts_with(k_building) ? word.substr(k_building.size()) : word));
    return found == m_words.end() ? k_unknown : found->second;
}

}  // namespace kreisblick::potentials
