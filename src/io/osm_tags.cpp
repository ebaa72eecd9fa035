#include "io/osm_tags.h"

#include "io/source_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace kreisblick::io {
namespace {

using geo::ColumnType;
using geo::GeometryKind;
using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array k_building_columns = {OsmColumn{"use", "", ColumnType::Text},          OsmColumn{"name", "", ColumnType::Text},
                                           OsmColumn{"storeys", "", ColumnType::Number},    OsmColumn{"year", "", ColumnType::Whole},
                                           OsmColumn{"height_m", "m", ColumnType::Number},  OsmColumn{"street", "", ColumnType::Text},
                                           OsmColumn{"house_number", "", ColumnType::Text}, OsmColumn{"postcode", "", ColumnType::Text},
                                           OsmColumn{"city", "", ColumnType::Text},         OsmColumn{"roof_shape", "", ColumnType::Text},
                                           OsmColumn{"heritage", "", ColumnType::Text}};
constexpr std::array k_road_columns = {OsmColumn{"class", "", ColumnType::Text},  OsmColumn{"name", "", ColumnType::Text},
                                       OsmColumn{"ref", "", ColumnType::Text},    OsmColumn{"oneway", "", ColumnType::Text},
                                       OsmColumn{"bridge", "", ColumnType::Text}, OsmColumn{"tunnel", "", ColumnType::Text}};
constexpr std::array k_class_and_name = {OsmColumn{"class", "", ColumnType::Text}, OsmColumn{"name", "", ColumnType::Text}};
constexpr std::array k_landcover_columns = {OsmColumn{"code", "", ColumnType::Whole}, OsmColumn{"tag", "", ColumnType::Text},
                                            OsmColumn{"name", "", ColumnType::Text}};
constexpr std::array k_place_columns = {OsmColumn{"name", "", ColumnType::Text}, OsmColumn{"class", "", ColumnType::Text},
                                        OsmColumn{"population", "people", ColumnType::Whole}};
constexpr std::array k_poi_columns = {OsmColumn{"kind", "", ColumnType::Text}, OsmColumn{"name", "", ColumnType::Text},
                                      OsmColumn{"tag", "", ColumnType::Text}};
constexpr std::array k_railway_columns = {OsmColumn{"class", "", ColumnType::Text}, OsmColumn{"name", "", ColumnType::Text},
                                          OsmColumn{"tracks", "", ColumnType::Whole}};
constexpr std::array k_power_line_columns = {OsmColumn{"class", "", ColumnType::Text}, OsmColumn{"voltage", "", ColumnType::Text}};
constexpr std::array k_plant_columns = {OsmColumn{"name", "", ColumnType::Text}, OsmColumn{"technology", "", ColumnType::Text},
                                        OsmColumn{"power_kw", "kW", ColumnType::Number}, OsmColumn{"year", "", ColumnType::Whole},
                                        OsmColumn{"kind", "", ColumnType::Text}};

constexpr std::array<OsmPart, 10> k_parts = {{
    {OsmTheme::Buildings, "buildings", false, GeometryKind::Polygon, k_building_columns},
    {OsmTheme::Roads, "roads", false, GeometryKind::Line, k_road_columns},
    {OsmTheme::WaterAreas, "water", false, GeometryKind::Polygon, k_class_and_name},
    {OsmTheme::WaterLines, "water", true, GeometryKind::Line, k_class_and_name},
    {OsmTheme::Landcover, "landcover", false, GeometryKind::Polygon, k_landcover_columns},
    {OsmTheme::Places, "places", false, GeometryKind::Point, k_place_columns},
    {OsmTheme::Poi, "poi", false, GeometryKind::Point, k_poi_columns},
    {OsmTheme::Railway, "railway", false, GeometryKind::Line, k_railway_columns},
    {OsmTheme::PowerLines, "power_lines", false, GeometryKind::Line, k_power_line_columns},
    {OsmTheme::Plants, "plants", false, GeometryKind::Point, k_plant_columns},
}};

/// CORINE Land Cover, level 3, by tag.
struct LandUse {
    std::string_view key;
    std::string_view value;
    int code;
};
constexpr std::array k_land_uses = {LandUse{"landuse", "residential", 112},   LandUse{"landuse", "farmyard", 112},
                                    LandUse{"landuse", "garages", 112},       LandUse{"landuse", "industrial", 121},
                                    LandUse{"landuse", "commercial", 121},    LandUse{"landuse", "retail", 121},
                                    LandUse{"landuse", "education", 121},     LandUse{"landuse", "institutional", 121},
                                    LandUse{"landuse", "religious", 121},     LandUse{"landuse", "military", 121},
                                    LandUse{"landuse", "depot", 121},         LandUse{"landuse", "railway", 122},
                                    LandUse{"landuse", "highway", 122},       LandUse{"landuse", "port", 123},
                                    LandUse{"landuse", "quarry", 131},        LandUse{"landuse", "landfill", 132},
                                    LandUse{"landuse", "construction", 133},  LandUse{"landuse", "brownfield", 133},
                                    LandUse{"landuse", "cemetery", 141},      LandUse{"landuse", "village_green", 141},
                                    LandUse{"landuse", "allotments", 141},    LandUse{"landuse", "recreation_ground", 141},
                                    LandUse{"landuse", "flowerbed", 141},     LandUse{"landuse", "farmland", 211},
                                    LandUse{"landuse", "farm", 211},          LandUse{"landuse", "greenhouse_horticulture", 211},
                                    LandUse{"landuse", "plant_nursery", 222}, LandUse{"landuse", "vineyard", 221},
                                    LandUse{"landuse", "orchard", 222},       LandUse{"landuse", "meadow", 231},
                                    LandUse{"landuse", "grass", 231},         LandUse{"landuse", "animal_keeping", 231},
                                    LandUse{"landuse", "forest", 311},        LandUse{"landuse", "basin", 512},
                                    LandUse{"landuse", "reservoir", 512},     LandUse{"landuse", "aquaculture", 512},
                                    LandUse{"natural", "wood", 311},          LandUse{"natural", "grassland", 231},
                                    LandUse{"natural", "scrub", 324},         LandUse{"natural", "heath", 322},
                                    LandUse{"natural", "moor", 322},          LandUse{"natural", "wetland", 411},
                                    LandUse{"natural", "mud", 411},           LandUse{"natural", "water", 512},
                                    LandUse{"natural", "sand", 331},          LandUse{"natural", "beach", 331},
                                    LandUse{"natural", "bare_rock", 332},     LandUse{"natural", "scree", 332},
                                    LandUse{"leisure", "park", 141},          LandUse{"leisure", "garden", 141},
                                    LandUse{"leisure", "dog_park", 141},      LandUse{"leisure", "common", 231},
                                    LandUse{"leisure", "pitch", 142},         LandUse{"leisure", "sports_centre", 142},
                                    LandUse{"leisure", "golf_course", 142},   LandUse{"leisure", "stadium", 142},
                                    LandUse{"leisure", "track", 142},         LandUse{"leisure", "playground", 142},
                                    LandUse{"leisure", "horse_riding", 142},  LandUse{"leisure", "water_park", 142},
                                    LandUse{"leisure", "marina", 123},        LandUse{"amenity", "grave_yard", 141},
                                    LandUse{"amenity", "parking", 122},       LandUse{"amenity", "school", 121},
                                    LandUse{"amenity", "kindergarten", 121},  LandUse{"amenity", "college", 121},
                                    LandUse{"amenity", "university", 121},    LandUse{"amenity", "hospital", 121}};

constexpr std::array<std::string_view, 37> k_facilities = {"school",
                                                           "kindergarten",
                                                           "childcare",
                                                           "college",
                                                           "university",
                                                           "music_school",
                                                           "library",
                                                           "doctors",
                                                           "dentist",
                                                           "clinic",
                                                           "hospital",
                                                           "pharmacy",
                                                           "veterinary",
                                                           "townhall",
                                                           "fire_station",
                                                           "police",
                                                           "post_office",
                                                           "bank",
                                                           "restaurant",
                                                           "cafe",
                                                           "pub",
                                                           "bar",
                                                           "biergarten",
                                                           "fast_food",
                                                           "fuel",
                                                           "marketplace",
                                                           "nursing_home",
                                                           "social_facility",
                                                           "community_centre",
                                                           "arts_centre",
                                                           "theatre",
                                                           "cinema",
                                                           "charging_station",
                                                           "bus_station",
                                                           "place_of_worship",
                                                           "courthouse",
                                                           "events_venue"};

constexpr std::array<std::string_view, 13> k_places = {"city",        "town",          "village",           "hamlet", "suburb",   "borough",
                                                       "quarter",     "neighbourhood", "isolated_dwelling", "farm",   "locality", "island",
                                                       "municipality"};

bool is_among(std::string_view value, std::span<const std::string_view> values) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

bool is_among(std::string_view value, std::initializer_list<std::string_view> values) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

bool says_no(std::string_view value) { return value.empty() || value == "no"; }

template <typename T>
std::string text_of(const std::optional<T>& number) {
    return number ? fmt::format("{}", *number) : std::string{};
}

std::string plain_number(std::string_view text) { return text_of(number_in(text, '.')); }

std::string text(std::string_view value) { return std::string(value); }

/// "wind;solar" counts as its first.
std::string_view first_of(std::string_view values) { return trimmed(values.substr(0, values.find(';'))); }

/// The words the datasets use for what drives a plant.
std::string technology_of(std::string_view source) {
    source = first_of(source);
    if (is_among(source, {"biomass", "biogas", "biofuel", "wood", "plant_oil", "biodiesel"})) return "biomass";
    if (is_among(source, {"hydro", "water"})) return "hydro";
    return text(source);
}

void add_building(const OsmTags& tags, std::vector<OsmRow>& rows) {
    const std::string_view use = tags["building"];
    if (says_no(use)) return;
    rows.push_back(
        {OsmTheme::Buildings,
         {text(use == "yes" ? "" : use), text(tags["name"]), plain_number(tags["building:levels"]), text_of(year_in(tags["start_date"])),
          text_of(metres_in(tags["height"])), text(tags["addr:street"]), text(tags["addr:housenumber"]), text(tags["addr:postcode"]),
          text(tags["addr:city"]), text(tags["roof:shape"]), text(tags["heritage"])}});
}

/// Land use stands before natural cover, that before leisure and amenity: the first with a class names the polygon.
void add_landcover(const OsmTags& tags, std::vector<OsmRow>& rows) {
    for (const std::string_view key : {"landuse", "natural", "leisure", "amenity"}) {
        const auto code = corine_code(key, tags[key]);
        if (!code) continue;
        rows.push_back({OsmTheme::Landcover, {fmt::format("{}", *code), fmt::format("{}={}", key, tags[key]), text(tags["name"])}});
        return;
    }
}

void add_water_area(const OsmTags& tags, std::vector<OsmRow>& rows) {
    for (const Pair& tag : {Pair{"natural", "water"}, Pair{"landuse", "basin"}, Pair{"landuse", "reservoir"}, Pair{"waterway", "riverbank"},
                            Pair{"waterway", "dock"}}) {
        if (tags[tag.first] != tag.second) continue;
        rows.push_back({OsmTheme::WaterAreas, {text(tag.second), text(tags["name"])}});
        return;
    }
}

/// The kind of a facility and the tag that says so; an empty kind is none.
Pair facility_tag(const OsmTags& tags) {
    if (is_among(tags["amenity"], k_facilities)) return {"amenity", tags["amenity"]};
    if (!says_no(tags["shop"]) && tags["shop"] != "vacant") return {"shop", tags["shop"]};
    if (!says_no(tags["healthcare"])) return {"healthcare", tags["healthcare"]};
    if (tags["highway"] == "bus_stop") return {"highway", "bus_stop"};
    if (is_among(tags["railway"], {"station", "halt", "tram_stop"})) return {"railway", tags["railway"]};
    if (is_among(tags["tourism"], {"museum", "hotel", "guest_house", "hostel"})) return {"tourism", tags["tourism"]};
    return {};
}

std::string facility_kind(const Pair& tag) {
    if (tag.first == "shop") return "shop";
    if (tag.first == "railway" && tag.second != "tram_stop") return "railway_station";
    if (tag.first == "healthcare" && tag.second == "doctor") return "doctors";
    return text(tag.second);
}

void add_facility(const OsmTags& tags, std::vector<OsmRow>& rows) {
    const Pair tag = facility_tag(tags);
    if (tag.first.empty()) return;
    rows.push_back({OsmTheme::Poi, {facility_kind(tag), text(tags["name"]), fmt::format("{}={}", tag.first, tag.second)}});
}

void add_plant(const OsmTags& tags, std::vector<OsmRow>& rows) {
    const std::string_view kind = tags["power"];
    if (kind != "plant" && kind != "generator") return;
    const bool is_plant = kind == "plant";
    const std::string_view source = tags[is_plant ? "plant:source" : "generator:source"];
    const std::string_view output = tags[is_plant ? "plant:output:electricity" : "generator:output:electricity"];
    rows.push_back(
        {OsmTheme::Plants,
         {text(tags["name"]), technology_of(source), text_of(power_kw_in(output)), text_of(year_in(tags["start_date"])), text(kind)}});
}

void add_place(const OsmTags& tags, std::vector<OsmRow>& rows) {
    if (!is_among(tags["place"], k_places)) return;
    rows.push_back({OsmTheme::Places, {text(tags["name"]), text(tags["place"]), plain_number(tags["population"])}});
}

void add_lines(const OsmTags& tags, std::vector<OsmRow>& rows) {
    const std::string name = text(tags["name"]);
    if (!says_no(tags["highway"]))
        rows.push_back(
            {OsmTheme::Roads,
             {text(tags["highway"]), name, text(tags["ref"]), text(tags["oneway"]), text(tags["bridge"]), text(tags["tunnel"])}});
    if (is_among(tags["waterway"], {"river", "stream", "canal", "ditch", "drain", "brook", "tidal_channel", "fairway"}))
        rows.push_back({OsmTheme::WaterLines, {text(tags["waterway"]), name}});
    if (is_among(tags["railway"], {"rail", "light_rail", "tram", "narrow_gauge", "subway", "monorail", "funicular", "preserved"}))
        rows.push_back({OsmTheme::Railway, {text(tags["railway"]), name, plain_number(tags["tracks"])}});
    if (is_among(tags["power"], {"line", "minor_line", "cable"}))
        rows.push_back({OsmTheme::PowerLines, {text(tags["power"]), text(tags["voltage"])}});
}

/// The number at the front of a text and the unit behind it.
std::pair<std::optional<double>, std::string_view> number_and_unit(std::string_view text) {
    text = trimmed(text);
    const std::size_t end = std::min(text.find_first_not_of("0123456789.,"), text.size());
    return {number_in(text.substr(0, end)), trimmed(text.substr(end))};
}

}  // namespace

