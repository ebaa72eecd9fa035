#include "potentials/building_heat.h"

#include "core/parallel.h"
#include "potentials/load_profile.h"
#include "potentials/uncertainty.h"

#include <algorithm>
#include <map>

namespace kreisblick::potentials {
namespace {

constexpr double k_meter_uncertainty = 0.10;  // one year's weather and habits
constexpr double k_assumed_storeys = 0.25;    // of the floor area
constexpr double k_partly_vacant = 0.5;

/// Specific heat of the dwellings of one building, kWh/m².
struct Specific {
    double room = 0, water = 0, consumption = 0, spread = 0;
};

/// Specific values of one type and age.
Specific specific_of(const HeatAssumptions& assumptions, Refurbishment level, bool is_listed, std::size_t type, std::size_t age) {
    double heat = assumptions.values[static_cast<std::size_t>(level)][type][age];
    if (is_listed) heat = std::max(heat, k_listed_at_best * assumptions.values[0][type][age]);
    const double room = assumptions.values_hold_hot_water ? std::max(0.0, heat - assumptions.hot_water_kwh_m2) : heat;
    return {room, assumptions.hot_water_kwh_m2, expected_consumption(room) + assumptions.hot_water_kwh_m2, room * room};
}

using SpecificTable = std::array<std::array<Specific, k_age_classes>, k_house_types>;

/// All of them, made once for a run: by level and whether the house is listed.
struct SpecificTables {
    std::array<std::array<SpecificTable, 2>, 4> tables;

    explicit SpecificTables(const HeatAssumptions& assumptions) {
        for (std::size_t level = 0; level < 4; ++level)
            for (std::size_t listed = 0; listed < 2; ++listed)
                for (std::size_t type = 0; type < k_house_types; ++type)
                    for (std::size_t age = 0; age < k_age_classes; ++age)
                        tables[level][listed][type][age] =
                            specific_of(assumptions, static_cast<Refurbishment>(level), listed != 0, type, age);
    }
};

/// The mean over what a building's types and ages may be; spread is the standard deviation of its room heat as a share.
Specific mean_of(const Building& building, const SpecificTable& table) {
    Specific mean;
    for (std::size_t type = 0; type < k_house_types; ++type) {
        if (!(building.types[type] > 0)) continue;
        for (std::size_t age = 0; age < k_age_classes; ++age) {
            const double share = static_cast<double>(building.types[type] * building.floor_ages[age]);
            const Specific& one = table[type][age];
            mean.room += share * one.room;
            mean.water += share * one.water;
            mean.consumption += share * one.consumption;
            mean.spread += share * one.spread;
        }
    }
    const double variance = std::max(0.0, mean.spread - mean.room * mean.room);
    mean.spread = mean.room > 0 ? std::sqrt(variance) / mean.room : 0;
    return mean;
}

/// Which share of a building is lived in, where empty houses are not to count.
double lived_in(const Building& building, const BuildingStock& stock) {
    if (building.is_cell) {
        if (std::isfinite(building.vacant_share)) return 1 - static_cast<double>(building.vacant_share);
        return building.municipality < 0 ? 1 : 1 - stock.municipalities[static_cast<std::size_t>(building.municipality)].vacancy_rate;
    }
    switch (building.vacancy) {
        case VacancyFact::Vacant:
        case VacancyFact::Ruin: return 0;
        case VacancyFact::Partly: return k_partly_vacant;
        default: return 1;
    }
}

double uncertainty_of(const Building& building, double spread) {
    const double house = standard_uncertainty(UncertainInput::HouseHeatDemand),
                 common = standard_uncertainty(UncertainInput::VillageHeatDemand);
    const double storeys = !building.is_cell && building.storeys_origin == Origin::Assumed ? k_assumed_storeys : 0;
    // A cell's ages and types are counted, and what single houses are off by evens out among them.
    const double own = std::hypot(std::sqrt(house * house - common * common), building.is_cell ? 0 : spread, storeys);
    return std::hypot(common, own / std::sqrt(std::max(1.0, static_cast<double>(building.houses))));
}

BuildingHeat metered(const Building& building, const BuildingUse& use, const HeatAssumptions& assumptions) {
    BuildingHeat heat;
    const double kwh = static_cast<double>(building.measured_kwh);
    heat.water_kwh = use.is_dwelling ? std::min(kwh, assumptions.hot_water_kwh_m2 * static_cast<double>(building.reference_m2)) : 0;
    heat.room_kwh = kwh - heat.water_kwh;
    heat.consumption_kwh = kwh;
    heat.uncertainty = k_meter_uncertainty;
    heat.heating = Heating::Metered;
    return heat;
}

Heating heating_of(const Building& building, double lived) {
    if (building.is_large_farm_building && !building.is_heated) return Heating::LargeFarmBuilding;
    if (!building.is_heated) return Heating::Unheated;
    return lived > 0 ? Heating::Heated : Heating::Vacant;
}

/// The computations of one run.
class Run {
  public:
    Run(const BuildingStock& stock, const HeatAssumptions& assumptions)
        : m_stock(stock),
          m_assumptions(assumptions),
          m_tables(assumptions) {}

