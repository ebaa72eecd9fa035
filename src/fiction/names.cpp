#include "fiction/names.h"

#include <array>
#include <string_view>

namespace kreisblick::fiction {
namespace {

constexpr std::array<std::string_view, 6> k_rivers{"Mahre", "Lorne", "Selde", "Orre", "Wande", "Irle"};
constexpr std::array<std::string_view, 10> k_hills{"Heidstein", "Rabenkopf", "Hohe Lehde",  "Wolkenstein",   "Kahlerich",
                                                   "Hörnstein", "Eibenkopf", "Spitzeleite", "Bilsteinkuppe", "Hexenrück"};
constexpr std::array<std::string_view, 56> k_stems{
    "Erlen",   "Buchen",  "Krummen", "Dachs",    "Hahnen",  "Otter",   "Reiher",  "Birken", "Kalten",  "Ginster", "Kalk",   "Gundels",
    "Hermers", "Wichten", "Engel",   "Frieders", "Rauten",  "Humm",    "Recken",  "Marben", "Winkel",  "Harten",  "Elben",  "Netzen",
    "Ruders",  "Ditters", "Ebers",   "Hasel",    "Lauder",  "Wolfer",  "Sieben",  "Apfel",  "Schlier", "Dorn",    "Moos",   "Gers",
    "Almers",  "Boden",   "Fuchs",   "Habichts", "Ilben",   "Jesters", "Kolben",  "Lands",  "Melm",    "Norden",  "Osters", "Quer",
    "Rints",   "Sand",    "Tannen",  "Ulmen",    "Weiders", "Zwer",    "Grebers", "Hunds"};
constexpr std::array<std::string_view, 9> k_ends{"hausen", "rode", "bach", "feld", "berg", "hain", "dorf", "born", "hagen"};
constexpr std::array<std::string_view, 34> k_streams{
    "Erlbach",      "Dachsbach",   "Rohrbach",   "Selse",       "Lauder",        "Humme",      "Krebsbach",  "Steinbach",  "Mühlbach",
    "Otterbach",    "Holzbach",    "Netzebach",  "Elbe-Graben", "Schwarze Lode", "Weiße Lode", "Kaltenbach", "Wiesenbach", "Forellenbach",
    "Hasselgraben", "Schlierbach", "Tiefenbach", "Grundbach",   "Wolfsbach",     "Sauerbach",  "Rintelbach", "Hainbach",   "Lehmbach",
    "Orbach",       "Silberbach",  "Angerbach",  "Zwergbach",   "Heimbach",      "Kupferbach", "Moosgraben"};
constexpr std::array<std::string_view, 24> k_families{
    "Ackermann", "Becker",    "Dölle",    "Eisel", "Fehr",    "Gonnermann", "Hildebrand", "Iffert", "Jung", "Krause", "Löffler", "Mengel",
    "Nickel",    "Opfermann", "Pfeiffer", "Quast", "Rehbein", "Sippel",     "Tasch",      "Umbach", "Vogt", "Wetzel", "Ziegler", "Schäfer"};
constexpr std::array<std::string_view, 18> k_old_streets{"Kirchstraße",   "Hintergasse", "Mühlenweg",     "Brunnenstraße", "Schulstraße",
                                                         "Angergasse",    "Lindenplatz", "Obere Gasse",   "Untere Gasse",  "Backhausgasse",
                                                         "Pfarrweg",      "Am Anger",    "Schmiedegasse", "Steinweg",      "Kleine Gasse",
                                                         "Brückenstraße", "Hofstraße",   "Töpfergasse"};
constexpr std::array<std::string_view, 24> k_new_streets{
    "Ahornweg",    "Birkenweg",  "Buchenweg",  "Eichenweg",     "Goethestraße",  "Schillerstraße", "Gartenstraße", "Am Hang",
    "Sonnenweg",   "Bergstraße", "Feldstraße", "Am Sportplatz", "Lerchenweg",    "Amselweg",       "Finkenweg",    "Rosenweg",
    "Neue Straße", "Wiesenweg",  "Waldstraße", "Am Steinbruch", "Kirschenallee", "Panoramaweg",    "Drosselweg",   "Uhlandstraße"};

template <typename List>
std::string one_of(Random& random, const List& list) {
    return std::string(list[static_cast<std::size_t>(random.whole(0, static_cast<int>(list.size()) - 1))]);
}

}  // namespace

std::string Names::fresh(const std::string& name) {
    std::string result = name;
    constexpr std::array<std::string_view, 6> before{"Ober", "Nieder", "Klein", "Alt", "Neuen", "Kirch"};
    for (std::size_t attempt = 0; !m_used.insert(result).second; ++attempt) {
        std::string tail = name;
        if (tail[0] >= 'A' && tail[0] <= 'Z') tail[0] = static_cast<char>(tail[0] - 'A' + 'a');
        result = attempt < before.size() ? std::string(before[attempt]) + tail : name + " " + std::to_string(attempt);
    }
    return result;
}

std::string Names::river() { return fresh(one_of(m_random, k_rivers)); }
std::string Names::stream() { return fresh(one_of(m_random, k_streams)); }
std::string Names::hill() { return fresh(one_of(m_random, k_hills)); }
std::string Names::family() { return one_of(m_random, k_families); }
std::string Names::village() { return fresh(one_of(m_random, k_stems) + one_of(m_random, k_ends)); }

std::string Names::town(const std::string& river) {
    const std::string stem = one_of(m_random, k_stems);
    if (m_random.chance(0.3)) return fresh(stem + "rode an der " + river);
    return fresh(stem + (m_random.chance(0.4) ? "stedt" : m_random.chance(0.5) ? "allendorf" : "burg"));
}

std::string Names::street(Random& random, bool is_old) { return is_old ? one_of(random, k_old_streets) : one_of(random, k_new_streets); }

}  // namespace kreisblick::fiction
