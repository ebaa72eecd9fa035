// Slope in degrees, Horn (1981).
#include "potentials/method.h"
#include "potentials/terrain.h"

#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

core::Result<std::vector<ResultBand>> compute(const Inputs& inputs, const Parameters&, const core::Job& job) {
    const auto slope_degrees = [](Gradient g) {
        return std::atan(std::hypot(g.east, g.north)) * static_cast<float>(180 / std::numbers::pi);
    };
    std::vector<ResultBand> bands;
    bands.push_back({"slope", "°", map_gradient(*inputs.rasters.at("elevation"), slope_degrees, job)});
    return bands;
}

}  // namespace

Method slope_method() { return {"slope", {"elevation"}, 1, false, compute}; }

}  // namespace kreisblick::potentials
