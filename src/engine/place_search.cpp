#include "engine/place_search.h"

#include "geo/geometry.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <utility>

namespace kreisblick::engine {
namespace {

constexpr double k_around_town_m = 2500;
constexpr double k_around_village_m = 1000;

/// The plain letters for the second byte of a UTF-8 letter that begins with 0xC3 (Latin-1: à … ÿ and À … ß), in lower case.
std::string_view plain_letters(unsigned char second, bool long_umlauts) {
    const unsigned char lower = second < 0xA0 && second != 0x9F ? static_cast<unsigned char>(second + 0x20) : second;
    if (lower == 0x9F) return "ss";
    if (lower == 0xA4) return long_umlauts ? "ae" : "a";
    if (lower == 0xB6) return long_umlauts ? "oe" : "o";
    if (lower == 0xBC) return long_umlauts ? "ue" : "u";
    if (lower >= 0xA0 && lower <= 0xA5) return "a";
    if (lower == 0xA6) return "ae";
    if (lower == 0xA7) return "c";
    if (lower >= 0xA8 && lower <= 0xAB) return "e";
    if (lower >= 0xAC && lower <= 0xAF) return "i";
    if (lower == 0xB1) return "n";
    if ((lower >= 0xB2 && lower <= 0xB6) || lower == 0xB8) return "o";
    if (lower >= 0xB9 && lower <= 0xBC) return "u";
    return "y";
}

/// How well a name fits: 0 = begins with the text, 1 = a word of it does, 2 = holds it, 3 = not at all.
int misfit(const std::string& name, const std::string& text) {
    const auto at = name.find(text);
    if (at == std::string::npos) return 3;
    if (at == 0) return 0;
    return name.find(" " + text) != std::string::npos ? 1 : 2;
}

Place::Kind kind_of(const std::string& place_class, double population) {
    static const std::map<std::string, Place::Kind> known = {{"city", Place::Kind::Town},
                                                             {"town", Place::Kind::Town},
                                                             {"village", Place::Kind::Village},
                                                             {"hamlet", Place::Kind::Village},
                                                             {"PPLA", Place::Kind::Town},
                                                             {"PPLA2", Place::Kind::Town},
                                                             {"PPLA3", Place::Kind::Town},
                                                             {"PPLA4", Place::Kind::Village},
                                                             {"PPL", Place::Kind::Village},
                                                             {"PPLX", Place::Kind::Other},
                                                             {"locality", Place::Kind::Other},
                                                             {"suburb", Place::Kind::Other},
                                                             {"isolated_dwelling", Place::Kind::Other}};
    const auto found = known.find(place_class);
    const Place::Kind kind = found == known.end() ? Place::Kind::Other : found->second;
    return kind == Place::Kind::Village && population >= 5000 ? Place::Kind::Town : kind;
}

void add_areas(const geo::FeatureTable& table, std::vector<Place>& places) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string name = table.text(row, "name");
        if (name.empty()) continue;
        const Place::Kind kind = table.text(row, "level") == "district" ? Place::Kind::District : Place::Kind::Municipality;
        const auto same =
            std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.name == name && place.kind == kind; });
        if (same == places.end()) {
            places.push_back({name, kind, table.extent(row).centre(), table.extent(row), 0});
        } else {  // an area in pieces
            same->extent.include(table.extent(row));
            same->point = same->extent.centre();
        }
    }
}

void add_points(const geo::FeatureTable& table, std::vector<Place>& places) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string name = table.text(row, "name");
        if (name.empty() || table.extent(row).is_empty()) continue;
        const double stated = table.number(row, "population");
        const double population = std::isnan(stated) ? 0 : stated;
        const Place::Kind kind = kind_of(table.text(row, "class"), population);
        geo::Extent around;
        around.include(table.extent(row).centre());
        places.push_back({name, kind, table.extent(row).centre(),
                          around.grown(kind == Place::Kind::Town ? k_around_town_m : k_around_village_m), population});
    }
}

/// A town and the municipality of its name are one: the town's middle is where one wants to go, its people count.
std::vector<Place> without_doubles(std::vector<Place> areas, const std::vector<Place>& points) {
    std::vector<Place> places = std::move(areas);
    const std::size_t areas_count = places.size();
    for (const Place& point : points) {
        const auto end = places.begin() + static_cast<std::ptrdiff_t>(areas_count);
        const auto area = std::find_if(places.begin(), end, [&](const Place& place) {
            return place.name == point.name && place.kind == Place::Kind::Municipality && place.extent.contains(point.point);
        });
        if (area == end)
            places.push_back(point);
        else
            area->population = std::max(area->population, point.population);
    }
    return places;
}

}  // namespace

std::string folded(std::string_view text, bool long_umlauts) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto letter = static_cast<unsigned char>(text[i]);
        if (letter == 0xC3 && i + 1 < text.size())
            result += plain_letters(static_cast<unsigned char>(text[++i]), long_umlauts);
        else if (letter >= 0x80)
            result += text[i];
        else
            result += std::isalnum(letter) != 0 ? static_cast<char>(std::tolower(letter)) : ' ';
    }
    return result;
}

PlaceIndex::PlaceIndex(std::vector<Place> places) {
    for (Place& place : places) {
        std::string short_name = folded(place.name, false), long_name = folded(place.name, true);
        m_entries.push_back({std::move(place), std::move(short_name), std::move(long_name)});
    }
}

std::vector<Place> PlaceIndex::find(std::string_view text, std::size_t most) const {
    std::string short_text = folded(text, false);
    const auto last = short_text.find_last_not_of(' ');
    if (last == std::string::npos) return {};
    std::vector<std::pair<int, const Place*>> hits;
    for (const Entry& entry : m_entries) {
        const int fit = std::min(misfit(entry.short_name, short_text), misfit(entry.long_name, short_text));
        if (fit < 3) hits.emplace_back(fit, &entry.place);
    }
    std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        if (a.second->population != b.second->population) return a.second->population > b.second->population;
        return std::pair(a.second->kind, a.second->name) < std::pair(b.second->kind, b.second->name);
    });
    std::vector<Place> found;
    for (const auto& [fit, place] : hits)
        if (found.size() < most) found.push_back(*place);
    return found;
}

core::Result<PlaceIndex> read_places(const io::DistrictFile& file) {
    std::vector<Place> areas, points;
    for (const auto& [dataset, add, into] : {std::tuple{"boundaries", &add_areas, &areas}, std::tuple{"places", &add_points, &points}})
        for (const model::DatasetPart* part : file.district().parts_of(dataset)) {
            if (part->kind != model::DatasetKind::Vector) continue;
            KREISBLICK_TRY(const geo::FeatureTable table, file.read_features(*part));
            add(table, *into);
        }
    return PlaceIndex(without_doubles(std::move(areas), points));
}

}  // namespace kreisblick::engine
