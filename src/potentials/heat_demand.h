#pragma once

#include "core/result.h"
#include "geo/feature_table.h"
#include "potentials/age_classes.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace kreisblick::potentials {

/// \file
/// Heat that houses need and use in a year. Specific values: TABULA/EPISCOPE (IWU) and F-Heat (FH Münster), as declared in layers/tables/;
/// levels of refurbishment, expected consumption and climate by buildings.md §2 and §3 of the project's reference.

inline constexpr const char* k_dwelling_heat_table = "dwelling_heat";
inline constexpr const char* k_dwelling_envelopes_table = "dwelling_envelopes";

/// Types of the building typology: one- and two-family house, terraced house, house of several families, large block.
enum class HouseType : std::uint8_t { OneFamily, Terraced, SeveralFamilies, Block };
inline constexpr std::size_t k_house_types = 4;
[[nodiscard]] std::string_view name_of(HouseType type);

enum class Refurbishment { AsBuilt, Partly, Usual, Advanced };
/// What is left of the demand as built, where no value by type and age is at hand.
[[nodiscard]] double refurbishment_factor(Refurbishment level);
/// A listed timber-framed house can be insulated from the inside only: no better than this share of the demand as built.
inline constexpr double k_listed_at_best = 0.60;

/// Useful demand of houses by type and age, kWh per m² of reference area and year.
using HeatValues = std::array<std::array<double, k_age_classes>, k_house_types>;

/// Where the values come from.
enum class HeatSource {
    Tabula,    ///< the typology's own room heat
    Envelope,  ///< the seasonal method over the typology's envelopes, with Germany's standard season
    Iwu,       ///< F-Heat's values, hot water included; the level counts by refurbishment_factor
};
/// The values at a level of refurbishment; "partly" lies between as built and usual as refurbishment_factor does. An Error names the row
/// that is missing or out of range.
[[nodiscard]] core::Result<HeatValues> heat_values(HeatSource source, Refurbishment level, const geo::FeatureTable& heat,
                                                   const geo::FeatureTable& envelopes);

/// Useful hot water, kWh per m² of reference area and year [EnEV].
inline constexpr double k_hot_water_kwh_m2 = 12.5;

/// What is used of a specific demand: people heat badly insulated houses less than is computed (Sunikka-Blank & Galvin 2012; Cozza 2020).
[[nodiscard]] double expected_consumption(double demand_kwh_m2);

/// Demand at a place as a share of that at the typology's climate: by the degree days of Kassel (test reference year 2010) and 6 % more for
/// every 100 m up.
[[nodiscard]] double climate_factor(double altitude_m);

/// Design load of a yearly demand by its full-load hours.
[[nodiscard]] double peak_kw(double demand_kwh, double full_load_hours);
/// The same by degree days (Kassel, heating limit 15 °C), without reheating and gains.
[[nodiscard]] double peak_by_degree_days_kw(double demand_kwh, double design_c, double degree_days = 3734);
/// Design temperature outside by altitude: −12 °C in the valleys, −14 °C on the hills [DIN/TS 12831-1].
[[nodiscard]] double design_temperature_c(double altitude_m);

}  // namespace kreisblick::potentials
