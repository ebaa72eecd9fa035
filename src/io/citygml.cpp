#include "io/citygml.h"

#include "io/lod2_table.h"
#include "io/source_text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <utility>

namespace kreisblick::io {
namespace {

/// Deeper than any building; a file nested further is not followed.
constexpr int k_deepest = 64;

/// "bldg:RoofSurface" → "RoofSurface".
std::string_view local_name(const char* name) {
    const std::string_view whole(name);
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}
std::string_view local_name(pugi::xml_node node) { return local_name(node.name()); }

std::string attribute(pugi::xml_node node, std::string_view local) {
    for (const pugi::xml_attribute& candidate : node.attributes())
        if (local_name(candidate.name()) == local) return candidate.value();
    return {};
}

/// Calls visit(node) for all elements below; where it returns false, not for what is inside that one.
template <typename Visit>
void walk(pugi::xml_node node, const Visit& visit, int depth = 0) {
    if (depth > k_deepest) return;
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_element && visit(child)) walk(child, visit, depth + 1);
}

/// Adds the numbers of a text, between blanks or commas; false if anything else stands there.
bool add_numbers(std::string_view text, std::vector<double>& numbers) {
    constexpr std::string_view k_between = " \t\r\n,";
    for (;;) {
        const std::size_t begin = text.find_first_not_of(k_between);
        if (begin == std::string_view::npos) return true;
        text.remove_prefix(begin);
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const auto length = static_cast<std::size_t>(end - text.data());
        if (error != std::errc{} || (length < text.size() && k_between.find(text[length]) == std::string_view::npos)) return false;
        numbers.push_back(value);
        text.remove_prefix(length);
    }
}

/// The corners of a ring; none where its coordinates are missing, broken or without height.
std::vector<geo::SpacePoint> corners_of(pugi::xml_node ring) {
    std::vector<double> numbers;
    bool is_readable = true;
    walk(ring, [&](pugi::xml_node node) {
        const std::string_view name = local_name(node);
        if (name == "posList" || name == "pos" || name == "coordinates")
            is_readable = is_readable && attribute(node, "srsDimension") != "2" && add_numbers(node.child_value(), numbers);
        return true;
    });
    if (!is_readable || numbers.size() % 3 != 0) return {};
    std::vector<geo::SpacePoint> corners;
    for (std::size_t i = 0; i < numbers.size(); i += 3) corners.push_back({numbers[i], numbers[i + 1], numbers[i + 2]});
    return corners;
}

/// Puts one polygon into the list, or counts it as unreadable.
void add_polygon(pugi::xml_node polygon, std::vector<geo::SpacePolygon>& polygons, std::size_t& unreadable) {
    geo::SpacePolygon result;
    for (const std::string_view wanted : {"exterior", "interior"}) {
        for (const pugi::xml_node side : polygon.children())
            if (local_name(side) == wanted)
                if (std::vector<geo::SpacePoint> corners = corners_of(side); !corners.empty()) result.rings.push_back(std::move(corners));
        if (result.rings.empty()) break;  // holes of nothing
    }
    if (result.rings.empty())
        ++unreadable;
    else
        polygons.push_back(std::move(result));
}

/// Reads one building with all its parts.
class BuildingReader {
  public:
    explicit BuildingReader(pugi::xml_node node) : m_node(node) {}

    Lod2Building read() {
        m_building.id = attribute(m_node, "id");
        read_facts(m_node);
        walk(m_node, [&](pugi::xml_node node) { return visit(node); });
        if (m_building.roofs.empty() && m_building.grounds.empty()) m_building.others = std::move(m_solid);
        return std::move(m_building);
    }

  private:
    bool visit(pugi::xml_node node) {
        const std::string_view name = local_name(node);
        if (name == "BuildingPart") read_facts(node);
        if (name == "BuildingInstallation" || name == "Room" || name == "address") return false;
        if (name == "RoofSurface") return read_surface(node, m_building.roofs);
        if (name == "GroundSurface") return read_surface(node, m_building.grounds);
        if (name.ends_with("Surface") && local_name(node.parent()) == "boundedBy") return read_surface(node, m_building.others);
        if (name == "Polygon") add_polygon(node, m_solid, m_building.unreadable);
        return name != "Polygon";
    }

