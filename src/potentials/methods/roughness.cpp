// Roughness (greatest difference among nine cells) and ruggedness (Riley 1999).
#include "potentials/roughness.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"roughness", "m"}, {"ruggedness", "m"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
    if (results.wants("roughness")) put_raster(results, "roughness", map_neighbours(heights, roughness, job));
    if (results.wants("ruggedness")) put_raster(results, "ruggedness", map_neighbours(heights, ruggedness_riley, job));
    return {};
}

}  // namespace

Method roughness_method() { return {"roughness", {"elevation"}, {}, 1, false, bands, compute}; }

}  // namespace kreisblick::potentials
