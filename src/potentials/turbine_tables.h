#pragma once

#include "geo/feature_table.h"
#include "model/turbine.h"

#include <span>
#include <string>
#include <vector>

namespace kreisblick::potentials {

/// The turbines of a table of the dataset turbine_curves: one row a type with a column a speed, named by it ("7.5"), as the Open Energy
/// Platform has them; or one row a point with the columns turbine, speed and power. rotor_m, rated_kw and hub_m are taken where they are.
/// Curves as they stand: checked() puts them in order.
[[nodiscard]] std::vector<model::Turbine> turbines_of_table(const geo::FeatureTable& table);

/// The turbine of a table with two columns of numbers, speed in m/s and power: by their names, else the first two. An Error where there are
/// no two such columns.
[[nodiscard]] core::Result<model::Turbine> turbine_of_points(const std::string& id, const std::vector<geo::Column>& columns);

/// Watts become kilowatts: no turbine on land has more than 20 MW, so that a curve with greater numbers is in watts. The rated power is
/// the highest one where it is not known.
void settle_power(model::Turbine& turbine);

}  // namespace kreisblick::potentials
