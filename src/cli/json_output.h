#pragma once

#include "engine/layer_export.h"
#include "io/import.h"
#include "model/district.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string>

namespace kreisblick::cli {

using Json = nlohmann::ordered_json;

/// One document on stdout; broken UTF-8 from a source file is replaced, never a crash.
inline void print_json(const Json& document) { std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n"; }

/// Adds where a value comes from.
inline void add_provenance(Json& object, const model::Provenance& provenance) {
    object["source"] = provenance.source;
    object["licence"] = provenance.licence;
    object["date"] = provenance.date;
    object["resolution_m"] = provenance.resolution_m;
    object["nature"] = model::to_string(provenance.nature);
}

/// A layer that was written, with the figures and notes beside it. A modelled amount has low, mid and high.
[[nodiscard]] Json export_report(const std::string& layer, const std::string& out, const engine::ExportReport& report,
                                 core::Language language);
/// The same for people.
void print_export_report(const std::string& out, const engine::ExportReport& report, core::Language language);

/// What an import did, as JSON.
[[nodiscard]] inline Json import_report(const io::ImportReport& report) {
    Json document{{"parts", Json::array()}, {"warnings", report.warnings}};
    for (const io::ImportReport::Part& part : report.parts)
        document["parts"].push_back({{"dataset", part.dataset},
                                     {"part", part.part},
                                     {"kind", model::to_string(part.kind)},
                                     {"count", part.count},
                                     {"mapping", part.mapping}});
    return document;
}

/// The same for people: parts with their mapping, then warnings on stderr.
void print_import_report(const io::ImportReport& report);

}  // namespace kreisblick::cli
