#include "core/units.h"
#include "scene/canvas.h"
#include "scene/decor.h"
#include "scene/feature_painter.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::scene {
namespace {

/// "5 km", "0,5 m".
std::string length_text(double metres, core::Language language) {
    const bool in_km = metres >= 1000;
    const double shown = in_km ? metres / 1000 : metres;
    const int decimals = shown == std::round(shown) ? 0 : shown >= 1 ? 1 : static_cast<int>(std::ceil(-std::log10(shown) - 1e-9));
    return core::number(shown, decimals, language) + (in_km ? "\u202fkm" : "\u202fm");
}

/// How coarse the cells are: "Raster 1 km".
std::string grid_words(double cell_m, core::Language language) {
    const std::string size = length_text(cell_m, language);
    return language == core::Language::German ? "Raster " + size : size + " grid";
}

/// Titles of layers that show numbers carry their unit: "Geländehöhe in m"; those of coarse classes their cells.
std::string heading_of(const model::LayerDeclaration& layer, core::Language language, const LayerPresence* presence) {
    const std::string& title = layer.title.in(language);
    if (presence && presence->coarse_m > 0) return title + " (" + grid_words(presence->coarse_m, language) + ")";
    const bool shows_numbers = layer.style.kind == "ramp" || (layer.style.kind == "choropleth" && !layer.style.plain_steps);
    return layer.unit.empty() || !shows_numbers ? title : title + " in " + core::unit_in(layer.unit, language);
}

LegendEntry heading(std::string text) {
    LegendEntry entry;
    entry.sample = LegendEntry::Sample::Heading;
    entry.text = std::move(text);
    return entry;
}

LegendEntry filled(std::string text, model::Colour colour) {
    LegendEntry entry;
    entry.text = std::move(text);
    entry.colour = colour;
    entry.outline = model::Colour{0, 0, 0, 0};
    return entry;
}

/// About five round numbers between min and max.
std::vector<double> round_marks(double min, double max) {
    std::vector<double> marks;
    if (!(max > min)) return marks;
    const double rough = (max - min) / 4, power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
        if (factor * power >= rough * 0.999) step = factor * power;
    for (double mark = std::ceil(min / step) * step; mark <= max + step * 1e-6; mark += step) marks.push_back(mark);
    return marks;
}

/// A mark of a legend: round numbers carry no decimals, however fine the layer's values are.
std::string mark_text(double mark, const model::LayerStyle& style, core::Language language) {
    return core::number(mark, mark == std::round(mark) ? 0 : style.decimals, language);
}

LegendEntry ramp_entry(const model::LayerStyle& style, core::Language language) {
    LegendEntry entry;
    entry.sample = LegendEntry::Sample::Ramp;
    entry.ramp = style.ramp;
    for (const double mark : style.breaks.empty() ? round_marks(style.min, style.max) : style.breaks)
        if (mark >= style.min && mark <= style.max)
            entry.marks.emplace_back((mark - style.min) / std::max(style.max - style.min, 1e-12), mark_text(mark, style, language));
    return entry;
}

LegendEntry hatched(std::string text, model::Colour ground, const std::string& hatch, model::Colour colour) {
    LegendEntry entry = filled(std::move(text), ground);
    entry.hatch = hatch;
    entry.hatch_colour = colour;
    return entry;
}

/// One fill per step between the breaks: "unter 3", "3–5", … "ab 20"; before them the classes' names, where the style names all steps.
std::vector<LegendEntry> step_entries(const model::LayerStyle& style, const model::Looks& looks, core::Language language) {
    std::vector<LegendEntry> entries;
    const auto ramp = looks.ramps.find(style.ramp);
    if (ramp == looks.ramps.end()) return entries;
    const auto text = [&](double value) { return mark_text(value, style, language); };
    const std::size_t steps = style.breaks.size() + 1;
    for (std::size_t step = 0; step < steps; ++step) {
        const bool is_german = language == core::Language::German;
        const std::string words = step == 0          ? (is_german ? "unter " : "below ") + text(style.breaks.front())
                                  : step + 1 < steps ? text(style.breaks[step - 1]) + "–" + text(style.breaks[step])
                                                     : (is_german ? "ab " : "from ") + text(style.breaks.back());
        const std::string name = style.classes.size() == steps ? style.classes[step].title.in(language) : std::string{};
        const std::string entry = name.empty() ? words : style.plain_steps ? name : name + ": " + words;
        entries.push_back(filled(entry, ramp->second.at(step_share(step, steps))));
    }
    return entries;
}

bool is_drawn(const model::StyleRule& rule, const LegendEntry& entry) {
    if (entry.sample == LegendEntry::Sample::Symbol) return entry.line_px > 0;
    if (entry.sample == LegendEntry::Sample::Line) return entry.line_px > 0 && entry.colour.alpha > 0;
    return entry.colour.alpha > 0 || (entry.outline.alpha > 0 && entry.line_px > 0) || !rule.hatch.empty();
}

/// How a rule looks in the legend at a scale. Symbol sizes and outlines travel in line_px and casing_px.
LegendEntry rule_entry(const model::StyleRule& rule, const model::Theme& theme, core::Language language, double scale) {
    LegendEntry entry;
    entry.text = rule.title.in(language);
    entry.dash_px = rule.dash_px;
    if (!rule.symbol.empty()) {
        entry.sample = LegendEntry::Sample::Symbol;
        entry.symbol = rule.symbol;
        entry.colour = theme.colour(rule.fill);
        entry.outline = theme.colour(rule.outline);
        entry.line_px = rule.symbol_px.at(scale);
        entry.casing_px = rule.outline_px.at(scale);
    } else if (!rule.line.empty()) {
        entry.sample = LegendEntry::Sample::Line;
        entry.colour = theme.colour(rule.line);
        entry.outline = theme.colour(rule.casing);
        entry.line_px = rule.line_px.at(scale);
        entry.casing_px = casing_at(rule.casing_px, entry.line_px);
    } else {
        entry.sample = LegendEntry::Sample::Fill;
        entry.colour = theme.colour(rule.fill);
        entry.outline = theme.colour(rule.outline.empty() ? rule.casing : rule.outline);
        entry.line_px = rule.outline_px.at(scale);
        entry.hatch = rule.hatch;
        if (!rule.hatch.empty()) entry.hatch_colour = theme.colour(rule.outline.empty() ? "hatch" : rule.outline);
    }
    return entry;
}

/// Several rules may draw what has one name: the legend says it once.
bool has_text(const std::vector<LegendEntry>& entries, const std::string& text) {
    return std::any_of(entries.begin(), entries.end(), [&](const LegendEntry& entry) { return entry.text == text; });
}

std::vector<LegendEntry> rule_entries(const model::LayerStyle& style, const model::Theme& theme, core::Language language, double scale,
                                      const LayerPresence* presence) {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < style.rules.size(); ++i) {
        const model::StyleRule& rule = style.rules[i];
        const std::string& title = rule.title.in(language);
        if (title.empty() || scale < rule.scale_from || scale >= rule.scale_to || (presence && !presence->rules[i])) continue;
        LegendEntry entry = rule_entry(rule, theme, language, scale);
        if (is_drawn(rule, entry) && !has_text(entries, title)) entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<LegendEntry> class_entries(const model::LayerStyle& style, const model::Theme& theme, core::Language language,
                                       const LayerPresence* presence) {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        const model::ClassStyle& one = style.classes[i];
        if (one.title.in(language).empty() || (presence && !presence->classes[i])) continue;
        const model::Colour colour = theme.colour(one.colour);
        entries.push_back(one.is_unknown ? hatched(one.title.in(language), colour, k_unchecked_hatch, theme.colour("unchecked"))
                                         : filled(one.title.in(language), colour));
    }
    return entries;
}

/// The samples of the layer without their heading.
std::vector<LegendEntry> samples_of(const model::LayerDeclaration& layer, const model::Theme& theme, const model::Looks& looks,
                                    core::Language language, double scale, const LayerPresence* presence) {
    const model::LayerStyle& style = layer.style;
    std::vector<LegendEntry> entries;
    if (style.kind == "classes") {
        entries = class_entries(style, theme, language, presence);
    } else if (!presence || presence->values) {
        if (style.kind == "choropleth" && !style.breaks.empty())
            entries = step_entries(style, looks, language);
        else if (style.kind == "ramp" || style.kind == "choropleth")
            entries.push_back(ramp_entry(style, language));
    }
    if (style.kind == "features" || style.kind == "choropleth")
        for (LegendEntry& entry : rule_entries(style, theme, language, scale, presence)) {
            // A hatch lies over the colours of the ramp: without one beneath it would hardly be seen.
            const auto ramp = looks.ramps.find(style.ramp);
            if (!entry.hatch.empty() && entry.colour.alpha == 0 && ramp != looks.ramps.end()) entry.colour = ramp->second.at(0.5);
            entries.push_back(std::move(entry));
        }
    const std::string& unchecked = style.unchecked.in(language);
    if (!unchecked.empty() && (!presence || presence->unchecked))
        entries.push_back(hatched(unchecked, theme.colour("land"), k_unchecked_hatch, theme.colour("unchecked")));
    return entries;
}

}  // namespace

std::vector<LegendEntry> legend_of(const model::LayerDeclaration& layer, const model::Theme& theme, const model::Looks& looks,
                                   core::Language language, double scale_denominator, const LayerPresence* presence) {
    std::vector<LegendEntry> entries = samples_of(layer, theme, looks, language, scale_denominator, presence);
    // A single sample that reads like its layer needs no heading.
    if (!entries.empty() && !(entries.size() == 1 && layer.style.kind == "features"))
        entries.insert(entries.begin(), heading(heading_of(layer, language, presence)));
    if (!entries.empty()) entries.front().starts_block = true;
    for (LegendEntry& entry : entries) entry.block = layer.title.in(language);
    return entries;
}

ScaleBar scale_bar(const Camera& camera, double max_px, core::Language language) {
    const double longest = max_px * camera.metres_per_pixel;
    if (!(longest > 0)) return {};
    const double power = std::pow(10, std::floor(std::log10(longest)));
    double metres = power;
    for (const double factor : {2.0, 5.0})
        if (factor * power <= longest) metres = factor * power;
    return {metres, metres / camera.metres_per_pixel, length_text(metres, language)};
}

}  // namespace kreisblick::scene
