// Hillshade 1…255 as GDAL computes it: 1 + 254 · max(0, cos of the angle between light and ground), by Horn's gradient.
#include "potentials/method.h"
#include "potentials/terrain.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"hillshade", ""}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    constexpr float radians = static_cast<float>(std::numbers::pi / 180);
    const float azimuth = static_cast<float>(number_of(parameters, "azimuth")) * radians;
    const float altitude = static_cast<float>(number_of(parameters, "altitude")) * radians;
    const float exaggeration = static_cast<float>(number_of(parameters, "exaggeration"));
    const float light_east = std::sin(azimuth) * std::cos(altitude), light_north = std::cos(azimuth) * std::cos(altitude),
                light_up = std::sin(altitude);
    const auto shade = [=](Gradient g) {
        const float east = g.east * exaggeration, north = g.north * exaggeration;
        const float cosine = (light_up - light_east * east - light_north * north) / std::sqrt(1 + east * east + north * north);
        return 1 + 254 * std::max(cosine, 0.0F);  // in this order: where a neighbour is missing, so is the shade
    };
    map_gradient(*inputs.rasters.at("elevation"), shade, rows_into(results, "hillshade"), job);
    return {};
}

}  // namespace

Method hillshade_method() { return {"hillshade", {"elevation"}, {}, 1, true, bands, compute}; }

}  // namespace kreisblick::potentials
