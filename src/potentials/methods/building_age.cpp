// The age class of every building, given, drawn from its surroundings or corrected; the likeliest one of a census cell.
#include "potentials/building_stock.h"

namespace kreisblick::potentials {
namespace {

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    geo::FeatureTable table = stock->shapes;
    std::vector<double>& likely = table.column("likelihood", geo::ColumnType::Number, "%").numbers;
    std::vector<double>& year = table.column("age", geo::ColumnType::Number).numbers;
    double old = 0;
    for (std::size_t row = 0; row < stock->size(); ++row) {
        const Building& building = stock->buildings[row];
        const AgeClass age = likeliest(building.ages);
        // What is given needs no likelihood.
        if (building.is_cell || building.age_origin == Origin::Drawn || building.age_origin == Origin::Assumed)
            likely[row] = 100 * static_cast<double>(building.ages[age]);
        // What nobody knows anything about has no class of its own on the map.
        if (building.age_origin != Origin::Assumed) year[row] = age + 1.0;
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
