#include "engine/probe_field.h"

#include "geo/sampling.h"
#include "potentials/borehole_heat.h"
#include "potentials/uncertainty.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::engine {
namespace {

/// Heat that usual rock holds, MJ/(m³·K): the rocks of the table lie between 1.9 and 2.5.
constexpr double k_usual_heat_capacity = 2.2;
/// From here on a field's ground grows colder from year to year, so that it has to be recharged.
constexpr double k_noticeable_cooling_k = 0.1;

/// A layer with the parameters that were chosen for it, over the parcel's cells.
class LayerWindow {
  public:
    LayerWindow(const MethodRunner& runner, const Declarations& declarations, const ParameterValues& chosen, geo::GridSpec window)
        : m_runner(runner),
          m_declarations(declarations),
          m_chosen(chosen),
          m_window(window) {}

    core::Result<WindowValues> read(const std::string& id, const std::string& band, std::vector<core::Words>& notes,
                                    const core::Job& job) const {
        const auto layer = m_declarations.layer(id);
        if (!layer) return core::fail("the layer {} is missing in the layers folder", id);
        const potentials::Parameters parameters = computing_parameters(*layer, parameters_of(*layer, m_chosen));
        const geo::GridSpec cells = m_runner.grid(*layer).window(m_window.extent());
        KREISBLICK_TRY(WindowValues values, m_runner.run_in_window(*layer, parameters, band, cells, Reading::AsStored, job));
        for (core::Words& note : values.notes)
            if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(std::move(note));
        return values;
    }

  private:
    const MethodRunner& m_runner;
    const Declarations& m_declarations;
    const ParameterValues& m_chosen;
    geo::GridSpec m_window;
};

/// What the layers say at the probes' places.
struct ProbeGroundValues {
    std::vector<double> energy_mwh, conductivity, temperature;
    double relative_uncertainty = 0;  // of the energy, as a share
    std::vector<potentials::BoreholeFinding> findings;
};

std::vector<double> values_at(const geo::Raster<float>& raster, const std::vector<geo::Point>& places) {
    std::vector<double> values;
    for (const geo::Point place : places) values.push_back(static_cast<double>(geo::nearest_at(raster, place)));
    return values;
}

core::Result<ProbeGroundValues> ground_values(const LayerWindow& window, const std::vector<geo::Point>& places,
                                              std::vector<core::Words>& notes, const core::Job& job) {
    ProbeGroundValues values;
    KREISBLICK_TRY(const auto energy, window.read("geothermal", "energy", notes, job));
    KREISBLICK_TRY(const auto conductivity, window.read("geothermal", "conductivity", notes, job));
    KREISBLICK_TRY(const auto temperature, window.read("geothermal", "ground_temperature", notes, job));
    KREISBLICK_TRY(const auto permission, window.read("borehole_permission", "permission", notes, job));
    const auto stated = energy.uncertainties.find("energy");
    values.relative_uncertainty =
        stated == energy.uncertainties.end() ? potentials::relative_uncertainty(potentials::ResultKind::GroundHeat) : stated->second;
    values.energy_mwh = values_at(energy.raster, places);
    values.conductivity = values_at(conductivity.raster, places);
    values.temperature = values_at(temperature.raster, places);
    for (const double code : values_at(permission.raster, places))
        values.findings.push_back(std::isfinite(code) ? static_cast<potentials::BoreholeFinding>(static_cast<int>(code))
                                                      : potentials::BoreholeFinding::WaterUnchecked);
    return values;
}

/// Mean of the finite values; 0 of none.
double mean_of(const std::vector<double>& values) {
    double sum = 0;
    int count = 0;
    for (const double value : values)
        if (std::isfinite(value)) sum += value, ++count;
    return count > 0 ? sum / count : 0;
}

geo::FeatureTable table_of(const ProbeField& field, const ProbeGroundValues& values) {
    geo::FeatureTable table(geo::GeometryKind::Point);
    for (const geo::Point place : field.layout.places) table.add({geo::GeometryKind::Point, {{{place}, false}}});
    const auto fill = [&](const std::string& name, const std::string& unit, const auto& value) {
        std::vector<double>& cells = table.column(name, geo::ColumnType::Number, unit).numbers;
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = value(i);
    };
    fill("number", "", [](std::size_t i) { return static_cast<double>(i + 1); });
    fill("length_m", "m", [&](std::size_t) { return field.length_m; });
    fill("energy_mwh", "MWh/a", [&](std::size_t i) { return values.energy_mwh[i] * field.influence; });
    fill("conductivity", "W/(m·K)", [&](std::size_t i) { return values.conductivity[i]; });
    fill("ground_temperature", "°C", [&](std::size_t i) { return values.temperature[i]; });
    std::vector<std::string>& texts = table.column("permission", geo::ColumnType::Text).texts;
    for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = potentials::words_of(values.findings[i]).german;
    return table;
}

potentials::Estimate times(const potentials::Estimate& estimate, double factor) {
    return {estimate.low * factor, estimate.mid * factor, estimate.high * factor};
}

/// Adds up what the probes give.
void sum_up(const ProbeGroundValues& values, ProbeField& field) {
    double energy_mwh = 0;
    std::size_t without = 0;
    for (const double one : values.energy_mwh) std::isfinite(one) ? energy_mwh += one * field.influence : ++without;
    field.energy_mwh = {energy_mwh * (1 - values.relative_uncertainty), energy_mwh, energy_mwh * (1 + values.relative_uncertainty)};
    field.power_kw = times(field.energy_mwh, 1000 / field.hours);
    field.heat_35_mwh = times(field.energy_mwh, potentials::heat_pump_heat_mwh(1, potentials::k_performance_factor_35));
    field.heat_55_mwh = times(field.energy_mwh, potentials::heat_pump_heat_mwh(1, potentials::k_performance_factor_55));
    field.conductivity_w_m_k = mean_of(values.conductivity);
    field.ground_temperature_c = mean_of(values.temperature);
    for (const auto finding : values.findings) ++field.findings[finding];
    const double ground_m2 = static_cast<double>(values.energy_mwh.size()) * field.spacing_m * field.spacing_m;
    if (ground_m2 > 0)
        field.cooling_k_per_year = potentials::yearly_cooling_k(energy_mwh, ground_m2, field.length_m, k_usual_heat_capacity);
    if (without > 0)
        field.notes.push_back({fmt::format("{} Sonden ohne Geländehöhe zählen nicht", without),
                               fmt::format("{} probes without a height of the ground do not count", without)});
}

/// Larger plants fall out of the state's simplified rules.
void note_large_plant(ProbeField& field) {
    constexpr double most_kw = 30;
    if (field.power_kw.mid * potentials::heat_pump_heat_mwh(1, potentials::k_performance_factor_35) <= most_kw) return;
    field.notes.push_back({"Über 30\u202fkW Heizleistung gilt das vereinfachte Verfahren nicht: Das Feld ist ein Einzelfall",
                           "Above 30\u202fkW of heat the simplified procedure does not apply: the field is a case of its own"});
}

void note_cooling(ProbeField& field) {
    const bool is_field = field.layout.places.size() >= static_cast<std::size_t>(potentials::k_field_probes);
    if (!is_field || field.cooling_k_per_year < k_noticeable_cooling_k) return;
    const auto cooling = [&](core::Language language) { return core::significant(field.cooling_k_per_year, 2, language); };
    field.notes.push_back(
        {fmt::format("Ohne Wärmerückgabe im Sommer kühlte der Boden um bis zu {}\u202fK im Jahr ab: Ein Feld braucht eine "
                     "Simulation und meist Regeneration",
                     cooling(core::Language::German)),
         fmt::format("Without heat given back in summer the ground would cool by up to {}\u202fK a year: a field needs a "
                     "simulation, and mostly recharging",
                     cooling(core::Language::English))});
}

}  // namespace

