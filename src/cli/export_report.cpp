#include "cli/json_output.h"

#include <cmath>

namespace kreisblick::cli {

Json export_report(const std::string& layer, const std::string& out, const engine::ExportReport& report, core::Language language) {
    Json document{{"layer", layer}, {"out", out}, {"figures", Json::array()}, {"notes", Json::array()}};
    for (const model::Figure& figure : report.figures) {
        Json entry{{"id", figure.id}, {"title", figure.title.in(language)}, {"value", figure.value}, {"unit", figure.unit}};
        if (figure.range) entry["value"] = {{"low", figure.range->first}, {"mid", figure.value}, {"high", figure.range->second}};
        if (!std::isfinite(figure.value)) entry["value"] = nullptr;
        document["figures"].push_back(std::move(entry));
    }
    for (const core::Words& note : report.notes) document["notes"].push_back(note.in(language));
    return document;
}

void print_export_report(const std::string& out, const engine::ExportReport& report, core::Language language) {
    fmt::print("{}\n", out);
    for (const model::Figure& figure : report.figures)
        fmt::print("  {:<40} {}\n", figure.title.in(language), model::text_of(figure, language));
}

}  // namespace kreisblick::cli
