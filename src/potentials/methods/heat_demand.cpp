// Heat demand of every building, or of every census cell where no buildings are known.
#include "potentials/building_heat.h"

#include <algorithm>

namespace kreisblick::potentials {
namespace {

template <typename ValueOf>
void fill(geo::FeatureTable& table, const std::string& name, const std::string& unit, std::size_t count, const ValueOf& value_of) {
    std::vector<double>& numbers = table.column(name, geo::ColumnType::Number, unit).numbers;
    for (std::size_t row = 0; row < count; ++row) numbers[row] = value_of(row);
}

/// An amount with its range.
template <typename ValueOf>
void fill_range(geo::FeatureTable& table, const std::string& name, const std::string& unit, std::span<const BuildingHeat> heat,
                const ValueOf& value_of) {
    fill(table, name, unit, heat.size(), [&](std::size_t row) { return value_of(heat[row]); });
    fill(table, name + "_low", unit, heat.size(),
         [&](std::size_t row) { return value_of(heat[row]) * std::max(0.0, 1 - heat[row].uncertainty); });
    fill(table, name + "_high", unit, heat.size(), [&](std::size_t row) { return value_of(heat[row]) * (1 + heat[row].uncertainty); });
}

geo::FeatureTable table_of(const BuildingStock& stock, std::span<const BuildingHeat> heat) {
    geo::FeatureTable table = stock.shapes;
    fill_range(table, "demand_kwh_a", "kWh/a", heat, [](const BuildingHeat& one) { return one.demand_kwh(); });
    fill_range(table, "consumption_kwh_a", "kWh/a", heat, [](const BuildingHeat& one) { return one.consumption_kwh; });
    fill(table, "room_heat_kwh_a", "kWh/a", heat.size(), [&](std::size_t row) { return heat[row].room_kwh; });
    fill(table, "hot_water_kwh_a", "kWh/a", heat.size(), [&](std::size_t row) { return heat[row].water_kwh; });
    fill(table, "peak_kw", "kW", heat.size(), [&](std::size_t row) { return heat[row].peak_kw; });
    const auto area = [&](std::size_t row) { return static_cast<double>(stock.buildings[row].reference_m2); };
    fill(table, "reference_area_m2", "m²", heat.size(), area);
    fill(table, "specific_kwh_m2", "kWh/(m²·a)", heat.size(),
         [&](std::size_t row) { return area(row) > 0 ? heat[row].demand_kwh() / area(row) : 0; });
    std::vector<std::string>& states = table.column("heating", geo::ColumnType::Text).texts;
    for (std::size_t row = 0; row < heat.size(); ++row) states[row] = name_of(heat[row].heating);
    return table;
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    KREISBLICK_TRY(const HeatAssumptions assumptions, HeatAssumptions::of(parameters, "", inputs));
    const std::vector<BuildingHeat> heat = heat_of_buildings(*stock, assumptions);
    tell_heat(heat_of_district(*stock, heat), results);
    tell_stock(*stock, results);
    results.put_features(table_of(*stock, heat));
    return {};
}

}  // namespace

Method heat_demand_method() { return building_method("heat_demand", compute); }

}  // namespace kreisblick::potentials
