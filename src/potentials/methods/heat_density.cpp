// Heat demand by hectare: where a network might be worth a look.
#include "potentials/hectare_heat.h"

namespace kreisblick::potentials {
namespace {

constexpr double k_kwh_per_mwh = 1000;

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto stock, kept_building_stock(inputs, job));
    KREISBLICK_TRY(const HeatAssumptions assumptions, HeatAssumptions::of(parameters, "heat_demand.", inputs));
    const std::vector<BuildingHeat> heat = heat_of_buildings(*stock, assumptions);
    const std::vector<HectareHeat> hectares = heat_of_hectares(*stock, heat);
    const bool by_consumption = parameters.at("amount") == "consumption";
    geo::FeatureTable table(geo::GeometryKind::Polygon);
    for (const HectareHeat& hectare : hectares) table.add(hectare.shape);
    const auto fill = [&](const char* name, const char* unit, const auto& value_of) {
        std::vector<double>& numbers = table.column(name, geo::ColumnType::Number, unit).numbers;
        for (std::size_t row = 0; row < hectares.size(); ++row) numbers[row] = value_of(hectares[row].sum);
    };
    const auto shown = [&](const HeatSum& sum) {
        return sum.range((by_consumption ? sum.consumption_kwh() : sum.demand_kwh()) / k_kwh_per_mwh);
    };
    fill("density", "MWh/(ha·a)", [&](const HeatSum& sum) { return shown(sum).mid; });
    fill("density_low", "MWh/(ha·a)", [&](const HeatSum& sum) { return shown(sum).low; });
    fill("density_high", "MWh/(ha·a)", [&](const HeatSum& sum) { return shown(sum).high; });
    fill("demand_mwh", "MWh/a", [](const HeatSum& sum) { return sum.demand_kwh() / k_kwh_per_mwh; });
    fill("consumption_mwh", "MWh/a", [](const HeatSum& sum) { return sum.consumption_kwh() / k_kwh_per_mwh; });
    fill("peak_kw", "kW", [](const HeatSum& sum) { return sum.peak_kw(); });
    fill("buildings", "", [](const HeatSum& sum) { return sum.houses(); });
    fill("heated_buildings", "", [](const HeatSum& sum) { return sum.heated(); });
    std::vector<std::string>& states = table.column("heating", geo::ColumnType::Text).texts;
    for (std::size_t row = 0; row < hectares.size(); ++row)
        states[row] = name_of(hectares[row].sum.heated() > 0 ? Heating::Heated : Heating::Unheated);
    tell_heat(heat_of_district(*stock, heat), results);
    tell_stock(*stock, results);
    results.put_features(std::move(table));
    return {};
}

}  // namespace

Method heat_density_method() { return building_method("heat_density", compute); }

}  // namespace kreisblick::potentials
