// Slope in degrees, Horn (1981).
#include "potentials/method.h"
#include "potentials/terrain.h"

#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"slope", "°"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    const auto slope_degrees = [](Gradient g) {
        return std::atan(std::hypot(g.east, g.north)) * static_cast<float>(180 / std::numbers::pi);
    };
    put_raster(results, "slope", map_gradient(*inputs.rasters.at("elevation"), slope_degrees, job));
    return {};
}

}  // namespace

Method slope_method() { return {"slope", {"elevation"}, {}, 1, false, bands, compute}; }

}  // namespace kreisblick::potentials