    [[nodiscard]] BuildingHeat of(const Building& building) const {
        const BuildingUse& use = m_stock.uses.at(building.use);
        const double altitude = std::isfinite(building.altitude_m) ? static_cast<double>(building.altitude_m) : 231;
        BuildingHeat heat =
            std::isfinite(building.measured_kwh) ? metered(building, use, m_assumptions) : computed(building, use, altitude);
        heat.peak_kw = peak_of(building, use, heat.demand_kwh(), design_temperature_c(altitude));
        return heat;
    }

  private:
    [[nodiscard]] double peak_of(const Building& building, const BuildingUse& use, double demand_kwh, double design_c) const {
        if (m_assumptions.peak == PeakBy::DegreeDays) return peak_by_degree_days_kw(demand_kwh, design_c);
        if (m_assumptions.peak == PeakBy::Profile && use.is_dwelling) {
            const double several = static_cast<double>(building.types[2] + building.types[3]);
            return peak_by_profile_kw(k_one_family_profile, (1 - several) * demand_kwh, design_c) +
                   peak_by_profile_kw(k_several_families_profile, several * demand_kwh, design_c);
        }
        const double hours = use.is_dwelling ? m_assumptions.dwelling_hours : use.full_load_hours;
        return peak_kw(demand_kwh, hours > 0 ? hours : m_assumptions.dwelling_hours);
    }

    [[nodiscard]] BuildingHeat computed(const Building& building, const BuildingUse& use, double altitude_m) const {
        BuildingHeat heat;
        const double lived = m_assumptions.empty_houses_count ? 1 : lived_in(building, m_stock);
        heat.heating = heating_of(building, lived);
        if (heat.heating != Heating::Heated) return heat;
        const double climate = m_assumptions.local_climate ? climate_factor(altitude_m) : 1;
        const double area = static_cast<double>(building.reference_m2) * lived;
        const Specific specific =
            use.is_dwelling ? mean_of(building, table_for(building)) : Specific{use.heat_kwh_m2, 0, use.heat_kwh_m2, 0};
        const double share = use.is_dwelling ? m_assumptions.heated_share : 1;
        heat.room_kwh = specific.room * area * climate * share;
        heat.water_kwh = specific.water * area;
        heat.consumption_kwh = (specific.consumption - specific.water) * area * climate * share + heat.water_kwh;
        heat.uncertainty = uncertainty_of(building, specific.spread);
        return heat;
    }

    [[nodiscard]] const SpecificTable& table_for(const Building& building) const {
        const auto level =
            building.refurbishment >= 0 ? static_cast<std::size_t>(building.refurbishment) : static_cast<std::size_t>(m_assumptions.level);
        return m_tables.tables[level][building.is_listed ? 1 : 0];
    }

