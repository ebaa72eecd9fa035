// Where turbines may stand by the rules of law, plan and habit; each rule a parameter.
#include "potentials/wind_area.h"

#include "potentials/wind_area_run.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"allowed", ""}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const WindAreaRun run, WindAreaRun::prepare(inputs, WindAreaOptions::from(parameters), job));
    const WindAreaSink sink = [&](int first_row, std::span<const float> values) { results.put_rows("allowed", first_row, values); };
    KREISBLICK_TRY(const WindAreaSums sums, run.compute(results.wants("allowed") ? sink : WindAreaSink{}, job));
    run.tell(sums, results);
    return {};
}

}  // namespace

Method wind_area_method() {
    Method method{"wind_area", {"elevation"}, {}, k_whole_district, false, bands, compute};
    for (const std::string& dataset : wind_area_datasets())
        if (dataset != "elevation") method.uses.push_back(dataset);
    method.uses.push_back("boundaries");
    method.by_part = {"wind_speed"};
    method.reads_when_needed = true;
    return method;
}

}  // namespace kreisblick::potentials
