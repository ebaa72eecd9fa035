#include "ui/parameter_rows.h"

#include "core/units.h"
#include "ui/widgets.h"
#include "ui/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace kreisblick::ui {
namespace {

/// As many decimals as the steps of a slider show.
int decimals_of(double step) { return step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9)); }

/// The value on the slider's steps, as methods read it.
std::string stepped(double value, double step, const model::ParameterDeclaration& parameter) {
    const double rounded = *parameter.min + std::round((value - *parameter.min) / step) * step;
    const double inside = std::clamp(rounded, *parameter.min, *parameter.max);
    return fmt::format("{:.{}f}", inside, decimals_of(step));
}

const std::string& value_of(const LayerRow& row, const model::ParameterDeclaration& parameter) {
    const auto chosen = row.parameters.find(parameter.name);
    return chosen == row.parameters.end() ? parameter.default_value : chosen->second;
}

const std::string& title_of(const PanelFrame& frame, const model::ParameterDeclaration& parameter) {
    const std::string& title = parameter.title.in(frame.speech.language());
    return title.empty() ? parameter.name : title;
}

/// "Regelung: Plan. LEP Hessen 2013"; empty for a parameter that is no rule.
std::string rule_text(const PanelFrame& frame, const model::ParameterDeclaration& parameter) {
    if (parameter.status.empty()) return {};
    const std::string& status = parameter.status == "law"    ? frame.say("rule.law")
                                : parameter.status == "plan" ? frame.say("rule.plan")
                                                             : frame.say("rule.habit");
    return title_of(frame, parameter) + " · " + status + (parameter.source.empty() ? "" : ": " + parameter.source);
}

void slider_row(const PanelFrame& frame, const LayerRow& row, const model::ParameterDeclaration& parameter, const std::string& id,
                float label_width) {
    const double range = *parameter.max - *parameter.min;
    const double step = step_of(parameter);
    const double value = std::strtod(value_of(row, parameter).c_str(), nullptr);
    double share = (value - *parameter.min) / range;
    const core::Language language = frame.speech.language();
    const std::string number = with_unit(core::number(value, decimals_of(step), language), core::unit_in(parameter.unit, language));
    const auto by_script = frame.controls.set_to(id);
    const bool by_hand = slider(frame, id, title_of(frame, parameter), number, label_width, share);
    tip(frame, rule_text(frame, parameter));
    if (!by_script && !by_hand) return;
    const std::string wanted = stepped(by_script ? *by_script : *parameter.min + share * range, step, parameter);
    if (std::strtod(wanted.c_str(), nullptr) != value) frame.ask(SetParameter{row.declaration->id, parameter.name, wanted});
}

void choice_row(const PanelFrame& frame, const LayerRow& row, const model::ParameterDeclaration& parameter, const std::string& id) {
    text(frame.fonts.small, frame.palette.muted, title_of(frame, parameter));
    const float right = ImGui::GetCursorScreenPos().x + content_width(frame.unit);
    float next = ImGui::GetCursorScreenPos().x;
    bool first = true;
    for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
        const std::string& choice = parameter.choices[i];
        const std::string title = parameter.choice_titles.empty() ? choice : parameter.choice_titles[i].in(frame.speech.language());
        const float width = text_size(frame.fonts.small, title).x + 20 * frame.unit;
        if (!first && next + width <= right) ImGui::SameLine(0, 6 * frame.unit);
        next = ImGui::GetCursorScreenPos().x + width + 6 * frame.unit;
        first = false;
        if (chip(frame, id + "." + choice, title, value_of(row, parameter) == choice))
            frame.ask(SetParameter{row.declaration->id, parameter.name, choice});
    }
}

void field_row(const PanelFrame& frame, const LayerRow& row, const model::ParameterDeclaration& parameter, const std::string& id) {
    text(frame.fonts.small, frame.palette.muted, title_of(frame, parameter));
    std::string written = value_of(row, parameter);
    ImGui::SetNextItemWidth(content_width(frame.unit));
    if (text_field(frame, id, "", written)) frame.ask(SetParameter{row.declaration->id, parameter.name, written});
}

bool has_slider(const model::ParameterDeclaration& parameter) {
    const bool is_number = parameter.type == "number" || parameter.type == "whole";
    return is_number && parameter.min && parameter.max && *parameter.max > *parameter.min;
}

}  // namespace

double step_of(const model::ParameterDeclaration& parameter) {
    if (parameter.step > 0) return parameter.step;
    const double hundredth = (parameter.max.value_or(100) - parameter.min.value_or(0)) / 100;
    const double power = std::pow(10, std::floor(std::log10(hundredth)));
    constexpr std::array<double, 3> k_round = {1, 2, 5};
    double step = power;
    for (const double digit : k_round)
        if (digit * power <= hundredth * 1.0001) step = digit * power;
    return parameter.type == "whole" ? std::max(1.0, std::round(step)) : step;
}

float parameter_label_width(const PanelFrame& frame, const LayerRow& row) {
    float width = 0;
    for (const model::ParameterDeclaration& parameter : row.declaration->parameters)
        if (has_slider(parameter) && parameter.of_layer.empty())
            width = std::max(width, text_size(frame.fonts.small, title_of(frame, parameter)).x);
    return std::min(width, 120 * frame.unit);
}

void parameter_rows(const PanelFrame& frame, const LayerRow& row, float label_width) {
    for (const model::ParameterDeclaration& parameter : row.declaration->parameters) {
        if (!parameter.of_layer.empty()) continue;  // it stands at its own layer
        const std::string id = "layer." + row.declaration->id + "." + parameter.name;
        if (has_slider(parameter))
            slider_row(frame, row, parameter, id, label_width);
        else if (!parameter.choices.empty())  // of a text too: any other is given by the command line
            choice_row(frame, row, parameter, id);
        else
            field_row(frame, row, parameter, id);
    }
}

}  // namespace kreisblick::ui
