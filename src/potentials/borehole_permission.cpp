#include "potentials/borehole_permission.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace kreisblick::potentials {
namespace {

/// Words of small letters, digits and slashes: "Zone III A" → zone, iii, a.
std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char letter : text) {
        const char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        const bool belongs = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') || small == '/';
        if (belongs)
            words.back() += small;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

struct Numeral {
    int number = 0;
    std::string suffix;
};

/// "iiia" → 3 and "a"; none where the word is no numeral with at most a letter or a slash and a digit behind it.
std::optional<Numeral> numeral_in(const std::string& word) {
    static constexpr std::array<std::pair<std::string_view, int>, 8> numerals{
        {{"iv", 4}, {"iii", 3}, {"ii", 2}, {"i", 1}, {"4", 4}, {"3", 3}, {"2", 2}, {"1", 1}}};
    static constexpr std::array<std::string_view, 6> suffixes{"", "a", "b", "c", "/1", "/2"};
    for (const auto& [text, number] : numerals) {
        if (!word.starts_with(text)) continue;
        const std::string rest = word.substr(text.size());
        if (std::find(suffixes.begin(), suffixes.end(), rest) != suffixes.end()) return Numeral{number, rest};
    }
    return std::nullopt;
}

bool is_outer(const Numeral& zone) {
    return zone.number == 4 || (zone.number == 3 && (zone.suffix == "b" || zone.suffix == "c" || zone.suffix == "/2"));
}

}  // namespace

ZoneReading read_water_zone(const std::string& text) {
    const auto words = words_in(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto zone = numeral_in(words[i]);
        if (!zone) continue;
        const bool has_letter_behind = i + 1 < words.size() && words[i + 1].size() == 1 && words[i + 1] >= "a" && words[i + 1] <= "c";
        if (zone->suffix.empty() && has_letter_behind) zone->suffix = words[i + 1];
        return {is_outer(*zone), true};
    }
    return {};
}

ZoneReading read_spa_zone(const std::string& text) {
    if (const ZoneReading by_number = read_water_zone(text); by_number.is_known) return by_number;
    for (const std::string& word : words_in(text))
        if (word.starts_with("quant") || (word.size() == 1 && word >= "a" && word <= "d")) return {true, true};
    return {};
}

BoreholeLight light_of(BoreholeFinding finding) {
    using enum BoreholeFinding;
    switch (finding) {
        case Favourable: return BoreholeLight::Favourable;
        case GeologyUnchecked:
        case SpaUnchecked:
        case WaterUnchecked: return BoreholeLight::Unchecked;
        case Karst:
        case Evaporite:
        case OuterSpa:
        case OuterWater: return BoreholeLight::Unfavourable;
        case InnerSpa:
        case InnerWater: break;
    }
    return BoreholeLight::Inadmissible;
}

core::Words words_of(BoreholeFinding finding) {
    using enum BoreholeFinding;
    switch (finding) {
        case GeologyUnchecked: return {"Nicht geprüft: Geologie unbekannt", "Not checked: geology unknown"};
        case SpaUnchecked: return {"Nicht geprüft: Heilquellenschutz unbekannt", "Not checked: spa protection unknown"};
        case WaterUnchecked: return {"Nicht geprüft: Wasserschutz unbekannt", "Not checked: water protection unknown"};
        case Karst: return {"Ungünstig: Karst", "Unfavourable: karst"};
        case Evaporite: return {"Ungünstig: Gips, Anhydrit oder Salz", "Unfavourable: gypsum, anhydrite or salt"};
        case OuterSpa: return {"Ungünstig: Heilquellenschutz, äußere Zone", "Unfavourable: spa protection, outer zone"};
        case OuterWater: return {"Ungünstig: Wasserschutz, Zone IIIB", "Unfavourable: water protection, zone IIIB"};
        case InnerSpa: return {"Unzulässig: Heilquellenschutz", "Inadmissible: spa protection"};
        case InnerWater: return {"Unzulässig: Wasserschutz, Zone I–IIIA", "Inadmissible: water protection, zone I–IIIA"};
        case Favourable: break;
    }
    return {"Günstig: vereinfachtes Verfahren", "Favourable: simplified procedure"};
}

core::Words no_permit_sentence() {
    return {
        "Das ist keine Genehmigung: Jede Erdsonde braucht eine wasserrechtliche Erlaubnis und eine Anzeige nach dem Geologiedatengesetz",
        "This is no permit: every borehole heat exchanger needs one under water law, and a notice under the law on geological data"};
}

BoreholeFinding finding_of(const RockTable& table, RockTable::Index rock, double length_m) {
    if (rock == RockTable::k_unknown) return BoreholeFinding::GeologyUnchecked;
    BoreholeFinding worst = BoreholeFinding::Favourable;
    for (const Rock* met : table.met(rock, length_m)) {
        if (met->hazard == RockHazard::Karst) worst = std::max(worst, BoreholeFinding::Karst);
        if (met->hazard == RockHazard::Evaporite) worst = std::max(worst, BoreholeFinding::Evaporite);
    }
    return worst;
}

}  // namespace kreisblick::potentials