    const BuildingStock& m_stock;
    const HeatAssumptions& m_assumptions;
    SpecificTables m_tables;
};

}  // namespace

core::Result<HeatAssumptions> HeatAssumptions::of(const Parameters& parameters, const std::string& prefix, const geo::FeatureTable& heat,
                                                  const geo::FeatureTable& envelopes) {
    static const std::map<std::string, Refurbishment> levels{{"as_built", Refurbishment::AsBuilt},
                                                             {"partly", Refurbishment::Partly},
                                                             {"usual", Refurbishment::Usual},
                                                             {"advanced", Refurbishment::Advanced}};
    static const std::map<std::string, HeatSource> sources{
        {"tabula", HeatSource::Tabula}, {"envelope", HeatSource::Envelope}, {"iwu", HeatSource::Iwu}};
    const auto text = [&](const char* name) { return parameters.at(prefix + name); };
    const auto number = [&](const char* name) { return number_of(parameters, prefix + name); };
    HeatAssumptions assumptions;
    const auto level = levels.find(text("refurbishment"));
    const auto source = sources.find(text("values"));
    if (level == levels.end()) return core::fail("there is no state of refurbishment \"{}\"", text("refurbishment"));
    if (source == sources.end()) return core::fail("there are no heat values \"{}\"", text("values"));
    assumptions.level = level->second;
    assumptions.values_hold_hot_water = source->second == HeatSource::Iwu;
    for (std::size_t i = 0; i < assumptions.values.size(); ++i) {
        KREISBLICK_TRY(assumptions.values[i], heat_values(source->second, static_cast<Refurbishment>(i), heat, envelopes));
    }
    assumptions.hot_water_kwh_m2 = number("hot_water");
    assumptions.heated_share = number("heated_share") / 100;
    assumptions.empty_houses_count = text("empty_houses") == "heated";
    assumptions.local_climate = text("climate") == "local";
    assumptions.peak = text("peak") == "degree_days" ? PeakBy::DegreeDays : text("peak") == "profile" ? PeakBy::Profile : PeakBy::Hours;
    assumptions.dwelling_hours = number("full_load_hours");
    return assumptions;
}

core::Result<HeatAssumptions> HeatAssumptions::of(const Parameters& parameters, const std::string& prefix, const Inputs& inputs) {
    KREISBLICK_TRY(const auto read, inputs.read({}));
    const auto heat = read->tables(k_dwelling_heat_table), envelopes = read->tables(k_dwelling_envelopes_table);
    if (heat.empty() || envelopes.empty()) return core::fail("the program's tables of dwellings' heat are missing");
    return of(parameters, prefix, *heat.front(), *envelopes.front());
}

std::string_view name_of(Heating heating) {
    constexpr std::array<std::string_view, 5> names{"heated", "unheated", "large_farm", "vacant", "metered"};
    return names[static_cast<std::size_t>(heating)];
}

std::vector<BuildingHeat> heat_of_buildings(const BuildingStock& stock, const HeatAssumptions& assumptions) {
    std::vector<BuildingHeat> heat(stock.size());
    const Run run(stock, assumptions);
    core::parallel_blocks(static_cast<std::int64_t>(stock.size()), 4096, [&](std::int64_t begin, std::int64_t end) {
        for (auto row = static_cast<std::size_t>(begin); row < static_cast<std::size_t>(end); ++row)
            heat[row] = run.of(stock.buildings[row]);
    });
    return heat;
}

void HeatSum::add(const BuildingHeat& heat, double houses) {
    const double common = standard_uncertainty(UncertainInput::VillageHeatDemand);
    m_demand += heat.demand_kwh();
    m_consumption += heat.consumption_kwh;
    m_room += heat.room_kwh;
    m_peak += heat.peak_kw;
    m_houses += houses;
    if (heat.demand_kwh() > 0) m_heated += houses;
    m_squares += std::max(0.0, heat.uncertainty * heat.uncertainty - common * common) * heat.demand_kwh() * heat.demand_kwh();
}

double HeatSum::uncertainty() const {
    if (!(m_demand > 0)) return 0;
    return std::hypot(standard_uncertainty(UncertainInput::VillageHeatDemand), std::sqrt(m_squares) / m_demand);
}

Estimate HeatSum::range(double amount) const { return {amount * std::max(0.0, 1 - uncertainty()), amount, amount * (1 + uncertainty())}; }

std::vector<HeatSum> heat_of_municipalities(const BuildingStock& stock, std::span<const BuildingHeat> heat) {
    std::vector<HeatSum> sums(stock.municipalities.size());
    for (std::size_t row = 0; row < stock.size(); ++row)
        if (stock.buildings[row].municipality >= 0)
            sums[static_cast<std::size_t>(stock.buildings[row].municipality)].add(heat[row],
                                                                                  static_cast<double>(stock.buildings[row].houses));
    return sums;
}

HeatSum heat_of_district(const BuildingStock& stock, std::span<const BuildingHeat> heat) {
    HeatSum sum;
    for (std::size_t row = 0; row < stock.size(); ++row)
        if (stock.is_inside(row)) sum.add(heat[row], static_cast<double>(stock.buildings[row].houses));
    return sum;
}

void tell_heat(const HeatSum& sum, Results& results) {
    const auto figure = [&](const char* id, core::Words title, double kwh) {
        const Estimate gwh = sum.range(kwh / 1e6);
        results.figure({id, std::move(title), gwh.mid, "GWh/a", 0, std::pair(gwh.low, gwh.high)});
    };
    figure("demand_gwh", {"Wärmebedarf des Kreises", "Heat demand of the district"}, sum.demand_kwh());
    figure("consumption_gwh", {"Erwarteter Verbrauch", "Expected consumption"}, sum.consumption_kwh());
    figure("room_heat_gwh", {"Davon Raumwärme", "Of it room heat"}, sum.room_kwh());
    figure("hot_water_gwh", {"Davon Warmwasser", "Of it hot water"}, sum.water_kwh());
    results.figure({"heated_houses", {"Beheizte Gebäude", "Heated buildings"}, std::round(sum.heated())});
}

}  // namespace kreisblick::potentials
