#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

std::string state_text(engine::LayerState state) {
    return state == engine::LayerState::Ready ? "ready" : state == engine::LayerState::NeedsInputs ? "needs_inputs" : "missing";
}

/// A parameter's default, minimum or maximum as a number where it is one.
Json parameter_json(const model::ParameterDeclaration& parameter) {
    Json entry{{"name", parameter.name}, {"type", parameter.type}, {"default", parameter.default_value},
               {"min", nullptr},         {"max", nullptr},         {"unit", parameter.unit}};
    if (parameter.type == "number" || parameter.type == "whole") entry["default"] = std::stod(parameter.default_value);
    if (parameter.min) entry["min"] = *parameter.min;
    if (parameter.max) entry["max"] = *parameter.max;
    if (!parameter.choices.empty()) entry["choices"] = parameter.choices;
    if (!parameter.status.empty()) entry["status"] = parameter.status;
    if (!parameter.source.empty()) entry["source"] = parameter.source;
    return entry;
}

Json layer_json(const engine::LayerStatus& status, core::Language language) {
    const model::LayerDeclaration& layer = *status.declaration;
    Json entry{{"id", layer.id},         {"title", layer.title.in(language)}, {"group", model::to_string(layer.group)},
               {"unit", layer.unit},     {"state", state_text(status.state)}, {"needs", layer.input.needs},
               {"params", Json::array()}};
    for (const model::ParameterDeclaration& parameter : layer.parameters)
        if (parameter.of_layer.empty()) entry["params"].push_back(parameter_json(parameter));
    if (!status.needs.empty()) entry["reason"] = status.reason.in(language);
    return entry;
}

/// The layers with no district at hand: all are missing their inputs.
std::vector<engine::LayerStatus> without_district(const engine::Declarations& declarations) {
    std::vector<engine::LayerStatus> result;
    for (const auto& layer : declarations.layers) result.push_back({layer, engine::LayerState::Missing, layer->input.needs, {}});
    return result;
}

core::Result<int> run(const std::string& file, const CommonOptions& common) {
    std::vector<engine::LayerStatus> layers;
    if (file.empty()) {
        KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
        layers = without_district(declarations);
    } else {
        KREISBLICK_TRY(const auto session, open_session(file, common));
        layers = session->layers();
    }
    Json document{{"layers", Json::array()}};
    for (const engine::LayerStatus& status : layers) document["layers"].push_back(layer_json(status, common.language));
    if (common.json) return print_json(document), 0;
    for (const engine::LayerStatus& status : layers) {
        fmt::print("{:<26} {:<10} {:<12} {}\n", status.declaration->id, model::to_string(status.declaration->group),
                   file.empty() ? "" : state_text(status.state), status.declaration->title.in(common.language));
        if (!file.empty() && !status.needs.empty()) fmt::print("{:<50} {}\n", "", status.reason.in(common.language));
    }
    return 0;
}

}  // namespace

void add_layers(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto file = std::make_shared<std::string>();
    CLI::App& command = add_command(program, "layers", "the layers, their inputs, parameters and state", common, chosen,
                                    [=] { return run(*file, *common); });
    command.add_option("FILE", *file, "the district file");
}

}  // namespace kreisblick::cli
