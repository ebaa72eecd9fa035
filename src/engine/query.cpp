#include "engine/query.h"

#include "core/units.h"
#include "engine/dataset_rasters.h"
#include "engine/layer_features.h"
#include "engine/parameters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ranges>

namespace kreisblick::engine {
namespace {

using core::Language;
using core::Words;

std::string with_unit(const std::string& value, const std::string& unit, Language language) {
    return unit.empty() ? value : value + "\u202f" + core::unit_in(unit, language);
}

/// The title of the class or style rule that a value falls into; empty if none has one.
std::string class_title(const model::LayerDeclaration& layer, double code, Language language) {
    for (const model::ClassStyle& entry : layer.style.classes)
        if (std::find(entry.codes.begin(), entry.codes.end(), code) != entry.codes.end()) return entry.title.in(language);
    return {};
}

/// Whether the class of a code says that something is not known: then there is no value, only the reason.
bool is_unknown_class(const model::LayerDeclaration& layer, double code) {
    return std::any_of(layer.style.classes.begin(), layer.style.classes.end(), [&](const model::ClassStyle& entry) {
        return entry.is_unknown && std::find(entry.codes.begin(), entry.codes.end(), code) != entry.codes.end();
    });
}

/// The text with what must be said beside it, as sentences.
std::string with_notes(std::string text, const std::vector<Words>& notes, Language language) {
    for (const Words& note : notes) text += (text.ends_with('.') ? " " : ". ") + note.in(language);
    return text;
}

/// The name of the step of a choropleth that a value falls into; empty if the steps have none.
std::string step_title(const model::LayerDeclaration& layer, double value, Language language) {
    const model::LayerStyle& style = layer.style;
    if (style.kind != "choropleth" || style.classes.size() != style.breaks.size() + 1 || std::isnan(value)) return {};
    const auto step = std::upper_bound(style.breaks.begin(), style.breaks.end(), value) - style.breaks.begin();
    return style.classes[static_cast<std::size_t>(step)].title.in(language);
}

std::string rule_title(const model::LayerDeclaration& layer, const geo::FeatureTable& table, std::size_t row, Language language) {
    for (const model::StyleRule& rule : layer.style.rules) {
        const std::string value = rule.field.empty() ? std::string{} : table.text(row, rule.field);
        const bool fits = rule.values.empty() ? true : std::find(rule.values.begin(), rule.values.end(), value) != rule.values.end();
        if (fits && !rule.title.german.empty()) return rule.title.in(language);
    }
    return {};
}

/// The vector part of highest priority that covers the place, or null.
const model::DatasetPart* vector_part_at(const model::District& district, const std::string& dataset, geo::Point place) {
    for (const model::DatasetPart* part : district.parts_of(dataset) | std::views::reverse)
        if (part->kind != model::DatasetKind::Raster && geo::contains(part->coverage, place)) return part;
    return nullptr;
}

/// Adds the provenance of one more input; what is said already is not said again.
void add_provenance(model::Provenance& sum, const model::Provenance& more) {
    const auto append = [](std::string& text, const std::string& other) {
        if (!other.empty() && text.find(other) == std::string::npos) text += (text.empty() ? "" : "; ") + other;
    };
    append(sum.source, more.source);
    append(sum.licence, more.licence);
    append(sum.date, more.date);
    sum.resolution_m = std::max(sum.resolution_m, more.resolution_m);
}

/// The provenance of a computed value: its inputs' sources, the coarsest resolution, "modelled".
model::Provenance computed_from(const io::DistrictFile& file, const model::LayerDeclaration& layer, geo::Point place) {
    model::Provenance result;
    for (const auto* datasets : {&layer.input.needs, &layer.input.instead, &layer.input.uses})
        for (const std::string& dataset : *datasets) {
            const model::DatasetPart* part = raster_part_at(file, dataset, place);
            if (!part) part = vector_part_at(file.district(), dataset, place);
            if (part) add_provenance(result, part->provenance);
        }
    result.nature = model::Nature::Modelled;
    return result;
}

/// The one cell of a grid that holds the place.
geo::GridSpec cell_at(const geo::GridSpec& grid, geo::Point place) {
    const geo::Point centre = grid.centre(grid.column_at(place.x), grid.row_at(place.y));
    return {centre.x - grid.cell_m / 2, centre.y + grid.cell_m / 2, grid.cell_m, 1, 1};
}

/// The number of a computed layer at a place, with what must be said beside it.
struct ComputedValue {
    double value = 0;
    std::string unit;
    bool is_main_band = true;
    std::vector<Words> notes;
    std::optional<std::pair<double, double>> range{};  ///< where the method gives bands NAME_low and NAME_high
    double relative_uncertainty = 0;
};

/// The range that a method itself gives of one of its bands at a cell; none where it gives none.
std::optional<std::pair<double, double>> range_of(const MethodRunner& runner, const model::LayerDeclaration& layer,
                                                  const potentials::Method& method, const potentials::Parameters& parameters,
                                                  const std::string& band, const geo::GridSpec& cell) {
    const auto declared = method.bands(parameters);
    const auto value_of = [&](const std::string& name) {
        if (std::none_of(declared.begin(), declared.end(), [&](const auto& one) { return one.name == name; })) return std::nan("");
        const auto values = runner.run_in_window(layer, computing_parameters(layer, parameters), name, cell, Reading::AsStored, {});
        return values ? static_cast<double>(values->raster.at(0, 0)) * factor_of(layer, parameters, name) : std::nan("");
    };
    const double low = value_of(band + "_low"), high = value_of(band + "_high");
    return low <= high ? std::optional(std::pair(low, high)) : std::nullopt;
}

/// From the result at hand, else computed for the one cell. NaN where there is none.
core::Result<ComputedValue> computed_value(const MethodRunner& runner, const model::LayerDeclaration& layer, const LayerData& data,
                                           geo::Point place, const ParameterValues& chosen) {
    KREISBLICK_TRY(const potentials::Method* method, method_of(layer));
    const potentials::Parameters parameters = parameters_of(layer, chosen);
    const auto [band, unit] = shown_band(layer, *method, parameters);
    const bool is_main_band = band == method->bands(parameters).front().name;
    const geo::GridSpec cell = cell_at(runner.grid(layer), place);
    const auto range = range_of(runner, layer, *method, parameters, band, cell);
    const auto uncertainty = [&, name = band](const std::map<std::string, double>& stated) {
        const auto found = stated.find(name);
        return found == stated.end() ? layer.relative_uncertainty() : found->second;
    };
    if (data.raster && !method->at_view_scale)
        return ComputedValue{
            static_cast<double>(data.raster->read(cell).at(0, 0)), unit, is_main_band, data.notes, range, uncertainty(data.uncertainties)};
    KREISBLICK_TRY(const WindowValues values,
                   runner.run_in_window(layer, computing_parameters(layer, parameters), band, cell, Reading::AsStored, {}));
    return ComputedValue{static_cast<double>(values.raster.at(0, 0)) * factor_of(layer, parameters, band),
                         unit,
                         is_main_band,
                         values.notes,
                         range,
                         uncertainty(values.uncertainties)};
}

/// "1.050 kWh/m² (1.010–1.090)": a modelled amount with its range, in the decimals that the layer shows.
std::string amount_text(const QueryValue& value, int decimals, Language language) {
    const auto number = [&](double amount) { return core::number(amount, decimals, language); };
    const std::string text = with_unit(number(value.value), value.unit, language);
    return value.relative_uncertainty > 0 ? fmt::format("{} ({}–{})", text, number(value.low()), number(value.high())) : text;
}

/// The value of a method's layer in the cell at the place; none where it has none there.
std::optional<QueryValue> method_value(const MethodRunner& runner, const model::LayerDeclaration& layer, const LayerData& data,
                                       geo::Point place, Language language, const ParameterValues& chosen) {
    const auto computed = computed_value(runner, layer, data, place, chosen);
    if (!computed) return QueryValue{layer.id, false, 0, false, layer.unit, computed.error().sentence, {}};
    if (!std::isfinite(computed->value)) {
        if (computed->notes.empty() && layer.style.unchecked.german.empty()) return std::nullopt;
        const std::string& unchecked = layer.style.unchecked.in(language);
        const std::string why = unchecked.empty() ? Words{"hier kein Wert", "no value here"}.in(language) : unchecked;
        return QueryValue{layer.id, false, 0, false, layer.unit, with_notes(why, computed->notes, language), {}};
    }
    QueryValue result{layer.id, true, computed->value, true, computed->unit, {}, computed_from(runner.file(), layer, place)};
    result.relative_uncertainty = computed->relative_uncertainty;
    if (computed->range && result.value != 0) {
        result.own_range = computed->range;
        result.relative_uncertainty = (computed->range->second - computed->range->first) / (2 * std::abs(result.value));
    }
    const std::string title = class_title(layer, result.value, language);
    const std::string step = computed->is_main_band ? step_title(layer, result.value, language) : std::string{};
    result.text = !title.empty() ? title : amount_text(result, layer.style.decimals, language);
    if (!step.empty()) result.text = layer.style.plain_steps ? step : result.text + ", " + step;
    result.text = with_notes(std::move(result.text), computed->notes, language);
    if (is_unknown_class(layer, result.value)) result.has_value = false;
    return result;
}

/// The value of a dataset's raster in the district's cell at the place.
std::optional<QueryValue> raster_value(const io::DistrictFile& file, const model::LayerDeclaration& layer, geo::Point place,
                                       Language language) {
    const model::DatasetPart* part = raster_part_at(file, layer.input.dataset, place);
    if (!part) return std::nullopt;
    const auto values = read_dataset_raster(file, layer.input.dataset, layer.input.band, cell_at(file.district().grid, place));
    if (!values || !values->has(0, 0)) return std::nullopt;
    QueryValue result{layer.id, true, static_cast<double>(values->at(0, 0)), true, layer.unit, {}, part->provenance};
    const std::string title = class_title(layer, result.value, language);
    const std::string number = core::number(result.value, layer.style.decimals, language);
    result.text = title.empty() ? with_unit(number, layer.unit, language) : fmt::format("{} ({})", title, number);
    return result;
}

/// The nearest feature (or the one that holds the place) within the layer's reach, highest part first.
struct Hit {
    const scene::IndexedFeatures* features = nullptr;
    std::size_t row = 0;
    std::size_t part = 0;
    double distance_m = std::numeric_limits<double>::infinity();
};

Hit find_feature(const std::vector<std::shared_ptr<const scene::IndexedFeatures>>& features, geo::Point place, double reach_m) {
    Hit best;
    for (std::size_t part = features.size(); part-- > 0;) {
        geo::Extent window;
        window.include(place);
        for (const std::uint32_t row : features[part]->in(window.grown(reach_m))) {
            const double distance = geo::distance(features[part]->table().geometry(row), place);
            // Within one part the later of two that hold the place lies above; parts of higher priority win.
            if (distance <= reach_m && distance < best.distance_m) best = {features[part].get(), row, part, distance};
        }
    }
    return best;
}

/// All values of a layer that picks one of several columns: "vor 1919 12, 1919–1948 3".
std::string columns_text(const model::LayerDeclaration& layer, const geo::FeatureTable& table, std::size_t row, Language language) {
    std::string text;
    for (std::size_t i = 0; i < layer.input.columns.size(); ++i) {
        const double value = table.number(row, layer.input.columns[i]);
        if (std::isnan(value)) continue;
        const std::string title = class_title(layer, static_cast<double>(i + 1), language);
        text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", title, core::number(value, 0, language));
    }
    return text;
}

/// A feature's own range of its value, from the columns beside it: NAME_low and NAME_high; not finite where there is none.
struct OwnRange {
    double low, high;
    OwnRange(const geo::FeatureTable& table, std::size_t row, const std::string& column)
        : low(table.number(row, column + "_low")),
          high(table.number(row, column + "_high")) {}
    [[nodiscard]] bool is_known() const { return std::isfinite(low) && std::isfinite(high) && high > low; }
};

/// The value of a feature with its unit; with its own range, where it has one, in two significant digits.
std::string feature_amount(const model::LayerDeclaration& layer, const geo::FeatureTable& table, std::size_t row, Language language) {
    const double value = table.number(row, layer.input.column);
    const OwnRange range(table, row, layer.input.column);
    if (!range.is_known()) return with_unit(core::number(value, layer.style.decimals, language), layer.unit, language);
    const auto digits = [&](double amount) { return core::significant(amount, 2, language); };
    return fmt::format("{} ({}–{})", with_unit(digits(value), layer.unit, language), digits(range.low), digits(range.high));
}

/// "Ernährt 13 Personen (11–15)": a number beside a feature's value, in two significant digits, with its own range where it has one.
std::string number_detail(const model::DetailDeclaration& detail, const geo::FeatureTable& table, std::size_t row,
                          const geo::Column& column, Language language) {
    const auto digits = [&](double amount) { return core::significant(amount, 2, language); };
    const std::string& title = detail.title.in(language);
    // "{}" in the title is where the number goes; else it follows.
    const std::string number = digits(column.numbers[row]);
    const auto place = title.find("{}");
    std::string text = place == std::string::npos ? fmt::format("{} {}", title, with_unit(number, column.unit, language))
                                                  : title.substr(0, place) + number + title.substr(place + 2);
    if (const OwnRange range(table, row, detail.column); range.is_known())
        text += fmt::format(" ({}–{})", digits(range.low), digits(range.high));
    return text;
}

/// What the layer tells beside a feature's value.
std::vector<std::string> details_of(const model::LayerDeclaration& layer, const geo::FeatureTable& table, std::size_t row,
                                    Language language) {
    std::vector<std::string> texts;
    for (const model::DetailDeclaration& detail : layer.details) {
        const geo::Column* column = table.find(detail.column);
        if (column && !column->is_text()) {
            if (std::isfinite(column->numbers[row])) texts.push_back(number_detail(detail, table, row, *column, language));
            continue;
        }
        const std::string text = table.text(row, detail.column);
        if (!text.empty() && text.starts_with(detail.begins)) texts.push_back(detail.title.in(language));
    }
    return texts;
}

std::string feature_text(const model::LayerDeclaration& layer, const geo::FeatureTable& table, std::size_t row, Language language) {
    if (!layer.input.columns.empty()) return columns_text(layer, table, row, language);
    std::vector<std::string> words{rule_title(layer, table, row, language)};
    if (layer.style.kind == "classes") words.push_back(class_title(layer, table.number(row, layer.input.column), language));
    words.push_back(step_title(layer, table.number(row, layer.input.column), language));
    words.push_back(table.text(row, "name"));
    const double value = table.number(row, layer.input.column);
    if (!std::isnan(value) && !layer.style.plain_steps)
        words.push_back(feature_amount(layer, table, row, language));
    else if (std::isnan(value) && layer.input.column != "name" && layer.style.kind != "classes")
        words.push_back(table.text(row, layer.input.column));
    for (std::string& detail : details_of(layer, table, row, language)) words.push_back(std::move(detail));
    std::string text;
    for (const std::string& word : words)
        if (!word.empty()) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::vector<const model::DatasetPart*> vector_parts(const io::DistrictFile& file, const std::string& dataset) {
    std::vector<const model::DatasetPart*> parts;
    for (const model::DatasetPart* part : file.district().parts_of(dataset))
        if (part->kind == model::DatasetKind::Vector) parts.push_back(part);
    return parts;
}

std::optional<QueryValue> feature_value(const io::DistrictFile& file, const model::LayerDeclaration& layer, const LayerData& data,
                                        geo::Point place, Language language) {
    const Hit hit = find_feature(data.features, place, layer.input.query_reach_m);
    if (!hit.features) return std::nullopt;
    const geo::FeatureTable& table = hit.features->table();
    const double number = table.number(hit.row, layer.input.column);
    QueryValue result{
        layer.id,
        true,
        number,
        !std::isnan(number),
        layer.unit,
        feature_text(layer, table, hit.row, language),
        layer.input.method.empty() ? vector_parts(file, layer.input.dataset)[hit.part]->provenance : computed_from(file, layer, place)};
    if (!layer.input.method.empty()) result.relative_uncertainty = layer.relative_uncertainty();
    if (const OwnRange range(table, hit.row, layer.input.column); range.is_known() && number > 0) {
        result.relative_uncertainty = (range.high - range.low) / (2 * number);
        result.own_range = {range.low, range.high};
    }
    const bool is_empty_cell = std::isnan(number) && !layer.style.ramp.empty();
    if (!is_empty_cell) return result;
    result.has_value = false;
    result.text = Words{"nicht angegeben oder zurückgehalten", "not given or withheld"}.in(language);
    return result;
}

/// Why there is no value: the place is covered and nothing is there, or nobody looked.
QueryValue without_value(const io::DistrictFile& file, const model::LayerDeclaration& layer, geo::Point place, Language language) {
    QueryValue result{layer.id, false, 0, false, layer.unit, {}, {}};
    const std::string& dataset = layer.input.needs_in(file.district()).front();
    const model::DatasetPart* part = vector_part_at(file.district(), dataset, place);
    // A method that makes features looked at the ground as far as its raster reaches, and found none here.
    if (!part && !layer.input.method.empty()) part = raster_part_at(file, dataset, place);
    if (part) {
        result.text = Words{"hier ist nichts verzeichnet", "nothing is recorded here"}.in(language);
        result.provenance = part->provenance;
        return result;
    }
    result.text = Words{"keine Daten an diesem Ort", "no data at this place"}.in(language);
    return result;
}

}  // namespace

core::Words missing_reason(const Declarations& declarations, const std::vector<std::string>& datasets) {
    core::Words reason;
    for (const std::string& id : datasets) {
        const model::DatasetDeclaration* dataset = declarations.datasets.find(id);
        if (!dataset) continue;
        reason.german +=
            fmt::format("{}Es fehlt: {}. {}", reason.german.empty() ? "" : " ", dataset->title.german, dataset->cost_of_absence.german);
        reason.english += fmt::format("{}Missing: {}. {}", reason.english.empty() ? "" : " ", dataset->title.in(Language::English),
                                      dataset->cost_of_absence.in(Language::English));
    }
    return reason;
}

QueryValue query_layer(const MethodRunner& runner, const Declarations& declarations, const model::LayerDeclaration& layer,
                       const LayerData& data, geo::Point place, Language language, const ParameterValues& chosen) {
    const io::DistrictFile& file = runner.file();
    const std::vector<std::string> missing = layer.input.missing_in(file.district());
    if (!missing.empty()) return {layer.id, false, 0, false, layer.unit, missing_reason(declarations, missing).in(language), {}};
    if (auto found = feature_value(file, layer, data, place, language)) return *found;
    const bool is_method = !layer.input.method.empty();
    const bool gives_bands = is_method && !gives_features(layer, parameters_of(layer, chosen));
    if (is_method && !gives_bands) return without_value(file, layer, place, language);
    if (auto found = is_method ? method_value(runner, layer, data, place, language, chosen) : raster_value(file, layer, place, language))
        return *found;
    return without_value(file, layer, place, language);
}

}  // namespace kreisblick::engine
