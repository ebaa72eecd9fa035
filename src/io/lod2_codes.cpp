#include "io/lod2_codes.h"

#include <algorithm>
#include <span>
#include <utility>

namespace kreisblick::io {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr Entry k_uses[] = {
    {"1000", "residential"},    {"1010", "house"},        {"1020", "dormitory"},      {"1021", "dormitory"},    {"1022", "nursing_home"},
    {"1024", "dormitory"},      {"1100", "residential"},  {"1110", "residential"},    {"1120", "residential"},  {"1121", "residential"},
    {"1122", "residential"},    {"1123", "residential"},  {"1130", "residential"},    {"1131", "residential"},  {"1210", "farm"},
    {"1220", "farm"},           {"1221", "farm"},         {"1222", "farm"},           {"1223", "house"},        {"1310", "leisure"},
    {"1311", "bungalow"},       {"1312", "bungalow"},     {"1313", "shed"},           {"2000", "commercial"},   {"2010", "commercial"},
    {"2020", "office"},         {"2030", "office"},       {"2040", "office"},         {"2050", "retail"},       {"2051", "retail"},
    {"2052", "retail"},         {"2054", "retail"},       {"2055", "kiosk"},          {"2060", "commercial"},   {"2070", "hotel"},
    {"2071", "hotel"},          {"2072", "hotel"},        {"2080", "restaurant"},     {"2081", "restaurant"},   {"2100", "industrial"},
    {"2110", "industrial"},     {"2111", "industrial"},   {"2112", "industrial"},     {"2113", "industrial"},   {"2114", "industrial"},
    {"2120", "workshop"},       {"2121", "sawmill"},      {"2130", "fuel_station"},   {"2140", "warehouse"},    {"2141", "warehouse"},
    {"2142", "warehouse"},      {"2143", "warehouse"},    {"2150", "warehouse"},      {"2160", "office"},       {"2310", "residential"},
    {"2320", "residential"},    {"2460", "parking"},      {"2461", "parking"},        {"2463", "garage"},       {"2465", "garage"},
    {"2500", "utility"},        {"2501", "utility"},      {"2520", "utility"},        {"2523", "utility"},      {"2700", "farm_auxiliary"},
    {"2720", "farm_auxiliary"}, {"2721", "barn"},         {"2723", "shed"},           {"2724", "stable"},       {"2726", "barn"},
    {"2727", "cowshed"},        {"2728", "riding_hall"},  {"2729", "farm_auxiliary"}, {"2740", "greenhouse"},   {"2741", "greenhouse"},
    {"3000", "public"},         {"3010", "public"},       {"3012", "townhall"},       {"3014", "public"},       {"3015", "public"},
    {"3020", "school"},         {"3021", "school"},       {"3022", "school"},         {"3023", "university"},   {"3030", "public"},
    {"3034", "museum"},         {"3040", "religious"},    {"3041", "church"},         {"3043", "chapel"},       {"3044", "public"},
    {"3050", "hospital"},       {"3051", "hospital"},     {"3060", "public"},         {"3065", "kindergarten"}, {"3070", "public"},
    {"3071", "public"},         {"3072", "fire_station"}, {"3210", "sports_hall"},    {"3211", "sports_hall"},  {"9998", ""}};

constexpr Entry k_roofs[] = {
    {"0", ""},          {"1000", "flat"},        {"2100", "skillion"}, {"2200", "double_skillion"}, {"3100", "gabled"},
    {"3200", "hipped"}, {"3300", "half-hipped"}, {"3400", "mansard"},  {"3500", "pyramidal"},       {"3600", "cone"},
    {"3700", "dome"},   {"3800", "sawtooth"},    {"3900", "round"},    {"4000", "spire"},           {"5000", "mixed"},
    {"9999", "other"}};

std::string word_of(std::span<const Entry> entries, std::string_view code, std::string_view otherwise) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.first == code; });
    return std::string(found == entries.end() ? otherwise : found->second);
}

}  // namespace

std::string building_use_word(std::string_view code) {
    constexpr std::string_view k_building = "31001_";  // object type "Gebäude"; towers and other structures keep their codes
    const std::string_view bare = code.starts_with(k_building) ? code.substr(k_building.size()) : code;
    return word_of(k_uses, bare, code);
}

std::string roof_shape_word(std::string_view code) { return word_of(k_roofs, code, code); }

}  // namespace kreisblick::io
