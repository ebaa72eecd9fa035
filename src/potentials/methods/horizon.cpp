// How high the terrain stands in one direction.
#include "potentials/horizon.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"horizon", "°"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto angles, horizon_towards(*inputs.rasters.at("elevation"), number_of(parameters, "direction"), {}, job));
    put_raster(results, "horizon", angles);
    return {};
}

}  // namespace

Method horizon_method() { return {"horizon", {"elevation"}, {}, k_whole_district, false, bands, compute}; }

}  // namespace kreisblick::potentials
