#include "io/survey_codes.h"

#include "io/source_text.h"

#include <span>
#include <unordered_map>

namespace kreisblick::io {
namespace {

struct Entry {
    std::string_view code;
    std::string_view name;  ///< as the survey's simplified schema writes it out
    std::string_view word;
};

constexpr Entry k_uses[] = {
    {"1000", "Wohngebäude", "residential"},
    {"1010", "Wohnhaus", "house"},
    {"1020", "Wohnheim", "dormitory"},
    {"1021", "Kinderheim", "dormitory"},
    {"1022", "Seniorenheim", "nursing_home"},
    {"1023", "Schwesternwohnheim", "dormitory"},
    {"1024", "Studenten-, Schülerwohnheim", "dormitory"},
    {"1025", "Schullandheim", "hostel"},
    {"1100", "Gemischt genutztes Gebäude mit Wohnen", "mixed_use"},
    {"1110", "Wohngebäude mit Gemeinbedarf", "mixed_use"},
    {"1120", "Wohngebäude mit Handel und Dienstleistungen", "mixed_use"},
    {"1121", "Wohn- und Verwaltungsgebäude", "mixed_use"},
    {"1122", "Wohn- und Bürogebäude", "mixed_use"},
    {"1123", "Wohn- und Geschäftsgebäude", "mixed_use"},
    {"1130", "Wohngebäude mit Gewerbe und Industrie", "mixed_use"},
    {"1131", "Wohn- und Betriebsgebäude", "mixed_use"},
    {"1210", "Land- und forstwirtschaftliches Wohngebäude", "farm"},
    {"1220", "Land- und forstwirtschaftliches Wohn- und Betriebsgebäude", "farm"},
    {"1221", "Bauernhaus", "farm"},
    {"1222", "Wohn- und Wirtschaftsgebäude", "farm"},
    {"1223", "Forsthaus", "house"},
    {"1310", "Gebäude zur Freizeitgestaltung", "leisure"},
    {"1311", "Ferienhaus", "bungalow"},
    {"1312", "Wochenendhaus", "bungalow"},
    {"1313", "Gartenhaus", "shed"},
    {"2000", "Gebäude für Wirtschaft oder Gewerbe", "commercial"},
    {"2010", "Gebäude für Handel und Dienstleistungen", "commercial"},
    {"2020", "Bürogebäude", "office"},
    {"2030", "Kreditinstitut", "office"},
    {"2040", "Versicherung", "office"},
    {"2050", "Geschäftsgebäude", "retail"},
    {"2051", "Kaufhaus", "retail"},
    {"2052", "Einkaufszentrum", "retail"},
    {"2053", "Markthalle", "retail"},
    {"2054", "Laden", "retail"},
    {"2055", "Kiosk", "kiosk"},
    {"2056", "Apotheke", "retail"},
    {"2060", "Messehalle", "commercial"},
    {"2070", "Gebäude für Beherbergung", "hotel"},
    {"2071", "Hotel, Motel, Pension", "hotel"},
    {"2072", "Jugendherberge", "hotel"},
    {"2073", "Hütte (mit Übernachtungsmöglichkeit)", "hotel"},
    {"2080", "Gebäude für Bewirtung", "restaurant"},
    {"2081", "Gaststätte, Restaurant", "restaurant"},
    {"2083", "Kantine", "restaurant"},
    {"2090", "Freizeit- und Vergnügungsstätte", "leisure"},
    {"2091", "Festsaal", "leisure"},
    {"2092", "Kino", "leisure"},
    {"2093", "Kegel-, Bowlinghalle", "leisure"},
    {"2100", "Gebäude für Gewerbe und Industrie", "industrial"},
    {"2110", "Produktionsgebäude", "industrial"},
    {"2111", "Fabrik", "industrial"},
    {"2112", "Betriebsgebäude", "industrial"},
    {"2113", "Brauerei", "industrial"},
    {"2114", "Brennerei", "industrial"},
    {"2120", "Werkstatt", "workshop"},
    {"2121", "Sägewerk", "sawmill"},
    {"2130", "Tankstelle", "fuel_station"},
    {"2131", "Waschstraße, Waschanlage, Waschhalle", "fuel_station"},
    {"2140", "Gebäude für Vorratshaltung", "warehouse"},
    {"2141", "Kühlhaus", "warehouse"},
    {"2142", "Speichergebäude", "warehouse"},
    {"2143", "Lagerhalle, Lagerschuppen, Lagerhaus", "warehouse"},
    {"2150", "Speditionsgebäude", "warehouse"},
    {"2160", "Gebäude für Forschungszwecke", "office"},
    {"2180", "Gebäude für betriebliche Sozialeinrichtung", "office"},
    {"2200", "Sonstiges Gebäude für Gewerbe und Industrie", "industrial"},
    {"2310", "Gebäude für Handel und Dienstleistung mit Wohnen", "mixed_use"},
    {"2320", "Gebäude für Gewerbe und Industrie mit Wohnen", "mixed_use"},
    {"2411", "Straßenmeisterei", "public"},
    {"2412", "Wartehalle", "kiosk"},
    {"2421", "Bahnwärterhaus", "house"},
    {"2422", "Lokschuppen, Wagenhalle", "warehouse"},
    {"2423", "Stellwerk, Blockstelle", "utility"},
    {"2431", "Flugzeughalle", "hangar"},
    {"2460", "Gebäude zum Parken", "parking"},
    {"2461", "Parkhaus", "parking"},
    {"2462", "Parkdeck", "parking"},
    {"2463", "Garage", "garage"},
    {"2464", "Fahrzeughalle", "garage"},
    {"2465", "Tiefgarage", "garage"},
    {"2500", "Gebäude zur Versorgung", "utility"},
    {"2501", "Gebäude zur Energieversorgung", "utility"},
    {"2510", "Gebäude zur Wasserversorgung", "utility"},
    {"2511", "Wasserwerk", "utility"},
    {"2512", "Pumpstation", "utility"},
    {"2513", "Wasserbehälter", "utility"},
    {"2520", "Gebäude zur Elektrizitätsversorgung", "utility"},
    {"2521", "Elektrizitätswerk", "utility"},
    {"2522", "Umspannwerk", "utility"},
    {"2523", "Umformer", "utility"},
    {"2540", "Gebäude für Fernmeldewesen", "utility"},
    {"2570", "Gebäude zur Gasversorgung", "utility"},
    {"2580", "Heizwerk", "utility"},
    {"2590", "Gebäude zur Versorgungsanlage", "utility"},
    {"2591", "Pumpwerk (nicht für Wasserversorgung)", "utility"},
    {"2600", "Gebäude zur Entsorgung", "utility"},
    {"2610", "Gebäude zur Abwasserbeseitigung", "utility"},
    {"2611", "Gebäude der Kläranlage", "utility"},
    {"2612", "Toilette", "utility"},
    {"2620", "Gebäude zur Abfallbehandlung", "utility"},
    {"2700", "Gebäude für Land- und Forstwirtschaft", "farm_building"},
    {"2720", "Land- und forstwirtschaftliches Betriebsgebäude", "farm_auxiliary"},
    {"2721", "Scheune", "barn"},
    {"2723", "Schuppen", "shed"},
    {"2724", "Stall", "stable"},
    {"2726", "Scheune und Stall", "barn"},
    {"2727", "Stall für Tiergroßhaltung", "cowshed"},
    {"2728", "Reithalle", "riding_hall"},
    {"2729", "Wirtschaftsgebäude", "farm_auxiliary"},
    {"2732", "Almhütte", "hut"},
    {"2735", "Jagdhaus, Jagdhütte", "hut"},
    {"2740", "Treibhaus, Gewächshaus", "greenhouse"},
    {"2741", "Treibhaus", "greenhouse"},
    {"2742", "Gewächshaus, verschiebbar", "greenhouse"},
    {"3000", "Gebäude für öffentliche Zwecke", "public"},
    {"3010", "Verwaltungsgebäude", "public"},
    {"3012", "Rathaus", "townhall"},
    {"3013", "Post", "public"},
    {"3014", "Zollamt", "public"},
    {"3015", "Gericht", "public"},
    {"3017", "Kreisverwaltung", "public"},
    {"3019", "Finanzamt", "public"},
    {"3020", "Gebäude für Bildung und Forschung", "school"},
    {"3021", "Allgemein bildende Schule", "school"},
    {"3022", "Berufsbildende Schule", "school"},
    {"3023", "Hochschulgebäude (Fachhochschule, Universität)", "university"},
    {"3024", "Forschungsinstitut", "university"},
    {"3030", "Gebäude für kulturelle Zwecke", "public"},
    {"3031", "Schloss", "public"},
    {"3032", "Theater, Oper", "public"},
    {"3034", "Museum", "museum"},
    {"3036", "Veranstaltungsgebäude", "leisure"},
    {"3037", "Bibliothek, Bücherei", "public"},
    {"3040", "Gebäude für religiöse Zwecke", "religious"},
    {"3041", "Kirche", "church"},
    {"3042", "Synagoge", "synagogue"},
    {"3043", "Kapelle", "chapel"},
    {"3044", "Gemeindehaus", "public"},
    {"3045", "Gotteshaus", "church"},
    {"3046", "Moschee", "mosque"},
    {"3048", "Kloster", "monastery"},
    {"3050", "Gebäude für Gesundheitswesen", "hospital"},
    {"3051", "Krankenhaus", "hospital"},
    {"3052", "Heilanstalt, Pflegeanstalt, Pflegestation", "hospital"},
    {"3053", "Ärztehaus, Poliklinik", "office"},
    {"3060", "Gebäude für soziale Zwecke", "public"},
    {"3061", "Jugendfreizeitheim", "leisure"},
    {"3062", "Freizeit-, Vereinsheim, Dorfgemeinschafts-, Bürgerhaus", "leisure"},
    {"3063", "Seniorenfreizeitstätte", "public"},
    {"3064", "Obdachlosenheim", "dormitory"},
    {"3065", "Kinderkrippe, Kindergarten, Kindertagesstätte", "kindergarten"},
    {"3066", "Asylbewerberheim", "dormitory"},
    {"3070", "Gebäude für Sicherheit und Ordnung", "public"},
    {"3071", "Polizei", "public"},
    {"3072", "Feuerwehr", "fire_station"},
    {"3073", "Kaserne", "dormitory"},
    {"3074", "Schutzbunker", "bunker"},
    {"3075", "Justizvollzugsanstalt", "dormitory"},
    {"3080", "Friedhofsgebäude", "chapel"},
    {"3081", "Trauerhalle", "chapel"},
    {"3091", "Bahnhofsgebäude", "public"},
    {"3100", "Gebäude für öffentliche Zwecke mit Wohnen", "mixed_use"},
    {"3200", "Gebäude für Erholungszwecke", "leisure"},
    {"3210", "Gebäude für Sportzwecke", "sports_hall"},
    {"3211", "Sport-, Turnhalle", "sports_hall"},
    {"3220", "Badegebäude", "sports_hall"},
    {"3221", "Hallenbad", "sports_hall"},
    {"3230", "Gebäude im Stadion", "grandstand"},
    {"3240", "Gebäude für Kurbetrieb", "hospital"},
    {"3242", "Sanatorium", "hospital"},
    {"3281", "Schutzhütte", "hut"},
    {"9998", "Nach Quellenlage nicht zu spezifizieren", ""},
    {"9999", "Sonstiges", ""},
};

constexpr Entry k_roofs[] = {
    {"0", "", ""},
    {"1000", "Flachdach", "flat"},
    {"2100", "Pultdach", "skillion"},
    {"2200", "Versetztes Pultdach", "double_skillion"},
    {"3100", "Satteldach", "gabled"},
    {"3200", "Walmdach", "hipped"},
    {"3300", "Krüppelwalmdach", "half-hipped"},
    {"3400", "Mansardendach", "mansard"},
    {"3500", "Zeltdach", "pyramidal"},
    {"3600", "Kegeldach", "cone"},
    {"3700", "Kuppeldach", "dome"},
    {"3800", "Sheddach", "sawtooth"},
    {"3900", "Bogendach", "round"},
    {"4000", "Turmdach", "spire"},
    {"5000", "Mischform", "mixed"},
    {"9999", "Sonstiges", "other"},
};

/// Words by code and by name reduced to what people mean by it.
using Words = std::unordered_map<std::string, std::string_view>;

Words words_of(std::span<const Entry> entries) {
    Words words;
    for (const Entry& entry : entries) {
        words.emplace(entry.code, entry.word);
        if (!entry.name.empty()) words.emplace(comparable_name(entry.name), entry.word);
    }
    return words;
}

std::string word_of(const Words& words, std::string_view code_or_name, std::string_view otherwise) {
    const auto found = words.find(comparable_name(code_or_name));
    return std::string(found == words.end() ? otherwise : found->second);
}

}  // namespace

std::string building_use_word(std::string_view code_or_name) {
    static const Words words = words_of(k_uses);
    constexpr std::string_view k_building = "31001_";  // object type "Gebäude"; towers and other structures keep their codes
    const bool is_building = code_or_name.starts_with(k_building);
    return word_of(words, is_building ? code_or_name.substr(k_building.size()) : code_or_name, code_or_name);
}

std::string roof_shape_word(std::string_view code_or_name) {
    static const Words words = words_of(k_roofs);
    return word_of(words, code_or_name, code_or_name);
}

}  // namespace kreisblick::io