std::string_view OsmTags::operator[](std::string_view key) const {
    for (const auto& [name, value] : m_tags)
        if (name == key) return value;
    return {};
}

std::span<const OsmPart> osm_parts() { return k_parts; }

std::vector<OsmRow> rows_of(OsmShape shape, const OsmTags& tags) {
    std::vector<OsmRow> rows;
    if (shape == OsmShape::Line) {
        add_lines(tags, rows);
        return rows;
    }
    if (shape == OsmShape::Area) {
        add_building(tags, rows);
        add_landcover(tags, rows);
        add_water_area(tags, rows);
    } else {
        add_place(tags, rows);
    }
    add_facility(tags, rows);
    add_plant(tags, rows);
    return rows;
}

std::optional<int> corine_code(std::string_view key, std::string_view value) {
    if (value.empty()) return std::nullopt;
    for (const LandUse& use : k_land_uses)
        if (use.key == key && use.value == value) return use.code;
    return std::nullopt;
}

std::optional<double> power_kw_in(std::string_view text) {
    const auto [number, unit] = number_and_unit(text);
    if (!number) return std::nullopt;
    for (const auto& [name, factor] : {std::pair{"W", 0.001},
                                       {"kW", 1.0},
                                       {"MW", 1000.0},
                                       {"GW", 1e6},
                                       {"Wp", 0.001},
                                       {"kWp", 1.0},
                                       {"MWp", 1000.0},
                                       {"kw", 1.0},
                                       {"KW", 1.0},
                                       {"mw", 1000.0},
                                       {"kVA", 1.0},
                                       {"MVA", 1000.0}})
        if (unit == name) return *number * factor;
    return std::nullopt;
}

std::optional<int> year_in(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - i == 4 && (text[i] == '1' || (text[i] == '2' && text[i + 1] <= '1')))
            return static_cast<int>(number_in(text.substr(i, 4), '.').value_or(0));
        i = end == i ? i + 1 : end;
    }
    return std::nullopt;
}

std::optional<double> metres_in(std::string_view text) {
    const auto [number, unit] = number_and_unit(text);
    return unit.empty() || unit == "m" || unit == "metres" || unit == "Meter" ? number : std::nullopt;
}

}  // namespace kreisblick::io
