// The age class of every building, given, drawn from its surroundings or corrected; the likeliest one of a census cell.
#include "potentials/building_stock.h"

namespace kreisblick::potentials {
namespace {

/// Codes of the map: classes from 1, groups of classes from here.
constexpr double k_first_group_code = 21;

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    geo::FeatureTable table = stock->shapes;
    std::vector<double>& likely = table.column("likelihood", geo::ColumnType::Number, "%").numbers;
    std::vector<double>& code = table.column("age", geo::ColumnType::Number).numbers;
    double old = 0;
    for (std::size_t row = 0; row < stock->size(); ++row) {
        const Building& building = stock->buildings[row];
        const bool is_certain = !building.is_cell && building.age_origin != Origin::Drawn && building.age_origin != Origin::Assumed;
        const LikelyGroup group = likeliest_group(building.ages);
        // What is given needs no likelihood, and where only the census counts no class finer than its own is known.
        if (!is_certain) likely[row] = 100 * group.share;
        // What nobody knows anything about has no class of its own on the map.
        if (building.age_origin != Origin::Assumed)
            code[row] = is_certain ? likeliest(building.ages) + 1.0 : k_first_group_code + group.group;
        if (stock->is_inside(row) && stock->uses.at(building.use).is_dwelling)
            old += share_before(building.ages, 1919) * static_cast<double>(building.houses);
    }
    results.figure({"houses_before_1919", {"Wohngebäude vor 1919", "Residential buildings before 1919"}, std::round(old)});
    tell_stock(*stock, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method building_age_method() { return building_method("building_age", compute); }

}  // namespace kreisblick::potentials
