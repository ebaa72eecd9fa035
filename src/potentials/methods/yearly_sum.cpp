// The year as the sum of the twelve months.
#include "core/parallel.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"radiation", "kWh/(m²·a)"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    if (inputs.rasters.size() != 12) return core::fail("a year needs twelve months, but the dataset has {} bands", inputs.rasters.size());
    geo::Raster<float> year(inputs.grid, 0.0F);
    core::parallel_blocks(inputs.grid.height, 64, [&](std::int64_t begin, std::int64_t end) {
        if (job.stopped()) return;
        for (const auto& [name, month] : inputs.rasters)
            for (std::int64_t i = begin * inputs.grid.width; i < end * inputs.grid.width; ++i)
                year.values[static_cast<std::size_t>(i)] += month->values[static_cast<std::size_t>(i)];
    });
    put_raster(results, "radiation", year);
    return {};
}

}  // namespace

Method yearly_sum_method() { return {"yearly_sum", {"radiation_monthly"}, {}, 0, false, bands, compute}; }

}  // namespace kreisblick::potentials
