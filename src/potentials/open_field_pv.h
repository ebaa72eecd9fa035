#pragma once

#include "core/job.h"
#include "core/result.h"
#include "geo/row_reader.h"
#include "potentials/land_use.h"

#include <array>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace kreisblick::potentials {

/// \file
/// Photovoltaics on open ground: what a hectare would yield, and how well it suits, as the product of named rules. A rule says what it
/// looks at, what number it goes by and where that number comes from; all numbers are to be edited. Nothing here is a legal finding: rules
/// of favoured strips say that a law favours such places, not that a plan is permitted.

/// Where a rule's number comes from.
enum class RuleStatus {
    Published,         ///< in the named source
    GeneralKnowledge,  ///< not verified in a source: to be settled by those who use it
};
/// What a rule does to the eligibility.
enum class RuleEffect { Lessens, Favours };

/// A number that a rule goes by.
struct RuleNumber {
    std::string_view name;
    std::string_view unit;
    double usual = 0;
    double least = 0;
    double most = 0;
};

enum class PvFieldRuleId { Slope, SoilValue, ProtectedArea, PrivilegedStrip, TenderStrip, LandUse };
inline constexpr int k_pv_field_rules = 6;

/// A rule as it is shown to users.
struct PvFieldRule {
    PvFieldRuleId id;
    std::string_view name;
    std::string_view explanation;
    RuleEffect effect;
    std::string_view source;
    RuleStatus status;
    std::vector<RuleNumber> numbers;  ///< in the order of the options below
};
[[nodiscard]] const std::vector<PvFieldRule>& pv_field_rules();

/// The numbers of all rules, and which of them count.
struct PvFieldOptions {
    double performance_ratio = 0.80;
    double power_mwp_per_ha = 1.0;  ///< of ground; 1.33 expected for 2030
    double steepest_deg = 15;       ///< from here on unsuited …
    double steepest_north_deg = 5;  ///< … and here where the ground falls to the north (within 45°)
    double gentle_share = 2.0 / 3;  ///< below this share of the limit the slope does not matter
    double soil_value_free = 40;    ///< up to here farmland is not held back …
    double soil_value_kept = 60;    ///< … and from here on it is all kept for farming
    double landscape_factor = 0.5;  ///< in landscape protection areas: case by case
    double privileged_m = 200;      ///< beside a motorway or a railway with two tracks
    double privileged_factor = 1.25;
    double tender_m = 500;  ///< beside a motorway or a railway
    double tender_factor = 1.15;
    std::array<bool, k_pv_field_rules> counts{true, true, true, true, true, true};  ///< by PvFieldRuleId
};
/// An Error names the first number that is outside its range.
[[nodiscard]] core::Result<void> check_pv_field(const PvFieldOptions& options);

/// How strictly a place is protected.
enum class Protection { None = 0, Landscape = 1, Strict = 2 };

/// A place; NaN = not known, which no rule holds against it.
struct PvFieldSite {
    float slope_deg = 0;
    float aspect_deg = 0;  ///< direction of descent, clockwise from north; NaN on level ground
    float soil_value = 0;  ///< Acker-/Grünlandzahl 0…100; NaN where it is no farmland
    Protection protection = Protection::None;
    float privileged_distance_m = 0;  ///< to the nearest motorway or railway with two tracks
    float tender_distance_m = 0;      ///< to the nearest motorway or railway
    LandUse land_use = LandUse::Unknown;
};
/// The factor of each rule, by PvFieldRuleId: 0 = unsuited, 1 = no objection, above 1 = favoured. Rules that do not count give 1.
using PvFieldFactors = std::array<float, k_pv_field_rules>;
[[nodiscard]] PvFieldFactors pv_field_factors(const PvFieldSite& site, const PvFieldOptions& options);
/// Their product. Of the two strips the stronger favour counts, not both: they are reasons for the same ground.
[[nodiscard]] float eligibility_of(const PvFieldFactors& factors);

/// What the whole district is computed from, strip by strip; all on one grid, any but the irradiation may be empty.
struct PvFieldInputs {
    geo::GridSpec grid;
    geo::RowReader irradiation_kwh_m2;  ///< of the year on the modules' plane
    geo::RowReader slope_deg;
    geo::RowReader aspect_deg;
    geo::RowReader soil_value;
    geo::RowReader protection;  ///< the numbers of Protection
    geo::RowReader privileged_distance_m;
    geo::RowReader tender_distance_m;
    geo::RowReader land_use;  ///< the numbers of LandUse
};
/// Rules that count but whose data are missing: they were not checked, which has to be said beside the result.
[[nodiscard]] std::vector<PvFieldRuleId> unchecked_rules(const PvFieldInputs& inputs, const PvFieldOptions& options);

enum class PvFieldBand {
    YieldPerPower,  ///< kWh/(kWp·a)
    YieldPerArea,   ///< MWh/(ha·a) if the ground were built on, whatever its eligibility
    Eligibility,    ///< product of the rules
};
/// Takes whole rows; called from several threads at once, for different rows of each band.
using PvFieldSink = std::function<void(PvFieldBand band, int first_row, std::span<const float> values)>;

/// All bands of a district, by blocks of rows. A cell without irradiation has no value. An Error for numbers out of range or if the job
/// was stopped.
[[nodiscard]] core::Result<void> open_field_pv(const PvFieldInputs& inputs, const PvFieldOptions& options, const PvFieldSink& sink,
                                               const core::Job& job);

}  // namespace kreisblick::potentials
