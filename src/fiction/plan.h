#pragma once

#include "fiction/options.h"
#include "geo/grid_spec.h"

namespace kreisblick::fiction {

/// What the options ask for: sizes and totals, before anything is drawn.
struct Plan {
    Options options;
    double area_km2 = 0;      ///< of the district
    double inner_side_m = 0;  ///< of the square the district must fit into
    int municipalities = 0;
    int places = 0;  ///< towns and villages
    int dwelling_houses = 0;
    int buildings = 0;  ///< dwelling houses and all others
    double people = 0;
    geo::GridSpec ground;  ///< 50 m cells over district, rim and a little more

    [[nodiscard]] static Plan of(const Options& options);
    [[nodiscard]] geo::Point centre() const { return ground.extent().centre(); }
};

}  // namespace kreisblick::fiction
