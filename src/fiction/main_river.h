#pragma once

#include "fiction/curve.h"
#include "fiction/field.h"
#include "fiction/plan.h"

namespace kreisblick::fiction {

/// The large river that the whole district drains to: a broad valley floor across the ground, the river swinging within it.
struct MainRiver {
    Curve axis;                      ///< the middle of the valley floor, downstream
    std::vector<double> half_width;  ///< of the floor at each point of the axis, in m
    Curve river;                     ///< the water's middle, downstream, points about every 25 m
    double width_m = 42;

    [[nodiscard]] static MainRiver across(const Plan& plan);
    /// The height of the floor at each cell it covers (NaN elsewhere), falling downstream.
    [[nodiscard]] Field<float> floor(const geo::GridSpec& grid) const;
    /// The height of the valley of that length as if it ran straight, at the point of its way that a place lies beside.
    [[nodiscard]] double level_beside(geo::Point place, double valley_m) const;
    /// Distance from the river's middle for cells nearer than reach_m; reach_m elsewhere.
    [[nodiscard]] Field<float> distances(const geo::GridSpec& grid, double reach_m) const;
};

}  // namespace kreisblick::fiction