    /// All polygons below a surface, those that it only points to included; always false: nothing else is inside.
    bool read_surface(pugi::xml_node surface, std::vector<geo::SpacePolygon>& polygons) {
        walk(surface, [&](pugi::xml_node node) {
            if (local_name(node) == "Polygon") {
                add_polygon(node, polygons, m_building.unreadable);
                return false;
            }
            const std::string link = attribute(node, "href");
            if (link.size() > 1 && link[0] == '#')
                if (const auto found = ids().find(link.substr(1)); found != ids().end())
                    add_polygon(found->second, polygons, m_building.unreadable);
            return true;
        });
        return false;
    }

    /// The polygons of this building by their id, found on first use.
    const std::map<std::string, pugi::xml_node>& ids() {
        if (m_ids.empty())
            walk(m_node, [&](pugi::xml_node node) {
                if (local_name(node) == "Polygon") m_ids.emplace(attribute(node, "id"), node);
                return true;
            });
        return m_ids;
    }

    /// What stands at the building itself or at one of its parts: the greatest height, the first of the rest.
    void read_facts(pugi::xml_node node) {
        for (const pugi::xml_node child : node.children()) {
            const std::string_view name = local_name(child);
            const std::string_view text = trimmed(child.child_value());
            const auto number = number_in(text, '.');
            if (name == "measuredHeight" && number) m_building.height_m = std::fmax(m_building.height_m, *number);
            if (name == "storeysAboveGround" && number) m_building.storeys = std::fmax(m_building.storeys, *number);
            if (name == "yearOfConstruction" && number && std::isnan(m_building.year)) m_building.year = *number;
            if (name == "function" && m_building.use.empty()) m_building.use = text;
            if (name == "name" && m_building.name.empty()) m_building.name = text;
            if (name == "roofType" && !text.empty()) add_roof_type(text);
        }
    }

    void add_roof_type(std::string_view code) {
        constexpr std::string_view k_mixed = "5000";
        m_building.roof_shape = m_building.roof_shape.empty() || m_building.roof_shape == code ? code : k_mixed;
    }

    pugi::xml_node m_node;
    Lod2Building m_building;
    std::vector<geo::SpacePolygon> m_solid;  // polygons outside of any named surface: all there is in level of detail 1
    std::map<std::string, pugi::xml_node> m_ids;
};

core::Result<pugi::xml_node> city_model(const pugi::xml_document& document) {
    const pugi::xml_node root = document.document_element();
    if (local_name(root) != "CityModel") return core::fail("it is no CityGML: its root element is <{}>, not <CityModel>", root.name());
    for (const pugi::xml_attribute& declared : root.attributes())
        if (std::string_view(declared.value()).find("citygml/3.") != std::string_view::npos)
            return core::fail("it is CityGML 3.0, and only 1.0 and 2.0 are read");
    return root;
}

core::Result<void> load(const std::filesystem::path& file, pugi::xml_document& document) {
    std::error_code ignored;
    const std::uintmax_t bytes = std::filesystem::file_size(file, ignored);
    if (!ignored && bytes > k_largest_citygml_bytes)
        return core::fail("its {:.1f} GB are more than the {:.1f} GB that are read at once; give it in tiles",
                          static_cast<double>(bytes) * 1e-9, static_cast<double>(k_largest_citygml_bytes) * 1e-9);
    const pugi::xml_parse_result parsed = document.load_file(file.c_str());
    if (!parsed) return core::fail("its XML is broken or breaks off at byte {} of {} ({})", parsed.offset, bytes, parsed.description());
    return {};
}

std::string first_srs_name(pugi::xml_node root) {
    std::string found;
    walk(root, [&](pugi::xml_node node) {
        if (found.empty()) found = attribute(node, "srsName");
        return found.empty();
    });
    return found;
}

/// Some offices put the number of the zone before the easting: 32,560,000 m.
std::string with_zone_in_easting(const std::string& crs, const Lod2Building& building) {
    for (const auto* surfaces : {&building.grounds, &building.roofs, &building.others})
        for (const geo::SpacePolygon& polygon : *surfaces) {
            const double x = polygon.rings[0][0].x;
            if (crs == "EPSG:25831" && x > 31e6 && x < 32e6) return "EPSG:5649";
            if (crs == "EPSG:25832" && x > 32e6 && x < 33e6) return "EPSG:4647";
            if (crs == "EPSG:25833" && x > 33e6 && x < 34e6) return "EPSG:5650";
            return crs;
        }
    return crs;
}

core::Result<std::string> stated_crs(pugi::xml_node root) {
    const std::string srs_name = first_srs_name(root);
    const std::string hint = "name the coordinate system with --source-crs, for example --source-crs EPSG:25832";
    if (srs_name.empty()) return core::fail("it has no srsName; {}", hint);
    if (const auto known = crs_of_srs_name(srs_name)) return *known;
    return core::fail("its srsName \"{}\" is none that this program knows; {}", srs_name, hint);
}

core::Result<SourceTable> read_model(pugi::xml_node root, const std::string& source_crs, const std::string& district_crs,
                                     const std::filesystem::path& file, const core::Job& job) {
    KREISBLICK_TRY(std::string crs, source_crs.empty() ? stated_crs(root) : core::Result<std::string>(source_crs));
    std::vector<pugi::xml_node> nodes;
    walk(root, [&](pugi::xml_node node) {
        if (local_name(node) != "Building") return true;
        nodes.push_back(node);
        return false;
    });
    if (nodes.empty()) return core::fail("it holds no building");
    std::optional<Lod2Table> table;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (i % 100 == 0 && job.stopped()) return core::fail("the import was stopped");
        Lod2Building building = BuildingReader(nodes[i]).read();
        if (building.id.empty()) building.id = fmt::format("building {}", i + 1);
        if (!table) {
            KREISBLICK_TRY(Lod2Table made, Lod2Table::between(with_zone_in_easting(crs, building), district_crs));
            table.emplace(std::move(made));
        }
        table->add(building);
    }
    if (table->size() == 0) return core::fail("none of its {} buildings has a surface that can be read", nodes.size());
    return std::move(*table).finished(fmt::format("the buildings of {}", file.string()));
}

