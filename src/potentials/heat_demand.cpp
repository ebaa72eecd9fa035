#include "potentials/heat_demand.h"

#include "potentials/envelope_heat.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace kreisblick::potentials {
namespace {

constexpr std::array<std::string_view, k_house_types> k_type_names{"SFH", "TH", "MFH", "AB"};
constexpr double k_none = std::numeric_limits<double>::quiet_NaN();

constexpr double k_typology_degree_days = 3326;
constexpr double k_kassel_degree_days = 3388;  // heating limit 12 °C
constexpr double k_kassel_altitude_m = 231;
constexpr double k_growth_per_m = 0.06 / 100;

HeatValues empty_values() {
    HeatValues values;
    for (auto& row : values) row.fill(k_none);
    return values;
}

/// Where a row of a table by type and age belongs; null if nowhere.
double* cell_of(HeatValues& values, const geo::FeatureTable& table, std::size_t row) {
    const auto type = std::find(k_type_names.begin(), k_type_names.end(), table.text(row, "type"));
    const double age = table.number(row, "age");
    if (type == k_type_names.end() || !(age >= 1 && age <= static_cast<double>(k_age_classes))) return nullptr;
    return &values[static_cast<std::size_t>(type - k_type_names.begin())][static_cast<std::size_t>(age) - 1];
}

/// The column of a table by type and age.
core::Result<HeatValues> values_in(const geo::FeatureTable& table, const std::string& column) {
    HeatValues values = empty_values();
    for (std::size_t row = 0; row < table.size(); ++row) {
        double* cell = cell_of(values, table, row);
        const double heat = table.number(row, column);
        if (!cell || !(heat > 0 && heat < 1000))
            return core::fail("row {} of the table of dwellings' heat has no type, age or {} that can be", row + 1, column);
        *cell = heat;
    }
    return values;
}

/// Room heat by the seasonal method over the envelopes in one state.
core::Result<HeatValues> values_by_envelope(const geo::FeatureTable& table, const std::string& state) {
    HeatValues values = empty_values();
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table.text(row, "state") != state) continue;
        double* cell = cell_of(values, table, row);
        const auto number = [&](const char* column) { return table.number(row, column); };
        const Envelope envelope{number("transmission"), number("ventilation"), 1, number("east"), number("south"), number("west"),
                                number("north"),        number("glass")};
        const bool is_several = cell >= values[2].data();
        const double heat = room_heat_kwh_m2(envelope, is_several ? HouseSize::SeveralFamilies : HouseSize::OneFamily);
        if (!cell || !(heat > 0)) return core::fail("row {} of the table of envelopes has no type, age or value that can be", row + 1);
        *cell = heat;
    }
    return values;
}

/// Fills what a type has no building for: by the simpler type, else by the next age.
core::Result<HeatValues> completed(HeatValues values) {
    for (AgeClass age = 0; age < k_age_classes; ++age)
        for (const std::size_t type : {1U, 3U})
            if (std::isnan(values[type][age])) values[type][age] = values[type - 1][age];
    for (const auto& row : values)
        if (std::any_of(row.begin(), row.end(), [](double value) { return std::isnan(value); }))
            return core::fail("the table of dwellings' heat lacks an age class of the types SFH or MFH");
    return values;
}

core::Result<HeatValues> typology(HeatSource source, const std::string& state, const geo::FeatureTable& heat,
                                  const geo::FeatureTable& envelopes) {
    KREISBLICK_TRY(const HeatValues values, source == HeatSource::Envelope ? values_by_envelope(envelopes, state) : values_in(heat, state));
    return completed(values);
}

HeatValues scaled(HeatValues values, double factor) {
    for (auto& row : values)
        for (double& value : row) value *= factor;
    return values;
}

/// Between two sets of values.
HeatValues between(const HeatValues& from, const HeatValues& to, double share) {
    HeatValues values = from;
    for (std::size_t type = 0; type < k_house_types; ++type)
        for (std::size_t age = 0; age < k_age_classes; ++age) values[type][age] += share * (to[type][age] - from[type][age]);
    return values;
}

}  // namespace

std::string_view name_of(HouseType type) { return k_type_names[static_cast<std::size_t>(type)]; }

double refurbishment_factor(Refurbishment level) {
    switch (level) {
        case Refurbishment::AsBuilt: return 1;
        case Refurbishment::Partly: return 0.75;
        case Refurbishment::Usual: return 0.45;
        case Refurbishment::Advanced: break;
    }
    return 0.28;
}

core::Result<HeatValues> heat_values(HeatSource source, Refurbishment level, const geo::FeatureTable& heat,
                                     const geo::FeatureTable& envelopes) {
    if (source == HeatSource::Iwu) {
        KREISBLICK_TRY(const HeatValues values, values_in(heat, "iwu"));
        KREISBLICK_TRY(const HeatValues all, completed(values));
        return scaled(all, refurbishment_factor(level));
    }
    if (level == Refurbishment::AsBuilt) return typology(source, "as_built", heat, envelopes);
    if (level == Refurbishment::Advanced) return typology(source, "advanced", heat, envelopes);
    KREISBLICK_TRY(const HeatValues usual, typology(source, "usual", heat, envelopes));
    if (level == Refurbishment::Usual) return usual;
    KREISBLICK_TRY(const HeatValues as_built, typology(source, "as_built", heat, envelopes));
    const double share = (1 - refurbishment_factor(Refurbishment::Partly)) / (1 - refurbishment_factor(Refurbishment::Usual));
    return between(as_built, usual, share);
}

double expected_consumption(double demand_kwh_m2) {
    if (demand_kwh_m2 > 200) return 0.70 * demand_kwh_m2;
    return demand_kwh_m2 >= 130 ? 0.85 * demand_kwh_m2 : demand_kwh_m2;
}

double climate_factor(double altitude_m) {
    return k_kassel_degree_days / k_typology_degree_days * (1 + k_growth_per_m * (altitude_m - k_kassel_altitude_m));
}

double peak_kw(double demand_kwh, double full_load_hours) { return full_load_hours > 0 ? demand_kwh / full_load_hours : 0; }

double peak_by_degree_days_kw(double demand_kwh, double design_c, double degree_days) {
    return demand_kwh * (20 - design_c) / (24 * degree_days);
}

double design_temperature_c(double altitude_m) { return -12 - 2 * std::clamp((altitude_m - 200) / 400, 0.0, 1.0); }

}  // namespace kreisblick::potentials
