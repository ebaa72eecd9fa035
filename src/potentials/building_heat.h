#pragma once

#include "potentials/building_stock.h"
#include "potentials/estimate.h"

#include <cmath>
#include <span>
#include <vector>

namespace kreisblick::potentials {

/// How the peak load follows from a year's heat.
enum class PeakBy : std::uint8_t {
    Hours,       ///< full-load hours
    DegreeDays,  ///< at the design temperature, without reheating and gains
    Profile,     ///< a day at the design temperature in the gas trade's standard profile; by hours for what is no dwelling
};

/// What is assumed about the heat of houses: all that a user can move, so that a change computes nothing but sums.
struct HeatAssumptions {
    std::array<HeatValues, 4> values{};  ///< by Refurbishment
    Refurbishment level = Refurbishment::Partly;
    bool values_hold_hot_water = false;
    double hot_water_kwh_m2 = k_hot_water_kwh_m2;
    double heated_share = 1;         ///< of the floor of dwellings
    bool empty_houses_count = true;  ///< as though they were lived in
    bool local_climate = true;
    PeakBy peak = PeakBy::Hours;
    double dwelling_hours = 1600;  ///< full load

    /// From a layer's parameters, which begin with `prefix` where they are followed ("heat_demand."), and the declared tables.
    [[nodiscard]] static core::Result<HeatAssumptions> of(const Parameters& parameters, const std::string& prefix,
                                                          const geo::FeatureTable& heat, const geo::FeatureTable& envelopes);
    /// The same with the tables that come with the inputs.
    [[nodiscard]] static core::Result<HeatAssumptions> of(const Parameters& parameters, const std::string& prefix, const Inputs& inputs);
};

/// Why a building has no demand.
enum class Heating : std::uint8_t { Heated, Unheated, LargeFarmBuilding, Vacant, Metered };
[[nodiscard]] std::string_view name_of(Heating heating);

/// Heat of one building (or cell) in a year, kWh.
struct BuildingHeat {
    double room_kwh = 0;
    double water_kwh = 0;
    double consumption_kwh = 0;  ///< expected use of both together
    double uncertainty = 0;      ///< standard, as a share, of demand and consumption
    double peak_kw = 0;
    Heating heating = Heating::Heated;
    [[nodiscard]] double demand_kwh() const { return room_kwh + water_kwh; }
};

/// By row of the stock.
[[nodiscard]] std::vector<BuildingHeat> heat_of_buildings(const BuildingStock& stock, const HeatAssumptions& assumptions);

/// Sums of many buildings' heat. What one house is off by is its own, but for the part that all share (the values of the typology, the
/// state of refurbishment): that part does not shrink with their number.
class HeatSum {
  public:
    void add(const BuildingHeat& heat, double houses);

    [[nodiscard]] double demand_kwh() const { return m_demand; }
    [[nodiscard]] double consumption_kwh() const { return m_consumption; }
    [[nodiscard]] double room_kwh() const { return m_room; }
    [[nodiscard]] double water_kwh() const { return m_demand - m_room; }
    [[nodiscard]] double peak_kw() const { return m_peak; }
    [[nodiscard]] double heated() const { return m_heated; }  ///< houses
    [[nodiscard]] double houses() const { return m_houses; }
    [[nodiscard]] double uncertainty() const;  ///< as a share
    /// Any amount with the range of the sum.
    [[nodiscard]] Estimate range(double amount) const;

  private:
    double m_demand = 0, m_consumption = 0, m_room = 0, m_peak = 0, m_heated = 0, m_houses = 0, m_squares = 0;
};

/// Sums by municipality of the stock, and of all that lies in the district.
[[nodiscard]] std::vector<HeatSum> heat_of_municipalities(const BuildingStock& stock, std::span<const BuildingHeat> heat);
[[nodiscard]] HeatSum heat_of_district(const BuildingStock& stock, std::span<const BuildingHeat> heat);
/// The district's sums beside a result.
void tell_heat(const HeatSum& sum, Results& results);

}  // namespace kreisblick::potentials
