// Roughness (greatest difference among nine cells) and ruggedness (Riley 1999).
#include "potentials/roughness.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"roughness", "m"}, {"ruggedness", "m"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
    if (results.wants("roughness")) map_neighbours(heights, roughness, rows_into(results, "roughness"), job);
    if (results.wants("ruggedness")) map_neighbours(heights, ruggedness_riley, rows_into(results, "ruggedness"), job);
    return {};
}

}  // namespace

Method roughness_method() { return {"roughness", {"elevation"}, {}, 1, false, bands, compute}; }

}  // namespace kreisblick::potentials
