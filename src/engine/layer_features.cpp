#include "engine/layer_features.h"

#include <cmath>
#include <limits>

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

}  // namespace

core::Result<std::vector<std::shared_ptr<const scene::IndexedFeatures>>> load_features(const io::DistrictFile& file,
                                                                                       const model::LayerDeclaration& layer) {
    std::vector<std::shared_ptr<const scene::IndexedFeatures>> result;
    for (const model::DatasetPart* part : file.district().parts_of(layer.input.dataset)) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(geo::FeatureTable table, file.read_features(*part));
        if (!layer.input.pick.empty()) add_picked_column(table, layer.input);
        result.push_back(std::make_shared<scene::IndexedFeatures>(std::move(table)));
    }
    return result;
}

}  // namespace kreisblick::engine
