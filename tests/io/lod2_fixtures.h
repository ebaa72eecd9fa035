#pragma once

#include <string>
#include <utility>
#include <vector>

namespace kreisblick::tests {

/// A surface of a building: its class and its corners "x y z …" in metres around 561000 5671000, where small_district() lies.
struct Surface {
    std::string kind;
    std::string corners;
};

/// "0 0 3 10 0 3" → "561000 5671000 3 561010 5671000 3".
std::string inline in_district(const std::string& corners) {
    std::string text, word;
    int axis = 0;
    for (const char c : corners + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (word.empty()) continue;
        const double shift = axis == 0 ? 561000 : axis == 1 ? 5671000 : 0;
        text += (text.empty() ? "" : " ") + std::to_string(std::stod(word) + shift);
        word.clear();
        axis = (axis + 1) % 3;
    }
    return text;
}

inline std::string surface_xml(const Surface& surface) {
    return "<bldg:boundedBy><bldg:" + surface.kind +
           "><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
           "<gml:posList srsDimension=\"3\">" +
           in_district(surface.corners) +
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></"
           "bldg:" +
           surface.kind + "></bldg:boundedBy>\n";
}

inline std::string surfaces_xml(const std::vector<Surface>& surfaces) {
    std::string text;
    for (const Surface& surface : surfaces) text += surface_xml(surface);
    return text;
}

/// A building with facts (XML) and surfaces.
inline std::string building_xml(const std::string& id, const std::string& facts, const std::vector<Surface>& surfaces) {
    return "<core:cityObjectMember><bldg:Building gml:id=\"" + id + "\">" + facts + surfaces_xml(surfaces) +
           "</bldg:Building></core:cityObjectMember>\n";
}

/// A whole file of CityGML "1.0" or "2.0" as survey offices write it.
inline std::string citygml(const std::string& version, const std::string& members,
                           const std::string& srs_name = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH") {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/)" +
           version + R"(" xmlns:bldg="http://www.opengis.net/citygml/building/)" + version +
           R"(" xmlns:gml="http://www.opengis.net/gml">
<gml:boundedBy><gml:Envelope srsDimension="3" srsName=")" +
           srs_name + "\"><gml:lowerCorner>561000 5671000 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>\n" + members +
           "</core:CityModel>\n";
}

inline const std::string k_square_ground = "0 0 0 0 8 0 10 8 0 10 0 0 0 0 0";

/// 10 × 8 m, eaves at 3 m, ridge from west to east at 7 m: two planes of 10 × √32 = 56.57 m² at 45°.
inline std::vector<Surface> gable_house() {
    return {{"GroundSurface", k_square_ground},
            {"RoofSurface", "0 0 3 10 0 3 10 4 7 0 4 7 0 0 3"},
            {"RoofSurface", "10 8 3 0 8 3 0 4 7 10 4 7 10 8 3"},
            {"WallSurface", "0 0 0 10 0 0 10 0 3 0 0 3 0 0 0"}};
}

/// 10 × 8 m with a ridge of 2 m in the middle at 7 m: two trapezoids and two triangles, all at 45°.
inline std::vector<Surface> hip_house() {
    return {{"GroundSurface", k_square_ground},
            {"RoofSurface", "0 0 3 10 0 3 6 4 7 4 4 7 0 0 3"},
            {"RoofSurface", "10 8 3 0 8 3 4 4 7 6 4 7 10 8 3"},
            {"RoofSurface", "0 8 3 0 0 3 4 4 7 0 8 3"},
            {"RoofSurface", "10 0 3 10 8 3 6 4 7 10 0 3"}};
}

}  // namespace kreisblick::tests
