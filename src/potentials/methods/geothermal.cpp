// Heat of the ground by boreholes: what one probe gives by G.POT or by VDI 4640-2 (2001), and a hectare of probes.
#include "core/parallel.h"
#include "potentials/geology_map.h"
#include "potentials/gpot.h"
#include "potentials/ground_collectors.h"
#include "potentials/ground_temperature.h"
#include "potentials/probe_field.h"
#include "potentials/uncertainty.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_per_block = 32;

enum Band {
    Conductivity,
    GroundTemperature,
    Power,
    Energy,
    Extraction,
    EnergyPerHectare,
    CollectorPerHectare,
    TemperatureLow,
    TemperatureHigh
};
const std::array<BandDeclaration, 9> k_bands{{{"conductivity", "W/(m·K)"},
                                              {"ground_temperature", "°C"},
                                              {"power", "W"},
                                              {"energy", "MWh/a"},
                                              {"extraction", "W/m"},
                                              {"energy_per_ha", "MWh/(ha·a)"},
                                              {"collector_per_ha", "MWh/(ha·a)"},
                                              {"ground_temperature_low", "°C"},
                                              {"ground_temperature_high", "°C"}}};

std::vector<BandDeclaration> bands(const Parameters&) { return {k_bands.begin(), k_bands.end()}; }

struct Options {
    bool by_table = false;  // VDI 4640-2 (2001) instead of G.POT
    GpotProbe probe;
    double hours = 1800;
    double spacing_m = 6;
    double border_m = k_probe_border_m;
    GroundClimate climate;
};

core::Result<Options> options_of(const Parameters& parameters) {
    Options options;
    options.by_table = parameters.at("method") == "vdi";
    options.probe.length_m = number_of(parameters, "length");
    options.probe.season_days = number_of(parameters, "season");
    options.probe.years = number_of(parameters, "years");
    options.probe.lowest_fluid_c = number_of(parameters, "lowest_fluid");
    options.probe.resistance_m_k_w = number_of(parameters, "resistance");
    options.hours = number_of(parameters, "hours");
    options.spacing_m = number_of(parameters, "spacing");
    options.border_m = number_of(parameters, "border");
    options.climate.air_c += number_of(parameters, "warming");
    KREISBLICK_CHECK(check_gpot(options.probe));
    return options;
}

/// What of a probe's heat depends on the rock alone.
struct RockHeat {
    float conductivity = 0;
    float load_w_per_k = 0;  // G.POT
    float load_w = 0;        // the table
    float collector_mwh_per_ha = 0;
    double heat_capacity = 0;
};

std::array<RockHeat, 256> rock_heats(const RockTable& table, const Options& options) {
    std::array<RockHeat, 256> heats{};
    for (std::size_t rock = 0; rock < table.all().size(); ++rock) {
        const auto index = static_cast<RockTable::Index>(rock);
        const GroundSlice ground = mean_ground(table.profile(index), options.probe.length_m);
        const double conductivity = ground.conductivity_w_m_k;
        // One rock alone has a row of its own; several go by their mean conductivity.
        const bool is_alone = table.met(index, options.probe.length_m).size() == 1;
        const GroundKind kind = is_alone ? table.at(index).kind : GroundKind::ByConductivity;
        const double extraction = specific_extraction_w_m(kind, conductivity, options.hours).mid;
        const double per_kelvin = gpot_load_w_per_k({conductivity, ground.heat_capacity_mj_m3_k, 0}, options.probe);
        const double collected = collector_extraction_w_m2(collector_soil_of(table.at(index)), options.hours).mid;
        constexpr double m2_per_ha = 1e4;
        heats[rock] = {static_cast<float>(conductivity), static_cast<float>(per_kelvin),
                       static_cast<float>(extraction * options.probe.length_m),
                       static_cast<float>(collected * m2_per_ha * options.hours / 1e6), ground.heat_capacity_mj_m3_k};
    }
    return heats;
}

/// Computes blocks of rows of all bands that are wanted.
class Rows {
  public:
    Rows(const Inputs& inputs, const GeologyMap& map, const Options& options, Results& results)
        : m_heights(*inputs.rasters.at("elevation")),
          m_map(map),
          m_heats(rock_heats(map.table, options)),
          m_options(options),
          m_results(results),
          m_mwh_per_w((options.by_table ? options.hours : 8760.0) / 1e6),
          m_per_hectare(hectare_yield(1, options.spacing_m, options.border_m)) {}

    void compute(int first_row, int end_row) const {
        const auto begin = static_cast<std::size_t>(m_heights.grid.index(0, first_row));
        const auto count = static_cast<std::size_t>(m_heights.grid.index(0, end_row)) - begin;
        std::vector<float> temperature(count), load(count), values(count);
        for (std::size_t i = 0; i < count; ++i) {
            temperature[i] = temperature_of(m_heights.values[begin + i]);
            load[i] = load_of(m_heats[m_map.rocks[begin + i]], temperature[i]);
        }
        const auto put = [&](Band band, const auto& value) {
            if (!m_results.wants(k_bands[band].name)) return;
            for (std::size_t i = 0; i < count; ++i) values[i] = value(i);
            m_results.put_rows(k_bands[band].name, first_row, values);
        };
        const auto scaled = [&](double factor) { return [&load, f = static_cast<float>(factor)](std::size_t i) { return load[i] * f; }; };
        put(Conductivity, [&](std::size_t i) { return m_heats[m_map.rocks[begin + i]].conductivity; });
        put(GroundTemperature, [&](std::size_t i) { return temperature[i]; });
        put(TemperatureLow, [&](std::size_t i) { return temperature[i] - static_cast<float>(k_surface_uncertainty_k); });
        put(TemperatureHigh, [&](std::size_t i) { return temperature[i] + static_cast<float>(k_surface_uncertainty_k); });
        put(Power, scaled(1));
        put(Energy, scaled(m_mwh_per_w));
        put(Extraction, scaled(m_mwh_per_w * 1e6 / (m_options.hours * m_options.probe.length_m)));
        put(EnergyPerHectare, scaled(m_mwh_per_w * m_per_hectare));
        put(CollectorPerHectare, [&](std::size_t i) { return m_heats[m_map.rocks[begin + i]].collector_mwh_per_ha; });
    }

