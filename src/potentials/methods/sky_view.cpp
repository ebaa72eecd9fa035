// The share of the sky that the terrain leaves free, from the horizons.
#include "potentials/kept_horizons.h"
#include "potentials/method.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"sky_view", ""}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters&, Results& results, const core::Job& job) {
    KREISBLICK_TRY(const auto map, kept_horizons(inputs, {}, job));
    return sky_view(*inputs.rasters.at("elevation"), *map, rows_into(results, "sky_view"), job);
}

}  // namespace

Method sky_view_method() { return {"sky_view", {"elevation"}, {}, k_whole_district, false, bands, compute}; }

}  // namespace kreisblick::potentials
