#include "cli/command.h"
#include "cli/json_output.h"
#include "engine/house_card.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file, building;
};

std::string text_of(const engine::CardEntry& entry, core::Language language) {
    using State = engine::CardEntry::State;
    const core::Words not_computed{"nicht berechnet", "not computed"};
    if (entry.state != State::NotComputed) return entry.text;
    return entry.text.empty() ? not_computed.in(language) : not_computed.in(language) + ": " + entry.text;
}

Json entry_json(const engine::CardEntry& entry, core::Language language) {
    using State = engine::CardEntry::State;
    Json object{{"id", entry.id}, {"title", entry.title.in(language)}, {"value", nullptr}, {"unit", entry.unit}};
    if (entry.range)
        object["value"] = {{"low", entry.range->first}, {"mid", *entry.value}, {"high", entry.range->second}};
    else if (entry.value)
        object["value"] = *entry.value;
    else if (entry.state == State::Known)
        object["value"] = entry.text;
    object["text"] = text_of(entry, language);
    object["state"] = entry.state == State::Known ? "known" : entry.state == State::Unknown ? "unknown" : "not_computed";
    object["source"] = entry.source;
    object["date"] = entry.date;
    return object;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    KREISBLICK_TRY(const engine::HouseCard card, engine::make_house_card(*session, options.building, common.language));
    if (common.json) {
        Json document{{"building", card.building}, {"case", card.case_id.empty() ? Json(nullptr) : Json(card.case_id)},
                      {"address", card.address},   {"x", card.place.x},
                      {"y", card.place.y},         {"entries", Json::array()}};
        for (const engine::CardEntry& entry : card.entries) document["entries"].push_back(entry_json(entry, common.language));
        return print_json(document), 0;
    }
    fmt::print("{}  {}{}{}\n", card.building, card.address, card.case_id.empty() ? "" : "  · ", card.case_id);
    for (const engine::CardEntry& entry : card.entries)
        fmt::print("  {:<26} {}{}{}{}{}\n", entry.title.in(common.language), text_of(entry, common.language),
                   entry.source.empty() ? "" : "  — ", entry.source, entry.date.empty() ? "" : ", ", entry.date);
    return 0;
}

}  // namespace

void add_card(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "card", "one house on one card: what every layer knows of it", common, chosen,
                                    [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("BUILDING", options->building, "id of the building, or of a case of the register")->required();
}

}  // namespace kreisblick::cli
