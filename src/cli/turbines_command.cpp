#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file;
    std::vector<std::string> set;
};

constexpr const char* k_layer = "turbines";

/// "settlement_m=800" is meant for the rules, the wind or the placing, whichever has a parameter of that name.
std::string with_layer(const engine::Session& session, const std::string& assignment) {
    if (assignment.find('.') < assignment.find('=')) return assignment;
    const std::string name = assignment.substr(0, assignment.find('='));
    for (const char* id : {k_layer, "wind_area", "wind"})
        if (const auto layer = session.declarations().layer(id))
            for (const model::ParameterDeclaration& parameter : layer->parameters)
                if (parameter.name == name) return std::string(id) + "." + assignment;
    return std::string(k_layer) + "." + assignment;
}

Json turbine_json(const geo::FeatureTable& table, std::size_t row) {
    const geo::Point place = table.extent(row).centre();
    Json entry{{"id", table.text(row, "id")}, {"kind", table.text(row, "kind")}, {"x", place.x}, {"y", place.y}};
    entry["power_kw"] = table.number(row, "power_kw");
    if (table.text(row, "kind") != "new") return entry;
    entry["turbine"] = table.text(row, "turbine");
    entry["area"] = table.number(row, "area");
    entry["energy_mwh"] = {{"low", table.number(row, "energy_mwh_low")},
                           {"mid", table.number(row, "energy_mwh")},
                           {"high", table.number(row, "energy_mwh_high")}};
    return entry;
}

core::Result<int> run(const Options& options, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(options.file, common));
    std::vector<std::string> assignments;
    for (const std::string& assignment : options.set) assignments.push_back(with_layer(*session, assignment));
    KREISBLICK_TRY(const engine::ParameterValues chosen, parse_parameters(*session, assignments));
    KREISBLICK_TRY(const engine::LayerTable result, session->computed_table(k_layer, terminal_job(common), chosen));
    if (!common.json) {
        print_export_report(session->district().name, result.told, common.language);
        for (const core::Words& note : result.told.notes) fmt::print("  {}\n", note.in(common.language));
        return 0;
    }
    Json document = export_report(k_layer, "", result.told, common.language);
    document.erase("out");
    document["turbines"] = Json::array();
    for (std::size_t row = 0; row < result.features.size(); ++row) document["turbines"].push_back(turbine_json(result.features, row));
    print_json(document);
    return 0;
}

}  // namespace

void add_turbines(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    CLI::App& command = add_command(program, "turbines", "room for wind turbines: how many, where, and what they would yield", common,
                                    chosen, [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("--set", options->set, "parameter=value of the layers turbines, wind_area or wind; `kreisblick layers` lists them");
}

}  // namespace kreisblick::cli
