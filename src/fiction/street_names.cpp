#include "fiction/street_names.h"

#include <array>
#include <string_view>
#include <utility>

namespace kreisblick::fiction {
namespace {

constexpr std::array<std::string_view, 44> k_old{
    "Kirchstraße",  "Hintergasse",   "Mühlenweg",  "Brunnenstraße", "Schulstraße",   "Angergasse",  "Lindenplatz",  "Obere Gasse",
    "Untere Gasse", "Backhausgasse", "Pfarrweg",   "Am Anger",      "Schmiedegasse", "Steinweg",    "Kleine Gasse", "Brückenstraße",
    "Hofstraße",    "Töpfergasse",   "Marktgasse", "Webergasse",    "Rosengasse",    "Gerbergasse", "Klostergasse", "Wallgasse",
    "Fischergasse", "Küstergasse",   "Badergasse", "Seilergasse",   "Burgstraße",    "Vorstadt",    "Mauergasse",   "Hirtengasse",
    "Zehntgasse",   "Turmgasse",     "Am Plan",    "Kuhgasse",      "Bachgasse",     "Bäckergasse", "Enge Gasse",   "Krumme Gasse",
    "Borngasse",    "Neugasse",      "Sackgasse",  "Am Tor"};
constexpr std::array<std::string_view, 12> k_through{"Hauptstraße",   "Dorfstraße",    "Lange Straße",    "Landstraße",
                                                     "Mühlenstraße",  "Breite Straße", "Mittelstraße",    "Obere Straße",
                                                     "Untere Straße", "Bahnhofstraße", "Alte Landstraße", "Chausseestraße"};
constexpr std::array<std::string_view, 40> k_grown{
    "Gartenstraße",    "Am Hang",       "Bergstraße",    "Feldstraße",     "Am Sportplatz", "Neue Straße",    "Waldstraße",
    "Am Steinbruch",   "Kirschenallee", "Panoramaweg",   "Talstraße",      "Am Wasserwerk", "Ringstraße",     "Friedhofsweg",
    "Sandweg",         "Am Lindenrain", "Auf der Höhe",  "Im Grund",       "Am Rain",       "Im Wiesengrund", "Am Weinberg",
    "Unter der Leite", "Auf dem Acker", "Am Eichholz",   "Heideweg",       "Grüner Weg",    "Hohler Weg",     "Am Kirschberg",
    "Zum Wald",        "Am Bach",       "Am Galgenrain", "Schützenstraße", "Jahnstraße",    "Am Mühlberg",    "Obstgartenweg",
    "Am Ziegelrain",   "Siedlerweg",    "Höhenweg",      "Quellenweg",     "Am Roten Rain"};
constexpr std::array<std::string_view, 40> k_nature{
    "Ahorn",     "Birken",   "Buchen",   "Eichen",   "Erlen",  "Eschen",    "Fichten", "Tannen",   "Ulmen",    "Weiden",
    "Kastanien", "Nussbaum", "Holunder", "Schlehen", "Rosen",  "Nelken",    "Tulpen",  "Veilchen", "Lavendel", "Ginster",
    "Amsel",     "Drossel",  "Finken",   "Lerchen",  "Meisen", "Schwalben", "Star",    "Zeisig",   "Falken",   "Habicht",
    "Kiebitz",   "Rehbock",  "Hasen",    "Dachs",    "Fuchs",  "Igel",      "Sonnen",  "Kirsch",   "Apfel",    "Hasel"};
constexpr std::array<std::string_view, 36> k_people{
    "Goethe",      "Schiller", "Uhland", "Lessing",  "Mörike",  "Storm",     "Fontane",  "Hebbel",   "Kleist",
    "Eichendorff", "Heine",    "Lenau",  "Bach",     "Mozart",  "Beethoven", "Schubert", "Schumann", "Brahms",
    "Haydn",       "Händel",   "Weber",  "Lortzing", "Dürer",   "Holbein",   "Cranach",  "Menzel",   "Spitzweg",
    "Richter",     "Kepler",   "Gauß",   "Röntgen",  "Siemens", "Daimler",   "Liebig",   "Humboldt", "Virchow"};

void shuffle(Random& random, std::vector<std::string>& list) {
    for (std::size_t index = list.size(); index > 1; --index)
        std::swap(list[index - 1], list[static_cast<std::size_t>(random.whole(0, static_cast<int>(index) - 1))]);
}

/// One round of newer names: the ways of one ending only, so that a place has its Birkenweg long before its Birkenring.
std::vector<std::string> round_of(std::string_view nature_end, std::string_view people_end) {
    std::vector<std::string> names;
    for (const auto stem : k_nature) names.push_back(std::string(stem) + std::string(nature_end));
    for (const auto stem : k_people) names.push_back(std::string(stem) + std::string(people_end));
    return names;
}

}  // namespace

StreetNames::StreetNames(std::uint64_t key)
    : m_random(key),
      m_through(k_through.begin(), k_through.end()),
      m_old(k_old.begin(), k_old.end()) {
    // The last are taken first: fields and slopes with trees and poets, then the rarer endings.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> endings{
        {{"winkel", "allee"}, {"ring", "platz"}, {"straße", "weg"}, {"weg", "straße"}}};
    for (const auto& [nature_end, people_end] : endings) {
        std::vector<std::string> round = round_of(nature_end, people_end);
        if (nature_end == "weg") round.insert(round.end(), k_grown.begin(), k_grown.end());
        shuffle(m_random, round);
        m_new.insert(m_new.end(), round.begin(), round.end());
    }
    shuffle(m_random, m_old);
    shuffle(m_random, m_through);
}

std::string StreetNames::through_road() {
    if (m_through.empty()) return next(false);
    std::string name = std::move(m_through.back());
    m_through.pop_back();
    return name;
}

std::string StreetNames::next(bool is_old) {
    std::vector<std::string>& list = is_old && !m_old.empty() ? m_old : m_new;
    if (list.empty()) return {};
    std::string name = std::move(list.back());
    list.pop_back();
    return name;
}

}  // namespace kreisblick::fiction
