#include "model/layer.h"

#include "model/district.h"
#include "model/toml_reader.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::model {
namespace {

const std::vector<std::pair<std::string, LayerGroup>> k_groups{
    {"basics", LayerGroup::Basics}, {"energy", LayerGroup::Energy}, {"food", LayerGroup::Food}, {"housing", LayerGroup::Housing}};

ScaledSize scaled_size(TomlReader& reader, const std::string& key, double fallback = 0) {
    ScaledSize size;
    if (reader.has(key))
        size.stops = reader.number_pairs(key);
    else if (fallback > 0)
        size.stops = {{1, fallback}};
    std::sort(size.stops.begin(), size.stops.end());
    return size;
}

LabelStyle read_label(TomlReader& reader) {
    LabelStyle label;
    label.field = reader.required_text("field");
    label.size_px = scaled_size(reader, "size_px", 12);
    label.bold = reader.flag("bold");
    label.italic = reader.flag("italic");
    label.letter_spacing_px = reader.number("letter_spacing_px");
    label.colour = reader.text("colour", "ink");
    label.plate = reader.text("plate");
    label.plate_outline = reader.text("plate_outline");
    label.priority = reader.number("priority");
    label.priority_field = reader.text("priority_field");
    label.along_line = reader.flag("along_line");
    return label;
}

StyleRule read_rule(TomlReader& reader) {
    StyleRule rule;
    rule.title = reader.words("title");
    rule.field = reader.text("field");
    rule.values = reader.texts("values");
    rule.min = reader.maybe_number("min");
    rule.max = reader.maybe_number("max");
    rule.scale_from = reader.number("scale_from", rule.scale_from);
    rule.scale_to = reader.number("scale_to", rule.scale_to);
    rule.fill = reader.text("fill");
    rule.hatch = reader.text("hatch");
    rule.outline = reader.text("outline");
    rule.outline_px = scaled_size(reader, "outline_px", rule.outline.empty() ? 0 : 1);
    rule.line = reader.text("line");
    rule.casing = reader.text("casing");
    rule.line_px = scaled_size(reader, "line_px", rule.line.empty() ? 0 : 1);
    rule.casing_px = reader.number("casing_px", rule.casing.empty() ? 0 : 1);
    rule.dash_px = reader.numbers("dash_px");
    rule.symbol = reader.text("symbol");
    rule.symbol_px = scaled_size(reader, "symbol_px", rule.symbol.empty() ? 0 : 8);
    reader.table("label", [&](TomlReader& label) { rule.label = read_label(label); });
    reader.table("shield", [&](TomlReader& shield) { rule.shield = read_label(shield); });
    return rule;
}

void read_style(TomlReader& reader, LayerStyle& style) {
    style.kind = reader.choice<std::string>(
        "kind",
        {{"features", "features"}, {"ramp", "ramp"}, {"classes", "classes"}, {"hillshade", "hillshade"}, {"choropleth", "choropleth"}});
    style.ramp = reader.name("ramp");
    style.min = reader.number("min", 0);
    style.max = reader.number("max", 1);
    style.breaks = reader.numbers("breaks");
    style.opacity = reader.number("opacity", 1);
    style.scale_opacity = scaled_size(reader, "scale_opacity");
    style.decimals = reader.whole("decimals");
    style.order = reader.whole("order");
    reader.tables("class", [&](TomlReader& entry) {
        // The steps of a choropleth have their colours from its ramp.
        const bool has_ramp = style.kind == "choropleth";
        style.classes.push_back(
            {entry.numbers("codes"), entry.words("title"), has_ramp ? "" : entry.required_text("colour"), entry.flag("unknown")});
    });
    style.plain_steps = reader.flag("plain_steps");
    style.unchecked = reader.words("unchecked");
    reader.tables("rule", [&](TomlReader& entry) { style.rules.push_back(read_rule(entry)); });
    const bool needs_ramp = style.kind == "ramp" || style.kind == "choropleth";
    if (needs_ramp && style.ramp.empty()) reader.fault("kind", fmt::format("a style of kind \"{}\" needs \"ramp\"", style.kind));
    if (style.max <= style.min) reader.fault("max", "\"max\" must be greater than \"min\"");
}

/// choice_titles = { de = ["…"], en = ["…"] }: a title in each language for each of the choices.
void read_choice_titles(TomlReader& reader, ParameterDeclaration& parameter) {
    reader.table("choice_titles", [&](TomlReader& titles) {
        const auto german = titles.texts("de"), english = titles.texts("en");
        if (german.size() != parameter.choices.size() || english.size() != parameter.choices.size())
            return titles.fault("de", fmt::format("\"choice_titles\" needs {} titles in each language", parameter.choices.size()));
        for (std::size_t i = 0; i < german.size(); ++i) parameter.choice_titles.push_back({german[i], english[i]});
    });
}

ParameterDeclaration read_parameter(TomlReader& reader) {
    ParameterDeclaration parameter;
    parameter.name = reader.required_text("name");
    parameter.type = reader.choice<std::string>("type", {{"number", "number"}, {"whole", "whole"}, {"choice", "choice"}, {"text", "text"}});
    parameter.title = reader.words("title");
    parameter.default_value = reader.required_text("default");
    parameter.min = reader.maybe_number("min");
    parameter.max = reader.maybe_number("max");
    parameter.step = reader.number("step");
    parameter.unit = reader.text("unit");
    parameter.choices = reader.texts("choices");
    read_choice_titles(reader, parameter);
    parameter.picks_band = reader.flag("picks_band");
    parameter.scales = reader.names("scales");
    parameter.status = reader.choice<std::string>("status", {{"", ""}, {"law", "law"}, {"plan", "plan"}, {"habit", "habit"}});
    parameter.source = reader.text("source");
    return parameter;
}

void read_input(TomlReader& reader, LayerInput& input) {
    input.dataset = reader.name("dataset");
    input.band = reader.text("band");
    input.column = reader.text("column");
    input.columns = reader.texts("columns");
    input.pick = reader.choice<std::string>("pick", {{"", ""}, {"largest", "largest"}});
    if (!input.pick.empty()) input.column = k_picked_column;
    input.method = reader.name("method");
    input.needs = reader.names("needs");
    input.instead = reader.names("instead");
    input.uses = reader.names("uses");
    input.join_table = reader.name("join_table");
    input.join_key = reader.text("join_key");
    input.query_reach_m = reader.number("query_reach_m");
    input.follows = reader.names("follows");
    if (input.needs.empty() && !input.dataset.empty()) input.needs = {input.dataset};
    if (input.needs.empty()) reader.fault("dataset", "an input needs \"dataset\", or \"method\" and \"needs\"");
}

/// Gives a layer the parameters of those that it follows.
core::Result<void> add_followed(LayerDeclaration& layer, const std::vector<LayerDeclaration>& all) {
    for (const std::string& id : layer.input.follows) {
        const auto followed = std::find_if(all.begin(), all.end(), [&](const LayerDeclaration& other) { return other.id == id; });
        if (followed == all.end()) return core::fail("the layer {} follows \"{}\", which is no layer", layer.id, id);
        for (ParameterDeclaration parameter : followed->parameters) {
            if (parameter.picks_band || !parameter.of_layer.empty()) continue;
            parameter.name = id + "." + parameter.name;
            parameter.of_layer = id;
            parameter.scales.clear();
            layer.parameters.push_back(std::move(parameter));
        }
    }
    return {};
}

}  // namespace

