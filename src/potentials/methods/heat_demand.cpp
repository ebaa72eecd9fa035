// Heat demand of every building, or of every census cell where no buildings are known.
#include "potentials/building_heat.h"

#include <algorithm>
#include <array>
#include <cmath>

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

/// How many buildings need no heat, and why.
void tell_unheated(const BuildingStock& stock, std::span<const BuildingHeat> heat, Results& results) {
    std::array<double, 5> counts{};
    for (std::size_t row = 0; row < heat.size(); ++row)
        if (stock.is_inside(row)) counts[static_cast<std::size_t>(heat[row].heating)] += static_cast<double>(stock.buildings[row].houses);
    const auto figure = [&](const char* id, core::Words title, Heating heating) {
        const double count = counts[static_cast<std::size_t>(heating)];
        if (count > 0) results.figure({id, std::move(title), std::round(count)});
    };
    figure("unheated_buildings", {"Unbeheizte Gebäude", "Unheated buildings"}, Heating::Unheated);
    figure("large_farm_buildings", {"Große unbeheizte Hofgebäude", "Large unheated farm buildings"}, Heating::LargeFarmBuilding);
    figure("vacant_unheated", {"Leere Häuser, unbeheizt", "Empty houses, unheated"}, Heating::Vacant);
    figure("metered_buildings", {"Gebäude mit Zähler", "Metered buildings"}, Heating::Metered);
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    KREISBLICK_TRY(const HeatAssumptions assumptions, HeatAssumptions::of(parameters, "", inputs));
    const std::vector<BuildingHeat> heat = heat_of_buildings(*stock, assumptions);
    tell_heat(heat_of_district(*stock, heat), results);
    tell_unheated(*stock, heat, results);
    tell_stock(*stock, results);
    results.put_features(table_of(*stock, heat));
    return {};
}

}  // namespace

Method heat_demand_method() { return building_method("heat_demand", compute); }

}  // namespace kreisblick::potentials