    /// By how much a hectare of probes would cool in a year, at the most, at 250 m above the sea.
    [[nodiscard]] double most_cooling_k() const {
        double most = 0;
        for (std::size_t rock = 0; rock < m_map.table.all().size(); ++rock) {
            const double load_w = static_cast<double>(load_of(m_heats[rock], temperature_of(250)));
            if (std::find(m_map.rocks.begin(), m_map.rocks.end(), static_cast<std::uint8_t>(rock)) != m_map.rocks.end())
                most = std::max(most, yearly_cooling_k(load_w * m_mwh_per_w * m_per_hectare, 1e4, m_options.probe.length_m,
                                                       m_heats[rock].heat_capacity));
        }
        return most;
    }

  private:
    /// Mean of the ground along the probe.
    [[nodiscard]] float temperature_of(float height_m) const {
        if (!is_height(static_cast<double>(height_m))) return geo::NoData<float>::value;
        const double surface = surface_temperature_c(static_cast<double>(height_m), m_options.climate);
        return static_cast<float>(probe_temperature_c(surface, m_options.probe.length_m, m_options.climate.gradient_k_per_m));
    }
    [[nodiscard]] float load_of(const RockHeat& rock, float temperature) const {
        if (std::isnan(temperature)) return temperature;
        if (m_options.by_table) return rock.load_w;
        return rock.load_w_per_k * std::max(0.0F, temperature - static_cast<float>(m_options.probe.lowest_fluid_c));
    }

    const geo::Raster<float>& m_heights;
    const GeologyMap& m_map;
    std::array<RockHeat, 256> m_heats;
    const Options& m_options;
    Results& m_results;
    double m_mwh_per_w;    // energy of a year from the load
    double m_per_hectare;  // probes that a hectare is worth
};

void note_faulty_heights(const geo::Raster<float>& heights, Results& results) {
    const auto faulty = std::count_if(heights.values.begin(), heights.values.end(), [](float height) {
        return geo::Raster<float>::is_data(height) && !is_height(static_cast<double>(height));
    });
    if (faulty > 0)
        results.note({fmt::format("{} Zellen mit unmöglicher Höhe haben keinen Wert", faulty),
                      fmt::format("{} cells of impossible height have no value", faulty)});
}

void note_cooling(const Rows& rows, Results& results) {
    const double cooling = rows.most_cooling_k();
    results.note({fmt::format("Ohne Wärmerückgabe im Sommer kühlte der Boden eines solchen Feldes um bis zu {}\u202fK im Jahr ab",
                              core::significant(cooling, 2, core::Language::German)),
                  fmt::format("Without heat given back in summer the ground of such a field would cool by up to {}\u202fK a year",
                              core::significant(cooling, 2, core::Language::English))});
}

/// What the chosen way does not know.
void note_limits(const Options& options, Results& results) {
    const bool fits_table =
        options.probe.length_m >= 40 && options.probe.length_m <= 100 && options.hours >= k_fewer_hours && options.hours <= k_more_hours;
    if (options.by_table && !fits_table)
        results.note({"Die Tabelle der VDI 4640-2 (2001) gilt für Sonden von 40 bis 100\u202fm und 1.800 bis 2.400 Stunden im Jahr",
                      "The table of VDI 4640-2 (2001) is made for probes of 40 to 100\u202fm and 1,800 to 2,400 hours a year"});
    if (results.wants("collector_per_ha"))
        results.note(
            {"Kollektoren liegen nicht unter Häusern und versiegeltem Boden", "Collectors do not lie under houses and sealed ground"});
}

/// Without a map the rock may be any of the region's, whose conductivities scatter by about a sixth beside the uncertainty of each.
void widen_range(Results& results) {
    constexpr double any_rock = 0.17;
    const double relative = std::hypot(any_rock, standard_uncertainty(UncertainInput::GroundConductivity));
    for (const Band band : {Conductivity, Power, Energy, Extraction, EnergyPerHectare}) results.uncertainty(k_bands[band].name, relative);
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const Options options, options_of(parameters));
    KREISBLICK_TRY(const GeologyMap map, geology_map(inputs, job));
    note_geology(map, inputs, results);
    note_faulty_heights(*inputs.rasters.at("elevation"), results);
    const Rows rows(inputs, map, options, results);
    core::parallel_blocks(inputs.grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (!job.stopped()) rows.compute(static_cast<int>(begin), static_cast<int>(end));
    });
    note_limits(options, results);
    if (!map.has_geology) widen_range(results);
    if (results.wants("energy_per_ha")) note_cooling(rows, results);
    return {};
}

}  // namespace

Method geothermal_method() { return {"geothermal", {"elevation"}, {"geology"}, 0, false, bands, compute, {}, {k_rocks_table}}; }

}  // namespace kreisblick::potentials
