#include "engine/public_view.h"

#include "model/dataset_privacy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kreisblick::engine {
namespace {

using core::Language;
using core::Words;

constexpr double k_cell_m = 100;
/// Of so many buildings none is told from a sum in two digits, of which the last stands for ten mean ones at least.
constexpr std::size_t k_many = 1000;
constexpr const char* k_ramp_without_own = "haus";

/// The class's middle on every pixel of its area that lies in a cell with buildings.
class AreaSource : public scene::RasterSource {
  public:
    AreaSource(std::shared_ptr<const PublicAreas> areas, std::vector<float> values)
        : m_areas(std::move(areas)),
          m_values(std::move(values)) {}
    geo::Raster<float> read(const geo::GridSpec& wanted) const override {
        geo::Raster<float> raster(wanted);
        for (int row = 0; row < wanted.height; ++row)
            for (int column = 0; column < wanted.width; ++column) {
                const geo::Point place = wanted.centre(column, row);
                const auto area = m_areas->at(place);
                if (area && m_areas->is_built_up(place)) raster.at(column, row) = m_values[*area];
            }
        return raster;
    }
    double resolution_m() const override { return k_cell_m; }

  private:
    std::shared_ptr<const PublicAreas> m_areas;
    std::vector<float> m_values;
};

bool holds_digit(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

double in_two_digits(double value) {
    if (!std::isfinite(value) || value == 0) return value;
    const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 1);
    return std::round(value / step) * step;
}

/// "20–50 MWh/a", as a text of the language.
std::string class_text(const model::ValueClass& told, const std::string& unit, Language language) {
    const auto number = [&](double value) { return core::number(value, value < 10 && value != std::round(value) ? 1 : 0, language); };
    return fmt::format("{}–{}{}{}", number(told.low), number(told.high), unit.empty() ? "" : "\u202f", unit);
}

std::string buildings_text(std::size_t count, Language language) {
    const model::ValueClass told = model::count_class(count);
    const Words houses{"Gebäude", "buildings"};
    return fmt::format("{}–{} {}", core::number(told.low, 0, language), core::number(told.high - 1, 0, language), houses.in(language));
}

}  // namespace

bool has_row_per_house(const model::LayerDeclaration& layer) {
    return layer.personal || (layer.input.method.empty() && model::privacy_of(layer.input.dataset) != model::DatasetPrivacy::Open);
}

bool has_values_per_house(const model::LayerDeclaration& layer) {
    if (layer.personal || !has_row_per_house(layer)) return layer.personal;
    const bool is_plain = layer.style.kind == "features" && layer.input.join_table.empty() &&
                          std::all_of(layer.style.rules.begin(), layer.style.rules.end(),
                                      [](const model::StyleRule& rule) { return rule.field.empty() && !rule.label && !rule.shield; });
    return !is_plain;
}

PublicView::PublicView(const model::LayerDeclaration& layer, const LayerData& data, std::shared_ptr<const PublicAreas> areas)
    : m_layer(layer),
      m_areas(std::move(areas)),
      m_sums(m_areas->areas().size()),
      m_notes(public_notes(data.notes)) {
    for (const auto& features : data.features) add_features(features->table());
    if (data.features.empty() && data.raster) add_raster(*data.raster);
    std::size_t buildings = 0;
    for (const model::AreaSum& sum : m_sums) buildings += sum.buildings;
    m_figures = public_figures(data.figures, buildings);
    // Neither the sum nor the mean of classes says anything.
    const bool is_classes = m_layer.style.kind == "classes";
    for (const model::AreaSum& sum : m_sums) m_told.push_back(is_classes ? std::nullopt : sum.told(m_layer.unit));
}

void PublicView::add_features(const geo::FeatureTable& table) {
    const geo::Column* stands_for = table.find("buildings");
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.part_count(row) == 0) continue;
        const auto area = m_areas->at(table.extent(row).centre());
        if (!area) continue;
        const bool is_cell = stands_for && !stands_for->is_text() && std::isfinite(stands_for->numbers[row]);
        const double buildings = is_cell ? stands_for->numbers[row] : 1;
        const double value = table.number(row, m_layer.input.column);
        m_sums[*area].add(model::adds_up(m_layer.unit) ? value : value * buildings, buildings);
    }
}

void PublicView::add_raster(const scene::RasterSource& raster) {
    const geo::GridSpec cells = m_areas->cells();
    const geo::Raster<float> values = raster.read(cells);
    for (int row = 0; row < cells.height; ++row)
        for (int column = 0; column < cells.width; ++column) {
            const geo::Point place = cells.centre(column, row);
            const auto area = m_areas->at(place);
            if (area && m_areas->is_built_up(place) && values.has(column, row))
                m_sums[*area].add(static_cast<double>(values.at(column, row)), 1);
        }
}

