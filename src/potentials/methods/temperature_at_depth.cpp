// Temperature deep below ground, from the heat flow measured in boreholes, with its uncertainty.
#include "core/parallel.h"
#include "geo/sampling.h"
#include "potentials/heat_flow.h"
#include "potentials/method.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kreisblick::potentials {
namespace {

constexpr int k_rows_per_block = 32;
/// Heat flow changes slowly; it is estimated on cells of about this size and interpolated between them.
constexpr double k_field_cell_m = 500;

std::vector<BandDeclaration> bands(const Parameters&) {
    return {{"temperature", "°C"}, {"temperature_low", "°C"}, {"temperature_high", "°C"}, {"heat_flow", "mW/m²"}, {"gradient", "K/km"}};
}

/// Heat flow and its standard deviation over the district.
struct HeatFlowField {
    geo::Raster<float> value;
    geo::Raster<float> deviation;
};

/// Cells of the field that reach beyond the grid on every side, so that its edges are interpolated too. They lie on whole multiples of
/// their size: a window has the same ones as the whole.
geo::GridSpec field_grid(const geo::GridSpec& grid) {
    const double cell_m = std::max(k_field_cell_m, grid.cell_m);
    return geo::GridSpec::covering(grid.extent().grown(cell_m), cell_m, cell_m);
}

HeatFlowField field_of(const std::vector<PointValue>& records, const geo::GridSpec& grid, const core::Job& job) {
    HeatFlowField field{geo::Raster<float>(grid, static_cast<float>(k_usual_heat_flow.value)),
                        geo::Raster<float>(grid, static_cast<float>(k_usual_heat_flow.deviation))};
    if (records.size() < k_fewest_for_variogram) return field;
    const Kriging kriging(records, fitted_variogram(records));
    core::parallel_blocks(grid.height, 1, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < end && !job.stopped(); ++row)
            for (int column = 0; column < grid.width; ++column) {
                const KrigedValue found = kriging.at(grid.centre(column, row));
                field.value.at(column, row) = static_cast<float>(found.value);
                field.deviation.at(column, row) = static_cast<float>(found.deviation);
            }
    });
    return field;
}

/// What was left out, and that a temperature is no potential.
void note_records(const SiftedHeatFlow& sifted, const HeatFlowRules& rules, Results& results) {
    results.note({"Ein Hinweis, kein nachgewiesenes Potenzial", "A hint, no proven potential"});
    if (sifted.used.size() < k_fewest_for_variogram)
        return results.note({"Zu wenige Wärmestromwerte: üblicher Gradient von 2,5 bis 3,2\u202fK je 100\u202fm",
                             "Too few records of heat flow: the usual gradient of 2.5 to 3.2\u202fK per 100\u202fm"});
    const std::size_t left_out = sifted.out_of_range.size() + sifted.twins.size() + sifted.without_value.size();
    results.note(
        {fmt::format("Aus {} Wärmestromwerten; {} zählen nicht ({} außerhalb {}–{}\u202fmW/m², {} doppelt, {} ohne Wert)",
                     sifted.used.size(), left_out, sifted.out_of_range.size(), rules.lowest_mw_m2, rules.highest_mw_m2, sifted.twins.size(),
                     sifted.without_value.size()),
         fmt::format("From {} records of heat flow; {} do not count ({} outside {}–{}\u202fmW/m², {} listed twice, {} without value)",
                     sifted.used.size(), left_out, sifted.out_of_range.size(), rules.lowest_mw_m2, rules.highest_mw_m2, sifted.twins.size(),
                     sifted.without_value.size())});
}

struct Options {
    double depth_m = 0;
    double conductivity_w_m_k = 0;
    GroundClimate climate;
};

/// One block of rows in all bands that are wanted.
void compute_rows(const geo::Raster<float>& heights, const HeatFlowField& field, const Options& options, int first_row, int end_row,
                  Results& results) {
    const geo::GridSpec& grid = heights.grid;
    const geo::GridSpec block{grid.x_min, grid.y_max - first_row * grid.cell_m, grid.cell_m, grid.width, end_row - first_row};
    const geo::Raster<float> flow = geo::sampled(field.value, block), deviation = geo::sampled(field.deviation, block);
    std::vector<float> temperature(flow.values.size()), low(temperature), high(temperature), gradient(temperature);
    const auto first = static_cast<std::size_t>(grid.index(0, first_row));
    for (std::size_t i = 0; i < temperature.size(); ++i) {
        const KrigedValue heat{static_cast<double>(flow.values[i]), static_cast<double>(deviation.values[i])};
        const double height = static_cast<double>(heights.values[first + i]);
        const double surface = is_height(height) ? surface_temperature_c(height, options.climate) : std::nan("");
        const KrigedValue found = deep_temperature_c(surface, options.depth_m, heat, options.conductivity_w_m_k);
        temperature[i] = static_cast<float>(found.value);
        low[i] = static_cast<float>(found.value - found.deviation);
        high[i] = static_cast<float>(found.value + found.deviation);
        gradient[i] = static_cast<float>(1000 * gradient_k_per_m(heat.value, options.conductivity_w_m_k));
    }
    results.put_rows("temperature", first_row, temperature);
    results.put_rows("temperature_low", first_row, low);
    results.put_rows("temperature_high", first_row, high);
    results.put_rows("heat_flow", first_row, flow.values);
    results.put_rows("gradient", first_row, gradient);
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const HeatFlowRules rules{number_of(parameters, "lowest"), number_of(parameters, "highest")};
    if (rules.lowest_mw_m2 >= rules.highest_mw_m2)
        return core::fail("the lowest heat flow that counts ({}) is not below the highest ({})", rules.lowest_mw_m2, rules.highest_mw_m2);
    Options options{number_of(parameters, "depth"), number_of(parameters, "conductivity"), {}};
    options.climate.air_c += number_of(parameters, "warming");
    const SiftedHeatFlow sifted = sifted_heat_flow(inputs.tables("heat_flow"), rules);
    note_records(sifted, rules, results);
    const std::string name = fmt::format("heat flow between {} and {}", rules.lowest_mw_m2, rules.highest_mw_m2);
    KREISBLICK_TRY(const auto field, inputs.kept->get<HeatFlowField>(name, {"heat_flow"}, [&]() -> core::Result<HeatFlowField> {
        HeatFlowField made = field_of(sifted.used, field_grid(inputs.grid), job);
        if (job.stopped()) return core::fail("the estimate of heat flow was stopped");
        return made;
    }));
    const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
    core::parallel_blocks(inputs.grid.height, k_rows_per_block, [&](std::int64_t begin, std::int64_t end) {
        if (!job.stopped()) compute_rows(heights, *field, options, static_cast<int>(begin), static_cast<int>(end), results);
    });
    return {};
}

}  // namespace

Method temperature_at_depth_method() { return {"temperature_at_depth", {"elevation"}, {"heat_flow"}, 0, false, bands, compute}; }

}  // namespace kreisblick::potentials