potentials::BoreholeFinding ProbeField::worst_finding() const {
    return findings.empty() ? potentials::BoreholeFinding::Favourable : findings.rbegin()->first;
}

core::Result<ProbeField> plan_probe_field(const MethodRunner& runner, const Declarations& declarations, const geo::Geometry& parcel,
                                          const ParameterValues& chosen, const core::Job& job) {
    const auto layer = declarations.layer("geothermal");
    if (!layer) return core::fail("the layer geothermal is missing in the layers folder");
    const model::District& district = runner.file().district();
    if (!district.grid.extent().contains(parcel.extent())) return core::fail("the parcel lies outside {} and its rim", district.name);
    for (const std::string& dataset : layer->input.needs)
        if (!district.has(dataset)) return core::fail("{} has no {}, without which no probe can be computed", district.name, dataset);
    const potentials::Parameters parameters = parameters_of(*layer, chosen);
    const auto number = [&](const char* name) { return potentials::number_of(parameters, name); };
    ProbeField field;
    field.parcel_area_m2 = geo::area(parcel);
    field.spacing_m = number("spacing");
    field.border_m = number("border");
    field.length_m = number("length");
    field.hours = number("hours");
    KREISBLICK_TRY(field.layout, potentials::laid_out_probes(parcel, {field.spacing_m, field.border_m}));
    field.influence = potentials::field_factor(static_cast<int>(field.layout.places.size()), field.spacing_m);
    ParameterValues with_length = chosen;
    with_length["borehole_permission"].try_emplace("length", parameters.at("length"));
    const LayerWindow window(runner, declarations, with_length, district.grid.window(parcel.extent()));
    KREISBLICK_TRY(const ProbeGroundValues values, ground_values(window, field.layout.places, field.notes, job));
    sum_up(values, field);
    note_large_plant(field);
    note_cooling(field);
    field.probes = table_of(field, values);
    return field;
}

}  // namespace kreisblick::engine
