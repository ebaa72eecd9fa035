// Slope in degrees and percent, Horn (1981) or Zevenbergen and Thorne (1987).
#include "potentials/method.h"
#include "potentials/terrain.h"

namespace kreisblick::potentials {
namespace {

std::vector<BandDeclaration> bands(const Parameters&) { return {{"slope", "°"}, {"slope_percent", "%"}}; }

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    const auto chosen = parameters.find("formula");
    const bool from_four = chosen != parameters.end() && chosen->second == "zevenbergen_thorne";
    const GradientFormula formula = from_four ? GradientFormula::ZevenbergenThorne : GradientFormula::Horn;
    const geo::Raster<float>& heights = *inputs.rasters.at("elevation");
    if (results.wants("slope")) map_gradient(heights, slope_degrees, rows_into(results, "slope"), job, formula);
    if (results.wants("slope_percent")) map_gradient(heights, slope_percent, rows_into(results, "slope_percent"), job, formula);
    return {};
}

}  // namespace

Method slope_method() { return {"slope", {"elevation"}, {}, 1, false, bands, compute}; }

}  // namespace kreisblick::potentials
