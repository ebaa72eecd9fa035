#include "fiction/names.h"

#include <array>
#include <string_view>

namespace kreisblick::fiction {
namespace {

constexpr std::array<std::string_view, 6> k_rivers{"Mahre", "Lorne", "Selde", "Orre", "Wande", "Irle"};
constexpr std::array<std::string_view, 8> k_mountains{"Heidstein",  "Wolkenstein", "Kahlerich",  "Hörnstein",
                                                      "Eibenstein", "Hohenrück",   "Rabenstein", "Wartstein"};
constexpr std::array<std::string_view, 32> k_hill_stems{"Heid",     "Raben",   "Wolken", "Kahl",   "Hörn",   "Eiben", "Spitz",  "Hexen",
                                                        "Habichts", "Rot",     "Schind", "Königs", "Galgen", "Eisen", "Kessel", "Birk",
                                                        "Hasen",    "Fuchs",   "Roß",    "Mühl",   "Alten",  "Hohen", "Dachs",  "Linden",
                                                        "Sonnen",   "Teufels", "Wart",   "Geier",  "Uhl",    "Luchs", "Bären",  "Kohl"};
constexpr std::array<std::string_view, 7> k_hill_ends{"stein", "stein", "kopf", "kuppe", "küppel", "rück", "leite"};
// Places named after who cleared the land, and after what grew or ran there.
constexpr std::array<std::string_view, 70> k_founders{
    "Wolmers",   "Gebbers",  "Ruhlers", "Friemels", "Rutzels",  "Gundlers",  "Hillmers",  "Volmers",  "Wiggers",  "Dankers",
    "Ortwers",   "Giesels",  "Irmels",  "Kunners",  "Marbels",  "Rappels",   "Siebels",   "Tielers",  "Ulvers",   "Berlers",
    "Dudels",    "Eitmers",  "Jesters", "Kolmers",  "Rentels",  "Schwebels", "Trubels",   "Wicherts", "Zwesters", "Abbels",
    "Helmolds",  "Volkards", "Ludolfs", "Markerts", "Wernigs",  "Gottmanns", "Immels",    "Albern",   "Ruden",    "Gerten",
    "Hatten",    "Ilsen",    "Mollen",  "Benten",   "Lammers",  "Reckers",   "Tebbers",   "Ossen",    "Fritzen",  "Kuntzen",
    "Heimberts", "Ottwins",  "Radolfs", "Eberts",   "Meinolfs", "Sigmunds",  "Dankwarts", "Wulfen",   "Sieden",   "Bracht",
    "Mott",      "Oders",    "Puders",  "Vels",     "Wend",     "Quent",     "Rust",      "Hund",     "Gleim",    "Stor"};
constexpr std::array<std::string_view, 10> k_clearings{"hausen", "hausen", "hausen", "hausen", "rode",
                                                       "rode",   "rode",   "hagen",  "hain",   "dorf"};
constexpr std::array<std::string_view, 56> k_grounds{
    "Krummen", "Dachs",  "Otter",  "Reiher", "Ginster", "Kalk",   "Rauten", "Dorn",   "Moos",   "Habichts", "Ulmen",  "Schlier",
    "Apfel",   "Linn",   "Binsen", "Selter", "Kranich", "Marder", "Schleh", "Holder", "Farn",   "Kressen",  "Mispel", "Quell",
    "Elster",  "Erl",    "Heid",   "Rott",   "Wacken",  "Ilmen",  "Hirsen", "Wiesel", "Grund",  "Klingen",  "Rispen", "Mahl",
    "Netz",    "Sicken", "Tiefen", "Wester", "Hopfen",  "Flachs", "Wolken", "Sommer", "Winter", "Kiebitz",  "Wurzel", "Salz",
    "Rabel",   "Birn",   "Huf",    "Malm",   "Ruhl",    "Hollen", "Lohen",  "Spiel"};
constexpr std::array<std::string_view, 12> k_lies{"bach", "bach", "bach", "bach", "born", "born",
                                                  "feld", "feld", "berg", "berg", "au",   "hain"};
constexpr std::array<std::string_view, 10> k_old_villages{"Mahra",  "Selda",  "Ottra", "Lautra", "Nethra",
                                                          "Wullra", "Jestra", "Ermen", "Orfen",  "Hünda"};
constexpr std::array<std::string_view, 14> k_towns{"Eschenfurt", "Reinwege",    "Almfried",   "Bad Selderode",     "Großhainrode",
                                                   "Steinwege",  "Ottenfried",  "Marbfurt",   "Hessisch Falkenau", "Lichtenfurt",
                                                   "Hildeswege", "Kaltenfried", "Landwalden", "Burgwalden"};
constexpr std::array<std::string_view, 14> k_side_rivers{"Selse", "Lauder", "Humme", "Wieste", "Berne", "Gelde", "Orse",
                                                         "Hasle", "Rieste", "Rente", "Mulme",  "Wilde", "Lusse", "Schwarze Lode"};
constexpr std::array<std::string_view, 46> k_brooks{
    "Erl",    "Dachs",   "Rohr",  "Krebs", "Stein",   "Mühl",     "Otter", "Holz",   "Kalten", "Wiesen", "Forellen", "Schlier",
    "Tiefen", "Grund",   "Wolfs", "Sauer", "Rintel",  "Hain",     "Lehm",  "Silber", "Anger",  "Zwerg",  "Kupfer",   "Moos",
    "Hassel", "Linden",  "Eller", "Fuchs", "Geis",    "Heiligen", "Hunds", "Kessel", "Kohl",   "Leim",   "Mahl",     "Nonnen",
    "Ochsen", "Pfaffen", "Reh",   "Sand",  "Teufels", "Vogel",    "Wein",  "Ziegel", "Berg",   "Elms"};
constexpr std::array<std::string_view, 8> k_runs{"bach", "bach", "bach", "bach", "bach", "graben", "siefen", "wasser"};
constexpr std::array<std::string_view, 24> k_families{
    "Ackermann", "Becker",    "Dölle",    "Eisel", "Fehr",    "Gonnermann", "Hildebrand", "Iffert", "Jung", "Krause", "Löffler", "Mengel",
    "Nickel",    "Opfermann", "Pfeiffer", "Quast", "Rehbein", "Sippel",     "Tasch",      "Umbach", "Vogt", "Wetzel", "Ziegler", "Schäfer"};

template <typename List>
std::string one_of(Random& random, const List& list) {
    return std::string(list[static_cast<std::size_t>(random.whole(0, static_cast<int>(list.size()) - 1))]);
}

std::string with_prefix(const std::string& prefix, std::string name) {
    if (name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return prefix + name;
}

}  // namespace

std::string Names::fresh(const std::function<std::string()>& draw) {
    // When a list runs dry, places of the same name are told apart as people do.
    constexpr std::array<std::string_view, 6> prefixes{"Ober", "Nieder", "Klein", "Groß", "Alten", "Neuen"};
    for (std::size_t attempt = 0;; ++attempt) {
        std::string name = draw();
        if (attempt >= 40) name = with_prefix(std::string(prefixes[attempt % prefixes.size()]), name);
        if (attempt >= 400) name += " " + std::to_string(attempt);
        if (m_used.insert(name).second) return name;
    }
}

std::string Names::joined(const std::string& prefix, const std::string& name) {
    return fresh([&] { return with_prefix(prefix, name); });
}

std::string Names::river() {
    return fresh([&] { return one_of(m_random, k_rivers); });
}
std::string Names::side_river() {
    return fresh([&] { return one_of(m_random, k_side_rivers); });
}
std::string Names::brook() {
    return fresh([&] { return one_of(m_random, k_brooks) + one_of(m_random, k_runs); });
}
std::string Names::hill() {
    return fresh([&] { return one_of(m_random, k_hill_stems) + one_of(m_random, k_hill_ends); });
}
std::string Names::mountain() {
    return fresh([&] { return one_of(m_random, k_mountains); });
}
std::string Names::upland() {
    constexpr std::array<std::string_view, 4> ends{"er Wald", "er Höhe", "er Forst", "er Bergland"};
    return fresh([&] { return one_of(m_random, k_founders) + "hain" + one_of(m_random, ends); });
}
std::string Names::family() { return one_of(m_random, k_families); }
std::string Names::town() {
    return fresh([&] { return one_of(m_random, k_towns); });
}

std::string Names::village() {
    return fresh([&] {
        if (m_random.chance(0.04)) return one_of(m_random, k_old_villages);
        if (m_random.chance(0.56)) return one_of(m_random, k_founders) + one_of(m_random, k_clearings);
        return one_of(m_random, k_grounds) + one_of(m_random, k_lies);
    });
}

}  // namespace kreisblick::fiction
