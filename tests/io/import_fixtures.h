#pragma once

#include "io/import.h"

#include <algorithm>
#include <string>

namespace kreisblick::tests {

/// A district of 10 × 10 km around 9.93 E 51.22 N: 560–570 km east, 5670–5680 km north in EPSG:25832.
inline model::District small_district() {
    model::District district;
    district.name = "Small";
    district.grid = {560000, 5680000, 10, 1000, 1000};
    return district;
}

/// A declaration of one kind with a few fields of both types.
inline model::DatasetDeclaration declaration_of(geo::GeometryKind geometry) {
    model::DatasetDeclaration declaration;
    declaration.id = "things";
    declaration.kinds = {model::DatasetKind::Vector};
    declaration.geometry = geometry;
    declaration.fields = {
        {"name", "", true, {"bezeichnung"}}, {"power_kw", "kW", false, {"leistung", "Leistung (kW)"}}, {"ags", "", true, {"schlüssel"}}};
    return declaration;
}

inline model::DatasetDeclaration table_declaration() {
    model::DatasetDeclaration declaration = declaration_of(geo::GeometryKind::None);
    declaration.kinds = {model::DatasetKind::Table};
    declaration.key = "ags";
    return declaration;
}

inline model::ImportSpec spec_of(const std::filesystem::path& file) {
    model::ImportSpec spec;
    spec.dataset = "things";
    spec.file = file;
    return spec;
}

/// A GeoJSON of these features in EPSG:25832; each is 'GEOMETRY' or 'GEOMETRY|PROPERTIES' in JSON.
inline std::string geojson(const std::vector<std::string>& features, const std::string& crs = "urn:ogc:def:crs:EPSG::25832") {
    std::string text = R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" + crs + R"("}},"features":[)";
    int id = 0;
    for (const std::string& feature : features) {
        const std::size_t bar = feature.find('|');
        text += id++ > 0 ? ",\n" : "\n";
        text += R"({"type":"Feature","id":)" + std::to_string(id) + R"(,"geometry":)" + feature.substr(0, bar) + R"(,"properties":)" +
                (bar == std::string::npos ? "{}" : feature.substr(bar + 1)) + "}";
    }
    return text + "]}\n";
}

inline const geo::FeatureTable& features_of(const io::PartContent& part) { return std::get<geo::FeatureTable>(part.content); }

/// Whether any note holds the words.
inline bool notes_say(const io::PartContent& part, const std::string& words) {
    return std::any_of(part.record.notes.begin(), part.record.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

inline bool says(const core::Error& error, const std::string& words) { return error.sentence.find(words) != std::string::npos; }

}  // namespace kreisblick::tests
