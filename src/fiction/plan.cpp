#include "fiction/plan.h"

#include <algorithm>
#include <cmath>

namespace kreisblick::fiction {
namespace {

// The totals of the Werra-Meißner-Kreis, which the model district resembles: area and people of 2021 (municipal statistics), dwelling
// houses of the census of 2011, buildings as the survey maps them.
constexpr double k_area_km2 = 1025;
constexpr double k_people = 100000;
constexpr double k_places = 120;
constexpr double k_municipalities = 16;
constexpr double k_dwelling_houses = 32871;
constexpr double k_buildings = 60000;

int share_of(double total, double scale, int least) { return std::max(least, static_cast<int>(std::lround(total * scale))); }

}  // namespace

Plan Plan::of(const Options& options) {
    Plan plan;
    plan.options = options;
    plan.area_km2 = k_area_km2 * options.scale;
    plan.inner_side_m = std::sqrt(plan.area_km2 * 1e6) * 1.15;
    plan.municipalities = share_of(k_municipalities, options.scale, 2);
    plan.places = share_of(k_places, options.scale, 4);
    plan.dwelling_houses = share_of(k_dwelling_houses, options.scale, 1);
    plan.buildings = share_of(k_buildings, options.scale, 1);
    plan.people = k_people * options.scale;
    // The district's grid is snapped to hundreds of cells, so the ground must reach that much beyond the rim.
    const double side = plan.inner_side_m + 2 * (k_rim_m + 100 * options.cell_m + 400);
    const int cells = static_cast<int>(std::ceil(side / 400)) * 8;
    constexpr double centre_x = 562000, centre_y = 5668000;
    plan.ground = {centre_x - cells * 25.0, centre_y + cells * 25.0, 50, cells, cells};
    return plan;
}

}  // namespace kreisblick::fiction
