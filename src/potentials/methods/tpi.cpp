// Topographic position index, Weiss (2001).
#include "potentials/method.h"
#include "potentials/topographic_position.h"

namespace kreisblick::potentials {
namespace {

/// The largest radius that the layer allows, 1 km, in the smallest cells of a district, 5 m.
constexpr int k_reach_cells = 201;

std::vector<BandDeclaration> bands(const Parameters&) { return {{"tpi", "m"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const Surroundings shape = parameters.at("shape") == "ring" ? Surroundings::Ring : Surroundings::Disc;
    KREISBLICK_TRY(const auto index, topographic_position(*inputs.rasters.at("elevation"), number_of(parameters, "radius"), shape, job));
    put_raster(results, "tpi", index);
    return {};
}

}  // namespace

Method tpi_method() { return {"tpi", {"elevation"}, {}, k_reach_cells, false, bands, compute}; }

}  // namespace kreisblick::potentials
