#pragma once

#include "geo/raster.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace kreisblick::potentials {

/// How turbines are placed.
struct TurbineSiteOptions {
    double rotor_m = 150;
    double main_wind_deg = 240;  ///< where it blows from, clockwise from grid north
    double along_diameters = 5;
    double across_diameters = 3;
    int least_per_area = 3;  ///< areas that hold fewer, those that stand there already counted, get none
};

/// A place for a turbine.
struct TurbineSite {
    int column = 0, row = 0;
    int area = 0;  ///< number of the connected piece of allowed ground it stands on, from 1, the largest first
};

/// As many turbines as an elliptic room around each allows, placed the same way every time: on each connected piece of ground the best of
/// some shifts of the densest lattice of ellipses, then what else fits in between. allowed: 1 where one may stand, by cells of the grid;
/// standing: turbines that are there already and keep their room.
[[nodiscard]] std::vector<TurbineSite> turbine_sites(const geo::GridSpec& grid, const std::vector<std::uint8_t>& allowed,
                                                     const std::vector<geo::Point>& standing, const TurbineSiteOptions& options);

}  // namespace kreisblick::potentials
