#include "engine/parameters.h"

#include "engine/session.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace kreisblick::engine {
namespace {

/// The names, for a sentence: "a, b, c".
template <typename Items, typename NameOf>
std::string listed(const Items& items, const NameOf& name_of) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ", ") + name_of(item);
    return text;
}

/// A finite number written with a decimal point; none for anything else.
std::optional<double> number_in(const std::string& text) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// "between 0 and 360 °", "of at least 0", "of at most 10 m".
std::string bounds_text(const model::ParameterDeclaration& parameter) {
    const std::string unit = parameter.unit.empty() ? "" : " " + parameter.unit;
    if (parameter.min && parameter.max) return fmt::format("between {} and {}{}", *parameter.min, *parameter.max, unit);
    if (parameter.min) return fmt::format("of at least {}{}", *parameter.min, unit);
    return fmt::format("of at most {}{}", parameter.max.value_or(0), unit);
}

core::Result<std::string> checked_number(const model::LayerDeclaration& layer, const model::ParameterDeclaration& parameter,
                                         const std::string& text) {
    const std::string kind = parameter.type == "whole" ? "whole number" : "number";
    const auto value = number_in(text);
    if (!value || (parameter.type == "whole" && *value != std::round(*value)))
        return core::fail("{}.{} wants a {}, not \"{}\"", layer.id, parameter.name, kind, text);
    if ((parameter.min && *value < *parameter.min) || (parameter.max && *value > *parameter.max))
        return core::fail("{}.{} wants a {} {}, not {}", layer.id, parameter.name, kind, bounds_text(parameter), text);
    return fmt::format("{}", *value);
}

}  // namespace

core::Result<std::string> checked_value(const model::LayerDeclaration& layer, const std::string& name, const std::string& value) {
    const auto found = std::find_if(layer.parameters.begin(), layer.parameters.end(),
                                    [&](const model::ParameterDeclaration& parameter) { return parameter.name == name; });
    if (found == layer.parameters.end()) {
        if (layer.parameters.empty()) return core::fail("the layer {} has no parameter \"{}\", and no other either", layer.id, name);
        return core::fail("the layer {} has no parameter \"{}\"; it has {}", layer.id, name,
                          listed(layer.parameters, [](const auto& parameter) { return parameter.name; }));
    }
    if (found->type == "number" || found->type == "whole") return checked_number(layer, *found, value);
    if (found->type == "choice" && std::find(found->choices.begin(), found->choices.end(), value) == found->choices.end())
        return core::fail("{}.{} wants one of {}, not \"{}\"", layer.id, name,
                          listed(found->choices, [](const std::string& choice) { return choice; }), value);
    return value;
}

core::Result<void> set_parameter(const Declarations& declarations, ParameterValues& values, const std::string& assignment) {
    const auto equals = assignment.find('=');
    const auto point = assignment.find('.');
    if (equals == std::string::npos || point == std::string::npos || point > equals || point == 0 || equals == point + 1)
        return core::fail("a parameter is set as layer.parameter=value, which \"{}\" is not", assignment);
    const std::string id = assignment.substr(0, point);
    const auto layer = declarations.layer(id);
    if (!layer) return core::fail("there is no layer \"{}\": `kreisblick layers` lists them", id);
    const std::string name = assignment.substr(point + 1, equals - point - 1);
    KREISBLICK_TRY(values[id][name], checked_value(*layer, name, assignment.substr(equals + 1)));
    return {};
}

potentials::Parameters parameters_of(const model::LayerDeclaration& layer, const ParameterValues& chosen) {
    potentials::Parameters parameters;
    for (const model::ParameterDeclaration& parameter : layer.parameters) parameters[parameter.name] = parameter.default_value;
    const auto take = [&](const std::string& id, const std::string& prefix) {
        const auto found = chosen.find(id);
        if (found == chosen.end()) return;
        for (const auto& [name, value] : found->second)
            if (parameters.contains(prefix + name)) parameters[prefix + name] = value;
    };
    for (const std::string& followed : layer.input.follows) take(followed, followed + ".");
    take(layer.id, "");
    return parameters;
}

potentials::Parameters computing_parameters(const model::LayerDeclaration& layer, const potentials::Parameters& parameters) {
    potentials::Parameters seen = parameters;
    for (const model::ParameterDeclaration& parameter : layer.parameters)
        if (parameter.picks_band || !parameter.scales.empty()) seen.erase(parameter.name);
    return seen;
}

potentials::BandDeclaration shown_band(const model::LayerDeclaration& layer, const potentials::Method& method,
                                       const potentials::Parameters& parameters) {
    std::string wanted = layer.input.band;
    for (const model::ParameterDeclaration& parameter : layer.parameters)
        if (parameter.picks_band) wanted = parameters.at(parameter.name);
    const auto bands = method.bands(parameters);
    if (bands.empty()) return {};
    const auto found = std::find_if(bands.begin(), bands.end(), [&](const auto& band) { return band.name == wanted; });
    return found == bands.end() ? bands.front() : *found;
}

double factor_of(const model::LayerDeclaration& layer, const potentials::Parameters& parameters, const std::string& band) {
    double factor = 1;
    for (const model::ParameterDeclaration& parameter : layer.parameters)
        if (std::find(parameter.scales.begin(), parameter.scales.end(), band) != parameter.scales.end())
            factor *= potentials::number_of(parameters, parameter.name);
    return factor;
}

}  // namespace kreisblick::engine