/// The digits behind "EPSG", past versions and signs: at least four of them.
std::string epsg_code(std::string_view name) {
    std::string digits;
    for (const char c : std::string(name) + ":") {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else {
            if (digits.size() >= 4) return digits;
            digits.clear();
        }
    }
    return {};
}

}  // namespace

bool looks_like_citygml(const std::filesystem::path& file) {
    std::string ending = comparable_name(file.extension().string());
    if (ending != "gml" && ending != "xml" && ending != "citygml") return false;
    std::ifstream stream(file, std::ios::binary);
    std::string start(4096, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    return start.find("FeatureCollection") == std::string::npos;
}

std::optional<std::string> crs_of_srs_name(const std::string& srs_name) {
    if (const std::size_t at = srs_name.find("EPSG"); at != std::string::npos) {
        const std::string code = epsg_code(std::string_view(srs_name).substr(at + 4));
        // ETRS89 / UTM with heights in DHHN92: one code for both.
        const std::map<std::string, std::string> compound{{"5554", "25831"}, {"5555", "25832"}, {"5556", "25833"}};
        if (code.empty()) return std::nullopt;
        return "EPSG:" + (compound.contains(code) ? compound.at(code) : code);
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> k_survey_names{{{"ETRS89_UTM31", "EPSG:25831"},
                                                                                                  {"ETRS89_UTM32", "EPSG:25832"},
                                                                                                  {"ETRS89_UTM33", "EPSG:25833"},
                                                                                                  {"DE_DHDN_3GK2", "EPSG:31466"},
                                                                                                  {"DE_DHDN_3GK3", "EPSG:31467"},
                                                                                                  {"DE_DHDN_3GK4", "EPSG:31468"},
                                                                                                  {"DE_DHDN_3GK5", "EPSG:31469"}}};
    for (const auto& [survey_name, crs] : k_survey_names)
        if (srs_name.find(survey_name) != std::string::npos) return std::string(crs);
    return std::nullopt;
}

core::Result<SourceTable> read_citygml(const std::filesystem::path& file, const std::string& source_crs, const std::string& district_crs,
                                       const core::Job& job) {
    pugi::xml_document document;
    const auto read = [&]() -> core::Result<SourceTable> {
        KREISBLICK_CHECK(load(file, document));
        KREISBLICK_TRY(const pugi::xml_node root, city_model(document));
        return read_model(root, source_crs, district_crs, file, job);
    };
    auto table = read();
    if (!table) return core::fail("cannot import {}: {}", file.string(), table.error().sentence);
    return table;
}

}  // namespace kreisblick::io