geo::FeatureTable PublicView::table() const {
    geo::FeatureTable table(geo::GeometryKind::Point);
    const std::string column = m_layer.input.column.empty() ? "value" : m_layer.input.column;
    table.column("area", geo::ColumnType::Text);
    for (const char* name : {"buildings_from", "buildings_to"}) table.column(name, geo::ColumnType::Whole);
    for (const std::string& name : {column, column + "_low", column + "_high"}) table.column(name, geo::ColumnType::Number, m_layer.unit);
    for (std::size_t area = 0; area < m_sums.size(); ++area) {
        const std::size_t row = table.add({geo::GeometryKind::Point, {{{m_areas->areas()[area].place}, false}}});
        const model::ValueClass buildings = model::count_class(m_sums[area].buildings);
        table.columns()[0].texts[row] = m_areas->areas()[area].name;
        table.columns()[1].numbers[row] = buildings.low;
        table.columns()[2].numbers[row] = buildings.high;
        if (!m_told[area]) continue;
        table.columns()[3].numbers[row] = m_told[area]->middle();
        table.columns()[4].numbers[row] = m_told[area]->low;
        table.columns()[5].numbers[row] = m_told[area]->high;
    }
    return table;
}

LayerData PublicView::map() const {
    std::vector<float> values;
    Spread spread{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const auto& told : m_told) {
        values.push_back(told ? static_cast<float>(told->middle()) : std::numeric_limits<float>::quiet_NaN());
        if (told) spread = {std::min(spread.low, told->low), std::max(spread.high, told->high)};
    }
    LayerData data{{}, std::make_shared<AreaSource>(m_areas, std::move(values)), m_layer.unit, {}, m_notes, m_figures};
    if (spread.low < spread.high) data.spread = spread;
    return data;
}

std::shared_ptr<const model::LayerDeclaration> PublicView::declaration() const {
    auto drawn = std::make_shared<model::LayerDeclaration>(m_layer);
    drawn->title.german += " (je Ort)";
    if (!drawn->title.english.empty()) drawn->title.english += " (per village)";
    drawn->style.kind = "ramp";
    if (drawn->style.ramp.empty()) drawn->style.ramp = k_ramp_without_own;
    drawn->style.classes.clear();
    drawn->style.rules.clear();
    drawn->style.breaks.clear();
    return drawn;
}

QueryValue PublicView::at(geo::Point place, Language language) const {
    QueryValue value{m_layer.id, false, 0, false, m_layer.unit, {}, {}};
    value.provenance.nature = model::Nature::Modelled;
    const auto area = m_areas->at(place);
    if (!area || !m_told[*area]) {
        value.text = Words{"zu wenige Häuser für eine Auskunft an alle", "too few houses to be told to everybody"}.in(language);
        return value;
    }
    const model::ValueClass& told = *m_told[*area];
    value.has_value = value.is_number = true;
    value.value = told.middle();
    value.own_range = {told.low, told.high};
    value.relative_uncertainty = (told.high - told.low) / (2 * value.value);
    const Words kind = model::adds_up(m_layer.unit) ? Words{"Summe", "sum"} : Words{"Mittel", "mean"};
    value.text = fmt::format("{}: {} ({}, {})", m_areas->areas()[*area].name, class_text(told, m_layer.unit, language), kind.in(language),
                             buildings_text(m_sums[*area].buildings, language));
    return value;
}

std::vector<model::Figure> public_figures(const std::vector<model::Figure>& figures, std::size_t buildings) {
    std::vector<model::Figure> told = figures;
    for (model::Figure& figure : told) {
        const bool is_count = figure.unit.empty();
        const bool is_silent = buildings < model::k_fewest_buildings || !std::isfinite(figure.value) ||
                               (is_count && figure.value < static_cast<double>(model::k_fewest_buildings));
        const bool is_large = buildings >= k_many && (!is_count || figure.value >= static_cast<double>(k_many));
        if (is_silent) {
            figure.value = std::numeric_limits<double>::quiet_NaN();
            figure.range.reset();
        } else if (is_large) {
            figure.value = in_two_digits(figure.value);
            if (figure.range) figure.range = {in_two_digits(figure.range->first), in_two_digits(figure.range->second)};
        } else {
            const model::ValueClass in_class =
                figure.unit == "%" ? model::share_class(figure.value, 100, buildings) : model::amount_class(figure.value);
            figure.value = in_class.middle();
            figure.range = {in_class.low, in_class.high};
        }
    }
    return told;
}

std::vector<Words> public_notes(const std::vector<Words>& notes) {
    std::vector<Words> told;
    for (const Words& note : notes)
        if (!holds_digit(note.german) && !holds_digit(note.english)) told.push_back(note);
    return told;
}

}  // namespace kreisblick::engine
