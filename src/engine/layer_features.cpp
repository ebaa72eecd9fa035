#include "engine/layer_features.h"

#include <cmath>
#include <limits>
#include <set>

namespace kreisblick::engine {
namespace {

/// The number (1, 2, …) of the column with the largest value in a row; NaN where none of them has one above 0.
double largest_of(const geo::FeatureTable& table, std::size_t row, const std::vector<std::string>& columns) {
    double best = 0, picked = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double value = table.number(row, columns[i]);
        if (value > best) best = value, picked = static_cast<double>(i + 1);
    }
    return picked;
}

void add_picked_column(geo::FeatureTable& table, const model::LayerInput& input) {
    geo::Column& picked = table.column(model::k_picked_column, geo::ColumnType::Whole);
    for (std::size_t row = 0; row < table.size(); ++row) picked.numbers[row] = largest_of(table, row, input.columns);
}

/// Every column that a layer's declaration names, with the ends of its ranges, and the name that any feature may have.
std::set<std::string> shown_columns(const model::LayerDeclaration& layer) {
    std::set<std::string> names{"name", model::k_picked_column};
    const auto add = [&](const std::string& name) { names.insert({name, name + "_low", name + "_high"}); };
    add(layer.input.column);
    for (const std::string& name : layer.input.columns) add(name);
    for (const model::DetailDeclaration& detail : layer.details) add(detail.column);
    for (const model::StyleRule& rule : layer.style.rules) {
        names.insert(rule.field);
        for (const auto& label : {rule.label, rule.shield})
            if (label) names.insert({label->field, label->priority_field});
    }
    return names;
}

}  // namespace

void keep_shown_columns(geo::FeatureTable& table, const model::LayerDeclaration& layer) {
    const std::set<std::string> shown = shown_columns(layer);
    std::erase_if(table.columns(), [&](const geo::Column& column) { return !shown.contains(column.name); });
}

core::Result<std::vector<std::shared_ptr<const scene::IndexedFeatures>>> load_features(const io::DistrictFile& file,
                                                                                       const model::LayerDeclaration& layer,
                                                                                       Columns columns) {
    std::vector<std::shared_ptr<const scene::IndexedFeatures>> result;
    for (const model::DatasetPart* part : file.district().parts_of(layer.input.dataset)) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        if (!layer.input.pick.empty()) add_picked_column(table, layer.input);
        if (columns == Columns::Shown) keep_shown_columns(table, layer);
        result.push_back(std::make_shared<scene::IndexedFeatures>(std::move(table)));
    }
    return result;
}

}  // namespace kreisblick::engine
