// How high the terrain stands in one direction.
#include "potentials/horizon.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"horizon", "°"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const double azimuth_degrees = number_of(parameters, "direction");
    return horizon_towards(*inputs.rasters.at("elevation"), azimuth_degrees, {}, rows_into(results, "horizon"), job);
}

}  // namespace

Method horizon_method() { return {"horizon", {"elevation"}, {}, k_whole_district, false, bands, compute}; }

}  // namespace kreisblick::potentials