std::string to_string(LayerGroup group) {
    for (const auto& [name, value] : k_groups)
        if (value == group) return name;
    return {};
}

double ScaledSize::at(double scale_denominator) const {
    if (stops.empty()) return 0;
    if (scale_denominator <= stops.front().first) return stops.front().second;
    if (scale_denominator >= stops.back().first) return stops.back().second;
    const auto above = std::upper_bound(stops.begin(), stops.end(), std::pair{scale_denominator, 1e300});
    const auto below = above - 1;
    const double t = std::log(scale_denominator / below->first) / std::log(above->first / below->first);
    return below->second + t * (above->second - below->second);
}

const std::vector<std::string>& LayerInput::needs_in(const District& district) const {
    const auto lacks = [&](const std::string& needed) { return !district.has(needed); };
    if (instead.empty() || std::none_of(needs.begin(), needs.end(), lacks)) return needs;
    return std::any_of(instead.begin(), instead.end(), lacks) ? needs : instead;
}

std::vector<std::string> LayerInput::missing_in(const District& district) const {
    std::vector<std::string> missing;
    for (const std::string& needed : needs_in(district))
        if (!district.has(needed)) missing.push_back(needed);
    return missing;
}

double LayerDeclaration::relative_uncertainty() const {
    double squares = 0;
    for (const Uncertainty& source : uncertainties) squares += source.relative * source.relative;
    return std::sqrt(squares);
}

core::Result<LayerDeclaration> LayerDeclaration::read(const std::filesystem::path& file) {
    LayerDeclaration layer;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) {
        layer.id = reader.required_text("id");
        if (layer.id != file.stem().string())
            reader.fault("id", fmt::format("\"id\" reads \"{}\", but the file is named {}", layer.id, file.filename().string()));
        layer.title = reader.words("title");
        layer.explanation = reader.words("explanation");
        layer.group = reader.choice<LayerGroup>("group", k_groups);
        layer.unit = reader.text("unit");
        layer.shown_at_start = reader.flag("shown_at_start");
        layer.personal = reader.flag("personal");
        layer.sources = reader.texts("sources");
        if (!reader.has("input")) reader.fault("input", "the table [input] is missing");
        reader.table("input", [&](TomlReader& input) { read_input(input, layer.input); });
        reader.tables("parameter", [&](TomlReader& parameter) { layer.parameters.push_back(read_parameter(parameter)); });
        reader.tables("uncertainty", [&](TomlReader& entry) {
            layer.uncertainties.push_back({entry.words("title"), entry.number("relative")});
        });
        reader.tables("detail", [&](TomlReader& entry) {
            layer.details.push_back({entry.required_text("column"), entry.text("begins"), entry.words("title")});
        });
        reader.table("style", [&](TomlReader& style) { read_style(style, layer.style); });
        if (layer.title.german.empty()) reader.fault("title", "\"title\" is missing");
    }));
    return layer;
}

core::Result<std::vector<LayerDeclaration>> read_layers(const std::filesystem::path& folder) {
    std::vector<LayerDeclaration> layers;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() != ".toml" || entry.path().stem() == "datasets") continue;
        KREISBLICK_TRY(LayerDeclaration layer, LayerDeclaration::read(entry.path()));
        layers.push_back(std::move(layer));
    }
    if (problem) return core::fail("cannot list the layers in {}: {}", folder.string(), problem.message());
    const std::vector<LayerDeclaration> declared = layers;
    for (LayerDeclaration& layer : layers) KREISBLICK_CHECK(add_followed(layer, declared));
    std::sort(layers.begin(), layers.end(),
              [](const auto& a, const auto& b) { return std::pair(a.style.order, a.id) < std::pair(b.style.order, b.id); });
    return layers;
}

}  // namespace kreisblick::model
