// Aspect: where the ground falls to, Horn (1981).
#include "potentials/method.h"
#include "potentials/terrain.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"aspect", "°"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    map_gradient(*inputs.rasters.at("elevation"), aspect_degrees, rows_into(results, "aspect"), job);
    return {};
}

}  // namespace

Method aspect_method() { return {"aspect", {"elevation"}, {}, 1, false, bands, compute}; }

}  // namespace kreisblick::potentials
