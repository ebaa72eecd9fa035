// Wind at hub height and what a turbine makes of it: mean speed, power density, energy gross and net, full-load hours.
#include "core/parallel.h"
#include "potentials/row_sampler.h"
#include "potentials/ruggedness.h"
#include "potentials/wind_request.h"

#include <array>
#include <utility>
#include <vector>

namespace kreisblick::potentials {
namespace {

struct NamedBand {
    WindBand band;
    const char* name;
    const char* unit;
    bool is_energy;
};
constexpr std::array<NamedBand, 5> k_bands{{{WindBand::EnergyNet, "energy_net", "MWh/a", true},
                                            {WindBand::MeanSpeed, "mean_speed", "m/s", false},
                                            {WindBand::PowerDensity, "power_density", "W/m²", true},
                                            {WindBand::EnergyGross, "energy_gross", "MWh/a", true},
                                            {WindBand::FullLoadHours, "full_load_hours", "h/a", true}}};
constexpr const char* k_ruggedness_band = "ruggedness";
constexpr std::int64_t k_rows_per_block = 16;

std::vector<BandDeclaration> bands(const Parameters&) {
    std::vector<BandDeclaration> declared;
    for (const NamedBand& band : k_bands) declared.push_back({band.name, band.unit});
    declared.push_back({k_ruggedness_band, "%"});
    return declared;
}

/// Rows of the inputs' grid that somebody will look at: the first and the end.
std::pair<int, int> wanted_rows(const Inputs& inputs) {
    return {std::max(0, inputs.grid.row_at(inputs.wanted.extent().y_max - inputs.grid.cell_m / 2)),
            std::min(inputs.grid.height, inputs.grid.row_at(inputs.wanted.extent().y_min + inputs.grid.cell_m / 2) + 1)};
}

void fill_band(const Inputs& inputs, const WindYield& yield, const NamedBand& band, Results& results, const core::Job& job) {
    const auto width = static_cast<std::size_t>(inputs.grid.width);
    const auto [first, end] = wanted_rows(inputs);
    core::parallel_blocks(end - first, k_rows_per_block, [&](std::int64_t from, std::int64_t to) {
        if (job.stopped()) return;
        std::vector<float> values(width * static_cast<std::size_t>(to - from));
        for (std::int64_t row = from; row < to; ++row)
            yield.row(band.band, first + static_cast<int>(row),
                      std::span(values).subspan(static_cast<std::size_t>(row - from) * width, width));
        results.put_rows(band.name, first + static_cast<int>(from), values);
    });
}

/// Where the land is so rugged that nobody can say the wind well: how much ground that is, and the index itself.
core::Result<void> tell_ruggedness(const Inputs& inputs, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto rugged, kept_ruggedness(inputs, job));
    if (rugged->values.empty()) return {};
    results.figure({"rugged_ha",
                    {"Unsicher, weil schroff (RIX über 5 %)", "Uncertain, too rugged (RIX above 5 %)"},
                    rugged_ha(*rugged, inputs.boundary),
                    "ha"});
    if (!results.wants(k_ruggedness_band)) return {};
    const RowSampler rows(*rugged, inputs.grid);
    std::vector<float> values(static_cast<std::size_t>(inputs.grid.width));
    const auto [first, end] = wanted_rows(inputs);
    for (int row = first; row < end && !job.stopped(); ++row) {
        rows.row(row, values);
        for (float& value : values) value *= 100;
        results.put_rows(k_ruggedness_band, row, values);
    }
    return {};
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const WindRequest request, WindRequest::from(inputs, parameters));
    KREISBLICK_TRY(const WindGround ground, wind_ground(inputs, request, results, job));
    for (const NamedBand& band : k_bands) {
        // The energy of a turbine grows about with the square of the mean speed.
        results.uncertainty(band.name, ground.kept->field.relative_uncertainty() * (band.is_energy ? 2 : 1));
        if (results.wants(band.name)) fill_band(inputs, *ground.yield, band, results, job);
    }
    return tell_ruggedness(inputs, results, job);
}

}  // namespace

Method wind_method() {
    Method method{"wind", {"elevation"}, {"turbine_curves", "boundaries"}, k_whole_district, false, bands, compute};
    method.by_part = {"wind_speed"};
    method.reads_when_needed = true;
    return method;
}

}  // namespace kreisblick::potentials
